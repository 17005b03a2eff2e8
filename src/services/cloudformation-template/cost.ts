import { free, type Cost, type PricedResource } from '../prices/priced.ts';

/** Types that only given templates hold: none of them costs anything by itself. */
export const templateCost = ({ type }: PricedResource): Cost => free(type);
