import { z } from 'zod';
import { byIdFactsSchema } from '../by-id/facts-schema.ts';

/** A managed list of ranges that the request names. */
const prefixListSchema = z.object({
  id: z.string(),
  /** Null where EC2 does not tell them: what is not known is not opened. */
  ranges: z.array(z.string()).nullable(),
});

/** What must be known before a task for a security group can be drafted. */
export const groupFactsSchema = byIdFactsSchema.extend({
  /** Of the account and region; empty when nothing is created. */
  vpcs: z.array(z.object({ id: z.string(), name: z.string(), isDefault: z.boolean() })),
  prefixList: prefixListSchema.nullable(),
});

export type GroupFacts = z.infer<typeof groupFactsSchema>;
