import type { PreviewHandle } from '../plan/preview.ts';
import type { DeployStep } from '../plan/step.ts';
import { Fault, isTransient } from '../task/fault.ts';
import { hasBegun, type Baseline } from './stack-baseline.ts';
import type { StepContext } from './step-context.ts';

const POLL_MS = 5000;
const LONGEST_MS = 90_000;

interface Attempt {
  readonly handle: PreviewHandle;
  readonly baseline: Baseline;
}

const looks = async (
  context: StepContext<DeployStep>,
  { handle, baseline }: Attempt,
): Promise<boolean> => {
  try {
    return await hasBegun(context, handle, baseline);
  } catch (thrown) {
    if (thrown instanceof Fault && isTransient(thrown)) return false;
    throw thrown;
  }
};

/** Waits a minute and a half for a call without an answer to show; false when it did not. */
export const waitUntilBegun = async (
  context: StepContext<DeployStep>,
  attempt: Attempt,
): Promise<boolean> => {
  const { clock } = context.ports;
  const until = clock.now().getTime() + LONGEST_MS;
  for (;;) {
    if (await looks(context, attempt)) return true;
    if (clock.now().getTime() >= until) return false;
    await clock.sleep(POLL_MS);
  }
};
