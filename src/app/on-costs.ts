import { gatherCosts } from '../report/cost/gather.ts';
import { parseMoney } from '../report/cost/money.ts';
import { writeCostAnswer, type CostAnswer } from '../report/cost/report-text.ts';
import { summarizeCosts } from '../report/cost/summarize.ts';
import { windowAt } from '../report/cost/window.ts';
import type { CostReportConfig } from '../config/config.ts';
import type { AwsAccount } from '../task/account.ts';
import { Fault } from '../task/fault.ts';
import type { JsonObject } from '../task/json.ts';
import type { Decided } from '../task/refusal.ts';
import { answerWork } from './answer-work.ts';
import type { ReaderDeps } from './reader-deps.ts';
import { readReceiptBill } from './receipt-bill.ts';
import { searchWeekly } from './weekly-savings.ts';

const budgetsOf = ({ budgets }: CostReportConfig) =>
  budgets.flatMap(({ name, monthlyUsd }) => {
    const limit = parseMoney(monthlyUsd.toFixed(2));
    return limit === undefined ? [] : [{ name, limit }];
  });

/** The instant that a report is asked for. */
const instantOf = (input: JsonObject): Date => {
  const now = input['now'];
  if (typeof now !== 'string') throw new Fault('broken-promise', 'a report of no instant');
  return new Date(now);
};

const makeReport = async (
  deps: ReaderDeps,
  now: Date,
  listed: Decided<readonly AwsAccount[]>,
): Promise<CostAnswer> => {
  const { costReport } = deps.config.reports;
  const { accounts, metric, mostRequests } = costReport;
  const scope = { metric, ...(accounts === 'all' ? {} : { accounts }) };
  const window = windowAt(now);
  const names = listed.ok ? listed.value : [];
  const ask = await deps.aws.openCosts();
  if (!ask.ok) {
    const gap = { what: 'everything', because: ask.refusal.because };
    return { gaps: [gap], requests: 0, accounts: names };
  }
  const gathered = await gatherCosts(ask.value, { scope, window }, mostRequests);
  const { report, gaps } = summarizeCosts(gathered, {
    scope,
    window,
    budgets: budgetsOf(costReport),
  });
  return {
    gaps,
    requests: gathered.requests,
    accounts: names,
    ...(report === undefined ? {} : { report }),
  };
};

/** Makes a cost report by asking Cost Explorer; who asks twice for one is charged once. */
export const onCosts = async (
  deps: ReaderDeps,
  job: Readonly<Record<string, string | number>>,
): Promise<void> => {
  const order = { workId: String(job['workId']), job, told: 'costed', key: 'costed' } as const;
  await answerWork(deps, order, async (asked) => {
    const listed = await deps.aws.listAccounts();
    const made = await makeReport(deps, instantOf(asked), listed);
    const { mostRequests } = deps.config.reports.costReport;
    const receipts = await readReceiptBill(deps, asked, mostRequests - made.requests);
    const answer = writeCostAnswer({ ...made, requests: made.requests + receipts.requests });
    // The search comes last: what breaks a report is told before anything is searched.
    return { answer, receipts, savings: await searchWeekly(deps, listed) };
  });
};
