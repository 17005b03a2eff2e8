import type { Requirement } from '../approve/requirement.ts';
import { claimedUsdMonthly, type PlanItem } from '../plan/item.ts';
import type { Plan } from '../plan/plan.ts';
import type { Step } from '../plan/step.ts';
import { shortDigest } from '../task/ids.ts';
import { blocks, bullets, details, dollars, plural, table, type Column } from './markdown.ts';
import { accountWords, riskLine } from './plan-head.ts';
import type { PlanView } from './plan-view.ts';
import { circleWords } from './people.ts';
import { fence, quoteInline, sentence } from './quote.ts';
import { kindOf, worthWords } from './saving-words.ts';

const COLUMNS: readonly Column[] = [
  { title: '#', align: 'right' },
  { title: 'Saving' },
  { title: 'What shows it' },
  { title: 'A month', align: 'right' },
  { title: 'What is done, and its undoing' },
  { title: 'Approval' },
];

const stepsOf = (plan: Plan, { taskId }: PlanItem): readonly Step[] =>
  plan.steps.filter((step) => step.taskIds.includes(taskId));

const accountOf = (plan: Plan, step: Step | undefined): string => {
  const account = plan.accounts.find(({ id }) => id === step?.accountId);
  const where = account === undefined ? '' : `${quoteInline(account.name, 40)} (${account.tier})`;
  return step === undefined ? where : `${where} ${step.region}`;
};

const nameWords = ({ name, resourceId }: PlanItem): string =>
  name === resourceId || name === ''
    ? quoteInline(resourceId, 60)
    : `${quoteInline(name, 60)} (${quoteInline(resourceId, 60)})`;

const doneWords = (steps: readonly Step[]): string =>
  steps
    .map(({ summary, inverse }) => `${sentence(summary, 160)}: ${sentence(inverse.summary, 160)}`)
    .join('<br>');

const approvalCell = (item: PlanItem, requirement: Requirement | undefined): string => {
  const people = plural(requirement?.people ?? 2, 'person', 'people');
  const groups = (requirement?.groups ?? []).map((group) => quoteInline(group));
  const own = item.digest === undefined ? '' : quoteInline(shortDigest(item.digest));
  return [people, ...groups, own].filter((line) => line !== '').join('<br>');
};

const rowOf = ({ plan, itemRequirements }: PlanView, item: PlanItem): readonly string[] => {
  const steps = stepsOf(plan, item);
  const evidence = item.evidence.map(({ what, value }) => sentence(`${what}: ${value}`, 160));
  return [
    String(item.number),
    `**${kindOf(item.kind)}** ${nameWords(item)}<br>${accountOf(plan, steps[0])}`,
    evidence.join(' · '),
    worthWords(item),
    `${doneWords(steps)}<br>${item.risk.level} risk: ${sentence(item.risk.because, 200)}`,
    approvalCell(item, itemRequirements?.get(item.number)),
  ];
};

/** Every item: nobody approves by number what is not in sight. */
export const renderItems = (view: PlanView): string => {
  const { items = [] } = view.plan;
  return table(
    COLUMNS,
    items.map((item) => rowOf(view, item)),
  );
};

/** What was found and is not among the items, each with its reason, folded. */
export const renderLeftOut = ({ plan: { leftOut = [] } }: PlanView): string => {
  const lines = leftOut.map(
    ({ number, name, because }) => `${number}: ${quoteInline(name, 60)} · ${sentence(because)}`,
  );
  return lines.length === 0
    ? ''
    : details(`<b>Not in this plan</b> · ${plural(lines.length, 'saving')}`, bullets(lines));
};

const unpricedWords = (items: readonly PlanItem[]): string => {
  const count = items.filter(({ worth }) => 'unpriced' in worth).length;
  return count === 0 ? '' : ` · ${count} not priced`;
};

const approvalLines = ({ plan, digest, config }: PlanView): readonly string[] => {
  const numbers = (plan.items ?? []).map(({ number }) => number);
  const hours = plural(config.approvals.validHours, 'hour');
  return [
    `**Approval** by number, of one item or of several together, by whoever ` +
      `${circleWords(config.approvals.approvers)}. Two different people where several things, or ` +
      'data, are lost together. Each item is carried out once; the others stay open.',
    `Within ${hours} of this posting, without the numbers that you do not want:`,
    fence(`/approve ${shortDigest(digest)} ${numbers.join(',')}`),
  ];
};

/** The first lines of a plan of savings: what there is to choose from, and how to choose. */
export const renderItemsHead = (view: PlanView): string => {
  const { plan, digest } = view;
  const { items = [] } = plan;
  const usd = claimedUsdMonthly(items);
  return blocks(
    `## Savings plan \`${shortDigest(digest)}\` · choose what is carried out`,
    [
      `**${plural(items.length, 'item')}** · up to **${dollars(usd)} a month, ` +
        `${dollars(usd * 12)} a year**${unpricedWords(items)} in ` +
        plan.accounts.map(accountWords).join('; '),
      riskLine(plan),
    ].join('\n'),
    ...approvalLines(view),
  );
};
