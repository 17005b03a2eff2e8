import { z } from 'zod';
import { jsonObjectSchema, ownerSchema, ownStackSchema } from '../owner.ts';

/** What the services say of a thing that is there; the rest of their facts is not looked at. */
export const targetSchema = z.object({
  name: z.string(),
  /** As CloudFormation names it; absent where that is its name. */
  identifier: z.string().optional(),
  owner: ownerSchema,
  properties: jsonObjectSchema.nullable(),
});

/** What must be known before something is taken into a stack. */
export const importFactsSchema = z.object({
  /** The facts of the service, by its own schema. */
  target: jsonObjectSchema,
  /** The stack that was named; null where none was, and a new one is made. */
  into: z
    .object({
      state: z.enum(['absent', 'ours', 'foreign', 'several']),
      stack: ownStackSchema.nullable(),
    })
    .nullable(),
});

export type ImportTarget = z.infer<typeof targetSchema>;
export type ImportFacts = z.infer<typeof importFactsSchema>;
