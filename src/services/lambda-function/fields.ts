import { TAG_FIELDS } from '../common-fields.ts';
import type { Field } from '../service.ts';
import { CODE_PLACE } from './code.ts';

/** Identifiers of Lambda runtimes that can still be created. Source: Lambda's table of runtimes. */
export const RUNTIMES: ReadonlySet<string> = new Set([
  'dotnet8',
  'java11',
  'java17',
  'java21',
  'nodejs20.x',
  'nodejs22.x',
  'nodejs24.x',
  'provided.al2',
  'provided.al2023',
  'python3.10',
  'python3.11',
  'python3.12',
  'python3.13',
  'python3.14',
  'ruby3.2',
  'ruby3.3',
  'ruby3.4',
]);

/** Retentions that CloudWatch Logs takes, in days. */
export const RETENTION_DAYS: readonly number[] = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288,
  3653,
];

/** What a task for a function may carry. */
export const LAMBDA_FIELDS: readonly Field[] = [
  {
    name: 'name',
    kind: 'text',
    requiredFor: ['CreateResource', 'UpdateResource', 'DeleteResource'],
    pattern: /^[A-Za-z0-9_-]{1,64}$/,
    hint: 'The function name: letters, digits, `-` and `_`, such as `csv-splitter`.',
  },
  {
    name: 'runtime',
    kind: 'text',
    requiredFor: ['CreateResource'],
    pattern: /^[a-z][a-z0-9.]{3,20}$/,
    hint: 'The runtime, such as `python3.13` or `nodejs22.x`.',
  },
  {
    name: 'handler',
    kind: 'text',
    requiredFor: ['CreateResource'],
    pattern: /^[^\s]{1,128}$/,
    hint: 'The entry point, such as `app.handler`.',
  },
  {
    name: 'memoryMb',
    kind: 'number',
    requiredFor: [],
    min: 128,
    max: 10_240,
    hint: 'Memory in MB, from 128 to 10240, such as 512.',
  },
  {
    name: 'timeoutSeconds',
    kind: 'number',
    requiredFor: [],
    min: 1,
    max: 900,
    hint: 'Timeout in seconds, from 1 to 900, such as 30.',
  },
  {
    name: 'code',
    kind: 'text',
    requiredFor: ['CreateResource'],
    pattern: CODE_PLACE,
    hint: 'A package in a versioned bucket, such as `s3://acme-artifacts/csv-splitter/1.4.0.zip`.',
  },
  {
    name: 'role',
    kind: 'text',
    requiredFor: [],
    pattern: /^(arn:aws:iam::[0-9]{12}:role\/coworker\/)?[\w+=,.@-]{1,64}$/,
    hint: 'A role under `/coworker/`; without it the function gets one of its own.',
  },
  {
    name: 'environment',
    kind: 'map',
    requiredFor: [],
    hint: 'Variables, one in a line, such as `STAGE: dev`. Never a secret.',
  },
  {
    name: 'tracing',
    kind: 'boolean',
    requiredFor: [],
    hint: 'Whether X-Ray traces the function: yes or no.',
  },
  {
    name: 'architecture',
    kind: 'text',
    requiredFor: [],
    pattern: /^(arm64|x86_64)$/,
    hint: '`arm64` or `x86_64`.',
  },
  {
    name: 'logRetentionDays',
    kind: 'number',
    requiredFor: [],
    min: 1,
    max: 3653,
    hint: `Days for which logs are kept, one of ${RETENTION_DAYS.join(', ')}.`,
  },
  {
    name: 'reservedConcurrency',
    kind: 'number',
    requiredFor: [],
    min: 0,
    max: 10_000,
    hint: 'Executions at once that are reserved for the function, such as 10.',
  },
  {
    name: 'deadLetter',
    kind: 'text',
    requiredFor: [],
    pattern: /^arn:aws:(sqs|sns):[a-z0-9-]+:[0-9]{12}:[A-Za-z0-9_.-]{1,256}$/,
    hint: 'ARN of the queue or topic for failed events.',
  },
  {
    name: 'kmsKey',
    kind: 'text',
    requiredFor: [],
    pattern: /^arn:aws:kms:[a-z0-9-]+:[0-9]{12}:key\/[A-Za-z0-9-]+$/,
    hint: 'ARN of the KMS key that encrypts the environment.',
  },
  ...TAG_FIELDS,
];
