import { accepted, refused, type Decided, type Refusal } from '../../task/refusal.ts';
import { applyRemedies } from '../apply-remedies.ts';
import type { ExistingRule } from '../existing-tasks.ts';
import { draftNamedChange, draftNamedCreate } from '../named/draft.ts';
import type { Draft, DraftContext } from '../service.ts';
import { lastName } from '../sqs-queue/names.ts';
import { booleanOf, targetOf, textOf } from '../task-values.ts';
import type { SnsFacts } from './facts-schema.ts';
import { topicTable } from './permissions.ts';
import { SNS_TEMPLATE_TYPES, snsRemedies } from './remedies.ts';
import { draftSubscribe, subscriberRefusal } from './subscribe.ts';
import { topicTemplate, withFields } from './template.ts';

const ruleOf = (context: DraftContext): ExistingRule => ({
  title: 'topic',
  table: topicTable,
  types: SNS_TEMPLATE_TYPES,
  remedies: snsRemedies,
  edit: (properties) => withFields(properties, context.task),
  inverseOfDelete: {
    reversibility: 'partly reversible',
    summary: 'create the topic again; its subscribers must subscribe and confirm again',
  },
});

/** A FIFO topic is one by its name; what the request says otherwise can not be both. */
const fifoRefusal = (context: DraftContext): Refusal | undefined => {
  const { task } = context;
  const isFifo = booleanOf(task, 'fifo');
  const isNamedFifo = targetOf(task).endsWith('.fifo');
  if (isFifo === false && isNamedFifo)
    return {
      code: 'contradictory',
      because: 'The name ends in `.fifo`, which AWS keeps for FIFO topics, and FIFO is denied.',
      next: 'Edit the issue: another name, or a FIFO topic.',
    };
  const isOrdered = isFifo === true || isNamedFifo;
  if (booleanOf(task, 'contentBasedDeduplication') !== true || isOrdered) return undefined;
  return {
    code: 'contradictory',
    because: 'Content-based deduplication exists only for FIFO topics.',
    next: 'Edit the issue: say that the topic is FIFO, or leave deduplication out.',
  };
};

const subscriptionRefusal = (context: DraftContext): Refusal | undefined => {
  const { task } = context;
  const [protocol, endpoint] = [textOf(task, 'protocol'), textOf(task, 'endpoint')];
  if ((protocol === undefined) === (endpoint === undefined)) return undefined;
  return {
    code: 'missing-field',
    because: 'A subscription needs both how and where its subscriber is reached.',
    next: 'Edit the issue and add the line `Protocol: …` or `Endpoint: …` that is missing.',
  };
};

const told = ({ subscribed }: SnsFacts): string => {
  const number = subscribed.length;
  if (number === 0) return 'which tells nobody';
  const first = subscribed.slice(0, 3).map(lastName).join(', ');
  const more = number > 3 ? ` and ${number - 3} more` : '';
  return `which tells ${number} subscriber${number === 1 ? '' : 's'}: ${first}${more}`;
};

/** A deletion that says who will not be told any more. */
const deleteTopic = (context: DraftContext, facts: SnsFacts): Decided<Draft> => {
  const draft = draftNamedChange(context, facts, ruleOf(context));
  if (!draft.ok) return draft;
  const summary = `delete topic ${facts.name}, ${told(facts)}`;
  return accepted({ ...draft.value, steps: draft.value.steps.map((one) => ({ ...one, summary })) });
};

const NOBODY: Refusal = {
  code: 'missing-field',
  because: 'The request names nobody whom the topic shall tell.',
  next: 'Edit the issue and name a mail address, a queue or a function.',
};

const createTopic = (context: DraftContext, facts: SnsFacts): Decided<Draft> => {
  const { tier, choices, task } = context;
  const rule = { remedies: snsRemedies, tier, choices, origin: 'new' } as const;
  const asked = targetOf(task);
  const deviation = {
    taskId: task.id,
    asked: `name ${asked}`,
    planned: `name ${facts.name}`,
    because: 'AWS wants the names of FIFO topics to end in .fifo',
  };
  return draftNamedCreate(context, facts, {
    ...ruleOf(context),
    template: applyRemedies(topicTemplate(context, facts), rule),
    deviations: asked === facts.name ? [] : [deviation],
  });
};

/** Pure: what a topic task becomes. */
export const draftSns = (context: DraftContext, facts: SnsFacts): Decided<Draft> => {
  const refusal = fifoRefusal(context) ?? subscriptionRefusal(context) ?? subscriberRefusal(facts);
  if (refusal !== undefined) return refused(refusal);
  const { task } = context;
  if (task.taskType === 'CreateResource') return createTopic(context, facts);
  if (task.taskType === 'DeleteResource') return deleteTopic(context, facts);
  const isOrdered = textOf(task, 'action') === 'subscribe';
  if (isOrdered && facts.subscribers.length === 0) return refused(NOBODY);
  return isOrdered || facts.subscribers.length > 0
    ? draftSubscribe(context, facts)
    : draftNamedChange(context, facts, ruleOf(context));
};
