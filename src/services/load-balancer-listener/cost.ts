import { free, type Cost, type PricedResource } from '../prices/priced.ts';

/** A listener costs nothing beside its load balancer. */
export const listenerCost = ({ type }: PricedResource): Cost => free(type);
