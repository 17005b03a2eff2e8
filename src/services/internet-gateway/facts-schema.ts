import { z } from 'zod';
import { partFactsSchema } from '../network/part-facts.ts';

/** What must be known before a task for an internet gateway can be drafted. */
export const gatewayFactsSchema = partFactsSchema.extend({
  /** VPCs that have a gateway, for a new one. */
  served: z.array(z.string()),
});

export type GatewayFacts = z.infer<typeof gatewayFactsSchema>;
