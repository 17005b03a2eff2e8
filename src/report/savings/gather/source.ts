import { z } from 'zod';
import type { AwsReader } from '../../../services/aws-reader.ts';
import type { AwsAccount } from '../../../task/account.ts';
import type { Region } from '../../../task/ids.ts';
import type { Observed } from '../observed.ts';
import type { Seen } from '../saving.ts';
import type { ReadSeries } from '../series.ts';
import type { Ask, MetricPlace } from './metrics.ts';

/** One account and region, and the moment from which days are counted back. */
export interface ReadPlace {
  readonly account: AwsAccount;
  readonly region: Region;
  readonly now: Date;
}

/** What a source reads by: the account's session, and its metrics, which are counted. */
export interface SourceReader {
  readonly aws: AwsReader;
  readonly daily: (place: MetricPlace, asks: readonly Ask[]) => Promise<readonly ReadSeries[]>;
}

/** One kind of resource: how all of a place are read, page by page, with their metrics. */
export interface Source {
  /** As people call them: `volumes`. */
  readonly title: string;
  readonly resourceType: Seen['resourceType'];
  readonly read: (reader: SourceReader, place: ReadPlace) => AsyncIterable<Observed>;
}

/** Members of a page of EC2. */
export const PAGE = 200;

export const tagsSchema = z.array(z.object({ Key: z.string(), Value: z.string() })).nullish();

/** Tags as a record. */
export const tagsOf = (tags: z.infer<typeof tagsSchema>): Readonly<Record<string, string>> =>
  Object.fromEntries((tags ?? []).map(({ Key, Value }) => [Key, Value]));

/** What all kinds say of themselves. The name is the tag `Name` unless the kind has its own. */
export const seenIn = (
  { account, region }: ReadPlace,
  own: Pick<Seen, 'resourceType' | 'resourceId' | 'arn' | 'tags'>,
): Seen => ({
  accountId: account.id,
  region,
  ...own,
  name: own.tags['Name'] ?? own.resourceId,
});

/** The ARN of a resource of EC2, such as `volume/vol-1`. */
export const ec2Arn = ({ account, region }: ReadPlace, path: string): string =>
  `arn:aws:ec2:${region}:${account.id}:${path}`;

/** Each row with the series that were asked for it; every row asks for as many. */
export const withSeries = async <T>(
  reader: SourceReader,
  place: MetricPlace,
  asked: { readonly rows: readonly T[]; readonly asksOf: (row: T) => readonly Ask[] },
): Promise<readonly (readonly [T, readonly ReadSeries[]])[]> => {
  const asks = asked.rows.map((row) => asked.asksOf(row));
  const series = await reader.daily(place, asks.flat());
  let at = 0;
  return asked.rows.map((row, index) => {
    const from = at;
    at += asks[index]?.length ?? 0;
    return [row, series.slice(from, at)];
  });
};
