import { z } from 'zod';
import { jsonObjectSchema, ownerSchema, ownStackSchema } from '../owner.ts';
import { usersSchema } from '../task-order/user.ts';

/** One thing that exists, by its id and its name. */
const foundSchema = z.object({
  id: z.string(),
  /** As CloudFormation and Cloud Control name it. */
  identifier: z.string(),
  name: z.string(),
  /** Empty where it lies in none. */
  vpcId: z.string(),
  /** True for what AWS made with the account or the VPC. */
  isDefault: z.boolean(),
});

/** What must be known before a task for such a thing can be drafted. */
export const byIdFactsSchema = z.object({
  /** What the name or id means. */
  found: z.array(foundSchema),
  /** The stack of this task as an earlier plan left it; looked up for a create. */
  ownStack: ownStackSchema.nullable(),
  /** Of the one that is meant. */
  owner: ownerSchema,
  /** As Cloud Control reads them, for an update or delete of what no stack owns; else null. */
  properties: jsonObjectSchema.nullable(),
  /** What uses the one that is meant; looked up for a delete. */
  users: usersSchema,
});

export type ByIdFacts = z.infer<typeof byIdFactsSchema>;
export type Found = z.infer<typeof foundSchema>;
