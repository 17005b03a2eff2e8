import type { AwsReader } from '../../../services/aws-reader.ts';
import type { AwsAccount } from '../../../task/account.ts';
import { Fault } from '../../../task/fault.ts';
import type { Region } from '../../../task/ids.ts';
import type { AwsResourceType } from '../../../task/resource-type.ts';
import type { Decided } from '../../../task/refusal.ts';
import type { TellProgress } from '../../look.ts';
import { fanOut, LANES } from '../../fan-out.ts';
import type { Standpoint } from '../claim.ts';
import { judge } from '../judge.ts';
import type { Observed } from '../observed.ts';
import type { SavingsFound } from '../savings-found.ts';
import { foundOf, placeKey, tallyOf, type PlaceMemory } from './memory.ts';
import { readDaily } from './metrics.ts';
import type { Source, SourceReader } from './source.ts';
import { SOURCES } from './sources.ts';
import { stackWords } from './stack-words.ts';
import { addTally, closeTally, count, emptyTally, type Tally } from './tally.ts';

/** One place that is read: one kind of resource in one account and region. */
export interface SavingsPlace {
  readonly account: AwsAccount;
  readonly region: Region;
  readonly source: Source;
}

type OpenReader = (accountId: AwsAccount['id']) => Promise<Decided<AwsReader>>;

/** What a search is narrowed to; everything where nothing is said. */
export interface Narrowed {
  readonly regions?: readonly Region[] | 'all';
  readonly resourceType?: AwsResourceType;
}

/** Every kind of resource in every allowed region of every account, or what was asked of them. */
export const savingsPlaces = (
  accounts: readonly AwsAccount[],
  { regions = 'all', resourceType }: Narrowed = {},
): readonly SavingsPlace[] => {
  const sources = SOURCES.filter(
    (source) => resourceType === undefined || source.resourceType === resourceType,
  );
  return accounts.flatMap((account) =>
    account.regions
      .filter((region) => regions === 'all' || regions.includes(region))
      .flatMap((region) => sources.map((source) => ({ account, region, source }))),
  );
};

/** True for a type of which there are rules of waste. */
export const isSearched = (resourceType: AwsResourceType): boolean =>
  SOURCES.some((source) => source.resourceType === resourceType);

/** From where is judged, and how far a search may go. */
export interface SearchRules extends Standpoint {
  /** What of a place counts; all of it where nothing is said. */
  readonly isWanted?: (seen: Observed) => boolean;
  /** False once a search has taken as long as it may. */
  readonly mayGoOn?: () => boolean;
  /** Hears how far it is. */
  readonly tell?: TellProgress;
  /** Never together with `isWanted`: what is remembered is all of a place. */
  readonly memory?: PlaceMemory;
}

const countedReader = (aws: AwsReader, tally: Tally): SourceReader => ({
  aws,
  daily: (place, asks) => {
    tally.metricsRead += asks.length;
    return readDaily(aws, place, asks);
  },
});

interface Search {
  readonly openReader: OpenReader;
  readonly at: SearchRules;
  readonly tally: Tally;
}

/** Why a place could not be read; undefined when it was. */
type Failure = string | undefined;

const NO_TIME = 'there was no time left';

const readAnew = async (place: SavingsPlace, search: Search): Promise<Failure> => {
  const { account, region, source } = place;
  const { at, tally } = search;
  const { isWanted = () => true, mayGoOn = () => true } = at;
  if (!mayGoOn()) return NO_TIME;
  const opened = await search.openReader(account.id);
  if (!opened.ok) return opened.refusal.because;
  const reader = countedReader(opened.value, tally);
  const withStack = stackWords(opened.value, region);
  for await (const one of source.read(reader, { account, region, now: at.now })) {
    const seen = await withStack(one);
    if (isWanted(seen)) count(tally, source.title, [seen, judge(seen, at)]);
    if (!mayGoOn()) return NO_TIME;
  }
  return undefined;
};

/** What is remembered counts as read; what was read to its end is remembered. */
const readPlace = async (place: SavingsPlace, search: Search): Promise<Failure> => {
  const { account, region, source } = place;
  const { memory, now } = search.at;
  const key = placeKey({ accountId: account.id, region, title: source.title });
  const known = await memory?.recall(key);
  const tally = known === undefined ? emptyTally() : tallyOf(source.title, known);
  try {
    const failure = known === undefined ? await readAnew(place, { ...search, tally }) : undefined;
    const found = foundOf(source.title, tally, now.toISOString());
    const isNew = known === undefined && failure === undefined;
    if (isNew && found !== undefined) await memory?.keep(key, found);
    return failure;
  } finally {
    addTally(search.tally, tally);
  }
};

const WORDS: Readonly<Partial<Record<Fault['kind'], string>>> = {
  denied: 'the read was denied',
  throttled: 'AWS throttled the read',
  'malformed-answer': 'AWS answered in a shape that is not known',
};

const readSafely = async (place: SavingsPlace, search: Search): Promise<Failure> => {
  try {
    return await readPlace(place, search);
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return WORDS[error.kind] ?? 'AWS did not answer';
  }
};

/**
 * Looks for waste in every place, a few side by side, and judges each resource as it comes: pages
 * are never collected. A place that fails, or is left when the time is over, is named; what was
 * seen of it before that stays.
 */
export const gatherSavings = async (
  places: readonly SavingsPlace[],
  openReader: OpenReader,
  at: SearchRules,
): Promise<SavingsFound> => {
  const tally = emptyTally();
  let done = 0;
  await fanOut(places, LANES, async (place) => {
    const because = await readSafely(place, { openReader, at, tally });
    const name = `${place.source.title} in ${place.account.name} ${place.region}`;
    if (because !== undefined) tally.failed.push({ place: name, because });
    done += 1;
    at.tell?.({ done, all: places.length, at: place.account.name });
  });
  return closeTally(tally, places.length);
};
