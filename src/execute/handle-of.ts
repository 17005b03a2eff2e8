import type { ApprovedPlan } from '../approve/approved-plan.ts';
import type { PreviewHandle } from '../plan/preview.ts';
import { leavesStack, makesStack } from '../plan/imports.ts';
import type { DeployStep, Step } from '../plan/step.ts';
import type { PlanId } from '../task/ids.ts';

type Place = Pick<PreviewHandle, 'accountId' | 'region' | 'stackName'>;

const arnOf = (place: Place, kind: string): string =>
  `arn:aws:cloudformation:${place.region}:${place.accountId}:${kind}/`;

/** True for the id of a stack of this very name and place, and no pattern of ids. */
export const isStackIdOf = (place: Place, stackId: string): boolean =>
  stackId.startsWith(`${arnOf(place, 'stack')}${place.stackName}/`) && /^[\w:/-]+$/.test(stackId);

/** True when every part of a handle, which comes from a row, names the preview of one plan. */
export const isPreviewOf = (handle: PreviewHandle, planId: PlanId): boolean =>
  handle.planId === planId &&
  handle.changeSetName === `cw-${planId}` &&
  handle.changeSetArn.startsWith(`${arnOf(handle, 'changeSet')}cw-${planId}/`) &&
  isStackIdOf(handle, handle.stackId);

/** It counts only when it says the same as the plan. */
const isOf = (handle: PreviewHandle, step: DeployStep, planId: PlanId): boolean =>
  isPreviewOf(handle, planId) &&
  handle.stackName === step.stackName &&
  handle.accountId === step.accountId &&
  handle.region === step.region &&
  handle.changeSetType === step.changeSetType &&
  leavesStack(handle) === makesStack(step) &&
  (step.stackId === undefined || step.stackId === handle.stackId);

/** The change set of a deploy step; undefined for other steps and where none fits. */
export const handleOf = (approved: ApprovedPlan, step: Step): PreviewHandle | undefined => {
  if (step.kind !== 'deploy') return undefined;
  const { handles, planId } = approved.facts;
  return handles.find((handle) => isOf(handle, step, planId));
};
