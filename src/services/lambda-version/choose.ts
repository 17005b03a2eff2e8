import type { MutationTask } from '../../task/aws-task.ts';
import { numberOf } from '../task-values.ts';
import type { VersionFact } from './facts-schema.ts';

/** The version that a task means: of a number, or the only one; undefined for none or several. */
export const meantOf = (
  task: MutationTask,
  versions: readonly VersionFact[],
): VersionFact | undefined => {
  const number = numberOf(task, 'version');
  if (number !== undefined) return versions.find(({ version }) => version === String(number));
  return versions.length === 1 ? versions[0] : undefined;
};
