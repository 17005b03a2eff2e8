import type { AwsResource } from '../../task/aws-resource.ts';
import { Fault } from '../../task/fault.ts';
import { isGlobalType } from '../../task/resource-type.ts';
import { keepSmallest, smallest } from '../keep-smallest.ts';
import type { Place } from './gather.ts';
import { coveredKey, resourceOf, type OrganizationIndex } from './organization-index.ts';

/** What an index tells of some places, by their number; a place that is missing is not told of. */
export type Indexed = ReadonlyMap<number, readonly AwsResource[]>;

interface Numbered {
  readonly at: number;
  readonly resource: AwsResource;
}

const byPlace = (a: Numbered, b: Numbered): number =>
  a.at - b.at || (a.resource.id < b.resource.id ? -1 : 1);

const placeOf = ({ account, region, service }: Place) => ({
  accountId: account.id,
  region,
  resourceType: service.resourceType,
});

/** The places of one type that the index covers, by account and region. */
const coveredOf = (
  places: readonly Place[],
  type: string,
  index: OrganizationIndex,
): ReadonlyMap<string, number> =>
  new Map(
    places.flatMap((place, at) => {
      const isMeant = place.service.resourceType === type && index.covers(placeOf(place));
      return isMeant ? [[coveredKey(place.account.id, place.region), at] as const] : [];
    }),
  );

interface Reading {
  readonly places: readonly Place[];
  readonly index: OrganizationIndex;
  /** Resources of one type that are kept, the first in the order of the places. */
  readonly most: number;
}

/** Rows of accounts and regions that nobody asked about are passed over. */
const readType = async ({ places, index, most }: Reading, type: string): Promise<Indexed> => {
  const covered = coveredOf(places, type, index);
  const found = new Map<number, AwsResource[]>();
  if (covered.size === 0) return found;
  const kept: Numbered[] = [];
  const told = new Set<number>();
  for await (const row of index.list(type)) {
    const at = covered.get(coveredKey(row.accountId, row.region));
    const place = at === undefined ? undefined : places[at];
    if (at === undefined || place === undefined) continue;
    told.add(at);
    const resource = resourceOf(row, placeOf(place));
    keepSmallest(kept, { at, resource }, { most, compare: byPlace });
  }
  for (const at of covered.values()) if (index.knowsEmpty || told.has(at)) found.set(at, []);
  for (const { at, resource } of smallest(kept, { most, compare: byPlace }))
    found.get(at)?.push(resource);
  return found;
};

/** An index that does not answer tells nothing: its places are read one by one instead. */
const readSafely = async (reading: Reading, type: string): Promise<Indexed> => {
  try {
    return await readType(reading, type);
  } catch (error) {
    if (error instanceof Fault) return new Map();
    throw error;
  }
};

/** What an index tells of the places that it covers: one question for each type. */
export const readIndex = async (reading: Reading): Promise<Indexed> => {
  const types = new Set(reading.places.map(({ service }) => service.resourceType));
  const regional = [...types].filter((type) => !isGlobalType(type));
  const all = await Promise.all(regional.map((type) => readSafely(reading, type)));
  return new Map(all.flatMap((one) => [...one]));
};
