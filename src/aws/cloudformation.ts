import type { z } from 'zod';
import { Fault } from '../task/fault.ts';
import type { Region } from '../task/ids.ts';
import type { AccountSession } from './account-session.ts';
import type { Answer } from './transport.ts';

export interface StackCall {
  readonly operation: string;
  readonly region: Region;
  readonly input: Readonly<Record<string, unknown>>;
}

/** Sends one CloudFormation call. Writes carry a token, so every call here may be made twice. */
export const sendToStacks = (session: AccountSession, call: StackCall): Promise<Answer> =>
  session.send({ ...call, client: 'CloudFormation', mayRepeat: true });

/** The Fault for an answer that nobody expected: a no where a yes was owed. */
export const unexpectedNo = (operation: string, said: Extract<Answer, { ok: false }>): Fault =>
  new Fault('denied', `CloudFormation ${operation}: ${said.code} ${said.message}`);

/** True for the ways in which AWS says that a stack or change set is not there. */
export const isAbsent = (said: Extract<Answer, { ok: false }>): boolean =>
  said.code === 'ChangeSetNotFound' ||
  said.code === 'ChangeSetNotFoundException' ||
  said.code === 'NotFound' ||
  /does not exist/i.test(said.message);

/** The output in the shape given; what does not fit it is a Fault, never a guess. */
export const parseOutput = <S extends z.ZodType>(
  shape: S,
  operation: string,
  output: unknown,
): z.infer<S> => {
  const parsed = shape.safeParse(output);
  if (parsed.success) return parsed.data;
  throw new Fault('malformed-answer', `CloudFormation ${operation}`, parsed.error);
};

/** Pages of one list before it is called endless. */
const MOST_PAGES = 200;

/**
 * All pages of a call that pages by NextToken, one after the other; none when what is asked about
 * is absent. What goes while its pages are read is a Fault: half a list is never taken for a whole.
 */
export async function* pagesOf(session: AccountSession, call: StackCall): AsyncGenerator {
  let token: string | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const input = token === undefined ? call.input : { ...call.input, NextToken: token };
    const said = await sendToStacks(session, { ...call, input });
    if (!said.ok && page === 0 && isAbsent(said)) return;
    if (!said.ok) throw unexpectedNo(call.operation, said);
    yield said.output;
    token = nextTokenOf(said.output);
    if (token === undefined) return;
  }
  throw new Fault('malformed-answer', `CloudFormation ${call.operation} has no last page`);
}

const nextTokenOf = (output: unknown): string | undefined => {
  if (typeof output !== 'object' || output === null || !('NextToken' in output)) return undefined;
  const { NextToken } = output;
  return typeof NextToken === 'string' && NextToken !== '' ? NextToken : undefined;
};
