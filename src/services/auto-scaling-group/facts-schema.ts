import { z } from 'zod';
import {
  imageFactSchema,
  subnetFactSchema,
  typeFactSchema,
  vpcFactSchema,
} from '../ec2-instance/facts-schema.ts';
import { namedFactsSchema } from '../named/facts-schema.ts';
import { ownStackSchema } from '../owner.ts';

/** One version of a launch template from which a group starts. */
export const launchedSchema = z.object({
  name: z.string(),
  /** As it is named where it is not by number, such as `$Default`. */
  asked: z.string(),
  version: z.string(),
  needsToken: z.boolean(),
  /** Null where instances have none; the role is an ARN, empty where there is none. */
  profile: z.object({ name: z.string(), role: z.string() }).nullable(),
  instanceType: z.string(),
  volumes: z.array(z.object({ sizeGb: z.number(), type: z.string() })),
});

/** What must be known before a task for an Auto Scaling group can be drafted. */
export const autoScalingFactsSchema = namedFactsSchema.extend({
  /** As Auto Scaling says; null for one that is not there. */
  group: z
    .object({ min: z.number(), max: z.number(), desired: z.number(), isRefreshing: z.boolean() })
    .nullable(),
  /** What instances start from, as asked or as it is; null where none is named or there. */
  launchTemplate: launchedSchema.nullable(),
  /** The target group that the request names; null where none is named or there. */
  targets: z.object({ arn: z.string(), type: z.string(), vpcId: z.string() }).nullable(),
  type: typeFactSchema.nullable(),
  image: imageFactSchema.nullable(),
  /** The stack of role and profile, made before that of the group. */
  accessStack: ownStackSchema.nullable(),
  /** The stack of the launch template, made before that of the group as well. */
  launchStack: ownStackSchema.nullable(),
  vpcs: z.array(vpcFactSchema),
  subnets: z.array(subnetFactSchema),
});

export type AutoScalingFacts = z.infer<typeof autoScalingFactsSchema>;
