import { z } from 'zod';
import { namedFactsSchema } from '../named/facts-schema.ts';

/** What must be known before a hub task can be drafted. The identifier is its ARN. */
export const hubFactsSchema = namedFactsSchema.extend({
  /** The account that looks after it for the organization; empty where none does. */
  administrator: z.string(),
  /** ARNs of the standards that are on. */
  standards: z.array(z.string()),
});

export type HubFacts = z.infer<typeof hubFactsSchema>;
