import type { LiveValue } from '../plan/preview.ts';
import type { DeployStep } from '../plan/step.ts';
import { readLive } from '../services/live/facts.ts';
import type { Refusal } from '../task/refusal.ts';
import { stale } from './execution-refusals.ts';
import { lookAtImport, placesNamed } from './import-live.ts';
import type { StepContext } from './step-context.ts';

/** What stands in the way, in words; or what is otherwise than planned, by its id. */
type Look = { readonly because: string } | { readonly changed: string } | undefined;

const unreadable = ({ logicalId }: LiveValue): Look => ({
  because: `${logicalId} can not be read again.`,
});

/** Every setting of it must be as its template says, whatever planning could read of it. */
const lookAgain = async (context: StepContext<DeployStep>, one: LiveValue): Promise<Look> => {
  const look = await lookAtImport(context, one);
  if (look.kind === 'same') return undefined;
  if (look.kind === 'unread') return one.found === 'unread' ? undefined : unreadable(one);
  if (look.kind === 'absent' || look.places.length === 0) return { changed: one.logicalId };
  const places = placesNamed(look.places);
  return { because: `${one.logicalId} is otherwise than in its template: ${places}.` };
};

const readAgain = async (context: StepContext<DeployStep>, one: LiveValue): Promise<Look> => {
  const { step, watcher } = context;
  if (step.changeSetType === 'IMPORT') return lookAgain(context, one);
  if (one.found === 'unread') return undefined;
  const now = await readLive(watcher, { ...one, region: step.region });
  if (now === 'unread') return unreadable(one);
  return now === one.found ? undefined : { changed: one.logicalId };
};

/**
 * Reads what the step changes once more, because a change set tells what was there when it was
 * made. Whatever differs from the plan, or can not be read any more, makes it stale. What could not
 * be read in planning is not asked again, unless it is imported: the plan says so. What is imported
 * is compared with its template, setting by setting.
 */
export const liveObstacle = async (
  context: StepContext<DeployStep>,
): Promise<Refusal | undefined> => {
  const changed: string[] = [];
  for (const one of context.step.live ?? []) {
    const look = await readAgain(context, one);
    if (look === undefined) continue;
    if ('because' in look) return stale(look.because);
    changed.push(look.changed);
  }
  if (changed.length === 0) return undefined;
  return stale(`Somebody changed ${changed.join(', ')} after it was planned.`);
};
