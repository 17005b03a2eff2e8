import { TAG_FIELDS } from '../common-fields.ts';
import type { Field } from '../service.ts';

/** What a task for an alarm may carry. Bounds: CloudWatch, PutMetricAlarm. */
export const ALARM_FIELDS: readonly Field[] = [
  {
    name: 'name',
    kind: 'text',
    requiredFor: ['UpdateResource', 'DeleteResource'],
    pattern: /^[A-Za-z0-9_.:/ -]{1,255}$/,
    hint: 'The alarm name, such as `production-orders-Errors-over-5`.',
  },
  {
    name: 'metric',
    kind: 'text',
    requiredFor: ['CreateResource'],
    pattern: /^[A-Za-z0-9_]{1,255}$/,
    hint: 'The metric as CloudWatch names it, such as `Errors` or `CPUUtilization`.',
  },
  {
    name: 'resource',
    kind: 'text',
    requiredFor: [],
    pattern: /^[A-Za-z0-9_./-]{1,255}$/,
    hint: 'What is watched: the name of the function, queue or table, or the id of the instance.',
  },
  {
    name: 'namespace',
    kind: 'text',
    requiredFor: [],
    pattern: /^(?!AWS\/)[A-Za-z0-9_./#:-]{1,255}$/,
    hint: 'The namespace of a metric of your own, such as `Shop`.',
  },
  {
    name: 'threshold',
    kind: 'number',
    requiredFor: ['CreateResource'],
    min: -1e12,
    max: 1e12,
    hint: 'The number beyond which it is wrong, such as 5.',
  },
  {
    name: 'comparison',
    kind: 'text',
    requiredFor: [],
    pattern: /^(Greater|Less)Than(OrEqualTo)?Threshold$/,
    hint: 'How it is compared: `GreaterThanThreshold` or `LessThanThreshold`.',
  },
  {
    name: 'periodMinutes',
    kind: 'number',
    requiredFor: [],
    min: 1,
    max: 1440,
    hint: 'Whole minutes over which is measured, such as 5.',
  },
  {
    name: 'evaluationPeriods',
    kind: 'number',
    requiredFor: [],
    min: 1,
    max: 1440,
    hint: 'How many periods in a row it must be wrong, such as 3.',
  },
  {
    name: 'topic',
    kind: 'text',
    requiredFor: [],
    pattern: /^(arn:aws:sns:[a-z0-9-]+:[0-9]{12}:)?[A-Za-z0-9_-]{1,256}$/,
    hint: 'The SNS topic that is told, such as `on-call`.',
  },
  {
    name: 'missingData',
    kind: 'text',
    requiredFor: [],
    pattern: /^(breaching|notBreaching|ignore|missing)$/,
    hint: 'What silence means: `notBreaching` (good), `breaching` (bad), `ignore` or `missing`.',
  },
  {
    name: 'enabled',
    kind: 'boolean',
    requiredFor: [],
    hint: 'Whether it tells anybody: yes or no.',
  },
  ...TAG_FIELDS,
];
