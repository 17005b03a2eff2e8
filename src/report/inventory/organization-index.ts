import { ownerOf } from '../../agents/roster.ts';
import type { AwsResource } from '../../task/aws-resource.ts';
import type { AccountId, Region } from '../../task/ids.ts';
import { isGlobalType } from '../../task/resource-type.ts';

/** One resource as an index of the whole organization tells it. */
export interface IndexedRow {
  readonly accountId: string;
  readonly region: string;
  readonly arn: string;
  readonly id: string;
  readonly tags: Readonly<Record<string, string>>;
  /** ISO 8601: when AWS saw it last; empty where that is not said. */
  readonly seenAt: string;
}

/** A place as an index knows it. */
export interface IndexedPlace {
  readonly accountId: AccountId;
  readonly region: Region;
  readonly resourceType: string;
}

/** What AWS itself has collected of the whole organization. It lags behind what is there. */
export interface OrganizationIndex {
  readonly name: 'Resource Explorer' | 'AWS Config';
  /** True where it collects the type in that account and region. Unknown means no. */
  readonly covers: (place: IndexedPlace) => boolean;
  /** True where a place of which it tells nothing has nothing: else nobody knows, and looks. */
  readonly knowsEmpty: boolean;
  /** Every resource of a type, page by page, of all accounts and regions. */
  readonly list: (resourceType: string) => AsyncIterable<IndexedRow>;
}

/** The name of an account and region in the sets of what an index covers. */
export const coveredKey = (accountId: string, region: string): string => `${accountId} ${region}`;

/** Global types are told in no region, or in another than here: their own lists are read. */
export const coversBy =
  (covered: ReadonlySet<string>, isKnown: (type: string) => boolean): OrganizationIndex['covers'] =>
  ({ accountId, region, resourceType }) =>
    isKnown(resourceType) &&
    !isGlobalType(resourceType) &&
    covered.has(coveredKey(accountId, region));

/** Marks what an index told: the registry of agents does not follow what lags behind. */
const INDEXED = 'indexed';

/** True for a resource that was read from an index and not from its service. */
export const isIndexed = ({ metadata }: Pick<AwsResource, 'metadata'>): boolean =>
  metadata[INDEXED] === true;

/** A row as a resource. Its state is not told: what is indexed was there when it was seen. */
export const resourceOf = (row: IndexedRow, place: IndexedPlace): AwsResource => ({
  id: row.id,
  arn: row.arn,
  resourceType: place.resourceType,
  region: place.region,
  accountId: place.accountId,
  state: 'Active',
  ownerAgent: ownerOf(place.resourceType),
  dependencies: [],
  tags: row.tags,
  metadata: { [INDEXED]: true },
  createdAt: '',
  updatedAt: row.seenAt,
});
