import type { Config } from '../config/config.ts';
import type { PlanInputs } from '../plan/inputs.ts';
import type { Plan } from '../plan/plan.ts';
import type { ChangeStep, DeployStep, Step } from '../plan/step.ts';
import type { Template } from '../plan/template.ts';
import { isJsonObject, type Json } from '../task/json.ts';
import { isMutation } from '../task/aws-task.ts';
import type { Tier } from '../task/tier.ts';
import type { Baseline } from './baseline.ts';
import type { ExceptionContext } from './exceptions.ts';
import type { Finding, GuardianVerdict, Review } from './finding.ts';
import { decideGate, overallOf } from './gate.ts';
import { askBuddha, type QuotaUse } from './guardians/buddha.ts';
import { askCerberus } from './guardians/cerberus.ts';
import { askMichael } from './guardians/michael.ts';
import { injectionSigns } from './injection-signs.ts';
import { patchedTemplate, unpatchedTemplate } from './patched-template.ts';
import { resourcesBeside } from './planned-beside.ts';
import { profilesBeside } from './planned-profiles.ts';
import { reviewSteps } from './review-steps.ts';
import { reviewTemplate, type TemplateReview } from './review-template.ts';
import { serviceOf } from './service-of.ts';

/** Everything a review is made from. Pure of it: the same in every worker. */
export interface PlanReview {
  readonly plan: Plan;
  readonly baselines: readonly Baseline[];
  readonly config: Config;
  readonly inputs: PlanInputs;
  /**
   * ISO date on which the review is asked, read by the caller; exceptions that ended before it do
   * not count. Left out, it is the day the issue was opened, the only day that the inputs hold.
   */
  readonly today?: string;
  /** What was read of quotas and of the load of what grows, when it was read. */
  readonly quotas?: readonly QuotaUse[];
  readonly averageCpu?: Readonly<Record<string, number>>;
}

const tierOf = (plan: Plan, step: Step): Tier =>
  plan.accounts.find(({ id }) => id === step.accountId)?.tier ?? plan.tier;

const todayOf = ({ today, inputs }: PlanReview): string => today ?? inputs.issue.createdAt;

const exceptionsOf = (review: PlanReview, step: Step): ExceptionContext => ({
  exceptions: review.config.exceptions,
  accountId: step.accountId,
  today: todayOf(review),
});

const requestOf = ({ inputs }: PlanReview): string => `${inputs.issue.title}\n${inputs.issue.body}`;

const isGap = ({ status }: Finding): boolean => status === 'BLOCKED' || status === 'ACCEPTABLE';

/**
 * Judges what a direct change puts in place. What it does not set is not judged: a gap counts only
 * where the resource without the change would not have it.
 */
const reviewChange = (step: ChangeStep, review: PlanReview): readonly Finding[] => {
  const by: Omit<TemplateReview, 'template'> = {
    tier: tierOf(review.plan, step),
    baselines: review.baselines,
    evidence: 'own-template',
    exceptions: exceptionsOf(review, step),
  };
  const before = reviewTemplate({ ...by, template: unpatchedTemplate(step) }).filter(isGap);
  const known = new Set(before.map(({ item }) => item));
  return reviewTemplate({ ...by, template: patchedTemplate(step) }).filter(
    (finding) => isGap(finding) && !known.has(finding.item),
  );
};

/** What planning looked up of subnets, whichever task asked. */
const subnetsIn = ({ inputs }: PlanReview): Readonly<Record<string, boolean>> =>
  Object.fromEntries(
    Object.values(inputs.facts)
      .flatMap((facts) => (Array.isArray(facts['subnets']) ? facts['subnets'] : []))
      .flatMap((one: Json) =>
        isJsonObject(one) && typeof one['id'] === 'string'
          ? [[one['id'], one['isPrivate'] === true] as const]
          : [],
      ),
  );

const deploysOf = (plan: Plan): readonly DeployStep[] =>
  plan.steps.filter((step) => step.kind === 'deploy');

const reviewStep = (step: DeployStep, review: PlanReview): readonly Finding[] =>
  reviewTemplate({
    template: step.template,
    tier: tierOf(review.plan, step),
    baselines: review.baselines,
    evidence: step.isGiven ? 'given-template' : 'own-template',
    parameters: { ...step.parameters, ...step.resolvedParameters },
    pseudo: {
      'AWS::AccountId': step.accountId,
      'AWS::Region': step.region,
      'AWS::StackName': step.stackName,
    },
    stackTags: step.tags,
    tags: review.config.tags,
    skipped: review.plan.choices.skipped,
    exceptions: exceptionsOf(review, step),
    request: requestOf(review),
    subnets: subnetsIn(review),
    profiles: profilesBeside(review.plan, step),
    elsewhere: resourcesBeside(review.plan, step, review.inputs),
  });

const existingOf = ({ inputs }: PlanReview): readonly string[] =>
  inputs.tasks.flatMap((task) => {
    const facts = inputs.facts[task.id];
    const name = task.parameters['name'];
    const isCreate = isMutation(task) && task.taskType === 'CreateResource';
    return isCreate && facts?.['exists'] === true && typeof name === 'string' ? [name] : [];
  });

const confidentialityIn = (template: Template): readonly string[] =>
  Object.values(template.Resources).flatMap(({ Properties }) => {
    const tags = Properties?.['Tags'];
    if (!Array.isArray(tags)) return [];
    return tags.flatMap((tag) => {
      const isKind = isJsonObject(tag) && tag['Key'] === 'Confidentiality';
      return isKind && typeof tag['Value'] === 'string' ? [tag['Value']] : [];
    });
  });

const askGuardians = (
  review: PlanReview,
  findings: readonly Finding[],
): readonly GuardianVerdict[] => {
  const { plan, config, baselines } = review;
  const items = baselines.flatMap((baseline) => baseline.items);
  const policies = new Set(items.filter((item) => item.isPolicy).map((item) => item.id));
  const kinds = deploysOf(plan).flatMap(({ template }) => confidentialityIn(template));
  return [
    askCerberus({ findings, policies, signs: injectionSigns(requestOf(review)) }),
    askMichael({ plan, findings, existing: existingOf(review) }),
    askBuddha({
      plan,
      findings,
      caps: config.caps,
      quotas: review.quotas ?? [],
      averageCpu: review.averageCpu ?? {},
      confidentiality: [...new Set(kinds)],
    }),
  ];
};

const servicesOf = (plan: Plan): readonly string[] =>
  [
    ...new Set(plan.steps.flatMap(({ changes }) => changes.map(({ type }) => serviceOf(type)))),
  ].sort();

/**
 * The Well-Architected review of one plan: services, appropriateness, tier, enforcement, baselines
 * and their extensions item by item, policies, guardians, gate. Never throws.
 */
export const reviewPlan = (review: PlanReview): Review => {
  const { plan } = review;
  const findings = [
    ...plan.steps.flatMap((step) => (step.kind === 'change' ? reviewChange(step, review) : [])),
    ...deploysOf(plan).flatMap((step) => reviewStep(step, review)),
    ...reviewSteps({ ...review, today: todayOf(review) }),
  ];
  const guardians = askGuardians(review, findings);
  return {
    services: servicesOf(plan),
    overall: overallOf(findings, plan.tier),
    findings,
    guardians,
    gate: decideGate(findings, guardians, plan.tier),
  };
};
