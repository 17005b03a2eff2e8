import { z } from 'zod';
import { partFactsSchema } from '../network/part-facts.ts';
import { ownStackSchema } from '../owner.ts';

/** What must be known before a task for a flow log can be drafted. */
export const flowLogFactsSchema = partFactsSchema.extend({
  /** Flow logs that there are, for a new one, by what they watch. */
  watched: z.array(z.object({ id: z.string(), resourceId: z.string() })),
  /** The stack of its role, before its own. */
  deliveryStack: ownStackSchema.nullable(),
});

export type FlowLogFacts = z.infer<typeof flowLogFactsSchema>;
