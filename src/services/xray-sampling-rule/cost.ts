import { free, type Cost, type PricedResource } from '../prices/priced.ts';

/** A rule costs nothing by itself: the traces that it lets through do, by their number. */
export const samplingCost = ({ type }: PricedResource): Cost => free(type);
