import { expiresSooner } from '../../plan/data-expiry.ts';
import type { StepDraft } from '../../plan/step.ts';
import type { JsonObject } from '../../task/json.ts';
import { accepted, refused, type Decided } from '../../task/refusal.ts';
import { applyRemedies } from '../apply-remedies.ts';
import { textIn } from '../compare.ts';
import { presentProperties, type ExistingRule } from '../existing-tasks.ts';
import { draftNamedChange, draftNamedCreate } from '../named/draft.ts';
import type { Draft, DraftContext } from '../service.ts';
import { booleanOf, targetOf, textOf } from '../task-values.ts';
import { deleteRefusal, inverseOfDelete, sayingLoss } from './delete.ts';
import type { SqsFacts } from './facts-schema.ts';
import { fieldRefusal } from './field-refusal.ts';
import { lastName, policyObject } from './names.ts';
import { queueTable } from './permissions.ts';
import { SQS_TEMPLATE_TYPES, sqsRemedies } from './remedies.ts';
import { isCollector, queueTemplate, withFields } from './template.ts';

const ruleOf = (context: DraftContext, facts: SqsFacts): ExistingRule => ({
  title: 'queue',
  table: queueTable,
  types: SQS_TEMPLATE_TYPES,
  remedies: sqsRemedies,
  edit: (properties) => withFields(properties, context.task, facts),
  inverseOfDelete: inverseOfDelete(facts),
  isPart: isCollector,
});

const createQueue = (context: DraftContext, facts: SqsFacts): Decided<Draft> => {
  const { tier, choices, task } = context;
  const declined = booleanOf(task, 'ownDeadLetterQueue') === false ? ['SQS-03'] : [];
  const rule = { remedies: sqsRemedies, tier, choices, origin: 'new', declined } as const;
  const asked = lastName(targetOf(task));
  const deviation = {
    taskId: task.id,
    asked: `name ${asked}`,
    planned: `name ${facts.name}`,
    because: 'AWS wants the names of FIFO queues to end in .fifo',
  };
  return draftNamedCreate(context, facts, {
    ...ruleOf(context, facts),
    template: applyRemedies(queueTemplate(context, facts), rule),
    deviations: asked === facts.name ? [] : [deviation],
  });
};

const keptFor = (properties: JsonObject): string => {
  const seconds = Number(textIn(properties['MessageRetentionPeriod']) || 345_600);
  const days = seconds / 86_400;
  return Number.isInteger(days) ? `${days} day${days === 1 ? '' : 's'}` : `${seconds} seconds`;
};

/** A shorter retention is set back in a moment; what it deleted by then is not. */
const honest = (step: StepDraft, before: JsonObject): StepDraft => ({
  ...step,
  inverse: {
    reversibility: 'partly reversible',
    summary: `keep messages ${keptFor(before)} again; those deleted by then are gone`,
  },
});

const updateQueue = (context: DraftContext, facts: SqsFacts): Decided<Draft> => {
  const draft = draftNamedChange(context, facts, ruleOf(context, facts));
  if (!draft.ok) return draft;
  const before = presentProperties(facts);
  const name = 'MessageRetentionPeriod';
  const after = withFields(before, context.task, facts)[name];
  const { [name]: was = 345_600 } = before;
  const properties = [
    { path: `/Properties/${name}`, before: was, ...(after === undefined ? {} : { after }) },
  ];
  const isSooner =
    after !== undefined && expiresSooner({ action: 'change', type: queueTable.type, properties });
  if (!isSooner) return draft;
  return accepted({ ...draft.value, steps: draft.value.steps.map((one) => honest(one, before)) });
};

const deleteQueue = (context: DraftContext, facts: SqsFacts): Decided<Draft> => {
  const refusal = facts.exists ? deleteRefusal(context, facts) : undefined;
  if (refusal !== undefined) return refused(refusal);
  const draft = draftNamedChange(context, facts, ruleOf(context, facts));
  if (!draft.ok) return draft;
  return accepted({
    ...draft.value,
    steps: draft.value.steps.map((one) => sayingLoss(facts, one)),
  });
};

/** Pure: what a queue task becomes. */
export const draftSqs = (context: DraftContext, facts: SqsFacts): Decided<Draft> => {
  const { taskType } = context.task;
  if (taskType === 'DeleteResource') return deleteQueue(context, facts);
  const present = policyObject(presentProperties(facts)['RedrivePolicy']);
  const refusal = fieldRefusal(context, facts, present['deadLetterTargetArn'] !== undefined);
  if (refusal !== undefined) return refused(refusal);
  if (taskType === 'CreateResource') return createQueue(context, facts);
  if (textOf(context.task, 'topic') !== undefined)
    return refused({
      code: 'unsupported-task',
      because: 'A queue that exists is subscribed by its topic, which knows its subscribers.',
      next: `Edit the issue: subscribe the queue \`${facts.name}\` to the SNS topic of that name.`,
    });
  return updateQueue(context, facts);
};
