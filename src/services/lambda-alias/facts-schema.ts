import { z } from 'zod';
import { namedFactsSchema } from '../named/facts-schema.ts';

/** What must be known before a task for an alias can be drafted. */
export const lambdaAliasFactsSchema = namedFactsSchema.extend({
  hasFunction: z.boolean(),
  /** Numbers of the versions that were published, with the role of each; oldest first. */
  versions: z.array(z.object({ version: z.string(), role: z.string() })),
  /** Where the alias points now; empty where there is none. */
  pointsAt: z.string(),
  /** What part of its calls goes to another version, in words; empty where none does. */
  second: z.string(),
  /** Sources whose events it gets, by whole ARN and in words; looked up for a delete. */
  users: z.array(z.object({ arn: z.string(), words: z.string() })),
  /** Who may call it whatever else the issue deletes: who its policy lets in, its address. */
  letIn: z.array(z.string()),
  /** What goes with the alias and is not made again with it, in words; for a delete. */
  alsoGone: z.array(z.string()),
});

export type LambdaAliasFacts = z.infer<typeof lambdaAliasFactsSchema>;
