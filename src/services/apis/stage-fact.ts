import { z } from 'zod';

/** One stage of the API that is meant. */
export const stageFactSchema = z.object({
  name: z.string(),
  isAutomatic: z.boolean(),
  /** Empty before the first deployment. */
  deploymentId: z.string(),
  /** Null where the limits of the account hold. */
  rateLimit: z.number().nullable(),
  burstLimit: z.number().nullable(),
});

export type StageFact = z.infer<typeof stageFactSchema>;
