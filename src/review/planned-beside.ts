import type { Plan } from '../plan/plan.ts';
import type { DeployStep } from '../plan/step.ts';
import { groupsRead, launchesRead, nextVersions, type ReadInputs } from './read-beside.ts';
import { modelsOf, type ModelResource } from './template/model.ts';
import { textOf, valueAt } from './template/value.ts';

interface Beside {
  readonly plan: Plan;
  readonly step: DeployStep;
  readonly inputs: ReadInputs;
}

const isInPlaceOf = (step: DeployStep, one: Plan['steps'][number]): boolean =>
  one.accountId === step.accountId && one.region === step.region;

/** The versions of a launch template that are as another step makes it; none of other types. */
const versionsOf = (
  { plan, step, inputs }: Beside,
  other: DeployStep,
  resource: ModelResource,
): Pick<ModelResource, 'versions'> => {
  if (resource.type !== 'AWS::EC2::LaunchTemplate') return {};
  const action = other.changes.find(({ logicalId }) => logicalId === resource.id)?.action;
  const isNew = action === 'create' || action === 'replace';
  if (isNew) return { versions: ['1', '$Default', '$Latest'] };
  const name = textOf(valueAt(resource.properties, 'LaunchTemplateName')) ?? '';
  const here = { step, steps: plan.steps.filter((one) => isInPlaceOf(step, one)) };
  const next = action === 'change' ? nextVersions(inputs, here, name) : [];
  return { versions: ['$Latest', ...next] };
};

const plannedIn = (beside: Beside, other: DeployStep): readonly ModelResource[] => {
  const parameters = { ...other.parameters, ...other.resolvedParameters };
  const [model] = modelsOf(other.template, { parameters, pseudo: {} });
  return [...model.resources.values()].map((one) => {
    const physicalId = other.changes.find(({ logicalId }) => logicalId === one.id)?.physicalId;
    return {
      ...one,
      ...(physicalId === undefined ? {} : { physicalId }),
      ...versionsOf(beside, other, one),
      id: `${other.stackName}.${one.id}`,
    };
  });
};

/**
 * What a step may name and does not hold: what other stacks of the plan make in its place, under
 * ids that nothing refers to, and what planning looked up there. What does not fit one session
 * stands in a stack of its own, and is judged as if it stood in one. A stack of the plan comes
 * first.
 */
export const resourcesBeside = (
  plan: Plan,
  step: DeployStep,
  inputs: ReadInputs,
): readonly ModelResource[] => {
  const steps = plan.steps.filter((one) => isInPlaceOf(step, one));
  const planned = steps
    .filter((one): one is DeployStep => one.kind === 'deploy' && one.id !== step.id)
    .flatMap((one) => plannedIn({ plan, step, inputs }, one));
  const here = { step, steps };
  return [...planned, ...launchesRead(inputs, here), ...groupsRead(inputs, here)];
};
