import type { Config } from '../config/config.ts';
import type { Plan } from '../plan/plan.ts';
import type { Step } from '../plan/step.ts';
import { applicableItems } from './applicable-items.ts';
import type { Baseline, BaselineItem } from './baseline.ts';
import { exceptionFor } from './exceptions.ts';
import type { Finding } from './finding.ts';
import { PLAN_RULES, type Broken } from './policies/plan-rules.ts';
import { statusOf } from './status.ts';

/** What the steps of a plan are judged by. */
export interface StepReview {
  readonly plan: Plan;
  readonly baselines: readonly Baseline[];
  readonly config: Config;
  /** ISO date on which the review is asked. */
  readonly today: string;
}

/** Whose account a broken rule is in; a rule about a step names the step. */
const stepOf = (plan: Plan, broken: Broken): Step | undefined =>
  plan.steps.find(
    (step) =>
      step.id === broken.resource ||
      step.changes.some(({ logicalId }) => logicalId === broken.resource),
  );

const findingOf = (item: BaselineItem, broken: Broken, review: StepReview): Finding => {
  const { exceptions } = review.config;
  const accountId = stepOf(review.plan, broken)?.accountId;
  const exception = exceptionFor(item.id, { exceptions, accountId, today: review.today });
  return {
    item: item.id,
    title: item.title,
    pillar: item.pillar,
    severity: item.severity,
    status: statusOf({
      item,
      result: 'fail',
      evidence: 'own-template',
      tier: review.plan.tier,
      isSkipped: false,
      isExcepted: exception !== undefined,
    }),
    isAdvisory: item.isAdvisory,
    resource: broken.resource,
    type: broken.type,
    detail: broken.detail,
    remediation: item.remediation,
    references: item.references,
  };
};

/**
 * Judges what the steps do by the rules whose evidence is the plan: a finding for each thing that
 * breaks one. A rule without code finds nothing; a test holds that each has code.
 */
export const reviewSteps = (review: StepReview): readonly Finding[] =>
  applicableItems(review.baselines, review.plan.tier)
    .filter(({ evidence }) => evidence === 'plan')
    .flatMap((item) => {
      const found = PLAN_RULES[item.id]?.(review) ?? [];
      return found.map((broken) => findingOf(item, broken, review));
    });
