import type { Deviation } from '../../plan/plan.ts';
import { accepted, refused, type Decided, type Refusal } from '../../task/refusal.ts';
import { applyRemedies } from '../apply-remedies.ts';
import { TASKS, withImageRights } from '../containers/access.ts';
import { withDefinition } from '../containers/definition.ts';
import { movingImage } from '../containers/image.ts';
import { definitionRefusal, imageMissing } from '../containers/refusals.ts';
import { LEAST_SIZE, sizeIn } from '../containers/size.ts';
import { targetMissing } from '../existing-target.ts';
import { draftStackUpdate, presentProperties, type ExistingRule } from '../existing-tasks.ts';
import { draftNamedChange, draftNamedCreate } from '../named/draft.ts';
import { decidePassedRole } from '../passed-role/decide.ts';
import type { Draft, DraftContext } from '../service.ts';
import { textOf } from '../task-values.ts';
import type { TaskDefinitionFacts } from './facts-schema.ts';
import { taskDefinitionTable } from './permissions.ts';
import { TASK_DEFINITION_TEMPLATE_TYPES, taskDefinitionRemedies } from './remedies.ts';
import { taskDefinitionTemplate } from './template.ts';

const TITLE = 'ECS task definition';

const ruleOf = (context: DraftContext): ExistingRule => ({
  title: TITLE,
  table: taskDefinitionTable,
  types: TASK_DEFINITION_TEMPLATE_TYPES,
  remedies: taskDefinitionRemedies,
  edit: (properties) => withDefinition(properties, context.task),
  inverseOfDelete: {
    reversibility: 'partly reversible',
    summary: 'register it again; its revisions are counted anew, and its log is lost',
  },
});

const createDefinition = (context: DraftContext, facts: TaskDefinitionFacts): Decided<Draft> => {
  const refusal = imageMissing(context) ?? definitionRefusal(context, LEAST_SIZE);
  if (refusal !== undefined) return refused(refusal);
  const role = decidePassedRole(context, facts.role, { field: 'role', service: TASKS });
  if (!role.ok) return role;
  const { name, hasLogGroup } = facts;
  const parts = { name, roleArn: role.value, hasLogGroup };
  const { tier, choices } = context;
  const rule = { remedies: taskDefinitionRemedies, tier, choices, origin: 'new' } as const;
  return draftNamedCreate(context, facts, {
    ...ruleOf(context),
    template: applyRemedies(taskDefinitionTemplate(context, parts), rule),
    deviations: movingImage(context.task),
  });
};

const notOurs = ({ name, revision }: TaskDefinitionFacts): Refusal => ({
  code: 'unsupported-task',
  because: `No stack of ours holds \`${name}\`, and a revision that stands never changes.`,
  next:
    `Register revision ${revision + 1} where the family is managed, ` +
    'then name it to its service.',
});

/** A service goes on with the revision that it has, until it is told the next one. */
const notMoved = ({ task }: DraftContext, { name }: TaskDefinitionFacts): Deviation => ({
  taskId: task.id,
  asked: `another ${name}`,
  planned: `a new revision of ${name}`,
  because: 'services in other stacks run the former one until they are told to run this one',
});

const updateDefinition = (context: DraftContext, facts: TaskDefinitionFacts): Decided<Draft> => {
  const { owner } = facts;
  if (owner.owner === 'nobody') return refused(notOurs(facts));
  const refusal = definitionRefusal(context, sizeIn(presentProperties(facts)));
  if (refusal !== undefined) return refused(refusal);
  const base = draftNamedChange(context, facts, ruleOf(context));
  const [step] = base.ok ? base.value.steps : [];
  if (!base.ok || owner.owner !== 'ours' || step?.kind !== 'deploy') return base;
  const image = textOf(context.task, 'image');
  const template = image === undefined ? step.template : withImageRights(step.template, image);
  const draft = draftStackUpdate(context, owner.stack, template);
  if (!draft.ok) return draft;
  const deviations = [...movingImage(context.task), notMoved(context, facts)];
  return accepted({ ...draft.value, deviations });
};

const MOST_NAMED = 8;

const useRefusal = ({ name, users }: TaskDefinitionFacts): Refusal | undefined => {
  if (users.length === 0) return undefined;
  const shown = users.slice(0, MOST_NAMED).map((one) => `\`${one}\``);
  const more = users.length > MOST_NAMED ? ` and ${users.length - MOST_NAMED} more` : '';
  return {
    code: 'stack-not-ready',
    because: `Tasks of \`${name}\` are run by ${shown.join(', ')}${more}.`,
    next: 'Delete these services first, or let them run another family; then `/plan`.',
  };
};

/** Pure: what a task for a task definition becomes, or why it can not be. */
export const draftTaskDefinition = (
  context: DraftContext,
  facts: TaskDefinitionFacts,
): Decided<Draft> => {
  const { taskType } = context.task;
  if (taskType === 'CreateResource') return createDefinition(context, facts);
  if (!facts.exists) return refused(targetMissing(TITLE, facts.name));
  if (taskType === 'UpdateResource') return updateDefinition(context, facts);
  const refusal = useRefusal(facts);
  return refusal === undefined
    ? draftNamedChange(context, facts, ruleOf(context))
    : refused(refusal);
};
