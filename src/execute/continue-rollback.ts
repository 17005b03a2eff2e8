import type { DeployStep } from '../plan/step.ts';
import type { PreviewHandle } from '../plan/preview.ts';
import { isExpiry } from './failing-event.ts';
import { waitUntilEnded } from './follow-stack.ts';
import type { StackState } from './ports.ts';
import type { EventLog } from './stack-events.ts';
import { makeCall, pastIntent, tokenOf, type StepContext } from './step-context.ts';

/** What a wait found; undefined when it found no end. */
export type Ended = { readonly stack: StackState | undefined } | undefined;

interface Stuck {
  readonly log: EventLog;
  readonly ended: Ended;
  readonly handle: PreviewHandle;
}

const CONTINUE = 'cloudformation:ContinueUpdateRollback';

/** Once, and only where the session's end was the reason: anything else waits for a person. */
const mayContinue = (context: StepContext, { ended, log }: Stuck): boolean =>
  ended?.stack?.status === 'UPDATE_ROLLBACK_FAILED' &&
  isExpiry(log.events) &&
  pastIntent(context, CONTINUE) === undefined;

/**
 * Continues a rollback that failed because the session had ended: once, without skipping anything,
 * in a fresh session of the same approval. Otherwise what was found stays as it is.
 */
export const continueRollback = async (
  context: StepContext<DeployStep>,
  stuck: Stuck,
): Promise<Ended> => {
  if (!mayContinue(context, stuck)) return stuck.ended;
  const { approved, ports, step } = context;
  const opened = await ports.door.openDeployer(approved, step);
  if (!opened.ok) return stuck.ended;
  const session = opened.value;
  const { stackId } = stuck.handle;
  const called = await makeCall(context, {
    action: CONTINUE,
    intent: { stackId },
    send: () => session.continueUpdateRollback(step.region, stackId, `${tokenOf(context)}-c`),
  });
  if (called.kind === 'refused') return stuck.ended;
  const known = stuck.log.events.length;
  return waitUntilEnded(context, {
    stackId,
    log: stuck.log,
    isEnd: (stack) =>
      stack === undefined ||
      stack.status === 'UPDATE_ROLLBACK_COMPLETE' ||
      (stack.status === 'UPDATE_ROLLBACK_FAILED' && stuck.log.events.length > known),
  });
};
