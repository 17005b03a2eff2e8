import type { Field } from '../service.ts';

/** What a task for the recorder may carry. A region has one, so it needs no name. */
export const RECORDER_FIELDS: readonly Field[] = [
  {
    name: 'bucket',
    kind: 'text',
    requiredFor: ['CreateResource'],
    pattern: /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/,
    hint: 'The bucket of the log archive that takes the records, such as `acme-config-logs`.',
  },
  {
    name: 'kmsKey',
    kind: 'text',
    requiredFor: [],
    pattern: /^arn:aws:kms:[a-z0-9-]+:[0-9]{12}:key\/[A-Za-z0-9-]+$/,
    hint: 'ARN of a KMS key whose policy lets AWS Config use it.',
  },
];
