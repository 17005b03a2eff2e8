import { z } from 'zod';
import { jsonObjectSchema, ownerSchema, ownStackSchema } from '../owner.ts';

/** A version that exists, or the function as it is now, with what makes it one of its own. */
const versionSchema = z.object({
  arn: z.string(),
  version: z.string(),
  /** Names code and settings: Lambda makes no second version of the same. */
  content: z.string(),
});

/** What must be known before a task for a version can be drafted. */
export const lambdaVersionFactsSchema = z.object({
  /** The function as it is now; null when there is none. */
  latest: versionSchema.nullable(),
  /** Oldest first. */
  versions: z.array(versionSchema),
  /** What of the function does not exist at the edge, in words. */
  obstacles: z.array(z.string()),
  /** Whether its role trusts the edge; unknown where it may not be read. */
  trustsEdge: z.enum(['yes', 'no', 'unknown']),
  ownStack: ownStackSchema.nullable(),
  /** Of the one that is meant. */
  owner: ownerSchema,
  properties: jsonObjectSchema.nullable(),
  /** Distributions and aliases that name it, in words; looked up for a delete. */
  users: z.array(z.string()),
});

export type LambdaVersionFacts = z.infer<typeof lambdaVersionFactsSchema>;
export type VersionFact = z.infer<typeof versionSchema>;
