import { isJsonObject, type Json, type JsonObject } from '../task/json.ts';
import type { DeployStep } from './step.ts';

const text = (value: Json | undefined): string => (typeof value === 'string' ? value : '');

const targetsOf = ({ Details: details }: JsonObject): readonly (JsonObject | undefined)[] => {
  const list = Array.isArray(details) ? (details as readonly Json[]) : [];
  return list.map((one) => {
    const target = isJsonObject(one) ? one['Target'] : undefined;
    return isJsonObject(target) ? target : undefined;
  });
};

/** AWS says of every detail that the template now says what is there. */
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

/**
 * True where one `ResourceChange` of a drift-aware change set changes nothing real: the template
 * follows what is there, or takes out what is gone already.
 */
export const isOnlyRecorded = (change: JsonObject): boolean =>
  isRecorded(change) || isForgotten(change);

/** True for an update that records all that was changed outside its stack and sets nothing back. */
export const recordsAll = ({ changes, drift }: Pick<DeployStep, 'changes' | 'drift'>): boolean =>
  drift !== undefined &&
  drift.resources.length > 0 &&
  drift.resources.every(({ logicalId }) =>
    changes.some((one) => one.logicalId === logicalId && one.isOnlyRecorded === true),
  );
