import { z } from 'zod';
import { namedFactsSchema } from '../named/facts-schema.ts';

/** What is known of a budget, and of the topic that it shall tell. */
export const budgetFactsSchema = namedFactsSchema.extend({
  arn: z.string(),
  /** Null where the request names none. */
  topic: z.object({ arn: z.string(), exists: z.boolean(), letsIn: z.boolean() }).nullable(),
});

export type BudgetFacts = z.infer<typeof budgetFactsSchema>;
