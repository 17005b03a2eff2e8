import type { Plan, PlanAccount } from '../plan/plan.ts';
import { shortDigest } from '../task/ids.ts';
import type { TierSource } from '../task/account.ts';
import { approvalWords } from './people.ts';
import { dollars, plural, signedDollars } from './markdown.ts';
import type { PlanView } from './plan-view.ts';
import { quoteInline, sentence } from './quote.ts';

/** Where a tier comes from, in words. */
export const SOURCES: Readonly<Record<TierSource, string>> = {
  config: 'from configuration',
  'organizational unit': 'from its organizational unit',
  'account name': 'from its name',
  'account tag': 'from its tag',
  request: 'from the request',
  nothing: 'not classified',
};

/** One account with its tier, where the tier comes from, and its regions. */
export const accountWords = (account: PlanAccount): string =>
  `**${quoteInline(account.name, 50)}** ${quoteInline(account.id)} ` +
  `(${account.tier}, ${SOURCES[account.tierSource]}), ${account.regions.join(', ')}`;

/** A sensitive plan needs Cerberus's PASS: its WARN stops what it only notes elsewhere. */
const isHeldByCerberus = ({ review, requirement }: Pick<PlanView, 'review' | 'requirement'>) =>
  requirement.needsCerberusPass &&
  review.guardians.some((one) => one.guardian === 'Cerberus' && one.verdict === 'WARN');

/** The plan in two or three words. */
export const verdictOf = (view: Omit<PlanView, 'config'>): string => {
  const { plan, review, requirement, isHeal } = view;
  if (review.gate.decision === 'BLOCKED') return 'blocked by its review';
  if (plan.route === 'none') return 'can not be carried out here';
  if (plan.route === 'pull-request') return 'goes through a pull request';
  if (isHeldByCerberus({ review, requirement })) return 'held by Cerberus';
  if (isHeal === true) return 'heals without a person';
  return requirement.people === 2 ? 'ready for two approvals' : 'ready for approval';
};

/** Counts of what happens; operations that are counted as no change come last. */
export const countWords = (plan: Plan): string => {
  const { create, change, replace, delete: gone } = plan.counts;
  const operations = plan.steps.filter(
    (step) => step.kind === 'operate' && step.changes.length === 0,
  ).length;
  const base = `${create} create · ${change} change · ${replace} replace · ${gone} delete`;
  return operations === 0 ? base : `${base} · ${plural(operations, 'operation')}`;
};

/** Risk and its reasons, worst first. */
export const riskLine = ({ risk }: Plan): string =>
  `**Risk ${risk.level}** · ${risk.because.map((reason) => sentence(reason)).join('; ')}`;

/** What changes in a stack that stands is not all that it costs. */
const isOfWhatStands = (steps: Plan['steps']): boolean =>
  steps.some((step) => step.kind === 'deploy' && step.changeSetType === 'UPDATE');

/**
 * Cost a month now, after, and the difference, with what could not be priced. Where nothing could
 * be priced no amount is said: $0.00 would be one.
 */
export const costWords = ({ cost, steps }: Plan): string => {
  const { beforeUsdMonthly: before, afterUsdMonthly: after, deltaUsdMonthly: delta } = cost;
  const missing = `${plural(cost.unpriced.length, 'resource')} not priced`;
  const isOnlyOperated = steps.every((step) => step.kind === 'operate');
  if (cost.lines.length === 0 && isOnlyOperated)
    return 'not estimated: an operation has no price here';
  if (cost.unpriced.length > 0 && cost.lines.length === 0) return `not known: ${missing}`;
  if (before === 0 && after === 0 && cost.unpriced.length === 0 && isOfWhatStands(steps))
    return 'unchanged: what changes here has no price of its own';
  const known = `${dollars(before)} now → ${dollars(after)} after (${signedDollars(delta)})`;
  return cost.unpriced.length === 0 ? known : `${known} · ${missing}`;
};

/** Why nobody can approve a plan here; undefined where somebody can. */
export const hindrance = ({
  plan,
  review,
  requirement,
}: Pick<PlanView, 'plan' | 'review' | 'requirement'>): string | undefined => {
  if (review.gate.decision === 'BLOCKED') {
    return 'by nobody as it is: its review blocks it, see *To be resolved*';
  }
  if (plan.route === 'none') {
    return 'by nobody before `config/organization.yml` names the tier of the account';
  }
  if (plan.route === 'pull-request') {
    return (
      'by the code owners, on its pull request, as the rules of its branch say; ' +
      '`/approve` does nothing here'
    );
  }
  return isHeldByCerberus({ review, requirement })
    ? 'by nobody as it is: it is sensitive, and Cerberus warns, see *Review*'
    : undefined;
};

const lineToCopy = ({ digest, requirement, config }: PlanView): string => {
  const bare = requirement.needsDigest ? '' : ' (`/approve` alone will do)';
  const hours = plural(config.approvals.validHours, 'hour');
  const line = `/approve ${shortDigest(digest)}`;
  return `To approve, within ${hours} of this posting${bare}:\n\n\`\`\`\n${line}\n\`\`\``;
};

const STANDING =
  '**Approval** by the merged `config/healing.yml`, if it stands and covers this; ' +
  'nobody is asked, and `/approve` does nothing here';

const approvalLines = (view: PlanView): readonly string[] => {
  const no = hindrance(view);
  if (no !== undefined) return [`**Approval** ${no}`];
  if (view.isHeal === true) return [STANDING];
  const who = approvalWords(view.requirement, view.config.approvals.approvers);
  return [`**Approval** by ${who}`, lineToCopy(view)];
};

/**
 * The first six lines, in this order: verdict; counts and where; risk and its reason; cost; who may
 * approve; the line to copy. Mail shows no more than these, and they must do.
 */
export const renderHead = (view: PlanView): string => {
  const { plan, digest } = view;
  const kind = plan.purpose === 'rollback' ? 'Rollback plan' : 'Plan';
  const accounts = plan.accounts.map(accountWords).join('; ');
  return [
    `## ${kind} \`${shortDigest(digest)}\` · ${verdictOf(view)}`,
    '',
    `**${countWords(plan)}** in ${accounts}`,
    riskLine(plan),
    `**Cost a month** ${costWords(plan)}`,
    ...approvalLines(view),
  ].join('\n');
};
