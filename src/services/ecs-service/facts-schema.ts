import { z } from 'zod';
import { groupFactSchema, subnetFactSchema, vpcFactSchema } from '../ec2-instance/facts-schema.ts';
import { namedFactsSchema } from '../named/facts-schema.ts';
import { ownStackSchema } from '../owner.ts';
import { passedRoleSchema } from '../passed-role/facts-schema.ts';

/** A family that a request names, as ECS knows it. */
const namedDefinitionSchema = z.object({
  arn: z.string(),
  cpu: z.number(),
  memoryMb: z.number(),
  isFargate: z.boolean(),
  container: z.string(),
  /** 0 where its first container says none. */
  port: z.number(),
});

/** What must be known before a task for an ECS service can be drafted. */
export const ecsServiceFactsSchema = namedFactsSchema.extend({
  /** Clusters that hold a service of this name, where the request names none and several do. */
  clusters: z.array(z.string()),
  /** The cluster that is meant. */
  cluster: z.string(),
  hasCluster: z.boolean(),
  /** The stack that made the cluster for this service; null where it did not. */
  clusterStack: ownStackSchema.nullable(),
  /** Other services in that cluster, for a deletion. */
  others: z.array(z.string()),
  /** As ECS says; zeros for one that is not there. */
  arn: z.string(),
  desired: z.number(),
  running: z.number(),
  isRollingOut: z.boolean(),
  /** The newest deployment; empty where ECS names none. */
  deployment: z.string(),
  /** Null when none was named, or there is none. */
  definition: namedDefinitionSchema.nullable(),
  role: passedRoleSchema.nullable(),
  hasLogGroup: z.boolean(),
  /** Null when none was named, or there is none. */
  targets: z
    .object({ arn: z.string(), type: z.string(), vpcId: z.string(), isServed: z.boolean() })
    .nullable(),
  vpcs: z.array(vpcFactSchema),
  subnets: z.array(subnetFactSchema),
  groups: z.array(groupFactSchema),
});

export type EcsServiceFacts = z.infer<typeof ecsServiceFactsSchema>;
