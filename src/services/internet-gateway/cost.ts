/** An internet gateway is free; what leaves through it is not counted. */
export { networkCost as internetGatewayCost } from '../network/cost.ts';
