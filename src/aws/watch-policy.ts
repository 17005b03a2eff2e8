import type { Step } from '../plan/step.ts';
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
  'cloudformation:DescribeStackDriftDetectionStatus',
  'cloudformation:DescribeStackResourceDrifts',
  'cloudformation:GetResource',
  'cloudformation:GetResourceRequestStatus',
  'dynamodb:ListBackups',
  'lambda:GetFunctionConcurrency',
  'lambda:GetFunctionConfiguration',
  's3:ListBucketVersions',
].toSorted();

/** Starts a comparison of a stack of ours with what is there, and changes nothing. */
export const WATCH_STARTS: readonly string[] = ['cloudformation:DetectStackDrift'];

/** What CloudFormation and Cloud Control read of a bucket for this session, and nobody directly. */
export const WATCH_FORWARDED: readonly string[] = ['s3:ListBucket'];

const WATCH_NAME = 'AwsCoworkerWatch';

interface Statement {
  readonly Effect: 'Allow';
  readonly Action: string;
  readonly Resource: string | readonly string[];
}

/** As many as an inline policy has room for; what is left can not be read again, which is said. */
const MOST_LISTED = 12;

const BUCKET = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;

const bucketsImported = (steps: readonly Step[], accountId: AccountId): readonly string[] =>
  steps
    .filter((step) => step.kind === 'deploy')
    .filter((step) => step.accountId === accountId)
    .flatMap(({ imports = [] }) => imports)
    .filter(({ type, physicalId }) => type === 'AWS::S3::Bucket' && BUCKET.test(physicalId))
    .map(({ physicalId }) => `arn:aws:s3:::${physicalId}`);

/**
 * Cloud Control reads every setting of a bucket only for who may list it too: so this one bucket
 * may be listed, and only while a plan that imports it is carried out.
 */
const listsOf = (buckets: readonly string[]): readonly Statement[] =>
  buckets.length === 0
    ? []
    : [{ Effect: 'Allow', Action: 's3:ListBucket', Resource: buckets.slice(0, MOST_LISTED) }];

const WHO: Statement = { Effect: 'Allow', Action: 'sts:GetCallerIdentity', Resource: '*' };

/**
 * What narrows a watching session. The reads are too many for an inline policy, which therefore
 * says who one is, and what the steps of the plan import. Without its managed policy the session
 * does not open at all.
 */
export const watchPolicies = (
  accountId: AccountId,
  steps: readonly Step[],
): { readonly policy: string; readonly policyArns: readonly string[] } => ({
  policy: JSON.stringify({
    Version: '2012-10-17',
    Statement: [WHO, ...listsOf(bucketsImported(steps, accountId))],
  }),
  policyArns: [`arn:aws:iam::${accountId}:policy/${WATCH_NAME}`],
});
