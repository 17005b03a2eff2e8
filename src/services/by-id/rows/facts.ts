import { z } from 'zod';
import type { Region } from '../../../task/ids.ts';
import type { AwsReader } from '../../aws-reader.ts';
import { readPage } from '../../facts.ts';
import type { Filter, Kind, Row } from '../kind.ts';

const PAGE = 200;

const pageOf = (kind: Kind) =>
  z.object({
    [kind.list]: z.array(z.record(z.string(), z.unknown())).nullish(),
    NextToken: z.string().nullish(),
  });

/** All rows that the filters leave, page by page; without filters all there are. */
export const describeRows = async function* (
  reader: AwsReader,
  region: Region,
  { kind, filters = [] }: { readonly kind: Kind; readonly filters?: readonly Filter[] },
): AsyncIterable<Row> {
  let token: string | undefined;
  do {
    const input = {
      ...(kind.isPaged === false ? {} : { MaxResults: PAGE }),
      ...(filters.length === 0 ? {} : { [kind.filters ?? 'Filters']: filters }),
      ...(token === undefined ? {} : { NextToken: token }),
    };
    const call = { client: 'EC2', operation: kind.operation, region, input };
    const page = await readPage(reader, call, pageOf(kind));
    const rows = (page[kind.list] ?? []) as readonly Row[];
    yield* rows.filter((row) => kind.isGone?.(row) !== true);
    token = (page['NextToken'] ?? undefined) as string | undefined;
  } while (token !== undefined);
};

/** The same as a list. */
export const readRows = async (
  reader: AwsReader,
  region: Region,
  what: { readonly kind: Kind; readonly filters?: readonly Filter[] },
): Promise<readonly Row[]> => {
  const rows: Row[] = [];
  for await (const row of describeRows(reader, region, what)) rows.push(row);
  return rows;
};
