import { z } from 'zod';
import { namedFactsSchema } from '../named/facts-schema.ts';

/** What must be known before a secret task can be drafted. Its value is never read. */
export const secretFactsSchema = namedFactsSchema.extend({
  /** What Secrets Manager says of the secret; null where there is none. */
  secret: z
    .object({
      rotates: z.boolean(),
      /** When it goes, for one that waits to be deleted; empty otherwise. */
      deletedOn: z.string(),
      /** The service that keeps it for itself, such as `rds`; empty otherwise. */
      owningService: z.string(),
      replicas: z.array(z.string()),
    })
    .nullable(),
  /** The function that is asked to rotate; null where none is. */
  rotation: z
    .object({
      arn: z.string(),
      exists: z.boolean(),
      /** Its own policy lets Secrets Manager call it. */
      isCallable: z.boolean(),
    })
    .nullable(),
});

export type SecretFacts = z.infer<typeof secretFactsSchema>;
