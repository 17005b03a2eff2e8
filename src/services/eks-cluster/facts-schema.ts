import { z } from 'zod';
import { subnetFactSchema, vpcFactSchema } from '../ec2-instance/facts-schema.ts';
import { namedFactsSchema } from '../named/facts-schema.ts';
import { passedRoleSchema } from '../passed-role/facts-schema.ts';

/** What must be known before a task for an EKS cluster can be drafted. */
export const eksClusterFactsSchema = namedFactsSchema.extend({
  /** Empty where there is none. */
  version: z.string(),
  status: z.string(),
  /** Names of what stands in it, for a change or a deletion. */
  nodegroups: z.array(z.string()),
  addons: z.array(z.string()),
  role: passedRoleSchema.nullable(),
  vpcs: z.array(vpcFactSchema),
  subnets: z.array(subnetFactSchema),
});

export type EksClusterFacts = z.infer<typeof eksClusterFactsSchema>;
