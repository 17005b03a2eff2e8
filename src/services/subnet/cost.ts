/** A subnet is free. */
export { networkCost as subnetCost } from '../network/cost.ts';
