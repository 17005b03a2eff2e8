import { free, type Cost, type PricedResource } from '../prices/priced.ts';

/** An add-on of AWS costs nothing by itself: the nodes that it runs on do. */
export const addonCost = ({ type }: PricedResource): Cost => free(type);
