import { free } from '../prices/priced.ts';
import type { Service } from '../service.ts';

/** IAM costs nothing. */
export const iamCost: Service['cost'] = (type) => free(type);
