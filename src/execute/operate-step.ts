import type { OperateStep } from '../plan/step.ts';
import { isMissing } from '../services/facts.ts';
import { operationOf } from '../services/operate-drafts.ts';
import type { Operation } from '../services/service.ts';
import { Fault, isTransient } from '../task/fault.ts';
import type { Refusal } from '../task/refusal.ts';
import { callRefusal, stale, wrongAccount } from './execution-refusals.ts';
import type { MadeResource } from './outcome.ts';
import { namedChanges } from './read-back-step.ts';
import {
  makeCall,
  pastIntent,
  pastReceipt,
  stopEnd,
  type StepContext,
  type StepEnd,
} from './step-context.ts';

type Context = StepContext<OperateStep>;

const POLL_MS = 5000;

/** IAM's way of naming the call, in the journal and in the receipt. */
const actionOf = ({ client, operation }: Operation): string =>
  `${client.toLowerCase()}:${operation}`;

const UNKNOWN: Refusal = {
  code: 'unsupported-task',
  because: 'The operation is not in the catalogue of this version.',
  next: 'Comment `/plan` to plan again.',
};

/** An end of the step, or what is not known of the call when its answer was lost. */
type Begun = { readonly end: StepEnd } | { readonly doubt: string };

const refusedEnd = (refusal: Refusal): Begun => ({ end: { kind: 'refused', refusal } });

const call = async (context: Context, operation: Operation): Promise<Begun> => {
  const { approved, ports, step } = context;
  const opened = await ports.door.openOperator(approved, step);
  if (!opened.ok) return refusedEnd(opened.refusal);
  const session = opened.value;
  const account = await session.callerAccount(step.region);
  if (account !== step.accountId) return refusedEnd(wrongAccount(account, step.accountId));
  const stop = await stopEnd(ports);
  if (stop !== undefined) return { end: stop };
  const { client, operation: name } = operation;
  const called = await makeCall(context, {
    action: actionOf(operation),
    intent: { target: step.target },
    send: () =>
      session.operate({ client, operation: name, region: step.region, input: step.input }),
  });
  if (called.kind === 'refused') return refusedEnd(callRefusal(called.refused));
  return { doubt: called.kind === 'lost' ? called.because : '' };
};

/** Why the target is not as it was planned; undefined when it is, or where nothing is compared. */
const obstacleTo = async (
  { step, watcher }: Context,
  { before }: Operation,
): Promise<Refusal | undefined> => {
  if (before === undefined) return undefined;
  const { client, operation, because } = before;
  const account = await watcher.callerAccount(step.region);
  if (account !== step.accountId) return wrongAccount(account, step.accountId);
  const input = before.input(step.target, step.input);
  const seen = await watcher.read({ client, operation, region: step.region, input });
  if (!seen.ok) return stale(`AWS does not say how ${step.target} is now: ${seen.code}.`);
  const isAsPlanned = before.isAsPlanned(seen.output, step.input, step.changes);
  return isAsPlanned ? undefined : stale(because);
};

/** An operation has no token, so one whose intent is in the journal is never called again. */
const begin = async (context: Context, operation: Operation): Promise<Begun> => {
  if (pastIntent(context, actionOf(operation)) === undefined) {
    const obstacle = await obstacleTo(context, operation);
    return obstacle === undefined ? call(context, operation) : refusedEnd(obstacle);
  }
  const isSure = pastReceipt(context, actionOf(operation)) !== undefined;
  return { doubt: isSure ? '' : 'The process ended while the call was under way.' };
};

/** What was seen when it held; undefined while it does not. */
const lookOnce = async ({ step, watcher }: Context, { wait }: Operation): Promise<unknown> => {
  try {
    const { client, operation } = wait;
    const input = wait.input(step.target, step.input);
    const seen = await watcher.read({ client, operation, region: step.region, input });
    if (wait.isDoneWhenGone === true && isMissing(seen)) return {};
    if (!seen.ok || !wait.isDone(seen.output)) return undefined;
    const isAsSent = wait.isAsSent?.(seen.output, step.input, step.changes) ?? true;
    return isAsSent ? seen.output : undefined;
  } catch (thrown) {
    if (thrown instanceof Fault && isTransient(thrown)) return undefined;
    throw thrown;
  }
};

/** Waits for what the catalogue says must hold; undefined when it did not in time. */
const waitUntilHolds = async (context: Context, operation: Operation): Promise<unknown> => {
  const { clock } = context.ports;
  const until = clock.now().getTime() + operation.wait.timeoutMinutes * 60_000;
  for (;;) {
    const seen = await lookOnce(context, operation);
    if (seen !== undefined || clock.now().getTime() > until) return seen;
    await clock.sleep(POLL_MS);
  }
};

const madeBy = ({ wait }: Operation, seen: unknown): readonly MadeResource[] =>
  (wait.madeIn?.(seen) ?? []).map(({ type, id }) => ({
    action: 'create',
    logicalId: id,
    type,
    physicalId: id,
    arn: '',
  }));

/** Makes one call of the operations catalogue and waits until what it is for can be seen. */
export const runOperate = async (context: Context): Promise<StepEnd> => {
  const { step } = context;
  const operation = operationOf(step.operation);
  if (operation === undefined) return { kind: 'refused', refusal: UNKNOWN };
  const begun = await begin(context, operation);
  if ('end' in begun) return begun.end;
  const seen = await waitUntilHolds(context, operation);
  if (seen !== undefined) {
    const made = [...namedChanges(step), ...madeBy(operation, seen)];
    return { kind: 'done', made, checks: [], outputs: {} };
  }
  const reason = begun.doubt === '' ? 'What it is for was not seen in time.' : begun.doubt;
  const cause = { logicalId: step.target, type: step.operation, status: 'unknown', reason };
  return { kind: 'failed', end: 'unknown', state: 'unknown', cause };
};
