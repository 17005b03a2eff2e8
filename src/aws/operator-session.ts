import { z } from 'zod';
import { CallRefused } from '../execute/call-refused.ts';
import type { OperatorSession } from '../execute/ports.ts';
import { Fault } from '../task/fault.ts';
import type { Region } from '../task/ids.ts';
import { isJsonObject, type JsonObject } from '../task/json.ts';
import { readCallerAccount, type AccountSession } from './account-session.ts';
import { isClientName } from './client-table.ts';
import type { Answer } from './transport.ts';

interface ControlCall {
  readonly region: Region;
  readonly operation: string;
  readonly input: Readonly<Record<string, unknown>>;
}

const sendToControl = (session: AccountSession, call: ControlCall): Promise<Answer> =>
  session.send({ ...call, client: 'CloudControl', mayRepeat: true });

const described = z.object({ ResourceDescription: z.object({ Properties: z.string() }) });

const started = z.object({ ProgressEvent: z.object({ RequestToken: z.string().min(1) }) });

const progressed = z.object({
  ProgressEvent: z.object({
    OperationStatus: z.string(),
    ErrorCode: z.string().default(''),
    StatusMessage: z.string().default(''),
  }),
});

const parsed = <S extends z.ZodType>(shape: S, operation: string, output: unknown): z.infer<S> => {
  const read = shape.safeParse(output);
  if (read.success) return read.data;
  throw new Fault('malformed-answer', `CloudControl ${operation}`, read.error);
};

const propertiesOf = (text: string): JsonObject => {
  const value: unknown = JSON.parse(text);
  if (isJsonObject(value)) return value;
  throw new Fault('malformed-answer', 'CloudControl GetResource');
};

const readResource = async (
  session: AccountSession,
  region: Region,
  which: { readonly TypeName: string; readonly Identifier: string },
): Promise<JsonObject | undefined> => {
  const said = await sendToControl(session, { region, operation: 'GetResource', input: which });
  if (said.ok) {
    const read = parsed(described, 'GetResource', said.output);
    return propertiesOf(read.ResourceDescription.Properties);
  }
  if (said.code.startsWith('ResourceNotFound') || said.httpStatus === 404) return undefined;
  throw new Fault('denied', `CloudControl GetResource: ${said.code} ${said.message}`);
};

const startChange: (session: AccountSession) => OperatorSession['startChange'] =
  (session) =>
  async ({ region, typeName, identifier, patch, token }) => {
    const operation = patch === undefined ? 'DeleteResource' : 'UpdateResource';
    const said = await sendToControl(session, {
      region,
      operation,
      input: {
        TypeName: typeName,
        Identifier: identifier,
        ClientToken: token,
        ...(patch === undefined ? {} : { PatchDocument: JSON.stringify(patch) }),
      },
    });
    if (!said.ok) throw new CallRefused(`cloudformation:${operation}`, said.code, said.message);
    return parsed(started, operation, said.output).ProgressEvent.RequestToken;
  };

const readChange: (session: AccountSession) => OperatorSession['readChange'] =
  (session) => async (region, requestToken) => {
    const said = await sendToControl(session, {
      region,
      operation: 'GetResourceRequestStatus',
      input: { RequestToken: requestToken },
    });
    if (!said.ok) throw new Fault('denied', `GetResourceRequestStatus: ${said.code}`);
    const { ProgressEvent: event } = parsed(progressed, 'GetResourceRequestStatus', said.output);
    return {
      status: event.OperationStatus,
      errorCode: event.ErrorCode,
      message: event.StatusMessage,
    };
  };

const operate: (session: AccountSession) => OperatorSession['operate'] =
  (session) =>
  async ({ client, operation, region, input }) => {
    if (!isClientName(client)) throw new Fault('broken-promise', `there is no client ${client}`);
    // Not made twice on a lost answer: not every operation of the catalogue is harmless repeated.
    const said = await session.send({ client, operation, region, input, mayRepeat: false });
    if (said.ok) return said.requestId;
    throw new CallRefused(`${client}:${operation}`, said.code, said.message);
  };

/** A session of `AwsCoworkerOperator` for one step: Cloud Control and the operations catalogue. */
export const createOperatorSession = (
  session: AccountSession,
  sourceIdentity: string,
): OperatorSession =>
  Object.freeze({
    accountId: session.accountId,
    sourceIdentity,
    callerAccount: (region: Region) => readCallerAccount(session, region),
    operate: operate(session),
    readResource: (region: Region, TypeName: string, Identifier: string) =>
      readResource(session, region, { TypeName, Identifier }),
    startChange: startChange(session),
    readChange: readChange(session),
  });
