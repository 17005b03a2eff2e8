import type { ReadPlace } from '../../agents/follow-inventory.ts';
import type { AwsReader } from '../../services/aws-reader.ts';
import type { Service } from '../../services/service.ts';
import type { AwsAccount } from '../../task/account.ts';
import type { AwsResource } from '../../task/aws-resource.ts';
import type { Region } from '../../task/ids.ts';
import { isGlobalType } from '../../task/resource-type.ts';
import type { Decided } from '../../task/refusal.ts';

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
  /** Places that were read to their end and of which everything is kept. */
  readonly complete: readonly ReadPlace[];
}

/** More than this does not fit a comment anyhow; what is left out is said. */
const MOST_RESOURCES = 500;

/** Places read at the same time; the API quotas beneath are the transport's concern. */
const SIDE_BY_SIDE = 10;

type OpenReader = (accountId: AwsAccount['id']) => Promise<Decided<AwsReader>>;

type Found =
  | { readonly ok: true; readonly resources: readonly AwsResource[] }
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

const listPlace = async (place: Place, openReader: OpenReader): Promise<Found> => {
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

const listSafely = async (place: Place, openReader: OpenReader): Promise<Found> => {
  try {
    return await listPlace(place, openReader);
  } catch {
    return { ok: false, because: 'AWS did not answer, or denied the read' };
  }
};

/**
 * Reads every place with a reader session of its account. Partial failure is named, never hidden.
 */
export const gatherInventory = async (
  places: readonly Place[],
  openReader: OpenReader,
): Promise<Inventory> => {
  const resources: AwsResource[] = [];
  const failed: { place: string; because: string }[] = [];
  const complete: ReadPlace[] = [];
  for (let at = 0; at < places.length; at += SIDE_BY_SIDE) {
    const batch = places.slice(at, at + SIDE_BY_SIDE);
    const found = await Promise.all(batch.map((place) => listSafely(place, openReader)));
    for (const [index, one] of found.entries()) {
      const place = batch[index];
      if (place === undefined) continue;
      if (one.ok) resources.push(...one.resources);
      else failed.push({ place: nameOfPlace(place), because: one.because });
      // What comes after the cut is not kept, so that of its place nothing is known.
      if (one.ok && resources.length <= MOST_RESOURCES) complete.push(readPlaceOf(place));
    }
  }
  return {
    resources: resources.slice(0, MOST_RESOURCES),
    seen: places.length - failed.length,
    failed,
    isCut: resources.length > MOST_RESOURCES,
    complete,
  };
};
