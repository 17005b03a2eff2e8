import { accountWords } from '../report/savings/ask-for.ts';
import type { AnomalyEnd } from '../report/anomalies/plan-issues.ts';
import type { Anomaly } from '../report/cost/outlook.ts';
import type { AwsAccount } from '../task/account.ts';
import { blocks, bullets, maskIds, table } from './markdown.ts';
import { changeWords, moneyWords } from './money-words.ts';
import { quoteInline, sentence } from './quote.ts';
import { searchIssue } from './savings-section.ts';
import { withoutSecrets } from './secrets.ts';

/** An anomaly, and what people read beside it. */
export interface AnomalyView {
  readonly anomaly: Anomaly;
  readonly accounts: readonly Pick<AwsAccount, 'id' | 'name'>[];
  /** The day of the look, `2026-11-29`. */
  readonly day: string;
  readonly maskAccountIds: boolean;
}

const LONGEST_TITLE = 120;

/** Anomalies are told in US dollars, whatever the currency of the bill. */
const CURRENCY = 'USD';

/** Text of AWS in a title: letters of names only, so that nothing in it is a mention. */
const plain = (text: string): string => text.replaceAll(/[^A-Za-z0-9 _.:-]/g, '');

const nameOf = (id: string, { accounts }: AnomalyView): string =>
  accounts.find((one) => one.id === id)?.name ?? id;

const masked = (text: string, view: AnomalyView): string =>
  maskIds(
    text,
    [...view.accounts.map(({ id }) => id), view.anomaly.cause.account].filter((id) => id !== ''),
    view.maskAccountIds,
  );

/** One line: how much more than expected, of what, where. */
export const anomalyTitle = (view: AnomalyView): string => {
  const { impact, cause } = view.anomaly;
  const where = cause.account === '' ? '' : ` in ${plain(nameOf(cause.account, view))}`;
  const what = cause.service === '' ? 'cause not known' : plain(cause.service);
  const whole = masked(`Cost anomaly: +${moneyWords(impact, CURRENCY)}, ${what}${where}`, view);
  return whole.length <= LONGEST_TITLE ? whole : `${whole.slice(0, LONGEST_TITLE - 1)}…`;
};

const spanWords = ({ from, until }: Anomaly): string => {
  if (until === '') return `since ${sentence(from, 10)}, and goes on`;
  if (until === from) return `on ${sentence(from, 10)}`;
  return `from ${sentence(from, 10)} to ${sentence(until, 10)}`;
};

const causeTable = (view: AnomalyView): string => {
  const { account, service, region, usage } = view.anomaly.cause;
  const cell = (text: string): string => (text === '' ? 'not known' : quoteInline(text, 80));
  const named = account === '' ? '' : nameOf(account, view);
  const whole =
    named === account || named === '' ? cell(account) : `${cell(named)} ${cell(account)}`;
  return table(
    ['Account', 'Service', 'Region', 'Usage type'].map((title) => ({ title })),
    [[whole, cell(service), cell(region), cell(usage)]],
  );
};

const spendWords = ({ spend }: Anomaly): string =>
  spend === undefined
    ? ''
    : `AWS expected ${moneyWords(spend.expected, CURRENCY)} for these days and saw ` +
      `${moneyWords(spend.actual, CURRENCY)} (${changeWords(spend.actual, spend.expected)}).`;

const FEEDBACK = [
  ['NO', 'it was none'],
  ['PLANNED_ACTIVITY', 'it was planned'],
  ['YES', 'it was one'],
] as const;

/** How to judge it: AWS learns from that, and what was none or planned closes this issue. */
const judging = ({ id }: Anomaly): string => {
  if (!/^[A-Za-z0-9-]{1,100}$/.test(id)) return '';
  const lines = FEEDBACK.map(
    ([feedback, meaning]) =>
      `${meaning}: \`aws ce provide-anomaly-feedback --anomaly-id ${id} --feedback ${feedback}\``,
  );
  return blocks(
    '**How to judge it** · in the account of the bill; AWS learns from it, and the next look ' +
      'closes what was none or planned:',
    bullets(lines),
  );
};

/** The body of the issue of an anomaly: how much, of what, how to judge it, what is next. */
export const renderAnomaly = (view: AnomalyView): string => {
  const { anomaly } = view;
  const { account } = anomaly.cause;
  const search = searchIssue(account === '' ? 'all' : [accountWords(account, view.accounts)]);
  const text = blocks(
    `**+${moneyWords(anomaly.impact, CURRENCY)} more than expected**, ${spanWords(anomaly)}, ` +
      'days in UTC, by AWS Cost Anomaly Detection.',
    '**Most likely cause**',
    causeTable(view),
    spendWords(anomaly),
    judging(anomaly),
    '**Next** · look at the usage type by day in Cost Explorer; for what is idle or too ' +
      `large open an issue that says ${quoteInline(search)} This issue is written anew ` +
      'while it grows, and closes itself three days after the last day that AWS counts to it.',
  );
  return withoutSecrets(masked(text, view));
};

const ENDS: Readonly<Record<AnomalyEnd, string>> = {
  ended: '**Ended** · AWS has counted nothing more to it for three days',
  judged: '**Judged** · somebody told AWS that it was none, or planned',
};

/** Said when the issue closes itself. */
export const renderAnomalyClosed = (view: AnomalyView & { readonly end: AnomalyEnd }): string => {
  const { anomaly, end, day } = view;
  return blocks(
    `${ENDS[end]}, by the look of ${sentence(day, 10)}: +${moneyWords(anomaly.impact, CURRENCY)} ` +
      `in all, ${spanWords(anomaly)}.`,
    '**Next** · nothing to do. Opened again by somebody, it stays open.',
  );
};
