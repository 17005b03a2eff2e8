import { z } from 'zod';
import { vpcFactSchema } from '../ec2-instance/facts-schema.ts';
import { namedFactsSchema } from '../named/facts-schema.ts';
import { usersSchema } from '../task-order/user.ts';

/** What must be known before a task for a target group can be drafted. */
export const targetGroupFactsSchema = namedFactsSchema.extend({
  /** Empty for one that is not there. */
  protocol: z.string(),
  /** The load balancers that send to it. */
  usedBy: usersSchema,
  vpcs: z.array(vpcFactSchema),
});

export type TargetGroupFacts = z.infer<typeof targetGroupFactsSchema>;
