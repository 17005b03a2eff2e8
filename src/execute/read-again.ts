import type { DeployStep } from '../plan/step.ts';
import { readLive } from '../services/live/facts.ts';
import type { Refusal } from '../task/refusal.ts';
import { stale } from './execution-refusals.ts';
import type { StepContext } from './step-context.ts';

/**
 * Reads what the step changes once more, because a change set tells what was there when it was
 * made. Whatever differs from the plan, or can not be read any more, makes it stale. What could not
 * be read in planning is not asked again: the plan says so.
 */
export const liveObstacle = async ({
  step,
  watcher,
}: StepContext<DeployStep>): Promise<Refusal | undefined> => {
  const changed: string[] = [];
  const isImport = step.changeSetType === 'IMPORT';
  for (const one of step.live ?? []) {
    if (one.found === 'unread') continue;
    const now = await readLive(watcher, { ...one, region: step.region }, { isImport });
    if (now === 'unread') return stale(`${one.logicalId} can not be read again.`);
    if (now !== one.found) changed.push(one.logicalId);
  }
  if (changed.length === 0) return undefined;
  return stale(`Somebody changed ${changed.join(', ')} after it was planned.`);
};
