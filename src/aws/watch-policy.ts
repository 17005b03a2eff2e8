import { SESSION_READS, STACK_READS } from '../execute/session-reads.ts';

/** Reads that hand out code; they are for CloudFormation's own calls only. */
const NOT_DIRECT = new Set(['lambda:GetFunction*', 's3:ListBucket']);

const DIRECT_READS: readonly string[] = [
  ...STACK_READS,
  ...SESSION_READS.filter((action) => !NOT_DIRECT.has(action)),
  'cloudformation:GetResource',
  'cloudformation:GetResourceRequestStatus',
  'dynamodb:ListBackups',
  'lambda:GetFunctionConcurrency',
  'lambda:GetFunctionConfiguration',
];

/**
 * The session policy of a watching session: configuration reads and nothing else, whatever the role
 * allows. It follows an execution and reads back what was made; the deploy session cannot, because
 * its reads are CloudFormation's only and end with it.
 */
export const WATCH_POLICY = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: DIRECT_READS.toSorted(), Resource: '*' }],
});
