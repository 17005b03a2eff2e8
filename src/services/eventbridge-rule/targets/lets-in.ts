import { letsServiceIn } from '../../policy-lets-in.ts';

/** True where a policy on a queue or a topic lets a rule do an action there. Unknown means no. */
export const letsRuleIn = (policy: string, action: string, ruleArn: string): boolean =>
  letsServiceIn(policy, { service: 'events.amazonaws.com', action, sourceArn: ruleArn });
