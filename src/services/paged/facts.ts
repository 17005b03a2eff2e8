import type { z } from 'zod';
import { Fault } from '../../task/fault.ts';
import type { AwsReader, ReadCall } from '../aws-reader.ts';
import { readPage } from '../facts.ts';

/** How a list goes on: what a page says of the next one, and the member that asks for it. */
export interface Paging<T> {
  readonly schema: z.ZodType<T>;
  readonly member: string;
  readonly next: (page: T) => string | null | undefined;
}

/**
 * Every page of a list, one after the other; a list that can not be read, or never ends, is a
 * Fault.
 */
export const readPages = async function* <T>(
  reader: AwsReader,
  call: ReadCall,
  paging: Paging<T>,
): AsyncIterable<T> {
  let token: string | undefined;
  do {
    const more = token === undefined ? {} : { [paging.member]: token };
    const page = await readPage(
      reader,
      { ...call, input: { ...call.input, ...more } },
      paging.schema,
    );
    yield page;
    const next = paging.next(page) ?? '';
    if (next !== '' && next === token) {
      throw new Fault('malformed-answer', `${call.client}.${call.operation}: the same page again`);
    }
    token = next === '' ? undefined : next;
  } while (token !== undefined);
};
