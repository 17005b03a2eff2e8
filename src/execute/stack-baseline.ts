import { z } from 'zod';
import type { DeployStep } from '../plan/step.ts';
import type { PreviewHandle } from '../plan/preview.ts';
import type { StackState } from './ports.ts';
import { newestEventId } from './stack-events.ts';
import { pastIntent, tokenOf, type StepContext } from './step-context.ts';

/** How a stack stood before our call: what tells an end of ours from one of before. */
export interface Baseline {
  readonly stackId: string;
  readonly status: string;
  readonly lastUpdatedAt: string;
  readonly lastEventId: string;
}

const line = z.object({
  stackId: z.string(),
  status: z.string(),
  lastUpdatedAt: z.string(),
  lastEventId: z.string(),
});

type Context = StepContext<DeployStep>;

/** Reads how the stack stands now. */
export const readBaseline = async (context: Context, handle: PreviewHandle): Promise<Baseline> => {
  const { stackId } = handle;
  const stack = await context.watcher.readStack(context.step.region, stackId);
  return {
    stackId,
    status: stack?.status ?? '',
    lastUpdatedAt: stack?.lastUpdatedAt ?? '',
    lastEventId: await newestEventId(context, stackId),
  };
};

/** The baseline in the journal; without one nothing but our token tells that we began. */
export const baselineOf = (
  context: Context,
  action: string,
  { stackId }: PreviewHandle,
): Baseline => {
  const parsed = line.safeParse(pastIntent(context, action)?.detail);
  if (parsed.success) return parsed.data;
  return { stackId, status: '', lastUpdatedAt: '', lastEventId: '' };
};

const isKnown = (baseline: Baseline): boolean => baseline.status !== '';

const hasToken = async (context: Context, baseline: Baseline): Promise<boolean> => {
  const token = tokenOf(context);
  const isOld = (event: { readonly eventId: string }): boolean =>
    event.eventId === baseline.lastEventId;
  const { step, watcher } = context;
  const events = await watcher.listStackEvents(step.region, baseline.stackId, isOld);
  return events.some((event) => event.clientRequestToken === token);
};

const executionOf = async (context: Context, handle: PreviewHandle): Promise<string> =>
  (await context.watcher.readChangeSet(handle))?.executionStatus ?? '';

/**
 * True when AWS carries out our call: our token is in the stack's events, or, where an intent of
 * ours is in the journal, the change set says that it was executed.
 */
export const hasBegun = async (
  context: Context,
  handle: PreviewHandle,
  baseline: Baseline,
): Promise<boolean> => {
  if (await hasToken(context, baseline)) return true;
  return isKnown(baseline) && (await executionOf(context, handle)).startsWith('EXECUTE_');
};

const hasMoved = (baseline: Baseline, stack: StackState): boolean =>
  stack.status !== baseline.status || stack.lastUpdatedAt !== baseline.lastUpdatedAt;

/** True when a state ends our operation; a settled state of before it does not. */
export const isAnEnd =
  (context: Context, handle: PreviewHandle, baseline: Baseline) =>
  async (stack: StackState | undefined): Promise<boolean> => {
    if (stack === undefined) return true;
    if (stack.status.endsWith('_IN_PROGRESS')) return false;
    if (!isKnown(baseline) || hasMoved(baseline, stack)) return true;
    return (
      /^(UPDATE|IMPORT)_COMPLETE$/.test(stack.status) &&
      (await executionOf(context, handle)) === 'EXECUTE_COMPLETE'
    );
  };
