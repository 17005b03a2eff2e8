import { z } from 'zod';
import { ownStackSchema } from '../owner.ts';

/** What DescribeType says of one type of the template. */
export const typeFactSchema = z.object({
  type: z.string(),
  isPublic: z.boolean(),
  hasPublisher: z.boolean(),
  hasRole: z.boolean(),
});

/** What must be known before a given template can be drafted. */
export const templateFactsSchema = z.object({
  /** The stack the task is about; for a create, the one it would make. */
  stackName: z.string(),
  /** `several`: more than one stack of ours ends with the name. */
  state: z.enum(['absent', 'ours', 'foreign', 'several']),
  stack: ownStackSchema.nullable(),
  /** True when a stack that is not ours has exactly the name asked for. */
  isNameTaken: z.boolean(),
  /** Who imports what a stack that is to be deleted exports, in words. */
  importers: z
    .array(
      z.object({
        stack: z.string(),
        words: z.string(),
        // Facts from before do not say where it is: such a stack is never gone.
        accountId: z.string().default(''),
        region: z.string().default(''),
      }),
    )
    .default([]),
  /** Types that DescribeType knew; the others are left to the reviewed tables. */
  types: z.array(typeFactSchema),
});

export type TemplateFacts = z.infer<typeof templateFactsSchema>;
export type TypeFact = z.infer<typeof typeFactSchema>;
