import { z } from 'zod';
import { stageFactSchema } from '../apis/stage-fact.ts';
import { jsonObjectSchema, ownerSchema, ownStackSchema } from '../owner.ts';

/** One REST API that exists. */
const restApiFactSchema = z.object({ id: z.string(), name: z.string() });

/** What must be known before a task for a REST API can be drafted. */
export const restApiFactsSchema = z.object({
  /** APIs that the name or the id means; names are not unique. */
  found: z.array(restApiFactSchema),
  ownStack: ownStackSchema.nullable(),
  owner: ownerSchema,
  /** As Cloud Control reads the one that no stack owns. */
  properties: jsonObjectSchema.nullable(),
  /** ARN of the function that the request names; empty when there is none. */
  functionArn: z.string(),
  stages: z.array(stageFactSchema),
  /** Domains that lead to it. */
  mappings: z.array(z.string()),
  /** Whether API Gateway has a role of the account with which it writes logs. */
  mayLog: z.boolean(),
});

export type RestApiFacts = z.infer<typeof restApiFactsSchema>;
export type RestApiFact = z.infer<typeof restApiFactSchema>;
