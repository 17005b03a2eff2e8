import { isJsonObject, type Json, type JsonObject } from '../task/json.ts';
import type { Refusal } from '../task/refusal.ts';
import { DRIFT_AWARE } from './drift.ts';
import type { PlanInputs } from './inputs.ts';
import type { StackPreview } from './preview.ts';

const text = (value: Json | undefined): string => (typeof value === 'string' ? value : '');

const targetsOf = ({ Details: details }: JsonObject): readonly (JsonObject | undefined)[] => {
  const list = Array.isArray(details) ? (details as readonly Json[]) : [];
  return list.map((one) => {
    const target = isJsonObject(one) ? one['Target'] : undefined;
    return isJsonObject(target) ? target : undefined;
  });
};

/** CloudFormation says of every detail that the template now says what is there. */
const isRecorded = (change: JsonObject): boolean => {
  const targets = targetsOf(change);
  return (
    text(change['Action']) === 'SyncWithActual' &&
    targets.every((target) => text(target?.['AttributeChangeType']) === 'SyncWithActual')
  );
};

/** What is taken out of the template is gone already. */
const isForgotten = (change: JsonObject): boolean =>
  text(change['Action']) === 'Remove' && text(change['ResourceDriftStatus']) === 'DELETED';

/** Resources that a change set would change, by logical id: all but what it only records. */
const changedBy = ({ changes }: StackPreview): readonly string[] =>
  changes.flatMap(({ ResourceChange: change }) => {
    if (!isJsonObject(change)) return ['something that is no resource'];
    const id = text(change['LogicalResourceId']);
    return isRecorded(change) || isForgotten(change) ? [] : [`\`${id}\``];
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
