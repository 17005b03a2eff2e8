import { z } from 'zod';
import { namedFactsSchema } from '../named/facts-schema.ts';

/** What must be known before a task for an ECS cluster can be drafted. */
export const ecsClusterFactsSchema = namedFactsSchema.extend({
  /** Names of its services, for a deletion. */
  services: z.array(z.string()),
  /** Tasks that run or are about to, and machines that are registered in it. */
  tasks: z.number(),
  machines: z.number(),
});

export type EcsClusterFacts = z.infer<typeof ecsClusterFactsSchema>;
