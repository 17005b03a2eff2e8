import type { z } from 'zod';
import { ownerOf } from '../../agents/roster.ts';
import type { AwsAccount } from '../../task/account.ts';
import type { AwsResource } from '../../task/aws-resource.ts';
import type { Region } from '../../task/ids.ts';
import type { AwsResourceType } from '../../task/resource-type.ts';
import { readPage } from '../facts.ts';
import type { Service } from '../service.ts';

/** Where a list is read. */
export interface ListPlace {
  readonly account: AwsAccount;
  readonly region: Region;
}

/** What a list says of one resource; what it leaves out is said to be unknown, not empty. */
export type ListedRow = Pick<AwsResource, 'id' | 'arn'> &
  Partial<Pick<AwsResource, 'state' | 'tags' | 'metadata' | 'dependencies' | 'createdAt'>>;

/** How one service lists what runs: one call, page by page. */
export interface Listing<P> {
  readonly type: AwsResourceType;
  readonly client: string;
  readonly operation: string;
  readonly input?: Readonly<Record<string, unknown>> | ((place: ListPlace) => object);
  /** The member of the next call that takes the token, and where a page gives it. */
  readonly takes: string;
  readonly nextOf: (page: P) => string | null | undefined;
  readonly schema: z.ZodType<P>;
  readonly rows: (page: P, place: ListPlace) => readonly ListedRow[];
}

const toResource = (type: AwsResourceType, row: ListedRow, place: ListPlace): AwsResource => {
  const createdAt = row.createdAt ?? '';
  return {
    id: row.id,
    arn: row.arn,
    resourceType: type,
    region: place.region,
    accountId: place.account.id,
    state: row.state ?? 'Active',
    ownerAgent: ownerOf(type),
    dependencies: row.dependencies ?? [],
    tags: row.tags ?? {},
    metadata: row.metadata ?? {},
    createdAt,
    updatedAt: createdAt,
  };
};

/** A service's list of a row that says how; streamed page by page. */
export const listByPages = <P>(listing: Listing<P>): Service['list'] =>
  async function* (reader, account, region) {
    const { type, client, operation, input = {}, takes, schema } = listing;
    const place = { account, region };
    const asked = typeof input === 'function' ? input(place) : input;
    let token: string | undefined;
    do {
      const more = token === undefined ? {} : { [takes]: token };
      const call = { client, operation, region, input: { ...asked, ...more } };
      const page = await readPage(reader, call, schema);
      for (const row of listing.rows(page, place)) yield toResource(type, row, place);
      token = listing.nextOf(page) ?? undefined;
    } while (token !== undefined);
  };
