import type { RemoveStep } from '../plan/step.ts';
import type { Refusal } from '../task/refusal.ts';
import { denialOf, failingEvent } from './failing-event.ts';
import { callRefusal, removalObstacle, stale, wrongAccount } from './execution-refusals.ts';
import { waitUntilEnded } from './follow-stack.ts';
import { otherStack } from './planned-stack.ts';
import type { StackState } from './ports.ts';
import { namedChanges } from './read-back-step.ts';
import { newestEventId, openEventLog } from './stack-events.ts';
import {
  makeCall,
  pastIntent,
  stopEnd,
  tokenOf,
  type StepContext,
  type StepEnd,
} from './step-context.ts';

type Context = StepContext<RemoveStep>;

const DELETE = 'cloudformation:DeleteStack';

const isGone = (stack: StackState | undefined): boolean =>
  stack === undefined || stack.status === 'DELETE_COMPLETE';

const obstacleTo = async (
  context: Context,
  stack: StackState | undefined,
): Promise<Refusal | undefined> => {
  const { step, watcher } = context;
  const account = await watcher.callerAccount(step.region);
  if (account !== step.accountId) return wrongAccount(account, step.accountId);
  if (stack === undefined || isGone(stack)) return stale(`The stack ${step.stackName} is gone.`);
  const obstacle = removalObstacle(stack);
  return obstacle ?? otherStack(context, stack);
};

/** Either an end, or the newest event from before the deletion that goes on. */
type Begun = { readonly end: StepEnd } | { readonly lastEventId: string };

const refusedEnd = (refusal: Refusal): Begun => ({ end: { kind: 'refused', refusal } });

const call = async (context: Context): Promise<Begun> => {
  const { approved, ports, step } = context;
  const opened = await ports.door.openDeployer(approved, step);
  if (!opened.ok) return refusedEnd(opened.refusal);
  const session = opened.value;
  const account = await session.callerAccount(step.region);
  if (account !== step.accountId) return refusedEnd(wrongAccount(account, step.accountId));
  const lastEventId = await newestEventId(context, step.stackId);
  const stop = await stopEnd(ports);
  if (stop !== undefined) return { end: stop };
  const called = await makeCall(context, {
    action: DELETE,
    intent: { stackId: step.stackId, lastEventId },
    send: () => session.deleteStack(step.region, step.stackId, tokenOf(context)),
  });
  // A lost answer is followed all the same: a deletion that did not begin never ends.
  return called.kind === 'refused' ? refusedEnd(callRefusal(called.refused)) : { lastEventId };
};

const pastEventId = (context: Context): string | undefined => {
  const lastEventId = pastIntent(context, DELETE)?.detail['lastEventId'];
  return typeof lastEventId === 'string' ? lastEventId : undefined;
};

const begin = async (context: Context): Promise<Begun> => {
  const { step, watcher } = context;
  const stack = await watcher.readStack(step.region, step.stackId);
  const lastEventId = pastEventId(context);
  const isUnderWay = stack === undefined || stack.status.startsWith('DELETE_');
  if (lastEventId !== undefined && isUnderWay) return { lastEventId };
  const obstacle = await obstacleTo(context, stack);
  return obstacle === undefined ? call(context) : refusedEnd(obstacle);
};

const isEnd = (stack: StackState | undefined): boolean =>
  isGone(stack) || stack?.status === 'DELETE_FAILED';

/**
 * Deletes one stack by its id and follows it to its end. What is in it must be what the plan shows.
 * DELETE_FAILED is told as it is: nothing is retained or skipped to make it succeed.
 */
export const runRemove = async (context: Context): Promise<StepEnd> => {
  const begun = await begin(context);
  if ('end' in begun) return begun.end;
  const { stackId, stackName } = context.step;
  const log = openEventLog(context, { stackId, lastEventId: begun.lastEventId });
  const ended = await waitUntilEnded(context, { stackId, log, isEnd });
  if (ended !== undefined && isGone(ended.stack)) {
    const made = namedChanges(context.step);
    return { kind: 'done', stackName, stackId, made, checks: [], outputs: {} };
  }
  const state = ended?.stack?.status ?? 'unknown';
  const cause = failingEvent(log.events, state);
  const refusal = denialOf(cause);
  const what = { stackName, stackId, state, cause, ...(refusal === undefined ? {} : { refusal }) };
  return { kind: 'failed', end: ended === undefined ? 'unknown' : 'stuck', ...what };
};
