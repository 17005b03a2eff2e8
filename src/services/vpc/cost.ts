/** A VPC is free; its gateways and endpoints are not. */
export { networkCost as vpcCost } from '../network/cost.ts';
