import { z } from 'zod';
import { deliverySchema } from '../guarding/bucket-policy.ts';
import { namedFactsSchema } from '../named/facts-schema.ts';

/** What must be known before a recorder task can be drafted. The identifier is its name. */
export const recorderFactsSchema = namedFactsSchema.extend({
  isRecording: z.boolean(),
  /** A channel that exists, with or without a recorder; empty otherwise. */
  channel: z.string(),
  /** Whether AWS has made its own role for Config in this account. */
  hasLinkedRole: z.boolean(),
  delivery: deliverySchema,
});

export type RecorderFacts = z.infer<typeof recorderFactsSchema>;
