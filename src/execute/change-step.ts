import { createHash } from 'node:crypto';
import type { ChangeStep } from '../plan/step.ts';
import { Fault, isTransient } from '../task/fault.ts';
import { canonicalJson, type JsonObject } from '../task/json.ts';
import type { Refusal } from '../task/refusal.ts';
import { callRefusal, stale, wrongAccount } from './execution-refusals.ts';
import { denialOf } from './failing-event.ts';
import type { FailureCause, FailureEnd } from './outcome.ts';
import type { JournalEntry, OperatorSession } from './ports.ts';
import { readBackChange } from './read-back-change.ts';
import { namedChanges } from './read-back-step.ts';
import {
  makeCall,
  pastIntent,
  pastReceipt,
  stopEnd,
  tokenOf,
  type StepContext,
  type StepEnd,
} from './step-context.ts';

type Context = StepContext<ChangeStep>;

const POLL_MS = 5000;
const SPARE_MINUTES = 30;

const actionOf = (step: ChangeStep): string =>
  step.action === 'delete' ? 'cloudformation:DeleteResource' : 'cloudformation:UpdateResource';

const hashOf = (properties: JsonObject): string =>
  createHash('sha256').update(canonicalJson(properties)).digest('hex');

/** A resource that some stack owns is changed by that stack, or the two drift apart. */
const ownerRefusal = async ({ step, watcher }: Context): Promise<Refusal | undefined> => {
  const found = await watcher.read({
    client: 'CloudFormation',
    operation: 'DescribeStackResources',
    region: step.region,
    input: { PhysicalResourceId: step.identifier },
  });
  if (!found.ok && /does not exist/i.test(found.message)) return undefined;
  return stale(
    found.ok
      ? `A stack owns ${step.identifier} now.`
      : `AWS does not say whether a stack owns ${step.identifier}: ${found.code}.`,
  );
};

const obstacleTo = async (
  context: Context,
  session: OperatorSession,
): Promise<Refusal | undefined> => {
  const { step } = context;
  const account = await session.callerAccount(step.region);
  if (account !== step.accountId) return wrongAccount(account, step.accountId);
  const properties = await session.readResource(step.region, step.typeName, step.identifier);
  if (properties === undefined) return stale(`${step.identifier} is gone.`);
  if (hashOf(properties) !== step.propertiesHash) {
    return stale(`${step.identifier} changed since it was planned.`);
  }
  return ownerRefusal(context);
};

type Started = { readonly requestToken: string } | { readonly end: StepEnd };

const refusedEnd = (refusal: Refusal): Started => ({ end: { kind: 'refused', refusal } });

const failedEnd = (end: FailureEnd, state: string, cause: FailureCause): StepEnd => {
  const refusal = denialOf(cause);
  return { kind: 'failed', end, state, cause, ...(refusal === undefined ? {} : { refusal }) };
};

const causeOf = (step: ChangeStep, status: string, reason: string): FailureCause => ({
  logicalId: step.identifier,
  type: step.typeName,
  status,
  reason,
});

/** Whether the first request reached AWS is not known, and may not be asked. */
const lost = (step: ChangeStep): Started => {
  const reason = 'The process ended while the call was under way.';
  return { end: failedEnd('unknown', 'unknown', causeOf(step, '', reason)) };
};

const start = async (context: Context, session: OperatorSession): Promise<Started> => {
  const { step } = context;
  const { region, typeName, identifier } = step;
  const base = { region, typeName, identifier, token: tokenOf(context) };
  const called = await makeCall(context, {
    action: actionOf(step),
    intent: { typeName, identifier },
    send: () =>
      session.startChange(step.action === 'delete' ? base : { ...base, patch: step.patch }),
  });
  if (called.kind === 'accepted') return { requestToken: called.answer };
  if (called.kind === 'refused') return refusedEnd(callRefusal(called.refused));
  return { end: failedEnd('unknown', 'unknown', causeOf(step, '', called.because)) };
};

/** AWS forgets a client token after 36 hours; some of them may pass while we wait for an answer. */
const TOKEN_MS = 35 * 3_600_000;

/**
 * The token makes AWS answer with the first request; the properties may have changed by it. Without
 * the token's memory, or the right to a new call, asking again could change it a second time.
 */
const mayAskAgain = ({ ports }: Context, past: JournalEntry): boolean => {
  const at = past.detail['at'];
  const ageMs = ports.clock.now().getTime() - Date.parse(typeof at === 'string' ? at : '');
  return ports.onlyFollow === undefined && ageMs < TOKEN_MS;
};

const begin = async (context: Context, session: OperatorSession): Promise<Started> => {
  const action = actionOf(context.step);
  const receipt = pastReceipt(context, action);
  if (receipt?.requestId !== undefined) return { requestToken: receipt.requestId };
  const past = pastIntent(context, action);
  if (past !== undefined)
    return mayAskAgain(context, past) ? start(context, session) : lost(context.step);
  const obstacle = await obstacleTo(context, session);
  if (obstacle !== undefined) return refusedEnd(obstacle);
  const stop = await stopEnd(context.ports);
  return stop === undefined ? start(context, session) : { end: stop };
};

type Progress = Awaited<ReturnType<OperatorSession['readChange']>>;

const PENDING = new Set(['PENDING', 'IN_PROGRESS', 'CANCEL_IN_PROGRESS']);
const STILL: Progress = { status: 'IN_PROGRESS', errorCode: '', message: '' };

const look = async (read: () => Promise<Progress>): Promise<Progress> => {
  try {
    return await read();
  } catch (thrown) {
    if (thrown instanceof Fault && isTransient(thrown)) return STILL;
    throw thrown;
  }
};

/** Waits for Cloud Control to end a request; the last state it showed, whatever it is. */
const waitUntilChanged = async (
  { ports, step }: Context,
  session: OperatorSession,
  requestToken: string,
): Promise<Progress> => {
  const { clock } = ports;
  const until = clock.now().getTime() + (2 * step.slowestMinutes + SPARE_MINUTES) * 60_000;
  for (;;) {
    const seen = await look(() => session.readChange(step.region, requestToken));
    if (!PENDING.has(seen.status) || clock.now().getTime() > until) return seen;
    await clock.sleep(POLL_MS);
  }
};

const endOf = async (
  step: ChangeStep,
  session: OperatorSession,
  seen: Progress,
): Promise<StepEnd> => {
  if (seen.status === 'SUCCESS') {
    const checks = await readBackChange(step, session);
    return { kind: 'done', made: namedChanges(step), checks, outputs: {} };
  }
  const reason = [seen.errorCode, seen.message].filter((text) => text !== '').join(': ');
  return failedEnd('unknown', seen.status, causeOf(step, seen.status, reason));
};

/**
 * Changes or deletes one resource through Cloud Control. Its properties must be those that were
 * read in planning and no stack may own it. Where a failed request leaves it is not known.
 */
export const runChange = async (context: Context): Promise<StepEnd> => {
  const opened = await context.ports.door.openOperator(context.approved, context.step);
  if (!opened.ok) return { kind: 'refused', refusal: opened.refusal };
  const started = await begin(context, opened.value);
  if ('end' in started) return started.end;
  const seen = await waitUntilChanged(context, opened.value, started.requestToken);
  return endOf(context.step, opened.value, seen);
};
