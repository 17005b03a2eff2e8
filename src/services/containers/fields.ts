import { RETENTION_DAYS } from '../lambda-function/fields.ts';
import type { Field } from '../service.ts';
import { IMAGE } from './image.ts';

/** What a task for something that runs containers may say of them. */
export const DEFINITION_FIELDS: readonly Field[] = [
  {
    name: 'image',
    kind: 'text',
    requiredFor: [],
    pattern: IMAGE,
    hint:
      'What runs, by version or digest, such as ' +
      '`333333333333.dkr.ecr.us-east-1.amazonaws.com/shop:1.4.0`.',
  },
  {
    name: 'cpu',
    kind: 'number',
    requiredFor: [],
    min: 256,
    max: 16_384,
    hint: 'Units of processor of one task, of which 1024 are one: 256, 512, 1024, ...',
  },
  {
    name: 'memoryMb',
    kind: 'number',
    requiredFor: [],
    min: 512,
    max: 122_880,
    hint: 'Memory of one task in MB, such as 1024. Fargate gives what fits the processor.',
  },
  {
    name: 'port',
    kind: 'number',
    requiredFor: [],
    min: 1,
    max: 65_535,
    hint: 'The port on which the container answers, such as 8080.',
  },
  {
    name: 'healthCheck',
    kind: 'text',
    requiredFor: [],
    pattern: /^[^\s`'"][^\n`]{2,255}$/,
    hint: 'A command in the container that fails when it is ill: `curl -f localhost:8080/health`.',
  },
  {
    name: 'environment',
    kind: 'map',
    requiredFor: [],
    hint: 'Variables, one in a line, such as `STAGE: dev`. Never a secret.',
  },
  {
    name: 'architecture',
    kind: 'text',
    requiredFor: [],
    pattern: /^(arm64|x86_64)$/,
    hint: '`arm64` or `x86_64`, as the image is built.',
  },
  {
    name: 'role',
    kind: 'text',
    requiredFor: [],
    pattern: /^(arn:aws:iam::[0-9]{12}:role\/coworker\/)?[\w+=,.@-]{1,64}$/,
    hint: 'What the program may do: a role under `/coworker/`. Without it, one that may nothing.',
  },
  {
    name: 'logRetentionDays',
    kind: 'number',
    requiredFor: [],
    min: 1,
    max: 3653,
    hint: `Days for which logs are kept, one of ${RETENTION_DAYS.join(', ')}.`,
  },
];
