import { z } from 'zod';
import { stageFactSchema } from '../apis/stage-fact.ts';
import { jsonObjectSchema, ownerSchema, ownStackSchema } from '../owner.ts';

/** One API of the second version that exists. */
const apiFactSchema = z.object({
  id: z.string(),
  name: z.string(),
  protocol: z.string(),
  endpoint: z.string(),
});

/** What must be known before a task for an HTTP API can be drafted. */
export const httpApiFactsSchema = z.object({
  /** APIs that the name or the id means; names are not unique. */
  found: z.array(apiFactSchema),
  ownStack: ownStackSchema.nullable(),
  owner: ownerSchema,
  /** As Cloud Control reads the one that no stack owns. */
  properties: jsonObjectSchema.nullable(),
  /** ARN of the function that the request names; empty when there is none. */
  functionArn: z.string(),
  stages: z.array(stageFactSchema),
  /** Domains that lead to it. */
  mappings: z.array(z.string()),
});

export type HttpApiFacts = z.infer<typeof httpApiFactsSchema>;
export type ApiFact = z.infer<typeof apiFactSchema>;
