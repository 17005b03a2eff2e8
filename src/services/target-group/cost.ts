import { free, type Cost, type PricedResource } from '../prices/priced.ts';

/** A target group costs nothing by itself. */
export const targetGroupCost = ({ type }: PricedResource): Cost => free(type);
