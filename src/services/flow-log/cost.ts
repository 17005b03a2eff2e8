/** A flow log is free; what it writes is paid for by its log group. */
export { networkCost as flowLogCost } from '../network/cost.ts';
