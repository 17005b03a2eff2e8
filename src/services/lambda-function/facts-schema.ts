import { z } from 'zod';
import { namedFactsSchema } from '../named/facts-schema.ts';

/** One version of the code: what runs is what was reviewed. */
export const codeFactSchema = z.object({
  bucket: z.string(),
  key: z.string(),
  /** `unversioned`: the bucket keeps no versions; `missing`: no such object. */
  state: z.enum(['versioned', 'unversioned', 'missing']),
  versionId: z.string(),
});

/** A role that exists and was named. */
export const roleFactSchema = z.object({
  name: z.string(),
  arn: z.string(),
  path: z.string(),
  boundary: z.string(),
  trustsLambda: z.boolean(),
});

/** What must be known before a function task can be drafted. */
export const lambdaFactsSchema = namedFactsSchema.extend({
  code: codeFactSchema.nullable(),
  /** Null when none was named, or the one that was named does not exist. */
  role: roleFactSchema.nullable(),
  /** A log group left by an earlier function of this name would stop the stack. */
  hasLogGroup: z.boolean(),
});

export type LambdaFacts = z.infer<typeof lambdaFactsSchema>;
export type CodeFact = z.infer<typeof codeFactSchema>;
export type RoleFact = z.infer<typeof roleFactSchema>;
