import type { Deviation } from '../../plan/plan.ts';
import { refused, type Decided } from '../../task/refusal.ts';
import { applyRemedies } from '../apply-remedies.ts';
import type { ExistingRule } from '../existing-tasks.ts';
import { draftNamedChange, draftNamedCreate } from '../named/draft.ts';
import type { Draft, DraftContext } from '../service.ts';
import { textOf } from '../task-values.ts';
import type { ListenerFacts } from './facts-schema.ts';
import { createRefusal, listenerRefusal, updateRefusal } from './field-refusal.ts';
import { listenerTable } from './permissions.ts';
import { LISTENER_TEMPLATE_TYPES, listenerRemedies } from './remedies.ts';
import { listenerTemplate, withFields } from './template.ts';

const ruleOf = (context: DraftContext, facts: ListenerFacts): ExistingRule => ({
  title: 'listener',
  table: listenerTable,
  types: LISTENER_TEMPLATE_TYPES,
  remedies: listenerRemedies,
  edit: (properties) => withFields(properties, context, facts.groupArn),
  inverseOfDelete: {
    reversibility: 'partly reversible',
    summary: 'make it again; rules that were added to it are gone',
  },
});

/** Nothing is served in plain: who asks for that gets the way to HTTPS instead. */
const redirected = (context: DraftContext, facts: ListenerFacts): readonly Deviation[] => {
  const { task } = context;
  const group = textOf(task, 'targetGroup');
  const isPlain = textOf(task, 'certificate') === undefined && facts.balancer?.kind !== 'network';
  if (!isPlain || group === undefined) return [];
  return [
    {
      taskId: task.id,
      asked: `plain HTTP to ${group}`,
      planned: 'a redirect to HTTPS on port 443',
      because: 'what goes over plain HTTP can be read and changed on its way (ELB-01)',
    },
  ];
};

const createListener = (context: DraftContext, facts: ListenerFacts): Decided<Draft> => {
  const refusal = createRefusal(context, facts);
  if (refusal !== undefined) return refused(refusal);
  const parts = {
    balancerArn: facts.balancer?.arn ?? '',
    isNetwork: facts.balancer?.kind === 'network',
    groupArn: facts.groupArn ?? undefined,
  };
  const { tier, choices } = context;
  const rule = { remedies: listenerRemedies, tier, choices, origin: 'new' } as const;
  const template = applyRemedies(listenerTemplate(context, parts), rule);
  const deviations = redirected(context, facts);
  return draftNamedCreate(context, facts, { ...ruleOf(context, facts), template, deviations });
};

/** Pure: what a task for a listener becomes, or why it can not be. */
export const draftListener = (context: DraftContext, facts: ListenerFacts): Decided<Draft> => {
  const { taskType } = context.task;
  const refusal =
    listenerRefusal(context, facts) ??
    (taskType === 'UpdateResource' ? updateRefusal(context, facts) : undefined);
  if (refusal !== undefined) return refused(refusal);
  if (taskType === 'CreateResource') return createListener(context, facts);
  return draftNamedChange(context, facts, ruleOf(context, facts));
};
