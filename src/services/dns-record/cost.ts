import { free, type Cost, type PricedResource } from '../prices/priced.ts';

/** A record costs nothing by itself: queries are paid with the zone. */
export const dnsRecordCost = ({ type }: PricedResource): Cost => free(type);
