import { makesStack } from '../plan/imports.ts';
import type { DeployStep } from '../plan/step.ts';
import type { PreviewHandle } from '../plan/preview.ts';
import { isOurStack } from '../services/owner.ts';
import type { Refusal } from '../task/refusal.ts';
import { comparePreview } from './compare-preview.ts';
import { continueRollback } from './continue-rollback.ts';
import { deployEnd } from './deploy-end.ts';
import { callRefusal, differs, stackObstacle, stale, wrongAccount } from './execution-refusals.ts';
import { waitUntilEnded } from './follow-stack.ts';
import { handleOf } from './handle-of.ts';
import type { StackState } from './ports.ts';
import { liveObstacle } from './read-again.ts';
import { baselineOf, hasBegun, isAnEnd, readBaseline, type Baseline } from './stack-baseline.ts';
import { openEventLog } from './stack-events.ts';
import { makeCall, stopEnd, tokenOf, type StepContext, type StepEnd } from './step-context.ts';
import { waitUntilBegun } from './wait-until-begun.ts';

type Context = StepContext<DeployStep>;

export const EXECUTE = 'cloudformation:ExecuteChangeSet';

const SETTLED = /^(CREATE|UPDATE|UPDATE_ROLLBACK|IMPORT|IMPORT_ROLLBACK)_COMPLETE$/;

const isReady = (step: DeployStep, status: string): boolean =>
  makesStack(step) ? status === 'REVIEW_IN_PROGRESS' : SETTLED.test(status);

/** The stack of the handle, by id and name; one that exists already is one that a plan made. */
const isPlanned = (step: DeployStep, handle: PreviewHandle, stack: StackState): boolean =>
  stack.stackId === handle.stackId &&
  stack.stackName === step.stackName &&
  (makesStack(step) || isOurStack(stack.stackName, stack.tags, stack.description));

/** Everything that must still be true, read again from AWS just before the call. */
const obstacleTo = async (
  context: Context,
  handle: PreviewHandle,
): Promise<Refusal | undefined> => {
  const { step, watcher } = context;
  const account = await watcher.callerAccount(step.region);
  if (account !== step.accountId) return wrongAccount(account, step.accountId);
  const stack = await watcher.readStack(step.region, handle.stackId);
  if (stack === undefined) return stale(`The stack ${step.stackName} is gone.`);
  const obstacle = stackObstacle(stack);
  if (obstacle !== undefined) return obstacle;
  if (!isPlanned(step, handle, stack)) return stale(`${step.stackName} is another stack now.`);
  if (!isReady(step, stack.status)) return stale(`The stack is in state ${stack.status}.`);
  const read = await watcher.readChangeSet(handle);
  if (read === undefined) return stale('The change set is gone.');
  if (read.status !== 'CREATE_COMPLETE' || read.executionStatus !== 'AVAILABLE') {
    return stale(`The change set is ${read.status}, ${read.executionStatus}.`);
  }
  const differences = comparePreview({ step, handle }, read);
  return differences.length === 0 ? liveObstacle(context) : differs(differences);
};

type Begun = { readonly baseline: Baseline } | { readonly end: StepEnd };

const refusedEnd = (refusal: Refusal): Begun => ({ end: { kind: 'refused', refusal } });

/** A call without an answer: AWS is asked whether it began. */
const afterLost = async (
  context: Context,
  attempt: { readonly handle: PreviewHandle; readonly baseline: Baseline },
  because: string,
): Promise<Begun> => {
  const { baseline } = attempt;
  if (await waitUntilBegun(context, attempt)) return { baseline };
  const { stackName } = context.step;
  const cause = { logicalId: '', type: '', status: '', reason: because };
  const state = baseline.status;
  return { end: { kind: 'failed', end: 'unchanged', stackName, state, cause } };
};

const call = async (context: Context, handle: PreviewHandle): Promise<Begun> => {
  const { approved, ports, step } = context;
  const opened = await ports.door.openDeployer(approved, step);
  if (!opened.ok) return refusedEnd(opened.refusal);
  const session = opened.value;
  const account = await session.callerAccount(step.region);
  if (account !== step.accountId) return refusedEnd(wrongAccount(account, step.accountId));
  const baseline = await readBaseline(context, handle);
  const stop = await stopEnd(ports);
  if (stop !== undefined) return { end: stop };
  const called = await makeCall(context, {
    action: EXECUTE,
    intent: { ...baseline, changeSet: handle.changeSetArn },
    send: () => session.executeChangeSet(handle, tokenOf(context)),
  });
  if (called.kind === 'accepted') return { baseline };
  if (called.kind === 'lost') return afterLost(context, { handle, baseline }, called.because);
  // The same call of a job that came twice is refused, because the first one is under way.
  if (await hasBegun(context, handle, baseline)) return { baseline };
  return refusedEnd(callRefusal(called.refused));
};

const begin = async (context: Context, handle: PreviewHandle): Promise<Begun> => {
  const past = baselineOf(context, EXECUTE, handle);
  if (await hasBegun(context, handle, past)) return { baseline: past };
  const obstacle = await obstacleTo(context, handle);
  return obstacle === undefined ? call(context, handle) : refusedEnd(obstacle);
};

/**
 * Carries out one change set: compares it whole with what was approved, executes it by ARN with the
 * approval's token, follows the stack to its end, and reads back what was made. A call that AWS
 * accepted before a crash is followed and never made again.
 */
export const runDeploy = async (context: Context): Promise<StepEnd> => {
  const handle = handleOf(context.approved, context.step);
  if (handle === undefined) {
    return { kind: 'refused', refusal: stale('No change set of this plan fits the step.') };
  }
  const begun = await begin(context, handle);
  if ('end' in begun) return begun.end;
  const { baseline } = begun;
  const log = openEventLog(context, baseline);
  const ended = await waitUntilEnded(context, {
    stackId: handle.stackId,
    log,
    isEnd: isAnEnd(context, handle, baseline),
  });
  const settled = await continueRollback(context, { log, ended, handle });
  return deployEnd(context, { log, stackId: handle.stackId, ended: settled });
};
