import type { Remedy } from './service.ts';
import { dynamodbRemedies } from './dynamodb-table/remedies.ts';
import { s3Remedies } from './s3-bucket/remedies.ts';
import { snsRemedies } from './sns-topic/remedies.ts';

/** The remedies of all folders, for a given template to which a person adds an item. */
export const allRemedies = (): readonly Remedy[] => [
  ...s3Remedies,
  ...dynamodbRemedies,
  ...snsRemedies,
];
