import { isJsonObject, type Json, type JsonObject } from '../task/json.ts';
import type { PreviewHandle, StackPreview } from './preview.ts';
import type { DeployStep, ImportedResource } from './step.ts';

const text = (value: Json | undefined): string => (typeof value === 'string' ? value : '');

const actionOf = (change: JsonObject): string => {
  const body = change['ResourceChange'];
  return isJsonObject(body) ? text(body['Action']) : '';
};

const isOf = (change: JsonObject, { logicalId, type, physicalId }: ImportedResource): boolean => {
  const body = change['ResourceChange'];
  return (
    isJsonObject(body) &&
    text(body['Action']) === 'Import' &&
    text(body['LogicalResourceId']) === logicalId &&
    text(body['ResourceType']) === type &&
    text(body['PhysicalResourceId']) === physicalId
  );
};

/**
 * True where a change set takes exactly these resources into its stack and does nothing else; for
 * a plan that imports nothing, where it imports nothing either. Pure.
 */
export const importsExactly = (
  { changes }: Pick<StackPreview, 'changes'>,
  wanted: readonly ImportedResource[] = [],
): boolean =>
  wanted.length === 0
    ? changes.every((change) => actionOf(change) !== 'Import')
    : changes.length === wanted.length &&
      wanted.every((one) => changes.filter((change) => isOf(change, one)).length === 1);

/** True where the preview of a new stack leaves an empty one behind, which is then removed. */
export const leavesStack = ({
  changeSetType,
  isNewStack,
}: Pick<PreviewHandle, 'changeSetType' | 'isNewStack'>): boolean =>
  changeSetType === 'CREATE' || isNewStack === true;

/** True for a step that makes its stack; all others work on one that is there. */
export const makesStack = ({
  changeSetType,
  stackId,
}: Pick<DeployStep, 'changeSetType' | 'stackId'>): boolean =>
  changeSetType === 'CREATE' || (changeSetType === 'IMPORT' && stackId === undefined);

/** What tells in a handle that an import makes its stack. */
export const newStackMark = (
  draft: Pick<DeployStep, 'changeSetType' | 'stackId'>,
): Pick<PreviewHandle, 'isNewStack'> =>
  draft.changeSetType === 'IMPORT' && makesStack(draft) ? { isNewStack: true } : {};
