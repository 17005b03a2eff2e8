import type { AwsReader, ReadAnswer, ReadCall } from '../services/aws-reader.ts';
import { Fault } from '../task/fault.ts';
import type { AccountSession } from './account-session.ts';
import { isClientName } from './client-table.ts';
import { isReadCall } from './read-operations.ts';

const readThrough = async (session: AccountSession, call: ReadCall): Promise<ReadAnswer> => {
  if (!isClientName(call.client) || !isReadCall(call.client, call)) {
    throw new Fault('broken-promise', `${call.client} ${call.operation} is no read`);
  }
  const said = await session.send({ ...call, client: call.client, mayRepeat: true });
  return said.ok ? { ok: true, output: said.output } : said;
};

/** Reads through a session whatever the table of reads lets through; anything else is a Fault. */
export const createReader = (session: AccountSession): AwsReader =>
  Object.freeze({
    accountId: session.accountId,
    read: (call: ReadCall) => readThrough(session, call),
  });
