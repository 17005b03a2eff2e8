import { refused, type Decided, type Refusal } from '../../task/refusal.ts';
import { applyRemedies } from '../apply-remedies.ts';
import { decideVpc } from '../network/choose.ts';
import type { ExistingRule } from '../existing-tasks.ts';
import { draftNamedChange, draftNamedCreate } from '../named/draft.ts';
import type { Draft, DraftContext } from '../service.ts';
import { usedBefore } from '../task-order/used-before.ts';
import { textOf } from '../task-values.ts';
import type { TargetGroupFacts } from './facts-schema.ts';
import { targetGroupTable } from './permissions.ts';
import { TARGET_GROUP_TEMPLATE_TYPES, targetGroupRemedies } from './remedies.ts';
import { targetGroupTemplate, withFields } from './template.ts';

const TITLE = 'target group';

const ruleOf = (context: DraftContext): ExistingRule => ({
  title: TITLE,
  table: targetGroupTable,
  types: TARGET_GROUP_TEMPLATE_TYPES,
  remedies: targetGroupRemedies,
  edit: (properties) => withFields(properties, context.task),
  inverseOfDelete: {
    reversibility: 'partly reversible',
    summary: 'make it again; what was registered in it has to be registered anew',
  },
});

const createGroup = (context: DraftContext, facts: TargetGroupFacts): Decided<Draft> => {
  const vpc = decideVpc(context, facts);
  if (!vpc.ok) return vpc;
  const { tier, choices } = context;
  const rule = { remedies: targetGroupRemedies, tier, choices, origin: 'new' } as const;
  const template = applyRemedies(targetGroupTemplate(context, facts.name, vpc.value), rule);
  return draftNamedCreate(context, facts, { ...ruleOf(context), template, deviations: [] });
};

/** Elastic Load Balancing refuses it as well; here nobody approves first what can not be. */
const useRefusal = (
  { siblings }: DraftContext,
  { name, usedBy }: TargetGroupFacts,
): Refusal | undefined =>
  usedBy.every((one) => siblings?.deletes(one) === true)
    ? undefined
    : {
        code: 'still-in-use',
        because:
          `The target group \`${name}\` still gets requests from ` +
          `${usedBy.map(({ words }) => words).join(', ')}.`,
        next: 'Point the listener to another group, or delete it, first; then `/plan`.',
      };

const pathRefusal = (context: DraftContext, facts: TargetGroupFacts): Refusal | undefined => {
  const path = textOf(context.task, 'healthCheckPath');
  const isNew = context.task.taskType === 'CreateResource';
  const protocol = isNew ? (textOf(context.task, 'protocol') ?? 'HTTP') : facts.protocol;
  if (path === undefined || protocol === '' || protocol.startsWith('HTTP')) return undefined;
  return {
    code: 'contradictory',
    because: `A target group of ${protocol} asks no path: it only opens a connection.`,
    next: 'Leave the path out, or ask for a target group of HTTP, and edit the issue.',
  };
};

/** Pure: what a task for a target group becomes, or why it can not be. */
export const draftTargetGroup = (
  context: DraftContext,
  facts: TargetGroupFacts,
): Decided<Draft> => {
  const { taskType } = context.task;
  const refusal =
    pathRefusal(context, facts) ??
    (taskType === 'DeleteResource' ? useRefusal(context, facts) : undefined);
  if (refusal !== undefined) return refused(refusal);
  if (taskType === 'CreateResource') return createGroup(context, facts);
  const users = taskType === 'DeleteResource' ? facts.usedBy : [];
  return usedBefore(users, draftNamedChange(context, facts, ruleOf(context)));
};
