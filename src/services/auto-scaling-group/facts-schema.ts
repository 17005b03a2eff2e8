import { z } from 'zod';
import {
  imageFactSchema,
  subnetFactSchema,
  typeFactSchema,
  vpcFactSchema,
} from '../ec2-instance/facts-schema.ts';
import { namedFactsSchema } from '../named/facts-schema.ts';
import { ownStackSchema } from '../owner.ts';

/** What must be known before a task for an Auto Scaling group can be drafted. */
export const autoScalingFactsSchema = namedFactsSchema.extend({
  /** As Auto Scaling says; null for one that is not there. */
  group: z
    .object({ min: z.number(), max: z.number(), desired: z.number(), isRefreshing: z.boolean() })
    .nullable(),
  /** The launch template that the request names; null where none is named or there. */
  launchTemplate: z.object({ version: z.string(), needsToken: z.boolean() }).nullable(),
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
