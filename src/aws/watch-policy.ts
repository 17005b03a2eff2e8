import { SESSION_POLICY_CHARACTERS } from '../execute/session-policy.ts';
import { SESSION_READS, STACK_READS } from '../execute/session-reads.ts';
import type { Plan } from '../plan/plan.ts';

/** Reads that hand out code, or names of objects; they are for CloudFormation's own calls only. */
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

const write = (statements: readonly object[]): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: statements });

const READ = { Effect: 'Allow', Action: DIRECT_READS.toSorted(), Resource: '*' };

/** Buckets that somebody changed by hand: Cloud Control lists a bucket to read it. */
const driftedBuckets = ({ steps }: Plan): readonly string[] =>
  steps
    .flatMap((step) => (step.kind === 'deploy' && step.driftStatus === 'DRIFTED' ? [step] : []))
    .flatMap((step) => step.changes)
    .flatMap(({ type, physicalId = '' }) =>
      type === 'AWS::S3::Bucket' && /^[a-z0-9.-]{3,63}$/.test(physicalId)
        ? [`arn:aws:s3:::${physicalId}`]
        : [],
    );

/**
 * The session policy of a watching session: configuration reads and nothing else, whatever the role
 * allows. It follows an execution and reads back what was made; the deploy session cannot, because
 * its reads are CloudFormation's only and end with it. What drifted is read again before it is
 * overwritten; buckets too many for one policy are not, and so stay as they are.
 */
export const watchPolicy = (plan: Plan): string => {
  const buckets = driftedBuckets(plan);
  if (buckets.length === 0) return write([READ]);
  const listing = { Effect: 'Allow', Action: 's3:ListBucket', Resource: buckets };
  const policy = write([READ, listing]);
  return policy.length > SESSION_POLICY_CHARACTERS ? write([READ]) : policy;
};
