import { TAG_FIELDS } from '../common-fields.ts';
import type { Field } from '../service.ts';

const KEY =
  /^(arn:aws:kms:[a-z0-9-]+:[0-9]{12}:(key|alias)\/[A-Za-z0-9/_-]+|alias\/[A-Za-z0-9/_-]+)$/;

/** What a task for a queue may carry. Bounds: SQS, SetQueueAttributes. */
export const SQS_FIELDS: readonly Field[] = [
  {
    name: 'name',
    kind: 'text',
    requiredFor: ['CreateResource', 'UpdateResource', 'DeleteResource'],
    pattern: /^[A-Za-z0-9_-]{1,75}(\.fifo)?$/,
    hint: 'The queue name: letters, digits, hyphens and underscores, such as `orders`.',
  },
  {
    name: 'fifo',
    kind: 'boolean',
    requiredFor: [],
    hint: 'Whether messages keep their order and come once: yes or no. Only at creation.',
  },
  {
    name: 'contentBasedDeduplication',
    kind: 'boolean',
    requiredFor: [],
    hint: 'For a FIFO queue: whether equal bodies count as one message, yes or no.',
  },
  {
    name: 'visibilityTimeoutSeconds',
    kind: 'number',
    requiredFor: [],
    min: 0,
    max: 43_200,
    hint: 'Seconds a taken message stays hidden, such as 300: longer than the work on it takes.',
  },
  {
    name: 'retentionDays',
    kind: 'number',
    requiredFor: [],
    min: 0.0007,
    max: 14,
    hint: 'Days that messages are kept, at most 14; a shorter time deletes the older ones.',
  },
  {
    name: 'delaySeconds',
    kind: 'number',
    requiredFor: [],
    min: 0,
    max: 900,
    hint: 'Seconds before a message can be taken at all, such as 30.',
  },
  {
    name: 'deadLetterQueue',
    kind: 'text',
    requiredFor: [],
    pattern: /^(arn:aws:sqs:[a-z0-9-]+:[0-9]{12}:)?[A-Za-z0-9_-]{1,80}(\.fifo)?$/,
    hint: 'The queue that collects what fails, such as `orders-dlq`; a new one is made with it.',
  },
  {
    name: 'maxReceiveCount',
    kind: 'number',
    requiredFor: [],
    min: 1,
    max: 1000,
    hint: 'How often a message is tried before it goes to the dead-letter queue, such as 5.',
  },
  {
    name: 'encryption',
    kind: 'text',
    requiredFor: [],
    pattern: /^(sqs|kms)$/,
    hint: 'Whose key encrypts the messages: `sqs` (costs nothing) or `kms`.',
  },
  {
    name: 'encrypted',
    kind: 'boolean',
    requiredFor: [],
    hint: 'Messages are always encrypted here: yes.',
  },
  {
    name: 'ownDeadLetterQueue',
    kind: 'boolean',
    requiredFor: [],
    hint: 'Whether a queue that collects what fails is made with it: yes or no.',
  },
  {
    name: 'kmsKey',
    kind: 'text',
    requiredFor: [],
    pattern: KEY,
    hint: 'ARN or alias of the KMS key, such as `alias/messages`.',
  },
  {
    name: 'topic',
    kind: 'text',
    requiredFor: [],
    pattern: /^(arn:aws:sns:[a-z0-9-]+:[0-9]{12}:)?[A-Za-z0-9_-]{1,256}(\.fifo)?$/,
    hint: 'An SNS topic that exists and shall deliver to the queue, such as `orders-paid`.',
  },
  ...TAG_FIELDS,
];
