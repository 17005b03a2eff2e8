import { z } from 'zod';
import { deliverySchema } from '../guarding/bucket-policy.ts';
import { namedFactsSchema } from '../named/facts-schema.ts';

/** What must be known before a trail task can be drafted. */
export const trailFactsSchema = namedFactsSchema.extend({
  trail: z
    .object({
      homeRegion: z.string(),
      /** True for the trail of the whole organization, which its own account alone changes. */
      isOfOrganization: z.boolean(),
      isLogging: z.boolean(),
    })
    .nullable(),
  /** Whether the bucket that is named takes the records. */
  delivery: deliverySchema,
});

export type TrailFacts = z.infer<typeof trailFactsSchema>;
