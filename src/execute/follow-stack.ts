import type { Step } from '../plan/step.ts';
import { Fault, isTransient } from '../task/fault.ts';
import type { StackState } from './ports.ts';
import type { EventLog } from './stack-events.ts';
import type { StepContext } from './step-context.ts';

const POLL_MS = 5000;
const SPARE_MINUTES = 90;

/** How long a step is followed: twice its slow case, and time for AWS's own retries. */
const patienceMs = (step: Step): number => (2 * step.slowestMinutes + SPARE_MINUTES) * 60_000;

/** What is asked of a stack until it holds. */
export interface StackWait {
  readonly stackId: string;
  readonly log: EventLog;
  /** True when this state is an end of this operation, and not one from before it. */
  readonly isEnd: (stack: StackState | undefined) => boolean | Promise<boolean>;
}

type Look = { readonly stack: StackState | undefined } | 'not yet';

const look = async (context: StepContext, wait: StackWait): Promise<Look> => {
  try {
    const stack = await context.watcher.readStack(context.step.region, wait.stackId);
    await wait.log.readNew();
    return (await wait.isEnd(stack)) ? { stack } : 'not yet';
  } catch (thrown) {
    // A poll that AWS throttles or loses says nothing about the stack.
    if (thrown instanceof Fault && isTransient(thrown)) return 'not yet';
    throw thrown;
  }
};

/**
 * Waits until a stack operation has ended, reporting its events. Promises an end, not success: the
 * state may be any. Undefined when none came within the patience of the step.
 */
export const waitUntilEnded = async (
  context: StepContext,
  wait: StackWait,
): Promise<{ readonly stack: StackState | undefined } | undefined> => {
  const { clock } = context.ports;
  const until = clock.now().getTime() + patienceMs(context.step);
  for (;;) {
    const seen = await look(context, wait);
    if (seen !== 'not yet') return seen;
    if (clock.now().getTime() > until) return undefined;
    await clock.sleep(POLL_MS);
  }
};
