import type { ReadPlace } from '../../agents/follow-inventory.ts';
import type { AwsReader } from '../../services/aws-reader.ts';
import type { Service } from '../../services/service.ts';
import type { AwsAccount } from '../../task/account.ts';
import type { AwsResource } from '../../task/aws-resource.ts';
import type { Region } from '../../task/ids.ts';
import { isGlobalType } from '../../task/resource-type.ts';
import type { Decided } from '../../task/refusal.ts';
import type { TellProgress } from '../look.ts';
import { fanOut, LANES } from '../fan-out.ts';
import type { OrganizationIndex } from './organization-index.ts';
import { readIndex, type Indexed } from './read-index.ts';

/** One place that is read: a service in one account and region. */
export interface Place {
  readonly account: AwsAccount;
  readonly region: Region;
  readonly service: Service;
}

/** What was seen and what was not; a place that failed is named with its reason. */
export interface Inventory {
  readonly resources: readonly AwsResource[];
  readonly seen: number;
  readonly failed: readonly { readonly place: string; readonly because: string }[];
  /** True when more was found than is kept. */
  readonly isCut: boolean;
  /** Places that were read to their end, and not by an index, of which everything is kept. */
  readonly complete: readonly ReadPlace[];
  /** What AWS has collected itself, where some places were read from that; it lags behind. */
  readonly index?: { readonly name: OrganizationIndex['name']; readonly places: number };
}

/** More than this does not fit a comment anyhow; what is left out is said. */
const MOST_RESOURCES = 500;

type OpenReader = (accountId: AwsAccount['id']) => Promise<Decided<AwsReader>>;

type Listed =
  | {
      readonly ok: true;
      readonly resources: readonly AwsResource[];
      readonly isIndexed?: boolean;
    }
  | { readonly ok: false; readonly because: string };

/** Every place of a question: global services once an account, others once a region. */
export const placesOf = (
  accounts: readonly AwsAccount[],
  regions: readonly Region[] | 'all',
  services: readonly Service[],
): readonly Place[] =>
  accounts.flatMap((account) =>
    services.flatMap((service) => {
      const allowed = account.regions.filter((one) => regions === 'all' || regions.includes(one));
      const wanted = isGlobalType(service.resourceType) ? account.regions.slice(0, 1) : allowed;
      return wanted.map((region) => ({ account, region, service }));
    }),
  );

const listPlace = async (place: Place, openReader: OpenReader): Promise<Listed> => {
  const reader = await openReader(place.account.id);
  if (!reader.ok) return { ok: false, because: reader.refusal.because };
  const resources: AwsResource[] = [];
  for await (const one of place.service.list(reader.value, place.account, place.region)) {
    resources.push(one);
    if (resources.length > MOST_RESOURCES) break;
  }
  return { ok: true, resources };
};

/** How a place is called in a report. */
export const nameOfPlace = ({ account, region, service }: Place): string =>
  `${service.title} in ${account.name} ${region}`;

const readPlaceOf = ({ account, region, service }: Place): ReadPlace => ({
  accountId: account.id,
  region,
  resourceType: service.resourceType,
});

const listSafely = async (place: Place, openReader: OpenReader): Promise<Listed> => {
  try {
    return await listPlace(place, openReader);
  } catch {
    return { ok: false, because: 'AWS did not answer, or denied the read' };
  }
};

/** What was found so far, in the order of the places, whichever answered first. */
class Found {
  readonly resources: AwsResource[] = [];
  readonly failed: { place: string; because: string }[] = [];
  readonly complete: ReadPlace[] = [];
  readonly #early = new Map<number, readonly [Place, Listed]>();
  #next = 0;
  isCut = false;

  /** Keeps an answer until those of the places before it are there. */
  take(at: number, place: Place, listed: Listed): void {
    this.#early.set(at, [place, listed]);
    for (let one = this.#early.get(this.#next); one !== undefined;) {
      this.#early.delete(this.#next);
      this.#next += 1;
      this.#add(...one);
      one = this.#early.get(this.#next);
    }
  }

  #add(place: Place, listed: Listed): void {
    if (!listed.ok) {
      this.failed.push({ place: nameOfPlace(place), because: listed.because });
      return;
    }
    const room = MOST_RESOURCES - this.resources.length;
    this.resources.push(...listed.resources.slice(0, room));
    if (listed.resources.length > room) this.isCut = true;
    // What comes after the cut is not kept, so that of its place nothing is known.
    // An index lags behind: what it does not tell may be there all the same.
    if (!this.isCut && listed.isIndexed !== true) this.complete.push(readPlaceOf(place));
  }
}

/** What a large inventory is read by beside the lists, and who hears how far it is. */
export interface InventoryBy {
  readonly index?: OrganizationIndex | undefined;
  readonly tell?: TellProgress;
}

/**
 * Reads every place with a reader session of its account, many side by side. Partial failure is
 * named, never hidden; the same world gives the same answer, whichever place answered first. What
 * an index of the organization covers is asked of it, one question for each type.
 */
export const gatherInventory = async (
  places: readonly Place[],
  openReader: OpenReader,
  { index, tell }: InventoryBy = {},
): Promise<Inventory> => {
  const found = new Found();
  let done = 0;
  const most = MOST_RESOURCES + 1;
  const indexed: Indexed =
    index === undefined ? new Map() : await readIndex({ places, index, most });
  await fanOut(places, LANES, async (place, at) => {
    const told = indexed.get(at);
    const listed =
      told === undefined
        ? await listSafely(place, openReader)
        : ({ ok: true, resources: told, isIndexed: true } as const);
    found.take(at, place, listed);
    done += 1;
    tell?.({ done, all: places.length, at: place.account.name });
  });
  const { resources, failed, isCut, complete } = found;
  const seen = places.length - failed.length;
  const told =
    index === undefined || indexed.size === 0
      ? {}
      : { index: { name: index.name, places: indexed.size } };
  return { resources, seen, failed, isCut, complete, ...told };
};
