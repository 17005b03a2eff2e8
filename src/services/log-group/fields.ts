import { TAG_FIELDS } from '../common-fields.ts';
import type { Field } from '../service.ts';

/** Days that CloudWatch Logs knows as a retention. Source: PutRetentionPolicy. */
export const RETENTION_DAYS: readonly number[] = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288,
  3653,
];

/** What a task for a log group may carry. */
export const LOG_GROUP_FIELDS: readonly Field[] = [
  {
    name: 'name',
    kind: 'text',
    requiredFor: ['CreateResource', 'UpdateResource', 'DeleteResource'],
    pattern: /^[A-Za-z0-9_/.#-]{1,512}$/,
    hint: 'The whole name of the log group, such as `/aws/lambda/thumbnailer`.',
  },
  {
    name: 'retentionDays',
    kind: 'number',
    requiredFor: [],
    min: 1,
    max: 3653,
    hint: 'Days that events are kept, such as 30; a shorter time deletes the older ones.',
  },
  {
    name: 'kmsKey',
    kind: 'text',
    requiredFor: [],
    pattern: /^arn:aws:kms:[a-z0-9-]+:[0-9]{12}:key\/[A-Za-z0-9-]+$/,
    hint: 'ARN of a KMS key whose policy lets CloudWatch Logs use it.',
  },
  {
    name: 'filterPattern',
    kind: 'text',
    requiredFor: [],
    pattern: /^[^\n\r]{1,1024}$/,
    hint: 'Which lines are counted as a metric, such as `Filter pattern: ?ERROR ?Exception`.',
  },
  {
    name: 'metric',
    kind: 'text',
    requiredFor: [],
    pattern: /^[A-Za-z][A-Za-z0-9._-]{0,254}$/,
    hint: 'The name of that metric in `Coworker/Logs`, such as `Metric: importer-errors`.',
  },
  ...TAG_FIELDS,
];
