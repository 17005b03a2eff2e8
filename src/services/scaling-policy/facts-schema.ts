import { z } from 'zod';
import { namedFactsSchema } from '../named/facts-schema.ts';

/** A policy of the group. */
export const policyFactSchema = z.object({
  name: z.string(),
  arn: z.string(),
  type: z.string(),
  /** Auto Scaling's own name of what it follows; empty for a metric of one's own, or for steps. */
  metric: z.string(),
  target: z.number().nullable(),
  /** Which alarms call it. */
  alarms: z.array(z.string()),
});

/** What must be known before a task for a scaling policy can be drafted. */
export const scalingPolicyFactsSchema = namedFactsSchema.extend({
  group: z.object({ min: z.number(), max: z.number(), desired: z.number() }).nullable(),
  /** Every policy of the group. */
  policies: z.array(policyFactSchema),
  /** The policies that the task means; for a create those that follow the same. */
  meant: z.array(policyFactSchema),
  /** How Auto Scaling calls the load balancer and target group whose requests are counted. */
  requestLabel: z.string(),
  /** Why there is none, in a word: `none`, `several`, `unattached`, `not-application`. */
  labelProblem: z.string(),
});

export type ScalingPolicyFacts = z.infer<typeof scalingPolicyFactsSchema>;
export type PolicyFact = z.infer<typeof policyFactSchema>;
