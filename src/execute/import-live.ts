import type { LiveValue } from '../plan/preview.ts';
import type { DeployStep } from '../plan/step.ts';
import { importDifferences } from '../services/import/compare.ts';
import { readImported } from '../services/live/facts.ts';
import type { StepContext } from './step-context.ts';

const MOST_NAMED = 5;

/** Some places by name, and how many there are beside them. */
export const placesNamed = (places: readonly string[]): string => {
  const named = places.slice(0, MOST_NAMED).join(', ');
  const left = places.length - MOST_NAMED;
  return left > 0 ? `${named} and ${left} more` : named;
};

/** How what is imported stands beside the template that it becomes. */
export type ImportLook =
  | { readonly kind: 'same' }
  | { readonly kind: 'unread' }
  | { readonly kind: 'absent' }
  /** Where it differs from the template; none where it only differs from what was read then. */
  | { readonly kind: 'differs'; readonly places: readonly string[] };

/**
 * Reads what is imported whole, and compares every setting with the template and all of it with
 * what was read in planning. A break is a thrown Fault.
 */
export const lookAtImport = async (
  { step, watcher }: StepContext<DeployStep>,
  planned: LiveValue,
): Promise<ImportLook> => {
  const now = await readImported(watcher, { ...planned, region: step.region });
  if (now.found === 'absent') return { kind: 'absent' };
  if (now.properties === undefined) return { kind: 'unread' };
  const template = step.template.Resources[planned.logicalId]?.Properties ?? {};
  const places = importDifferences(planned.type, template, now.properties);
  const isSame = planned.found === 'unread' || planned.found === now.found;
  return isSame && places.length === 0 ? { kind: 'same' } : { kind: 'differs', places };
};
