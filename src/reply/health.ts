import type { Evidence, JudgedResource } from '../report/health/judge.ts';
import type { HealthReport } from '../report/health/gather.ts';
import type { AwsAccount } from '../task/account.ts';
import type { AwsTask } from '../task/aws-task.ts';
import type { HealthStatus } from '../task/aws-resource.ts';
import type { Part } from './fit.ts';
import { blocks, bullets, details, listed, plural, shownOf, typeWords } from './markdown.ts';
import { quoteInline, sentence } from './quote.ts';

/** How things are, for one question. */
export interface HealthAnswer extends HealthReport {
  readonly kind: 'health';
  readonly taskId: string;
}

/** An account, as far as a line about health names it. */
export interface NamedAccount {
  readonly id: string;
  readonly name: string;
}

export interface HealthView {
  readonly tasks: readonly AwsTask[];
  readonly accounts: readonly AwsAccount[];
}

const WORST_FIRST: readonly HealthStatus[] = ['Unhealthy', 'Degraded', 'Unknown', 'Healthy'];

/** `1 unhealthy, 2 unknown of 5`; counts of nothing are left out. */
const countWords = ({ counts }: HealthReport): string => {
  const all = WORST_FIRST.reduce((sum, status) => sum + counts[status], 0);
  const said = WORST_FIRST.filter((status) => counts[status] > 0).map(
    (status) => `${counts[status]} ${status.toLowerCase()}`,
  );
  return said.length === 0 ? 'nothing found to check' : `${listed(said)} of ${all} checked`;
};

const typeOf = (answer: HealthAnswer, { tasks }: HealthView): string => {
  const type = tasks.find((one) => one.id === answer.taskId)?.resourceType;
  return type === undefined ? 'all services' : typeWords(type);
};

/** Where a resource is and what it is called; text of AWS, quoted. */
export const healthPlace = (one: JudgedResource, accounts: readonly NamedAccount[]): string => {
  const account = accounts.find(({ id }) => id === one.accountId)?.name ?? one.accountId;
  const id = one.name === one.id ? '' : ` (${quoteInline(one.id, 64)})`;
  return [
    `${quoteInline(one.name, 64)}${id}`,
    typeWords(one.resourceType),
    `${quoteInline(account, 40)} ${sentence(one.region, 20)}`,
  ].join(' · ');
};

/** `**errors** 12.5 %, over 5 % of the invocations in 60 minutes: the function ends …` */
export const evidenceLine = ({ rule, seen, limit, detail }: Evidence): string =>
  `**${rule}** ${quoteInline(seen, 80)}${limit === '' ? '' : `, ${limit}`}: ${sentence(detail)}.`;

const helpLine = ({ heal, request }: Evidence): string =>
  `May help: ${sentence(heal)}` +
  (request === undefined ? '' : ` An issue that asks for it: ${quoteInline(request, 300)}`);

const unknownLine = ({ unknown }: JudgedResource): string =>
  unknown.length === 0 ? '' : `Nothing is known of: ${sentence(listed(unknown))}.`;

const entryOf = (one: JudgedResource, accounts: readonly AwsAccount[]): string => {
  const lines = [
    ...one.evidence.flatMap((each) => [evidenceLine(each), helpLine(each)]),
    unknownLine(one),
  ].filter((line) => line !== '');
  const head = `**${one.status}** · ${healthPlace(one, accounts)}`;
  return [head, ...lines.map((line) => `  - ${line}`)].join('\n');
};

const coverage = (answer: HealthAnswer): string => {
  const { seen, places, failed, series, isCut } = answer;
  const missing = failed.map(
    ({ place, because }) => `${sentence(place, 120)}: ${sentence(because, 200)}`,
  );
  return blocks(
    `Looked in ${seen} of ${plural(places, 'place')} (service, account and region), at ` +
      `${plural(series, 'series', 'series')} of CloudWatch` +
      `${isCut ? '; **there is more than is shown**' : ''}.`,
    missing.length === 0 ? '' : `**Not seen**\n${bullets(missing.slice(0, 20))}`,
    missing.length > 20 ? shownOf(20, missing.length) : '',
  );
};

const illPart = (answer: HealthAnswer, view: HealthView, most: number): string => {
  const ill = answer.judged.filter(({ status }) => status !== 'Healthy');
  const shown = ill.slice(0, most).map((one) => entryOf(one, view.accounts));
  const { Unhealthy, Degraded, Unknown } = answer.counts;
  return blocks(bullets(shown), shownOf(shown.length, Unhealthy + Degraded + Unknown));
};

const wellPart = (answer: HealthAnswer, view: HealthView): string => {
  const well = answer.judged.filter(({ status }) => status === 'Healthy');
  const lines = well.slice(0, 100).map((one) => healthPlace(one, view.accounts));
  const list = blocks(bullets(lines), shownOf(lines.length, answer.counts.Healthy));
  return details(`<b>${answer.counts.Healthy} healthy</b>`, lines.length === 0 ? '' : list);
};

/** The answer to one question about health: counts, worst first with evidence, then coverage. */
export const healthParts = (answer: HealthAnswer, view: HealthView): readonly Part[] => [
  { forms: [`## Health: ${countWords(answer)} · ${typeOf(answer, view)}`] },
  {
    forms: [
      illPart(answer, view, Infinity),
      illPart(answer, view, 100),
      illPart(answer, view, 25),
      illPart(answer, view, 0),
    ],
    dropsAt: 1,
  },
  { forms: [wellPart(answer, view), ''], dropsAt: 2 },
  { forms: [coverage(answer)] },
];
