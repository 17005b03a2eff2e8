import { centsOfAll, isProposal, type Saving } from './saving.ts';
import type { SavingsFound } from './savings-found.ts';

/** How many savings stand in a report that is about more than savings. */
const MOST_SHOWN = 10;
const MOST_FAILED = 5;

/** The largest savings of a search, what all of them come to, and what was not seen. */
export interface TopSavings extends Pick<
  SavingsFound,
  'places' | 'seen' | 'metricsRead' | 'leftOut' | 'asOf'
> {
  readonly top: readonly Saving[];
  readonly items: number;
  readonly itemCents: number;
  /** What is only proposed: in no sum. */
  readonly proposals: number;
  readonly notJudged: number;
  readonly kept: number;
  /** A few of the places that were not seen; `places` and `seen` count them all. */
  readonly failed: SavingsFound['failed'];
}

/** What a weekly report keeps of a search. */
export const topSavings = (found: SavingsFound): TopSavings => {
  const items = found.savings.filter((one) => !isProposal(one));
  const { places, seen, metricsRead, leftOut, asOf } = found;
  return {
    top: items.slice(0, MOST_SHOWN),
    items: items.length,
    itemCents: centsOfAll(items),
    proposals: found.savings.length - items.length,
    notJudged: found.notJudged.length,
    kept: found.kept.length,
    failed: found.failed.slice(0, MOST_FAILED),
    places,
    seen,
    metricsRead,
    leftOut,
    ...(asOf === undefined ? {} : { asOf }),
  };
};
