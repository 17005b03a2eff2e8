import { z } from 'zod';
import { namedFactsSchema } from '../named/facts-schema.ts';

/** What must be known before a user task can be drafted. */
export const iamUserFactsSchema = namedFactsSchema.extend({
  /** What the user has, beside what its stack gave it. */
  user: z
    .object({
      groups: z.array(z.string()),
      /** Ids of access keys, never the keys. */
      keys: z.array(z.string()),
      /** Names of policies, attached or inline. */
      policies: z.array(z.string()),
      hasPassword: z.boolean(),
    })
    .nullable(),
  /** The group that is asked for; null where none is. */
  group: z.object({ name: z.string(), exists: z.boolean(), path: z.string() }).nullable(),
});

export type IamUserFacts = z.infer<typeof iamUserFactsSchema>;
