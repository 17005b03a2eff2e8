import { free, type Cost, type PricedResource } from '../prices/priced.ts';

/** A group costs nothing by itself: traces do, by their number. */
export const groupCost = ({ type }: PricedResource): Cost => free(type);
