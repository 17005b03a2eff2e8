import { z } from 'zod';
import type { AwsReader, ReadCall } from '../aws-reader.ts';
import { readPage } from '../facts.ts';

/** RDS gives 100 rows at most. */
const PAGE = 100;

/** The rows of one RDS list, page by page as RDS marks them. */
export const rdsRows = async function* <T>(
  reader: AwsReader,
  call: Omit<ReadCall, 'client'>,
  { list, row }: { readonly list: string; readonly row: z.ZodType<T> },
): AsyncIterable<T> {
  const schema = z.object({ [list]: z.array(row).nullish(), Marker: z.string().nullish() });
  let marker: string | undefined;
  do {
    const more = marker === undefined ? {} : { Marker: marker };
    const input = { ...call.input, MaxRecords: PAGE, ...more };
    const page: { readonly [name: string]: unknown; readonly Marker?: string | null | undefined } =
      await readPage(reader, { ...call, client: 'RDS', input }, schema);
    yield* (page[list] ?? []) as readonly T[];
    marker = page.Marker ?? undefined;
  } while (marker !== undefined);
};
