import type { ApprovedPlan } from '../approve/approved-plan.ts';
import type { PreviewHandle } from '../plan/preview.ts';
import type { DeployStep, Step } from '../plan/step.ts';
import type { PlanId } from '../task/ids.ts';

const arnOf = (step: DeployStep, kind: string): string =>
  `arn:aws:cloudformation:${step.region}:${step.accountId}:${kind}/`;

/** A handle comes from a row: it counts only when every part of it says the same as the plan. */
const isOf = (handle: PreviewHandle, step: DeployStep, planId: PlanId): boolean =>
  handle.planId === planId &&
  handle.stackName === step.stackName &&
  handle.accountId === step.accountId &&
  handle.region === step.region &&
  handle.changeSetType === step.changeSetType &&
  handle.changeSetName === `cw-${planId}` &&
  handle.changeSetArn.startsWith(`${arnOf(step, 'changeSet')}cw-${planId}/`) &&
  handle.stackId.startsWith(`${arnOf(step, 'stack')}${step.stackName}/`) &&
  (step.stackId === undefined || step.stackId === handle.stackId);

/** The change set of a deploy step; undefined for other steps and where none fits. */
export const handleOf = (approved: ApprovedPlan, step: Step): PreviewHandle | undefined => {
  if (step.kind !== 'deploy') return undefined;
  const { handles, planId } = approved.facts;
  return handles.find((handle) => isOf(handle, step, planId));
};
