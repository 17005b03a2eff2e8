import type { AwsAccount } from '../../task/account.ts';
import type { AccountId } from '../../task/ids.ts';
import { isMutationType } from '../assemble.ts';
import { findPlaces, type Places } from '../find-places.ts';
import type { Problem } from '../task-draft.ts';
import type { Proposal, ProposedRequest } from './proposal-shape.ts';
import { isSaid, type RequestWords } from './request-words.ts';

/** A proposal, the words it is about, and the accounts there are. */
export interface Search {
  readonly words: RequestWords;
  readonly proposal: Proposal;
  readonly accounts: readonly AwsAccount[];
}

/** What the request itself says of a place, and in which of its words. */
interface Found {
  readonly places: Places;
  /** Empty where the request as a whole names only this. */
  readonly quote: string;
}

/** Account and region of one proposed request, as the rules found them. */
export interface GroundedPlace {
  readonly account?: Found;
  readonly region?: Found;
}

const namesAccount = ({ accounts, isEveryAccount }: Places): boolean =>
  accounts.length > 0 || isEveryAccount;
const namesRegion = ({ regions, isEveryRegion }: Places): boolean =>
  regions.length > 0 || isEveryRegion;

/** Words alone may name what they do not name where they stand: in an address, or after "not". */
const isWithin = (near: Places, whole: Places): boolean =>
  near.accounts.every((id) => whole.accounts.includes(id)) &&
  near.regions.every((region) => whole.regions.includes(region)) &&
  (!near.isEveryAccount || whole.isEveryAccount) &&
  (!near.isEveryRegion || whole.isEveryRegion);

const find = (
  quote: string,
  says: (places: Places) => boolean,
  { words, proposal, accounts }: Search,
): Found | undefined => {
  const near = isSaid(words, quote) ? findPlaces(quote, accounts) : undefined;
  const whole = findPlaces(words.text, accounts);
  if (near !== undefined && says(near) && isWithin(near, whole)) return { places: near, quote };
  if (proposal.requests.length > 1) return undefined;
  return says(whole) ? { places: whole, quote: '' } : undefined;
};

/**
 * Account and region of one proposed request. The words of a proposal only say where to look: what
 * stands there is found by the rules, as everywhere else. Where one thing is asked for, the whole
 * request may say where.
 */
export const groundPlace = (request: ProposedRequest, search: Search): GroundedPlace => {
  const account = find(request.account, namesAccount, search);
  const region = find(request.region, namesRegion, search);
  return {
    ...(account === undefined ? {} : { account }),
    ...(region === undefined ? {} : { region }),
  };
};

/** A name that means one account, else its id. */
export const accountWord = (id: AccountId, accounts: readonly AwsAccount[]): string => {
  const name = accounts.find((one) => one.id === id)?.name ?? id;
  return accounts.filter((one) => one.name === name).length === 1 ? name : id;
};

/**
 * What the request names and no proposal took: another account or region beside a change, or a
 * place that is none.
 */
export const forgottenPlaces = (
  found: readonly GroundedPlace[],
  { words, proposal, accounts }: Search,
): readonly Problem[] => {
  if (!proposal.requests.some(({ taskType }) => isMutationType(taskType))) return [];
  const whole = findPlaces(words.whole, accounts);
  const taken = new Set<string>(
    found.flatMap(({ account, region }) => [
      ...(account?.places.accounts ?? []),
      ...(region?.places.regions ?? []),
    ]),
  );
  const isFree = (place: string): boolean => !taken.has(place);
  const isElsewhere = [...whole.regions, ...whole.zoneRegions].some(isFree);
  const account = { field: 'account' } as const;
  const region = { field: 'region' } as const;
  return [
    ...(whole.accounts.some(isFree) ? [{ ...account, reason: 'contradictory' as const }] : []),
    ...(isElsewhere ? [{ ...region, reason: 'contradictory' as const }] : []),
    ...(whole.unknownAccounts.length > 0
      ? [{ ...account, reason: 'unknown-account' as const }]
      : []),
    ...(whole.unknownRegions.length > 0 ? [{ ...region, reason: 'unknown-region' as const }] : []),
  ];
};
