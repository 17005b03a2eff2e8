/** A route table is free. */
export { networkCost as routeTableCost } from '../network/cost.ts';
