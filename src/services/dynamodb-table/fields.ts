import { TAG_FIELDS } from '../common-fields.ts';
import type { Field } from '../service.ts';

const ATTRIBUTE = /^[A-Za-z0-9_.-]{1,255}$/;

/** What a task for a table may carry. */
export const DYNAMODB_FIELDS: readonly Field[] = [
  {
    name: 'name',
    kind: 'text',
    requiredFor: ['CreateResource', 'UpdateResource', 'DeleteResource'],
    pattern: /^[A-Za-z0-9_.-]{3,255}$/,
    hint: 'The table name: 3 to 255 letters, digits, dots, hyphens, underscores, `sessions`.',
  },
  {
    name: 'partitionKey',
    kind: 'text',
    requiredFor: ['CreateResource'],
    pattern: ATTRIBUTE,
    hint: 'The attribute that items are found by, such as `Partition key: tenantId`.',
  },
  {
    name: 'partitionKeyType',
    kind: 'text',
    requiredFor: [],
    pattern: /^[SNB]$/,
    hint: 'Its type: S (text, the default), N (number) or B (binary).',
  },
  {
    name: 'sortKey',
    kind: 'text',
    requiredFor: [],
    pattern: ATTRIBUTE,
    hint: 'The attribute that items of one partition are sorted by, such as `createdAt`.',
  },
  {
    name: 'sortKeyType',
    kind: 'text',
    requiredFor: [],
    pattern: /^[SNB]$/,
    hint: 'Its type: S (text, the default), N (number) or B (binary).',
  },
  {
    name: 'billingMode',
    kind: 'text',
    requiredFor: [],
    pattern: /^(on-demand|provisioned|PAY_PER_REQUEST|PROVISIONED)$/,
    hint: '`on-demand` (the default) or `provisioned`.',
  },
  {
    name: 'readCapacity',
    kind: 'number',
    requiredFor: [],
    min: 1,
    max: 40_000,
    hint: 'Read units a second of a provisioned table, such as 5.',
  },
  {
    name: 'writeCapacity',
    kind: 'number',
    requiredFor: [],
    min: 1,
    max: 40_000,
    hint: 'Write units a second of a provisioned table, such as 5.',
  },
  {
    name: 'pointInTimeRecovery',
    kind: 'boolean',
    requiredFor: [],
    hint: 'Whether any second of the last 35 days can be restored: yes or no.',
  },
  {
    name: 'deletionProtection',
    kind: 'boolean',
    requiredFor: [],
    hint: 'Whether AWS refuses to delete the table: yes or no.',
  },
  {
    name: 'ttlAttribute',
    kind: 'text',
    requiredFor: [],
    pattern: ATTRIBUTE,
    hint: 'The attribute that holds when an item expires, such as `expiresAt`.',
  },
  {
    name: 'kmsKey',
    kind: 'text',
    requiredFor: [],
    pattern:
      /^(arn:aws:kms:[a-z0-9-]+:[0-9]{12}:(key|alias)\/[A-Za-z0-9/_-]+|alias\/[A-Za-z0-9/_-]+)$/,
    hint: 'ARN or alias of the KMS key, such as `alias/data`.',
  },
  ...TAG_FIELDS,
];
