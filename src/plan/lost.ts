import type { PlannedChange } from './change.ts';
import { isReplaced } from './new-revision.ts';
import type { Step } from './step.ts';

/** What goes: the resource itself, or by a call what it holds, as when a bucket is emptied. */
const isLost = (step: Step, change: PlannedChange): boolean =>
  change.isOnlyRecorded !== true &&
  (change.action === 'delete' ||
    isReplaced(change) ||
    (step.kind === 'operate' && change.losesData));

/** Every change by which something goes that a person may not lose alone. */
export const lostBy = (steps: readonly Step[]): readonly PlannedChange[] =>
  steps.flatMap((step) => step.changes.filter((change) => isLost(step, change)));
