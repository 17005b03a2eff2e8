import { z } from 'zod';
import type { CostGap } from '../report/cost/cost-report.ts';
import { gatherSavings, savingsPlaces } from '../report/savings/gather/gather.ts';
import { topSavings, type TopSavings } from '../report/savings/top.ts';
import { priceBook } from '../services/prices/price-book.ts';
import type { AwsAccount } from '../task/account.ts';
import { Fault } from '../task/fault.ts';
import type { Decided } from '../task/refusal.ts';
import { DAY_SECONDS, rememberPlaces } from './place-memory.ts';
import type { ReaderDeps } from './reader-deps.ts';

/** What a weekly report says of savings: what was found, or why nothing is known. */
export interface WeeklySavings {
  readonly top?: TopSavings;
  readonly gaps: readonly CostGap[];
}

/** What is left of a job's quarter of an hour is for the report itself. */
const LONGEST_MS = 8 * 60_000;

const notKnown = (because: string): WeeklySavings => ({ gaps: [{ what: 'savings', because }] });

/** What the weekly search works by. */
type Means = Pick<ReaderDeps, 'clock' | 'config' | 'log'> & {
  readonly aws: Pick<ReaderDeps['aws'], 'openReader'>;
  readonly store: Pick<ReaderDeps['store'], 'readCache' | 'writeCache'>;
};

const search = async (
  { aws, clock, config, store }: Means,
  listed: readonly AwsAccount[],
): Promise<WeeklySavings> => {
  const { accounts } = config.reports.costReport;
  const own = listed.filter(({ id }) => accounts === 'all' || accounts.includes(id));
  const now = clock.now();
  const mayGoOn = (): boolean => clock.now().getTime() < now.getTime() + LONGEST_MS;
  const memory = rememberPlaces(store, DAY_SECONDS);
  const at = { now, prices: priceBook, mayGoOn, memory };
  const found = await gatherSavings(savingsPlaces(own), aws.openReader, at);
  return { top: topSavings(found), gaps: [] };
};

/** Looks for savings where the report is about, if it shall. A search that breaks is only named. */
export const searchWeekly = async (
  deps: Means,
  listed: Decided<readonly AwsAccount[]>,
): Promise<WeeklySavings> => {
  if (!deps.config.reports.costReport.savings) return { gaps: [] };
  if (!listed.ok) return notKnown(listed.refusal.because);
  try {
    return await search(deps, listed.value);
  } catch (error) {
    deps.log.error({ err: error }, 'a search for savings broke');
    return notKnown('the search did not come to its end');
  }
};

const shape = z.looseObject({ gaps: z.array(z.object({ what: z.string(), because: z.string() })) });

/** The trust boundary of what the reader found; a report of an older version has none. */
export const readWeeklySavings = (row: unknown): WeeklySavings => {
  if (row === undefined) return { gaps: [] };
  const read = shape.safeParse(row);
  if (!read.success) throw new Fault('malformed-answer', 'what was found is no list of savings');
  return read.data;
};
