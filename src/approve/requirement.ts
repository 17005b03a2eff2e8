import { isAtLeast } from '../task/tier.ts';
import type { Config, EscalationRule } from '../config/config.ts';
import type { Plan } from '../plan/plan.ts';

/** What a plan asks of those who approve it. Shown in the plan, decided by it. */
export interface Requirement {
  readonly people: 1 | 2;
  /** True when `/approve` must name the digest. */
  readonly needsDigest: boolean;
  /** True when a requester may be the approver. */
  readonly allowsSelf: boolean;
  /** True when Cerberus must PASS; a WARN is not enough. */
  readonly needsCerberusPass: boolean;
  /** Groups to which configuration routes the approval because of its cost. */
  readonly groups: readonly string[];
}

/** Two people when more than one resource, or a stateful one, is lost. Source: governance, 1. */
const peopleFor = (plan: Plan): 1 | 2 => (plan.lost.resources > 1 || plan.lost.hasStateful ? 2 : 1);

const isSevere = (plan: Plan): boolean =>
  plan.losesData ||
  plan.operationClass === 'destructive' ||
  plan.operationClass === 'sensitive' ||
  plan.risk.level === 'high';

/** Why a plan must be named by its digest, the gravest reason: the end of a sentence. */
export const severityWords = ({ losesData, operationClass }: Plan): string => {
  if (losesData) return 'this plan loses data';
  if (operationClass === 'destructive') return 'this plan deletes or replaces something';
  if (operationClass === 'sensitive') return 'this plan touches permissions or protections';
  return 'this plan is of high risk';
};

const escalates = (rule: EscalationRule, plan: Plan): boolean =>
  plan.accounts.some((account) => rule.tiers.includes(account.tier)) &&
  rule.recurringUsdMonthly !== undefined &&
  plan.cost.deltaUsdMonthly >= rule.recurringUsdMonthly;

/** What a plan asks for, from the plan and configuration alone. */
export const requirementOf = (plan: Plan, config: Config): Requirement => {
  const isSensitive = plan.operationClass === 'sensitive';
  return {
    people: peopleFor(plan),
    needsDigest: isSevere(plan),
    allowsSelf:
      config.approvals.selfApproval &&
      !plan.losesData &&
      !isSensitive &&
      !isAtLeast(plan.tier, 'test'),
    needsCerberusPass: isSensitive,
    groups: config.escalations
      .filter((rule) => escalates(rule, plan))
      .map((rule) => rule.group)
      .sort(),
  };
};
