import { z } from 'zod';
import { jsonObjectSchema, ownerSchema, ownStackSchema } from '../owner.ts';

/** What is known of a target whose name is unique in its account and region. */
export const namedFactsSchema = z.object({
  name: z.string(),
  /** As Cloud Control and CloudFormation name it. */
  identifier: z.string(),
  exists: z.boolean(),
  /** The stack of this task as an earlier plan left it; looked up for a create. */
  ownStack: ownStackSchema.nullable(),
  owner: ownerSchema,
  /** As Cloud Control reads them, for an update or delete of what no stack owns; else null. */
  properties: jsonObjectSchema.nullable(),
});

export type NamedFacts = z.infer<typeof namedFactsSchema>;
