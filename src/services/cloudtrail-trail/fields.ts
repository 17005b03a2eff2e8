import { TAG_FIELDS } from '../common-fields.ts';
import type { Field } from '../service.ts';

/** What a task for a trail may carry. There is no field that turns anything off. */
export const TRAIL_FIELDS: readonly Field[] = [
  {
    name: 'name',
    kind: 'text',
    requiredFor: ['CreateResource', 'UpdateResource', 'DeleteResource'],
    pattern: /^[A-Za-z0-9][A-Za-z0-9._-]{1,126}[A-Za-z0-9]$/,
    hint: 'The name of the trail, such as `audit`.',
  },
  {
    name: 'bucket',
    kind: 'text',
    requiredFor: ['CreateResource'],
    pattern: /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/,
    hint: 'The bucket of the log archive that takes the records, such as `acme-audit-logs`.',
  },
  {
    name: 'kmsKey',
    kind: 'text',
    requiredFor: [],
    pattern: /^arn:aws:kms:[a-z0-9-]+:[0-9]{12}:key\/[A-Za-z0-9-]+$/,
    hint: 'ARN of a KMS key whose policy lets CloudTrail use it.',
  },
  {
    name: 'multiRegion',
    kind: 'boolean',
    requiredFor: [],
    hint: 'Whether every region is recorded; a new trail always does.',
  },
  {
    name: 'logFileValidation',
    kind: 'boolean',
    requiredFor: [],
    hint: 'Whether changes of the records can be proven; with a new trail they always can.',
  },
  ...TAG_FIELDS,
];
