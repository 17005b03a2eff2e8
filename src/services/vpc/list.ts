import { memberOf } from '../by-id/kind.ts';
import { listByKind } from '../by-id/list.ts';
import { VPCS } from '../network/kinds.ts';

/** VPCs of one region, with their ranges. */
export const listVpcs = listByKind(VPCS, (row) => ({
  cidr: memberOf(row, 'CidrBlock'),
  state: memberOf(row, 'State'),
  isDefault: row['IsDefault'] === true,
}));
