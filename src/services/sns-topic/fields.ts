import { TAG_FIELDS } from '../common-fields.ts';
import type { Field } from '../service.ts';

/** What a task for a topic may carry. */
export const SNS_FIELDS: readonly Field[] = [
  {
    name: 'name',
    kind: 'text',
    requiredFor: ['CreateResource', 'UpdateResource', 'DeleteResource'],
    pattern: /^[A-Za-z0-9_-]{1,251}(\.fifo)?$/,
    hint: 'The topic name: letters, digits, hyphens and underscores, such as `orders-paid`.',
  },
  {
    name: 'displayName',
    kind: 'text',
    requiredFor: [],
    pattern: /^[\p{L}\p{N} _.,:/=+-]{1,100}$/u,
    hint: 'The name that people see in mails, such as `Paid orders`.',
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
    hint: 'For a FIFO topic: whether equal bodies count as one message, yes or no.',
  },
  {
    name: 'kmsKey',
    kind: 'text',
    requiredFor: [],
    pattern:
      /^(arn:aws:kms:[a-z0-9-]+:[0-9]{12}:(key|alias)\/[A-Za-z0-9/_-]+|alias\/[A-Za-z0-9/_-]+)$/,
    hint: 'ARN or alias of the KMS key, such as `alias/messages`.',
  },
  {
    name: 'protocol',
    kind: 'text',
    requiredFor: [],
    pattern: /^(email|https|lambda|sqs)$/,
    hint: 'How one subscriber is reached: email, https, lambda or sqs.',
  },
  {
    name: 'endpoint',
    kind: 'text',
    requiredFor: [],
    pattern: /^(arn:aws:[A-Za-z0-9:_./-]+|https:\/\/[^\s"'\\]+|[^\s@"'\\]+@[^\s@"'\\]+)$/,
    hint: 'Where that subscriber is: an ARN, an https address or a mail address.',
  },
  {
    name: 'subscriptions',
    kind: 'list',
    requiredFor: [],
    pattern: /^[^\s@"'\\]+@[^\s@"'\\]+$/,
    hint: 'Mail addresses that are told; each must confirm, such as `ops@example.com`.',
  },
  {
    name: 'queue',
    kind: 'text',
    requiredFor: [],
    pattern: /^[A-Za-z0-9_-]{1,80}(\.fifo)?$/,
    hint: 'An SQS queue of the account that is told and lets the topic in, such as `orders`.',
  },
  {
    name: 'function',
    kind: 'text',
    requiredFor: [],
    pattern: /^[A-Za-z0-9_-]{1,64}$/,
    hint: 'A Lambda function of the account that is told, such as `order-mailer`.',
  },
  ...TAG_FIELDS,
];
