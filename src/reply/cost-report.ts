import { CENTS_A_REQUEST } from '../report/cost/ask.ts';
import type { CostGap, CostReport } from '../report/cost/cost-report.ts';
import { FORECAST_LEVEL } from '../report/cost/questions.ts';
import { dayAfter, type ReportWindow } from '../report/cost/window.ts';
import { sumOf } from '../report/cost/money.ts';
import type { TopSavings } from '../report/savings/top.ts';
import type { AwsAccount } from '../task/account.ts';
import { charts } from './cost-charts.ts';
import { renderCostVoice } from './cost-voice.ts';
import {
  accountName,
  accountParts,
  agentParts,
  originParts,
  serviceParts,
  tagParts,
} from './cost-tables.ts';
import { fitParts } from './fit.ts';
import { blocks, bullets, listed, maskIds, plural } from './markdown.ts';
import { centWords, changeWords, moneyWords } from './money-words.ts';
import { quoteInline, sentence } from './quote.ts';
import { receiptsSection, type ReceiptsView } from './receipts-section.ts';
import { savingsSection } from './savings-section.ts';
import { withoutSecrets } from './secrets.ts';

/** A report, and what people read beside it. */
export interface CostReportView {
  readonly week: string;
  readonly window: ReportWindow;
  /** Undefined when not even a total is known. */
  readonly report?: CostReport;
  readonly gaps: readonly CostGap[];
  /** What a search for savings found; absent where none was made or it failed. */
  readonly savings?: TopSavings;
  /** Savings that were carried out, and what was seen of them since. */
  readonly receipts?: ReceiptsView;
  /** Where savings were looked for. */
  readonly searched: readonly string[] | 'all';
  readonly accounts: readonly AwsAccount[];
  /** Number of the issue of the report before. */
  readonly previous?: number;
  /** Teams that are told, as `org/slug`. They come from configuration, so they are mentioned. */
  readonly teams: readonly string[];
  readonly requests: number;
  /** Requests of the daily looks for anomalies in the seven days before it; absent for none. */
  readonly anomalyRequests?: number;
  readonly maskAccountIds: boolean;
  /** Whether the agent whose field it is says one sentence at its head. */
  readonly personas: boolean;
}

const MOST_CHARACTERS = 60_000;
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

const METRICS = { unblended: 'Unblended', amortized: 'Amortized', net: 'Net unblended' } as const;

const dayWords = (day: string): string => {
  const [, month = '01', date = '01'] = day.split('-');
  return `${Number(date)} ${MONTHS[Number(month) - 1] ?? ''}`;
};

/** `16 to 22 November 2026`. */
const weekWords = ({ days }: ReportWindow): string => {
  const last = dayAfter(days.until, -1);
  const isOneMonth = days.from.slice(0, 7) === last.slice(0, 7);
  const from = isOneMonth ? String(Number(days.from.slice(8))) : dayWords(days.from);
  return `${from} to ${dayWords(last)} ${last.slice(0, 4)}`;
};

/** `−3.1 % on the week before`; nothing where the week before is not known. */
const trend = ({ total, before }: CostReport): string =>
  before === undefined ? '' : `${changeWords(total, before)} on the week before`;

/** The title of the issue: plain text, no Markdown. */
export const costReportTitle = ({ week, report }: CostReportView): string => {
  const said =
    report === undefined
      ? 'not known'
      : [moneyWords(report.total, report.currency), trend(report)].filter(Boolean).join(', ');
  return `Cost report ${week}: ${said}`;
};

const comparisons = (report: CostReport): string =>
  [
    report.before === undefined
      ? ''
      : `week before ${moneyWords(report.before, report.currency)} ` +
        `(${changeWords(report.total, report.before)})`,
    report.monthBefore === undefined
      ? ''
      : `same days four weeks earlier ${moneyWords(report.monthBefore, report.currency)} ` +
        `(${changeWords(report.total, report.monthBefore)})`,
  ]
    .filter(Boolean)
    .join(' · ');

const scopeWords = ({ scope }: CostReport): string =>
  scope.accounts === undefined ? 'all accounts' : plural(scope.accounts.length, 'account');

const headLines = (report: CostReport): readonly string[] => {
  const { currency } = report;
  const returned = report.givenBack.map(
    ({ name, amount }) => `${sentence(name, 40)} ${moneyWords(amount, currency)}`,
  );
  const records = report.records.map(({ name }) => sentence(name, 40));
  return [
    `**${METRICS[report.scope.metric]} cost** of ${scopeWords(report)}, ` +
      `${weekWords(report.window)}, days in UTC`,
    comparisons(report) === '' ? '' : `**Compared** · ${comparisons(report)}`,
    records.length === 0 ? '' : `**In the total** · ${listed(records)}`,
    returned.length === 0 ? '' : `**Given back, in no total** · ${listed(returned)}`,
    report.estimatedDays.length === 0
      ? ''
      : `**Still estimated by AWS** · ${listed(report.estimatedDays.map(dayWords))}`,
  ];
};

