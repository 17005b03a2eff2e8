import type { AccountId, Region } from '../../../task/ids.ts';
import type { Kept, NotJudged } from '../savings-found.ts';
import type { Saving } from '../saving.ts';
import { emptyTally, type Tally } from './tally.ts';

/** What was found in one place that was read to its end. */
export interface PlaceFound {
  /** ISO 8601: as of when it was judged. */
  readonly readAt: string;
  readonly savings: readonly Saving[];
  readonly kept: readonly Kept[];
  readonly notJudged: readonly NotJudged[];
  readonly looked: number;
}

/** What a search remembers of places, so that nobody reads the same twice in a while. */
export interface PlaceMemory {
  /** Undefined where nothing is remembered, or it is too old. */
  readonly recall: (key: string) => Promise<PlaceFound | undefined>;
  readonly keep: (key: string, found: PlaceFound) => Promise<void>;
}

/** More rows of a place than this are not remembered: they are read again. */
const MOST_ROWS = 500;

/** The name of one place: a kind of resource, by its title, in an account and region. */
export const placeKey = (place: {
  readonly accountId: AccountId;
  readonly region: Region;
  readonly title: string;
}): string => `savings ${place.accountId} ${place.region} ${place.title}`;

/** What is remembered as a tally. */
export const tallyOf = (title: string, found: PlaceFound): Tally => ({
  ...emptyTally(),
  savings: [...found.savings],
  kept: [...found.kept],
  notJudged: [...found.notJudged],
  looked: found.looked === 0 ? new Map() : new Map([[title, found.looked]]),
  asOf: found.readAt,
});

/** A tally of one place as it is remembered; undefined for one that is too large. */
export const foundOf = (title: string, tally: Tally, readAt: string): PlaceFound | undefined => {
  const { savings, kept, notJudged, looked, leftOut } = tally;
  const rows = savings.length + kept.length + notJudged.length + leftOut;
  if (rows > MOST_ROWS) return undefined;
  return { readAt, savings, kept, notJudged, looked: looked.get(title) ?? 0 };
};
