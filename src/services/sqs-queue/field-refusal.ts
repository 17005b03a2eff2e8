import type { Refusal } from '../../task/refusal.ts';
import type { DraftContext } from '../service.ts';
import { booleanOf, numberOf, targetOf, textOf } from '../task-values.ts';
import type { SqsFacts } from './facts-schema.ts';
import { isFifoName, lastName, queueArn } from './names.ts';
import { EDIT } from '../edit-issue.ts';

const contradictory = (because: string, next = EDIT): Refusal => ({
  code: 'contradictory',
  because,
  next,
});

/** A FIFO queue is one by its name; what the request says otherwise can not be both. */
const fifoRefusal = ({ task }: DraftContext): Refusal | undefined => {
  const isFifo = booleanOf(task, 'fifo');
  const isNamedFifo = isFifoName(targetOf(task));
  if (isFifo === false && isNamedFifo)
    return contradictory(
      'The name ends in `.fifo`, which AWS keeps for FIFO queues, and FIFO is denied.',
      'Edit the issue: another name, or a FIFO queue.',
    );
  if (booleanOf(task, 'contentBasedDeduplication') !== true || isFifo === true || isNamedFifo)
    return undefined;
  return contradictory(
    'Content-based deduplication exists only for FIFO queues.',
    'Edit the issue: say that the queue is FIFO, or leave deduplication out.',
  );
};

const keyRefusal = ({ task }: DraftContext): Refusal | undefined => {
  if (booleanOf(task, 'encrypted') === false)
    return {
      code: 'never-do',
      because: 'No queue is made or left without encryption.',
      next: 'Leave it out: encryption by SQS costs nothing and needs no key.',
    };
  return textOf(task, 'encryption') === 'sqs' && textOf(task, 'kmsKey') !== undefined
    ? contradictory('A queue is encrypted by SQS or by a key of KMS, not by both.')
    : undefined;
};

/** SQS wants the queue of failures beside the queue, and of the same kind. */
const deadLetterRefusal = (context: DraftContext, facts: SqsFacts): Refusal | undefined => {
  const { deadLetter, name } = facts;
  if (deadLetter === null) return undefined;
  const collector = lastName(deadLetter.arn);
  if (collector === name)
    return contradictory(`The queue \`${name}\` can not collect its own failures.`);
  if (deadLetter.arn !== queueArn(context, collector))
    return contradictory(
      `The dead-letter queue \`${collector}\` is in another account or region than the queue.`,
      `Edit the issue and name a queue of ${context.account.name}, ${context.region}.`,
    );
  if (isFifoName(collector) !== isFifoName(name))
    return contradictory(
      'The failures of a FIFO queue go to a FIFO queue, and those of a standard one to a ' +
        `standard one; \`${collector}\` is not of the kind of \`${name}\`.`,
      'Edit the issue and name a dead-letter queue of the same kind.',
    );
  return undefined;
};

/** Key that only AWS's own services in the account use; SNS is none of those that may. */
const OWN_KEY = 'alias/aws/sqs';

const topicRefusal = (context: DraftContext, facts: SqsFacts): Refusal | undefined => {
  const { topic, name } = facts;
  if (topic === null) return undefined;
  const topicName = lastName(topic.arn);
  if (!topic.exists)
    return {
      code: 'target-not-found',
      because: `There is no topic \`${topicName}\` that could deliver to the queue.`,
      next: 'Ask for the topic first, or mend its name in the issue.',
    };
  if (isFifoName(name) && !isFifoName(topicName))
    return contradictory(
      `The standard topic \`${topicName}\` can not deliver to the FIFO queue \`${name}\`.`,
      'Edit the issue: a standard queue, or a FIFO topic.',
    );
  const key = textOf(context.task, 'kmsKey') ?? OWN_KEY;
  const isKms = textOf(context.task, 'encryption') === 'kms' || key !== OWN_KEY;
  if (!isKms || key !== OWN_KEY) return undefined;
  return contradictory(
    `A topic can not write to a queue under the key \`${OWN_KEY}\`.`,
    'Edit the issue: `Encryption: sqs`, or a key of your own whose policy lets SNS use it.',
  );
};

const triesRefusal = (context: DraftContext, hasDeadLetter: boolean): Refusal | undefined => {
  const isUpdate = context.task.taskType === 'UpdateResource';
  if (!isUpdate || hasDeadLetter || numberOf(context.task, 'maxReceiveCount') === undefined)
    return undefined;
  return {
    code: 'missing-field',
    because: 'The queue sends its failures nowhere, so no number of tries can be set.',
    next: 'Edit the issue and name the queue that collects them: `Dead letter queue: …`.',
  };
};

const missingCollector = (context: DraftContext, { deadLetter }: SqsFacts): Refusal | undefined => {
  if (context.task.taskType !== 'UpdateResource' || deadLetter?.exists !== false) return undefined;
  const name = lastName(deadLetter.arn);
  return {
    code: 'target-not-found',
    because: `There is no queue \`${name}\` that could collect the failures.`,
    next: `Ask for the queue \`${name}\` first, in an issue of its own; then \`/plan\` here.`,
  };
};

/** Why the values of a request make no queue; undefined when they do. */
export const fieldRefusal = (
  context: DraftContext,
  facts: SqsFacts,
  hasDeadLetter: boolean,
): Refusal | undefined =>
  fifoRefusal(context) ??
  keyRefusal(context) ??
  deadLetterRefusal(context, facts) ??
  topicRefusal(context, facts) ??
  missingCollector(context, facts) ??
  triesRefusal(context, hasDeadLetter || facts.deadLetter !== null);
