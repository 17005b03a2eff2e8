import type { OperationTable } from './call.ts';
import { cloudFormationOperations } from './cloudformation.ts';
import { organizationsOperations } from './organizations.ts';
import { s3Operations } from './s3.ts';
import { stsOperations } from './sts.ts';

/** Every operation that is carried out, by client. */
export const OPERATIONS: Readonly<Record<string, OperationTable>> = {
  CloudFormation: cloudFormationOperations,
  Organizations: organizationsOperations,
  S3: s3Operations,
  STS: stsOperations,
};
