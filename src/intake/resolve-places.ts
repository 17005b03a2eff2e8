import type { AwsAccount } from '../task/account.ts';
import type { AccountId, Region } from '../task/ids.ts';
import { isGlobalType } from '../task/resource-type.ts';
import { nearest } from './edit-distance.ts';
import { findPlaces, type Places } from './find-places.ts';
import { suggestRegions } from './known-regions.ts';
import type { Problem, TaskDraft } from './task-draft.ts';

/** The texts that may name a place, from the nearest to the furthest. */
export interface PlaceTexts {
  readonly account: readonly string[];
  readonly region: readonly string[];
}

export interface Where {
  readonly accounts: readonly AccountId[] | 'all';
  readonly regions: readonly Region[] | 'all' | 'none';
  readonly problems: readonly Problem[];
}

const namesAccount = (places: Places): boolean =>
  places.accounts.length > 0 || places.isEveryAccount || places.unknownAccounts.length > 0;

const namesRegion = (places: Places): boolean =>
  places.regions.length > 0 || places.isEveryRegion || places.unknownRegions.length > 0;

const firstThat = (
  texts: readonly string[],
  accounts: readonly AwsAccount[],
  says: (places: Places) => boolean,
): Places | undefined => {
  for (const text of texts) {
    const places = findPlaces(text, accounts);
    if (says(places)) return places;
  }
  return undefined;
};

const unknownAccount = (words: readonly string[], accounts: readonly AwsAccount[]): Problem => ({
  field: 'account',
  reason: 'unknown-account',
  suggestions: nearest(
    words[0] ?? '',
    accounts.map(({ name }) => name),
  ),
});

interface Sought {
  readonly isMutation: boolean;
  readonly accounts: readonly AwsAccount[];
}

const accountOf = (
  places: Places | undefined,
  sought: Sought,
): Pick<Where, 'accounts' | 'problems'> => {
  const none: readonly AccountId[] = [];
  if (places === undefined) return { accounts: none, problems: [{ field: 'account' }] };
  if (places.unknownAccounts.length > 0)
    return { accounts: none, problems: [unknownAccount(places.unknownAccounts, sought.accounts)] };
  const isMany = places.accounts.length > 1 || places.isEveryAccount;
  if (sought.isMutation && isMany)
    return { accounts: none, problems: [{ field: 'account', reason: 'contradictory' }] };
  if (places.isEveryAccount && places.accounts.length === 0)
    return { accounts: 'all', problems: [] };
  return { accounts: places.accounts, problems: [] };
};

const allowedIn = (
  where: readonly AccountId[] | 'all',
  accounts: readonly AwsAccount[],
): readonly Region[] =>
  accounts
    .filter(({ id }) => where === 'all' || where.includes(id))
    .flatMap(({ regions }) => regions);

const regionProblem = (
  places: Places | undefined,
  sought: Sought,
  allowed: readonly Region[],
): Problem | undefined => {
  if (places === undefined) return { field: 'region', suggestions: [] };
  const [unknown] = places.unknownRegions;
  if (unknown !== undefined)
    return {
      field: 'region',
      reason: 'unknown-region',
      suggestions: suggestRegions(unknown, allowed),
    };
  const isMany = places.regions.length > 1 || places.isEveryRegion;
  if (sought.isMutation && isMany) return { field: 'region', reason: 'contradictory' };
  if (
    places.zoneRegions.some((zone) => !places.regions.some((region) => region === zone)) &&
    places.regions.length > 0
  )
    return { field: 'region', reason: 'contradictory' };
  const outside = places.regions.find((region) => !allowed.includes(region));
  if (outside === undefined || allowed.length === 0) return undefined;
  return {
    field: 'region',
    reason: 'region-not-allowed',
    suggestions: [...new Set(allowed)].slice(0, 3),
  };
};

/**
 * Where a draft acts: the nearest text that names an account, and the nearest that names a region.
 * Nothing is filled in: what is absent, unknown, forbidden or said twice is asked for; only what is
 * meant everywhere without a region is.
 */
export const resolvePlaces = (
  draft: TaskDraft,
  texts: PlaceTexts,
  sought: Sought & { readonly needsRegion: boolean; readonly isEverywhere: boolean },
): Where => {
  const account = accountOf(firstThat(texts.account, sought.accounts, namesAccount), sought);
  const isGlobal = draft.resourceType !== undefined && isGlobalType(draft.resourceType);
  if (isGlobal || !sought.needsRegion) return { ...account, regions: 'none' };
  const places = firstThat(texts.region, sought.accounts, namesRegion);
  if (places === undefined && sought.isEverywhere) return { ...account, regions: 'all' };
  const allowed = allowedIn(account.accounts, sought.accounts);
  const problem = regionProblem(places, sought, allowed);
  const problems = problem === undefined ? account.problems : [...account.problems, problem];
  const isAll = places?.isEveryRegion === true && places.regions.length === 0;
  return { accounts: account.accounts, regions: isAll ? 'all' : (places?.regions ?? []), problems };
};
