import { TAG_FIELDS } from '../common-fields.ts';
import type { Field } from '../service.ts';

/** What a task for a rule of EventBridge may carry. Bounds: EventBridge, PutRule and PutTargets. */
export const RULE_FIELDS: readonly Field[] = [
  {
    name: 'name',
    kind: 'text',
    requiredFor: ['CreateResource', 'UpdateResource', 'DeleteResource'],
    pattern: /^[A-Za-z0-9._-]{1,64}$/,
    hint: 'The rule name: letters, digits, dots, hyphens, underscores, such as `nightly-report`.',
  },
  {
    name: 'schedule',
    kind: 'text',
    requiredFor: [],
    pattern: /^(rate|cron)\([^()\n]{1,240}\)$/,
    hint: 'When it runs, in UTC: `rate(5 minutes)` or `cron(0 3 * * ? *)`.',
  },
  {
    name: 'eventPattern',
    kind: 'text',
    requiredFor: [],
    pattern: /^\{[\s\S]{2,4000}\}$/,
    hint: 'Which events it takes, as JSON in one line, such as `{"source":["aws.ec2"]}`.',
  },
  {
    name: 'target',
    kind: 'text',
    requiredFor: ['CreateResource'],
    pattern: /^(arn:aws:[A-Za-z0-9:._/-]{10,1500}|[A-Za-z0-9._-]{1,256})$/,
    hint: 'What it calls: a Lambda function, SQS queue or SNS topic that exists, by name or ARN.',
  },
  {
    name: 'enabled',
    kind: 'boolean',
    requiredFor: [],
    hint: 'Whether it runs: yes or no.',
  },
  ...TAG_FIELDS,
];
