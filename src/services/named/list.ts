import type { z } from 'zod';
import type { AwsAccount } from '../../task/account.ts';
import type { Region } from '../../task/ids.ts';
import type { AwsResourceType } from '../../task/resource-type.ts';
import { listedResource, type ListedRow } from '../listed.ts';
import { readPages } from '../paged/facts.ts';
import type { Service } from '../service.ts';

/** Where a list is read. */
export interface ListPlace {
  readonly account: AwsAccount;
  readonly region: Region;
}

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

/** A service's list of a row that says how; streamed page by page. */
export const listByPages = <P>(listing: Listing<P>): Service['list'] =>
  async function* (reader, account, region) {
    const { type: resourceType, client, operation, input = {}, takes, schema } = listing;
    const place = { account, region };
    const asked = typeof input === 'function' ? input(place) : input;
    const call = { client, operation, region, input: { ...asked } };
    const pages = readPages(reader, call, { schema, member: takes, next: listing.nextOf });
    for await (const page of pages)
      for (const row of listing.rows(page, place))
        yield listedResource({ resourceType, ...place }, row);
  };
