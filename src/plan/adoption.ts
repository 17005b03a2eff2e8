import { isJsonObject } from '../task/json.ts';
import type { Refusal } from '../task/refusal.ts';
import { DRIFT_AWARE } from './drift.ts';
import type { PlanInputs } from './inputs.ts';
import { isOnlyRecorded } from './only-recorded.ts';
import type { StackPreview } from './preview.ts';

/** Resources that a change set would change, by logical id: all but what it only records. */
const changedBy = ({ changes }: StackPreview): readonly string[] =>
  changes.flatMap(({ ResourceChange: change }) => {
    if (!isJsonObject(change)) return ['something that is no resource'];
    const id = change['LogicalResourceId'];
    return isOnlyRecorded(change) ? [] : [`\`${typeof id === 'string' ? id : '?'}\``];
  });

const NOT_COMPARED: Refusal = {
  code: 'not-adoptable',
  because:
    'CloudFormation did not compare the stack with what is there, so nobody can say that the ' +
    'plan changes nothing.',
  next: 'Ask for the change in a task, so that the template says it too.',
};

/**
 * Why a plan that was to record what is there is none: its change set would change something. The
 * change set is the proof; what was read before it may be older. Undefined for any other plan.
 */
export const refuseChanging = ({
  reconcile,
  undo,
  previews,
}: Pick<PlanInputs, 'reconcile' | 'undo' | 'previews'>): Refusal | undefined => {
  if (reconcile?.adopts !== true || undo !== undefined) return undefined;
  const ready = previews.filter(({ status }) => status === 'ready');
  if (ready.some(({ deploymentMode }) => deploymentMode !== DRIFT_AWARE)) return NOT_COMPARED;
  const changed = ready.flatMap(changedBy);
  if (changed.length === 0) return undefined;
  return {
    code: 'not-adoptable',
    because: `With it in the template, its deployment would still change ${changed.join(', ')}.`,
    next: '`/adopt` reads it anew, if somebody changed it just now; else ask for it in a task.',
  };
};
