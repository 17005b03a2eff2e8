import type { SavingsAnswer } from '../reply/savings-report.ts';
import type { CostGap } from '../report/cost/cost-report.ts';
import { gatherOnDemand } from '../report/cost/gather.ts';
import { gatherSavings, savingsPlaces, type SearchRules } from '../report/savings/gather/gather.ts';
import { judgeOnDemand, steadyDays, type OnDemand } from '../report/savings/on-demand.ts';
import type { Saving } from '../report/savings/saving.ts';
import { priceBook } from '../services/prices/price-book.ts';
import type { AwsAccount } from '../task/account.ts';
import type { ReadingTask } from '../task/aws-task.ts';
import type { ReaderDeps } from './reader-deps.ts';

/** What the reader searches by. */
export type SearchMeans = Pick<ReaderDeps, 'config'> & {
  readonly aws: Pick<ReaderDeps['aws'], 'openReader' | 'openCosts'>;
};

/** One question, the accounts it is about, and how long it may take. */
export interface SavingsQuestion extends Pick<
  SearchRules,
  'now' | 'isWanted' | 'mayGoOn' | 'memory' | 'tell'
> {
  readonly task: Pick<ReadingTask, 'scope' | 'resourceType' | 'parameters'>;
  readonly accounts: readonly AwsAccount[];
}

interface Spend extends Partial<OnDemand> {
  readonly gaps: readonly CostGap[];
  readonly requests: number;
}

const WHAT = 'commitments and the share of the bill';

const notKnown = (because: string, requests = 0): Spend => ({
  gaps: [{ what: WHAT, because }],
  requests,
});

/** A part of an account has no bill of its own. */
const isNarrowed = ({ scope, resourceType, parameters }: SavingsQuestion['task']): boolean =>
  scope.regions !== 'all' || resourceType !== undefined || Object.keys(parameters).length > 0;

const readSpend = async (
  { aws, config }: SearchMeans,
  { task, accounts, now }: SavingsQuestion,
  savings: readonly Saving[],
): Promise<Spend> => {
  if (isNarrowed(task)) return notKnown('not asked, because the search is of a part of an account');
  const ask = await aws.openCosts();
  if (!ask.ok) return notKnown(ask.refusal.because);
  const days = steadyDays(now);
  const isAll = task.scope.accounts === 'all';
  const scope = {
    metric: 'unblended' as const,
    ...(isAll ? {} : { accounts: accounts.map(({ id }) => id) }),
  };
  const { mostRequests } = config.reports.costReport;
  const { bill, requests } = await gatherOnDemand(ask.value, { scope, days }, mostRequests);
  const judged = bill.ok ? judgeOnDemand(bill.value, days, savings) : bill;
  return judged.ok ? { gaps: [], requests, ...judged.value } : notKnown(judged.because, requests);
};

/**
 * Looks for waste in some accounts, then asks Cost Explorer once what they cost on demand. Whatever
 * can not be read is named in the answer, and the rest goes on.
 */
export const searchSavings = async (
  means: SearchMeans,
  question: SavingsQuestion,
): Promise<Omit<SavingsAnswer, 'taskId'>> => {
  const { task, accounts, ...rules } = question;
  const places = savingsPlaces(accounts, {
    regions: task.scope.regions,
    ...(task.resourceType === undefined ? {} : { resourceType: task.resourceType }),
  });
  const at = { ...rules, prices: priceBook };
  const found = await gatherSavings(places, means.aws.openReader, at);
  const { commitments = [], ...spend } = await readSpend(means, question, found.savings);
  return { kind: 'savings', found, commitments, ...spend, pricedOn: priceBook.asOf };
};
