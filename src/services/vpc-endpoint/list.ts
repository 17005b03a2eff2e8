import { memberOf } from '../by-id/kind.ts';
import { listByKind } from '../by-id/list.ts';
import { ENDPOINTS } from '../network/kinds.ts';

/** VPC endpoints of one region, with the service behind each. */
export const listVpcEndpoints = listByKind(ENDPOINTS, (row) => ({
  vpcId: memberOf(row, 'VpcId'),
  service: memberOf(row, 'ServiceName'),
  endpointType: memberOf(row, 'VpcEndpointType'),
  state: memberOf(row, 'State'),
}));
