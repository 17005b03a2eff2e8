import { TAG_FIELDS } from '../common-fields.ts';
import type { Field } from '../service.ts';

/** Protections that a detector may have, by the names of GuardDuty. */
export const FEATURES = [
  'S3_DATA_EVENTS',
  'EKS_AUDIT_LOGS',
  'EBS_MALWARE_PROTECTION',
  'RDS_LOGIN_EVENTS',
  'LAMBDA_NETWORK_LOGS',
] as const;

/** What a task for a detector may carry. A region has one, so it needs no name. */
export const DETECTOR_FIELDS: readonly Field[] = [
  {
    name: 'id',
    kind: 'text',
    requiredFor: [],
    pattern: /^[0-9a-f]{32}$/,
    hint: 'The id of the detector; a region has one, so that it need not be said.',
  },
  {
    name: 'features',
    kind: 'list',
    requiredFor: [],
    hint: `Protections that are turned on: ${FEATURES.join(', ')}.`,
  },
  ...TAG_FIELDS,
];
