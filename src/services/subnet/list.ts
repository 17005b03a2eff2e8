import { memberOf } from '../by-id/kind.ts';
import { listByKind } from '../by-id/list.ts';
import { SUBNETS } from '../network/kinds.ts';

/** Subnets of one region, with their ranges and zones. */
export const listSubnets = listByKind(SUBNETS, (row) => ({
  cidr: memberOf(row, 'CidrBlock'),
  zone: memberOf(row, 'AvailabilityZone'),
  state: memberOf(row, 'State'),
}));