const monthLines = (report: CostReport): readonly string[] => {
  const { currency, monthToDate, forecast, window } = report;
  if (monthToDate === undefined) return [];
  const end = dayWords(dayAfter(window.rest.until, -1));
  const so = `${moneyWords(monthToDate, currency)} so far`;
  if (forecast === undefined) return [`**This month** · ${so}`];
  const expected = moneyWords(sumOf([monthToDate, forecast.amount]), currency);
  const { low, high } = forecast;
  const bounds =
    low === undefined || high === undefined
      ? ''
      : ` (${FORECAST_LEVEL} % sure: ${moneyWords(sumOf([monthToDate, low]), currency)} to ` +
        `${moneyWords(sumOf([monthToDate, high]), currency)})`;
  return [`**This month** · ${so} · ${expected} expected by ${end}${bounds}`];
};

const budgetLines = ({ budgets, currency }: CostReport): readonly string[] =>
  budgets.map(({ name, limit, spent, expected, reached, willReach }) => {
    const mark = reached === 0 ? 'under 80 %' : `**${reached} % reached**`;
    const outlook = willReach > reached ? `, **${willReach} % expected by the month's end**` : '';
    const until = expected === undefined ? '' : `, ${moneyWords(expected, currency)} expected`;
    return (
      `${quoteInline(name, 60)} · ${mark}${outlook} · ` +
      `${moneyWords(spent, currency)} of ${moneyWords(limit, currency)}${until}`
    );
  });

const anomalyLines = (
  { anomalies, currency }: CostReport,
  accounts: readonly AwsAccount[],
): readonly string[] =>
  (anomalies ?? []).map(({ from, until, impact, cause }) => {
    const where = [
      ...[cause.service, cause.usage, cause.region]
        .filter((part) => part !== '')
        .map((part) => quoteInline(part, 80)),
      ...(cause.account === '' ? [] : [accountName(cause.account, accounts)]),
    ];
    const when = until === '' || until === from ? from : `${from} to ${until}`;
    const most = where.length === 0 ? 'cause not known' : `most likely ${where.join(' · ')}`;
    return `**+${moneyWords(impact, currency)}** · ${sentence(when, 40)} · ${most}`;
  });

const section = (title: string, lines: readonly string[]): string =>
  lines.length === 0 ? '' : blocks(`**${title}**`, bullets(lines));

const closing = (view: CostReportView): string => {
  const cost = centWords(BigInt(view.requests * CENTS_A_REQUEST), 'USD');
  const checked =
    view.report?.breakdown === undefined
      ? ''
      : 'Accounts, services, agents and days each add up to the total: checked before posting. ';
  const looks =
    view.anomalyRequests === undefined
      ? ''
      : ` The daily looks for anomalies made ${view.anomalyRequests} more in seven days: ` +
        `${centWords(BigInt(view.anomalyRequests * CENTS_A_REQUEST), 'USD')}.`;
  const previous = view.previous === undefined ? '' : ` Previous: #${view.previous}.`;
  return (
    `<sub>${checked}${plural(view.requests, 'request')} to Cost Explorer made this report: ` +
    `${cost}.${looks}${previous} \`/cost-report\` makes the next one now.</sub>`
  );
};

const gapLines = (gaps: readonly CostGap[]): readonly string[] =>
  gaps.map(({ what, because }) => `${sentence(what, 80)}: ${sentence(because, 300)}`);

const heading = ({ report, window }: CostReportView): string =>
  report === undefined
    ? `## Costs of ${weekWords(window)} are not known`
    : `## ${moneyWords(report.total, report.currency)} · ${trend(report) || weekWords(window)}`;

/**
 * A weekly cost report as the body of an issue: the total and what it is compared with, the month,
 * budgets and anomalies, then the parts. What could not be known is named with its reason.
 */
export const renderCostReport = (view: CostReportView): string => {
  const { report, accounts } = view;
  const told = view.teams.length === 0 ? '' : view.teams.map((team) => `@${team}`).join(' ');
  const head = report === undefined ? [] : [...headLines(report), ...monthLines(report)];
  const always = [
    heading(view),
    view.personas ? renderCostVoice(report) : '',
    head.filter(Boolean).join('  \n'),
    report === undefined ? '' : section('Budgets', budgetLines(report)),
    report === undefined ? '' : section('Unusual', anomalyLines(report, accounts)),
    section('Not known', gapLines(view.gaps)),
  ];
  const parts =
    report === undefined
      ? []
      : [
          { forms: [charts(report)] as const },
          originParts(report, accounts),
          accountParts(report, accounts),
          agentParts(report),
          serviceParts(report),
          tagParts(report),
        ];
  const savings =
    view.savings === undefined ? [] : [savingsSection(view.savings, accounts, view.searched)];
  const receipts = view.receipts === undefined ? [] : [receiptsSection(view.receipts, accounts)];
  const first = always.map((one) => ({ forms: [one] as const }));
  const text = fitParts(
    [...first, ...parts, ...savings, ...receipts, { forms: [closing(view)] }],
    MOST_CHARACTERS,
  );
  const ids = accounts.map(({ id }) => id);
  const whole = withoutSecrets(maskIds(text ?? always.join('\n\n'), ids, view.maskAccountIds));
  return blocks(whole, told);
};
