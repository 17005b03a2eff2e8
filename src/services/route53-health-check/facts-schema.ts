import { z } from 'zod';
import { byIdFactsSchema } from '../by-id/facts-schema.ts';

/** What must be known before a task for a health check can be drafted. */
export const healthCheckFactsSchema = byIdFactsSchema.extend({
  /** The service of AWS that made the one that is meant; empty where people did. */
  linkedService: z.string(),
  /** For a create: the private zone of this account that answers for the target; else empty. */
  privateZone: z.string(),
});

export type HealthCheckFacts = z.infer<typeof healthCheckFactsSchema>;
