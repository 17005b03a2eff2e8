import type { OperateStep } from '../plan/step.ts';
import type { Refusal } from '../task/refusal.ts';
import { callRefusal, stackObstacle, stale, wrongAccount } from './execution-refusals.ts';
import { denialOf, failingEvent } from './failing-event.ts';
import { waitUntilEnded } from './follow-stack.ts';
import { continuedStack, otherStack } from './planned-stack.ts';
import type { StackState } from './ports.ts';
import { newestEventId, openEventLog } from './stack-events.ts';
import {
  makeCall,
  pastIntent,
  stopEnd,
  tokenOf,
  type StepContext,
  type StepEnd,
} from './step-context.ts';

type Context = StepContext<OperateStep>;

const CONTINUE = 'cloudformation:ContinueUpdateRollback';
const STUCK = 'UPDATE_ROLLBACK_FAILED';
const BACK = 'UPDATE_ROLLBACK_COMPLETE';

/** Either an end, or the newest event from before the rollback goes on. */
type Begun = { readonly end: StepEnd } | { readonly lastEventId: string };

const refusedEnd = (refusal: Refusal): Begun => ({ end: { kind: 'refused', refusal } });

const obstacleTo = async (
  { step, watcher }: Context,
  stack: StackState | undefined,
): Promise<Refusal | undefined> => {
  const account = await watcher.callerAccount(step.region);
  if (account !== step.accountId) return wrongAccount(account, step.accountId);
  if (stack === undefined) return stale('The stack is gone.');
  if (stack.status !== STUCK) return stale(`${stack.stackName} is in state ${stack.status} now.`);
  return stackObstacle(stack) ?? otherStack({ step: continuedStack(step, stack), watcher }, stack);
};

const call = async (context: Context): Promise<Begun> => {
  const { approved, ports, step } = context;
  const opened = await ports.door.openDeployer(approved, step);
  if (!opened.ok) return refusedEnd(opened.refusal);
  const session = opened.value;
  const account = await session.callerAccount(step.region);
  if (account !== step.accountId) return refusedEnd(wrongAccount(account, step.accountId));
  const lastEventId = await newestEventId(context, step.target);
  const stop = await stopEnd(ports);
  if (stop !== undefined) return { end: stop };
  const called = await makeCall(context, {
    action: CONTINUE,
    intent: { stackId: step.target, lastEventId },
    send: () => session.continueUpdateRollback(step.region, step.target, tokenOf(context)),
  });
  return called.kind === 'refused' ? refusedEnd(callRefusal(called.refused)) : { lastEventId };
};

/** The newest event from before a call that was made before a crash; undefined without one. */
const begunAfter = async (context: Context): Promise<string | undefined> => {
  const lastEventId = pastIntent(context, CONTINUE)?.detail['lastEventId'];
  if (typeof lastEventId !== 'string') return undefined;
  // Nothing happened since: the call never arrived, and its token keeps it from being made twice.
  return (await newestEventId(context, context.step.target)) === lastEventId
    ? undefined
    : lastEventId;
};

const begin = async (context: Context): Promise<Begun> => {
  const { step, watcher } = context;
  const lastEventId = await begunAfter(context);
  if (lastEventId !== undefined) return { lastEventId };
  const stack = await watcher.readStack(step.region, step.target);
  const obstacle = await obstacleTo(context, stack);
  return obstacle === undefined ? call(context) : refusedEnd(obstacle);
};

/**
 * Continues the rollback of one stack, once, and follows it to its end. What is in it must be what
 * the plan shows, as for a removal. Nothing is skipped: where it fails again, what failed is told
 * and a person has to look.
 */
export const runContinuation = async (context: Context): Promise<StepEnd> => {
  const begun = await begin(context);
  if ('end' in begun) return begun.end;
  const stackId = context.step.target;
  const log = openEventLog(context, { stackId, lastEventId: begun.lastEventId });
  const isEnd = (stack: StackState | undefined): boolean =>
    stack === undefined ||
    stack.status === BACK ||
    (stack.status === STUCK && log.events.length > 0);
  const ended = await waitUntilEnded(context, { stackId, log, isEnd });
  const stack = ended?.stack;
  if (stack?.status === BACK)
    return { kind: 'done', stackName: stack.stackName, stackId, made: [], checks: [], outputs: {} };
  const state = stack?.status ?? 'unknown';
  const cause = failingEvent(log.events, state);
  const refusal = denialOf(cause);
  const what = { stackId, state, cause, ...(refusal === undefined ? {} : { refusal }) };
  return { kind: 'failed', end: ended === undefined ? 'unknown' : 'stuck', ...what };
};
