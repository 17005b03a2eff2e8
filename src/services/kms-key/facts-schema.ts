import { z } from 'zod';
import { namedFactsSchema } from '../named/facts-schema.ts';

/** What must be known before a key task can be drafted. The identifier is the key's id. */
export const kmsKeyFactsSchema = namedFactsSchema.extend({
  /** What KMS says of the key; null where there is none. */
  key: z
    .object({
      state: z.string(),
      /** `AWS` for the keys that services make for themselves. */
      manager: z.string(),
      spec: z.string(),
      origin: z.string(),
    })
    .nullable(),
});

export type KmsKeyFacts = z.infer<typeof kmsKeyFactsSchema>;
