import { memberOf } from '../by-id/kind.ts';
import { listByKind } from '../by-id/list.ts';
import { NAT_GATEWAYS } from '../network/kinds.ts';

/** NAT gateways of one region, those that are gone left out. */
export const listNatGateways = listByKind(NAT_GATEWAYS, (row) => ({
  subnetId: memberOf(row, 'SubnetId'),
  state: memberOf(row, 'State'),
}));
