import { z } from 'zod';
import { namedFactsSchema } from '../named/facts-schema.ts';

/** What must be known before a task for an add-on can be drafted. */
export const addonFactsSchema = namedFactsSchema.extend({
  /** Empty where the request names none. */
  cluster: z.string(),
  /** Empty where there is no such cluster. */
  clusterVersion: z.string(),
  /** How many node groups are in it, for a deletion. */
  nodegroups: z.number(),
});

export type AddonFacts = z.infer<typeof addonFactsSchema>;
