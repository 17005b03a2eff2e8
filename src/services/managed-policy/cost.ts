import { free, type Cost, type PricedResource } from '../prices/priced.ts';

/** IAM costs nothing. */
export const managedPolicyCost = ({ type }: PricedResource): Cost => free(type);
