import { free, type Cost, type PricedResource } from '../prices/priced.ts';

/** A version costs nothing by itself; its calls are those of the function. */
export const lambdaVersionCost = ({ type }: PricedResource): Cost => free(type);
