import { z } from 'zod';
import { namedFactsSchema } from '../named/facts-schema.ts';
import { passedRoleSchema } from '../passed-role/facts-schema.ts';

/** What must be known before a task for a node group can be drafted. */
export const nodegroupFactsSchema = namedFactsSchema.extend({
  /** Empty where the request names none. */
  cluster: z.string(),
  /** Empty where there is no such cluster. */
  clusterVersion: z.string(),
  clusterSubnets: z.array(z.string()),
  /** As EKS says; null for one that is not there. */
  nodes: z
    .object({ min: z.number(), max: z.number(), desired: z.number(), version: z.string() })
    .nullable(),
  status: z.string(),
  role: passedRoleSchema.nullable(),
});

export type NodegroupFacts = z.infer<typeof nodegroupFactsSchema>;
