import { z } from 'zod';
import { namedFactsSchema } from '../named/facts-schema.ts';

/** What must be known before a policy task can be drafted. The identifier is the policy's ARN. */
export const managedPolicyFactsSchema = namedFactsSchema.extend({
  /** Who has it, such as `role orders-exec`. */
  holders: z.array(z.string()),
});

export type ManagedPolicyFacts = z.infer<typeof managedPolicyFactsSchema>;
