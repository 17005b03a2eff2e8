import { DRIFT_AWARE } from '../plan/drift.ts';
import type { PlanInputs } from '../plan/inputs.ts';
import type { Refusal } from '../task/refusal.ts';

/**
 * Why an empty change set does not mean that a drifted stack is in sync: CloudFormation must have
 * compared it with what is there, and have said so.
 */
export const refuseUntold = ({ reconcile, previews }: PlanInputs): Refusal | undefined => {
  const [preview] = previews;
  if (reconcile === undefined) return undefined;
  const isCompared = preview?.deploymentMode === DRIFT_AWARE;
  if (isCompared && preview?.driftStatus === 'IN_SYNC') return undefined;
  return {
    code: 'aws-refused',
    because: isCompared
      ? 'CloudFormation found nothing to change and does not call the stack in sync.'
      : 'CloudFormation did not compare the stack with what is there and would change nothing.',
    next: 'Set it back by hand as the table above says, or ask for the change in a task.',
  };
};
