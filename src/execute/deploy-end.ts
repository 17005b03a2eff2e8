import type { DeployStep } from '../plan/step.ts';
import type { Ended } from './continue-rollback.ts';
import { denialOf, failingEvent } from './failing-event.ts';
import type { FailureEnd } from './outcome.ts';
import type { StackEvent, StackState } from './ports.ts';
import { readBackDeploy } from './read-back-step.ts';
import type { EventLog } from './stack-events.ts';
import { tokenOf, type StepContext, type StepEnd } from './step-context.ts';

interface Finished {
  readonly log: EventLog;
  readonly stackId: string;
  readonly ended: Ended;
}

const ENDS: Readonly<Record<string, FailureEnd>> = {
  ROLLBACK_COMPLETE: 'rolled back',
  UPDATE_ROLLBACK_COMPLETE: 'rolled back',
  IMPORT_ROLLBACK_COMPLETE: 'rolled back',
  DELETE_COMPLETE: 'rolled back',
  ROLLBACK_FAILED: 'rollback failed',
  UPDATE_ROLLBACK_FAILED: 'rollback failed',
  IMPORT_ROLLBACK_FAILED: 'rollback failed',
  CREATE_FAILED: 'rollback failed',
  UPDATE_FAILED: 'rollback failed',
};

/** Events of our own calls where AWS marks them, else all there are. */
const ownEvents = (context: StepContext, events: readonly StackEvent[]): readonly StackEvent[] => {
  const token = tokenOf(context);
  const own = events.filter((event) => event.clientRequestToken.startsWith(token));
  return own.length === 0 ? events : own;
};

const failed = (context: StepContext<DeployStep>, finished: Finished): StepEnd => {
  const { step } = context;
  const state = finished.ended?.stack?.status ?? 'unknown';
  const cause = failingEvent(ownEvents(context, finished.log.events), state);
  const refusal = denialOf(cause);
  const { stackId } = finished;
  return {
    kind: 'failed',
    end: ENDS[state] ?? 'unknown',
    stackName: step.stackName,
    stackId,
    state,
    cause,
    ...(refusal === undefined ? {} : { refusal }),
  };
};

const done = async (context: StepContext<DeployStep>, stack: StackState): Promise<StepEnd> => {
  const { step, watcher } = context;
  const resources = await watcher.listStackResources(step.region, stack.stackId);
  return {
    kind: 'done',
    stackName: step.stackName,
    stackId: stack.stackId,
    outputs: stack.outputs,
    ...(await readBackDeploy(context, { stackId: stack.stackId, resources })),
  };
};

/** What became of a deployment, from the state in which its stack ended. */
export const deployEnd = (
  context: StepContext<DeployStep>,
  finished: Finished,
): Promise<StepEnd> => {
  const stack = finished.ended?.stack;
  const goal = `${context.step.changeSetType}_COMPLETE`;
  if (stack?.status === goal) return done(context, stack);
  return Promise.resolve(failed(context, finished));
};
