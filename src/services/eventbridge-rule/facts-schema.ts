import { z } from 'zod';
import { namedFactsSchema } from '../named/facts-schema.ts';

/** Kinds of targets that a rule can be given here. */
export const TARGET_KINDS = ['lambda', 'sqs', 'sns'] as const;

const targetSchema = z.object({
  kind: z.enum(TARGET_KINDS),
  arn: z.string(),
  /** True where the target's own policy lets the rule in; a function is let in by the plan. */
  letsIn: z.boolean(),
});

/** What is known of a rule, and of what it shall call. */
export const ruleFactsSchema = namedFactsSchema.extend({
  arn: z.string(),
  /** `ENABLED`, `DISABLED`, or empty where there is none. */
  state: z.string(),
  /** The service of AWS that looks after the rule; empty for a rule of people. */
  managedBy: z.string(),
  /** Everything of that name that a rule could call. */
  targets: z.array(targetSchema),
});

export type RuleTarget = z.infer<typeof targetSchema>;
export type RuleFacts = z.infer<typeof ruleFactsSchema>;
