import { z } from 'zod';
import { namedFactsSchema } from '../named/facts-schema.ts';

/** What must be known before a role task can be drafted. */
export const iamFactsSchema = namedFactsSchema.extend({
  /** Policies of AWS by the name that was asked; null for one that does not exist. */
  policies: z.array(z.object({ asked: z.string(), arn: z.string().nullable() })),
});

export type IamFacts = z.infer<typeof iamFactsSchema>;
