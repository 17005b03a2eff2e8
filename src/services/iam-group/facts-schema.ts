import { z } from 'zod';
import { iamFactsSchema } from '../iam-role/facts-schema.ts';

/** What must be known before a group task can be drafted. */
export const iamGroupFactsSchema = iamFactsSchema.extend({
  /** Users that are in the group now. */
  members: z.array(z.string()),
});

export type IamGroupFacts = z.infer<typeof iamGroupFactsSchema>;
