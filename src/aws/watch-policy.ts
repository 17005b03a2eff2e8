import type { AccountId } from '../task/ids.ts';
import { SESSION_READS, STACK_READS } from '../execute/session-reads.ts';

/** Reads that hand out code; they are for CloudFormation's own calls only. */
const NOT_DIRECT = new Set(['lambda:GetFunction*', 's3:ListBucket']);

/**
 * Configuration reads of a watching session, and nothing else, whatever the role allows: the
 * content of the managed policy `AwsCoworkerWatch`. It follows an execution and reads back what was
 * made; the deploy session cannot, because its reads are CloudFormation's only and end with it.
 */
export const WATCH_READS: readonly string[] = [
  ...STACK_READS,
  ...SESSION_READS.filter((action) => !NOT_DIRECT.has(action)),
  'cloudformation:GetResource',
  'cloudformation:GetResourceRequestStatus',
  'dynamodb:ListBackups',
  'lambda:GetFunctionConcurrency',
  'lambda:GetFunctionConfiguration',
  's3:ListBucketVersions',
].toSorted();

const WATCH_NAME = 'AwsCoworkerWatch';

/** The reads are too many for an inline policy, which therefore says who one is and no more. */
const INLINE = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 'sts:GetCallerIdentity', Resource: '*' }],
});

/** What narrows a watching session. Without its managed policy the session does not open at all. */
export const watchPolicies = (
  accountId: AccountId,
): { readonly policy: string; readonly policyArns: readonly string[] } => ({
  policy: INLINE,
  policyArns: [`arn:aws:iam::${accountId}:policy/${WATCH_NAME}`],
});
