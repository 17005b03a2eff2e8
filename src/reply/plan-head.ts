import type { Plan, PlanAccount } from '../plan/plan.ts';
import { shortDigest } from '../task/ids.ts';
import { ROSTER } from '../agents/roster.ts';
import type { TierSource } from '../task/account.ts';
import type { AgentName } from '../task/agent-name.ts';
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
export const verdictOf = ({ plan, review, requirement }: Omit<PlanView, 'config'>): string => {
  if (review.gate.decision === 'BLOCKED') return 'blocked by its review';
  if (plan.route === 'none') return 'can not be carried out here';
  if (plan.route === 'pull-request') return 'goes through a pull request';
  if (isHeldByCerberus({ review, requirement })) return 'held by Cerberus';
  return requirement.people === 2 ? 'ready for two approvals' : 'ready for approval';
};

/** Counts of what happens, operations included where there are any. */
export const countWords = (plan: Plan): string => {
  const { create, change, replace, delete: gone } = plan.counts;
  const operations = plan.steps.filter((step) => step.kind === 'operate').length;
  const base = `${create} create · ${change} change · ${replace} replace · ${gone} delete`;
  return operations === 0 ? base : `${base} · ${plural(operations, 'operation')}`;
};

const fieldOf = (name: AgentName): string =>
  ROSTER.find((card) => card.name === name)?.field ?? 'compute';

/** Each agent says what it does, in one line for each of its steps. */
export const renderVoices = ({ steps }: Plan): string =>
  steps
    .map(
      ({ ownerAgent, summary }) =>
        `> *${ownerAgent}, ${fieldOf(ownerAgent)}*: ${sentence(summary, 300)}`,
    )
    .join('\n');

/** Risk and its reasons, worst first. */
export const riskLine = ({ risk }: Plan): string =>
  `**Risk ${risk.level}** · ${risk.because.map((reason) => sentence(reason)).join('; ')}`;

/** Cost now, after, and the difference, with what could not be priced. */
export const costWords = ({ cost }: Plan): string => {
  const { beforeUsdMonthly: before, afterUsdMonthly: after, deltaUsdMonthly: delta } = cost;
  const unpriced =
    cost.unpriced.length === 0 ? '' : ` · ${plural(cost.unpriced.length, 'resource')} not priced`;
  const change = signedDollars(delta);
  return `${dollars(before)} now, ${dollars(after)} a month after (${change})${unpriced}`;
};

const nextWords = ({ plan, digest, review, requirement, config }: PlanView): string => {
  const line = `/approve ${shortDigest(digest)}`;
  if (review.gate.decision === 'BLOCKED') return 'Nobody can approve it as it is; see below.';
  if (plan.route === 'none') return 'Nobody can approve it: name the tier of the account first.';
  if (plan.route === 'pull-request') {
    return 'Approve it on the pull request, by the rules of its branch: `/approve` does nothing.';
  }
  if (isHeldByCerberus({ review, requirement })) {
    return 'Nobody can approve it as it is: it is sensitive, and Cerberus warns; see below.';
  }
  const bare = requirement.needsDigest ? '' : ' (`/approve` alone will do)';
  const hours = plural(config.approvals.validHours, 'hour');
  return `To approve, within ${hours} of this posting${bare}:\n\n\`\`\`\n${line}\n\`\`\``;
};

const byWhom = ({ plan, requirement, config }: PlanView): string => {
  if (plan.route === 'pull-request') return 'the code owners, on the pull request';
  return approvalWords(requirement, config.approvals.approvers);
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
    `**Cost** ${costWords(plan)}`,
    `**Approval** by ${byWhom(view)}`,
    nextWords(view),
  ].join('\n');
};
