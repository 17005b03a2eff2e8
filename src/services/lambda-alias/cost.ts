import { free, type Cost, type PricedResource } from '../prices/priced.ts';

/** An alias costs nothing by itself: what it leads to is paid by the call. */
export const lambdaAliasCost = ({ type }: PricedResource): Cost => free(type);
