import type { z } from 'zod';
import type { AwsReader, ReadCall } from '../../../services/aws-reader.ts';
import { readParsed } from '../../../services/facts.ts';
import { Fault } from '../../../task/fault.ts';

/** How a list of AWS is read on. */
interface Paging<T> {
  readonly schema: z.ZodType<T>;
  /** The member that takes the token of the next page. */
  readonly takes: string;
  readonly nextOf: (page: T) => string | null | undefined;
}

/** The pages of a list, one at a time. A token that comes twice would never end: a Fault. */
export const pagesOf = async function* <T>(
  reader: AwsReader,
  call: ReadCall,
  { schema, takes, nextOf }: Paging<T>,
): AsyncIterable<T> {
  let token: string | undefined;
  do {
    const input = { ...call.input, ...(token === undefined ? {} : { [takes]: token }) };
    const page = await readParsed(reader, { ...call, input }, schema);
    if (page === undefined) return;
    yield page;
    const next = nextOf(page) || undefined;
    if (next !== undefined && next === token)
      throw new Fault('malformed-answer', `${call.client}.${call.operation}: the same page again`);
    token = next;
  } while (token !== undefined);
};
