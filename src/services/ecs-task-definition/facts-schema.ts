import { z } from 'zod';
import { namedFactsSchema } from '../named/facts-schema.ts';
import { passedRoleSchema } from '../passed-role/facts-schema.ts';

/** What must be known before a task for a task definition can be drafted. */
export const taskDefinitionFactsSchema = namedFactsSchema.extend({
  /** The number of the newest revision; 0 where there is none. */
  revision: z.number(),
  /** Services that run any revision of it, `cluster/service` each, for a deletion. */
  users: z.array(z.string()),
  /** Null when none was named, or the one that was named does not exist. */
  role: passedRoleSchema.nullable(),
  hasLogGroup: z.boolean(),
});

export type TaskDefinitionFacts = z.infer<typeof taskDefinitionFactsSchema>;
