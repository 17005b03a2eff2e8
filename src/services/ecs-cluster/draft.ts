import type { Deviation } from '../../plan/plan.ts';
import { refused, type Decided, type Refusal } from '../../task/refusal.ts';
import { isAtLeast } from '../../task/tier.ts';
import { applyRemedies } from '../apply-remedies.ts';
import type { ExistingRule } from '../existing-tasks.ts';
import { draftNamedChange, draftNamedCreate } from '../named/draft.ts';
import type { Draft, DraftContext } from '../service.ts';
import { booleanOf } from '../task-values.ts';
import type { EcsClusterFacts } from './facts-schema.ts';
import { ecsClusterTable } from './permissions.ts';
import { ECS_CLUSTER_TEMPLATE_TYPES, ecsClusterRemedies } from './remedies.ts';
import { ecsClusterTemplate, withFields } from './template.ts';

const ruleOf = (context: DraftContext): ExistingRule => ({
  title: 'ECS cluster',
  table: ecsClusterTable,
  types: ECS_CLUSTER_TEMPLATE_TYPES,
  remedies: ecsClusterRemedies,
  edit: (properties) => withFields(properties, context.task),
  inverseOfDelete: { reversibility: 'reversible', summary: 'make it again; it was empty' },
});

/** What the tier turns on although the request turned it off is said. */
const measured = ({ task, tier, choices }: DraftContext): readonly Deviation[] => {
  const isOff = booleanOf(task, 'containerInsights') === false;
  if (!isOff || !isAtLeast(tier, 'staging') || choices.skipped.includes('ECS-12')) return [];
  return [
    {
      taskId: task.id,
      asked: 'no Container Insights',
      planned: 'Container Insights',
      because: `${tier} asks for it (ECS-12)`,
    },
  ];
};

const createCluster = (context: DraftContext, facts: EcsClusterFacts): Decided<Draft> => {
  const { tier, choices } = context;
  const rule = { remedies: ecsClusterRemedies, tier, choices, origin: 'new' } as const;
  const template = applyRemedies(ecsClusterTemplate(context, facts.name), rule);
  return draftNamedCreate(context, facts, {
    ...ruleOf(context),
    template,
    deviations: measured(context),
  });
};

const busy = (name: string, holds: string, next: string): Refusal => ({
  code: 'still-in-use',
  because: `The cluster \`${name}\` still holds ${holds}.`,
  next,
});

const MOST_NAMED = 8;

/** Services go first, then their tasks are gone, then the cluster: ECS refuses any other order. */
const useRefusal = ({ name, services, tasks, machines }: EcsClusterFacts): Refusal | undefined => {
  const shown = services.slice(0, MOST_NAMED).map((one) => `\`${one}\``);
  const more = services.length > MOST_NAMED ? ` and ${services.length - MOST_NAMED} more` : '';
  if (services.length > 0)
    return busy(
      name,
      `${services.length === 1 ? 'the service' : `${services.length} services:`} ` +
        `${shown.join(', ')}${more}`,
      services.length === 1
        ? 'Scale it to 0 and delete it where it is managed, first; then `/plan`.'
        : 'Scale them to 0 and delete them where they are managed, first; then `/plan`.',
    );
  if (tasks > 0)
    return busy(
      name,
      tasks === 1 ? '1 task' : `${tasks} tasks`,
      'Stop them, or wait until they have come to an end; then `/plan`.',
    );
  if (machines === 0) return undefined;
  return busy(
    name,
    machines === 1 ? '1 machine' : `${machines} machines`,
    'Take them out of the cluster where they are managed, first; then `/plan`.',
  );
};

/** Pure: what a task for an ECS cluster becomes, or why it can not be. */
export const draftEcsCluster = (context: DraftContext, facts: EcsClusterFacts): Decided<Draft> => {
  const { taskType } = context.task;
  if (taskType === 'CreateResource') return createCluster(context, facts);
  const refusal = taskType === 'DeleteResource' ? useRefusal(facts) : undefined;
  return refusal === undefined
    ? draftNamedChange(context, facts, ruleOf(context))
    : refused(refusal);
};
