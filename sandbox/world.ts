import type { Clock } from '../src/execute/ports.ts';
import { AwsError, bareClient } from './aws-error.ts';
import { EXTERNAL_ID } from './defaults.ts';
import { catchUp } from './engine/timeline.ts';
import { failIfInjected, toCome } from './failures.ts';
import { authorize } from './iam/authorize.ts';
import {
  credentialsOfSession,
  findSession,
  openSession,
  type SandboxCredentials,
} from './iam/sessions.ts';
import { pluginFor, type SandboxPlugin, type WireCall } from './plugin.ts';
import { seedStacks } from './seed-stacks.ts';
import type { Call, Input } from './services/call.ts';
import { directRow } from './services/direct.ts';
import { OPERATIONS } from './services/registry.ts';
import { initialState } from './setup.ts';
import { snapshotOf, type WorldSnapshot } from './snapshot.ts';
import { nextRequestId, type CallRecord, type WorldState } from './state.ts';
import { throttle } from './throttle.ts';
import type { FailureSpec, WorldSpec } from './world-spec.ts';

export type WorkerIdentity = 'aws-coworker-reader' | 'aws-coworker-deployer' | 'person-admin';

/** An AWS Organization in memory. */
export interface World {
  readonly externalId: string;
  readonly organizationId: string;
  readonly toolingAccountId: string;
  /** Answers every SDK client it is used on. */
  readonly plugin: () => SandboxPlugin;
  /** Answers one call; throws an `AwsError` as the SDK would. */
  readonly call: (call: WireCall) => Promise<unknown>;
  /** Credentials of a worker of the tooling account, or of a person in any account. */
  readonly credentialsOf: (
    identity: WorkerIdentity,
    accountId?: string,
  ) => () => Promise<SandboxCredentials>;
  /** Every authorization so far, in order. */
  readonly calls: readonly CallRecord[];
  /** Lets everything happen that is due by the clock. */
  readonly catchUp: () => Promise<void>;
  readonly snapshot: () => Promise<WorldSnapshot>;
  /** Gives a bucket some objects, as if somebody had used it. */
  readonly putObjects: (bucket: string, count: number) => void;
  /** Failures from now on, beside those of the specification. */
  readonly fail: (failures: readonly FailureSpec[]) => void;
}

const putObjects = (state: WorldState, name: string, count: number): void => {
  const bucket = state.resources.find(
    (each) => each.type === 'AWS::S3::Bucket' && each.id === name,
  );
  if (bucket === undefined) throw new Error(`no bucket ${name}`);
  bucket.attributes['ObjectCount'] = count;
};

/** The operation's own answer, authorized; the world has caught up with the clock. */
const answer = async (state: WorldState, given: WireCall): Promise<unknown> => {
  const client = bareClient(given.clientName);
  const operation = given.commandName.replace(/Command$/, '');
  const session = findSession(state, given);
  const { region } = given;
  const moment = { client, operation, accountId: session.accountId, region };
  throttle(state, moment);
  failIfInjected(state, moment, 'before');
  const call: Call = {
    state,
    caller: { session, region, via: 'direct' },
    client,
    operation,
    region,
    accountId: session.accountId,
    input: (given.input ?? {}) as Input,
    requestId: nextRequestId(state, `${client}.${operation}`),
  };
  const row = OPERATIONS[client]?.[operation] ?? (await directRow(call));
  row.first?.(call);
  await authorize(state, call.caller, { client, operation, demands: row.demands(call) });
  const output = await row.run(call);
  failIfInjected(state, moment, 'after');
  return {
    ...(output as object),
    $metadata: { httpStatusCode: 200, requestId: call.requestId, attempts: 1 },
  };
};

const withRequestId = (state: WorldState, error: unknown): unknown => {
  if (error instanceof AwsError) error.$metadata.requestId = nextRequestId(state, error.name);
  return error;
};

/** Makes a world. One call at a time changes it; latency passes before a call's turn. */
export const createWorld = (spec: WorldSpec, options: { readonly clock: Clock }): World => {
  const state = initialState(spec, options.clock);
  let last: Promise<unknown> = seedStacks(state);
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = last.then(work, work);
    last = mine.catch(() => undefined);
    return mine;
  };
  const call = async (given: WireCall): Promise<unknown> => {
    if (spec.latencyMs !== undefined) await options.clock.sleep(spec.latencyMs);
    return inTurn(async () => {
      await catchUp(state);
      try {
        return await answer(state, given);
      } catch (error) {
        throw withRequestId(state, error);
      }
    });
  };
  return {
    externalId: spec.externalId ?? EXTERNAL_ID,
    organizationId: state.spec.organizationId ?? '',
    toolingAccountId: state.toolingAccountId,
    calls: state.calls,
    call,
    plugin: () => pluginFor(call),
    credentialsOf: (identity, accountId) => () => inTurn(() => issue(state, identity, accountId)),
    fail: (failures) => {
      state.failures.push(...failures.map(toCome));
    },
    putObjects: (bucket, count) => {
      putObjects(state, bucket, count);
    },
    catchUp: () => inTurn(() => catchUp(state)),
    snapshot: () =>
      inTurn(async () => {
        await catchUp(state);
        return snapshotOf(state);
      }),
  };
};

const TWELVE_HOURS = 43_200;

const issue = async (
  state: WorldState,
  identity: WorkerIdentity,
  accountId = state.toolingAccountId,
): Promise<SandboxCredentials> => {
  await catchUp(state);
  const role = state.accounts.get(accountId)?.roles.get(identity);
  if (role === undefined) throw new Error(`no ${identity} in ${accountId}`);
  return credentialsOfSession(
    openSession(state, {
      accountId,
      role,
      sessionName: 'worker',
      seconds: TWELVE_HOURS,
      isChained: false,
      tags: {},
    }),
  );
};
