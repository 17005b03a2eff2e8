import { z } from 'zod';
import { namedFactsSchema } from '../named/facts-schema.ts';

/** What is known of a sampling rule, and of the others beside it. */
export const samplingFactsSchema = namedFactsSchema.extend({
  others: z.array(z.object({ name: z.string(), priority: z.number() })),
});

export type SamplingFacts = z.infer<typeof samplingFactsSchema>;
