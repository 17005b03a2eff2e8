import { free, type Cost, type PricedResource } from '../prices/priced.ts';

/** AWS asks nothing for key pairs. */
export const keyPairCost = ({ type }: PricedResource): Cost => free(type);
