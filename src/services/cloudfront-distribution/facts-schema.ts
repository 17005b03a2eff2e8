import { z } from 'zod';
import { byIdFactsSchema } from '../by-id/facts-schema.ts';
import { originSchema } from './origin/origin.ts';

/** What must be known before a task for a distribution can be drafted. */
export const distributionFactsSchema = byIdFactsSchema.extend({
  /** Where a new one fetches from, and what takes over; null where none is named. */
  origin: originSchema.nullable(),
  failover: originSchema.nullable(),
  /** Whether the bucket of the access log takes ACLs; null where none is named. */
  logs: z.enum(['lets', 'refuses', 'missing', 'unknown']).nullable(),
  /** Of the one that is meant. */
  isEnabled: z.boolean(),
  status: z.string(),
  /** The newest invalidation; empty when there is none, or none is asked for. */
  lastInvalidation: z.string(),
});

export type DistributionFacts = z.infer<typeof distributionFactsSchema>;
