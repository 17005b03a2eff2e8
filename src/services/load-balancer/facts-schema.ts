import { z } from 'zod';
import { subnetFactSchema, vpcFactSchema } from '../ec2-instance/facts-schema.ts';
import { namedFactsSchema } from '../named/facts-schema.ts';

/** What must be known before a task for a load balancer can be drafted. */
export const loadBalancerFactsSchema = namedFactsSchema.extend({
  /** As Elastic Load Balancing says; empty for one that is not there. */
  kind: z.string(),
  scheme: z.string(),
  isProtected: z.boolean(),
  /** What it sends requests to, for a deletion: names of groups, and how many targets they have. */
  groups: z.array(z.string()),
  targets: z.number(),
  /** Empty when nothing is created or moved. */
  vpcs: z.array(vpcFactSchema),
  subnets: z.array(subnetFactSchema),
});

export type LoadBalancerFacts = z.infer<typeof loadBalancerFactsSchema>;
