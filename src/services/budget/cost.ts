import { free, type Cost, type PricedResource } from '../prices/priced.ts';

/** A budget without actions of its own costs nothing, and neither do its notifications. */
export const budgetCost = ({ type }: PricedResource): Cost => free(type);
