import { z } from 'zod';
import { jsonObjectSchema, ownerSchema, ownStackSchema } from '../owner.ts';
import { objectsSchema } from './objects/facts-schema.ts';

/** `here`: of this account; `elsewhere`: bucket names are global and somebody else has it. */
const bucketStateSchema = z.enum(['free', 'here', 'elsewhere']);

/** What must be known before a bucket task can be drafted. */
export const s3FactsSchema = z.object({
  name: z.string(),
  state: bucketStateSchema,
  /** The name by the organization's pattern, looked up only when the one asked is elsewhere. */
  alternative: z.object({ name: z.string(), state: bucketStateSchema }).nullable(),
  /** The stack of this task as an earlier plan left it. */
  ownStack: ownStackSchema.nullable(),
  owner: ownerSchema,
  /** As Cloud Control reads them, for an update or delete of what no stack owns; else null. */
  properties: jsonObjectSchema.nullable(),
  /** Looked up for a delete only; null when not looked up. */
  holdsObjects: z.boolean().nullable(),
  /** Looked up for an upload and before a bucket is emptied; else null. */
  objects: objectsSchema.nullable(),
});

export type S3Facts = z.infer<typeof s3FactsSchema>;
export type BucketState = z.infer<typeof bucketStateSchema>;
