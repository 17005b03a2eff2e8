/** An endpoint of a gateway is free, one of interfaces costs by the hour. */
export { networkCost as vpcEndpointCost } from '../network/cost.ts';
