import type { PlannedChange } from '../../plan/change.ts';
import type { Plan } from '../../plan/plan.ts';
import type { Step } from '../../plan/step.ts';
import type { Json } from '../../task/json.ts';
import type { Remedy, Saving } from '../savings/saving.ts';

const setTo = (change: PlannedChange, name: string): Json | undefined =>
  change.properties.find(({ path }) => path === `/Properties/${name}`)?.after;

const touches = ({ properties }: PlannedChange, name: string): boolean =>
  properties.some(({ path }) => path.startsWith(`/Properties/${name}`));

/** True for a change that does what a remedy proposes, on the resource of that remedy. */
const doesRemedy = (change: PlannedChange, remedy: Remedy): boolean => {
  switch (remedy.do) {
    case 'stop-instance':
      return change.action === 'delete';
    case 'resize-instance':
      return setTo(change, 'InstanceType') === remedy.to;
    case 'resize-database':
      return setTo(change, 'DBInstanceClass') === remedy.to;
    case 'set-retention':
      return setTo(change, 'RetentionInDays') === remedy.days;
    case 'add-tiering':
      return change.action === 'change' && touches(change, 'LifecycleConfiguration');
    case 'propose':
      return false;
    case 'delete-volume':
    case 'release-address':
    case 'delete-nat-gateway':
    case 'delete-load-balancer':
    case 'delete-snapshot':
      return change.action === 'delete';
  }
};

const doesSaving = (step: Step, saving: Saving): boolean => {
  const { accountId, region, resourceId, arn, remedy } = saving;
  if (step.accountId !== accountId || step.region !== region) return false;
  if (step.kind === 'operate' && step.operation === 'ec2:stop')
    return remedy.do === 'stop-instance' && step.target === resourceId;
  return step.changes.some(
    (change) =>
      (change.physicalId === resourceId || change.physicalId === arn) && doesRemedy(change, remedy),
  );
};

/**
 * The savings that a plan carries out, among those that were found: the same resource, and exactly
 * what was proposed for it. A rollback saves nothing.
 */
export const claimsOf = (plan: Plan, found: readonly Saving[]): readonly Saving[] =>
  plan.purpose === 'rollback'
    ? []
    : found.filter((saving) => plan.steps.some((step) => doesSaving(step, saving)));
