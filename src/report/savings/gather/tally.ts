import type { Judgement } from '../saving.ts';
import { monthlyUsdOf, type Saving } from '../saving.ts';
import type { Observed } from '../observed.ts';
import type { Kept, NotJudged, SavingsFound } from '../savings-found.ts';

/** More findings than this are counted, not kept: nobody reads on, and memory is bounded. */
const MOST_KEPT = 5000;

/** What has been judged so far; one for each search, changed in place. */
export interface Tally {
  readonly savings: Saving[];
  readonly kept: Kept[];
  readonly notJudged: NotJudged[];
  readonly looked: Map<string, number>;
  readonly failed: { place: string; because: string }[];
  metricsRead: number;
  leftOut: number;
  /** ISO 8601: the earliest reading that was remembered and not made anew; empty for none. */
  asOf: string;
}

/** Before anything is read. */
export const emptyTally = (): Tally => ({
  savings: [],
  kept: [],
  notJudged: [],
  looked: new Map(),
  failed: [],
  metricsRead: 0,
  leftOut: 0,
  asOf: '',
});

const push = <T>(tally: Tally, list: T[], one: T): void => {
  if (list.length < MOST_KEPT) list.push(one);
  else tally.leftOut += 1;
};

/** Takes one judgement; of what is fine only the number is kept. */
export const count = (tally: Tally, title: string, given: readonly [Observed, Judgement]): void => {
  const [seen, judged] = given;
  tally.looked.set(title, (tally.looked.get(title) ?? 0) + 1);
  if (judged.verdict === 'waste') push(tally, tally.savings, judged.saving);
  if (judged.verdict === 'kept')
    push(tally, tally.kept, { saving: judged.saving, tag: judged.tag });
  if (judged.verdict !== 'unknown') return;
  const { accountId, region, resourceType, resourceId, arn, name } = seen;
  const where = { accountId, region, resourceType, resourceId, arn, name };
  push(tally, tally.notJudged, { ...where, because: judged.because });
};

/** Takes what another tally counted, in place. */
export const addTally = (tally: Tally, other: Tally): void => {
  for (const one of other.savings) push(tally, tally.savings, one);
  for (const one of other.kept) push(tally, tally.kept, one);
  for (const one of other.notJudged) push(tally, tally.notJudged, one);
  for (const [title, looked] of other.looked)
    tally.looked.set(title, (tally.looked.get(title) ?? 0) + looked);
  tally.metricsRead += other.metricsRead;
  tally.leftOut += other.leftOut;
  const known = [tally.asOf, other.asOf].filter((one) => one !== '').toSorted();
  tally.asOf = known[0] ?? '';
};

const byArn = (a: { readonly arn: string }, b: { readonly arn: string }): number =>
  a.arn < b.arn ? -1 : 1;

const byWorth = (a: Saving, b: Saving): number => monthlyUsdOf(b) - monthlyUsdOf(a) || byArn(a, b);

/** The same world gives the same report, whichever place answered first. */
export const closeTally = (tally: Tally, places: number): SavingsFound => ({
  savings: tally.savings.toSorted(byWorth),
  kept: tally.kept.toSorted((a, b) => byWorth(a.saving, b.saving)),
  notJudged: tally.notJudged.toSorted(byArn),
  looked: Object.fromEntries([...tally.looked].toSorted(([a], [b]) => (a < b ? -1 : 1))),
  failed: tally.failed.toSorted((a, b) => (a.place < b.place ? -1 : 1)),
  places,
  seen: places - tally.failed.length,
  metricsRead: tally.metricsRead,
  leftOut: tally.leftOut,
  ...(tally.asOf === '' ? {} : { asOf: tally.asOf }),
});
