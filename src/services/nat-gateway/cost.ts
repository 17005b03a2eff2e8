/** A NAT gateway costs by the hour, used or not. */
export { networkCost as natGatewayCost } from '../network/cost.ts';
