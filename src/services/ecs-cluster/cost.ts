import { free, type Cost, type PricedResource } from '../prices/priced.ts';

/** A cluster costs nothing by itself: its tasks do. */
export const ecsClusterCost = ({ type }: PricedResource): Cost => free(type);
