import { z } from 'zod';
import { namedFactsSchema } from '../named/facts-schema.ts';

/** What must be known before a task for a function of CloudFront can be drafted. */
export const cloudfrontFunctionFactsSchema = namedFactsSchema.extend({
  /** Names the code as it waits to be published; empty when there is none. */
  etag: z.string(),
  /** Distributions that run it, in words; looked up for a delete. */
  users: z.array(z.string()),
});

export type CloudfrontFunctionFacts = z.infer<typeof cloudfrontFunctionFactsSchema>;
