import { free, type Cost, type PricedResource } from '../prices/priced.ts';

/** AWS asks nothing for security groups. */
export const groupCost = ({ type }: PricedResource): Cost => free(type);
