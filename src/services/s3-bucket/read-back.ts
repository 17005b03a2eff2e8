import type { Json } from '../../task/json.ts';
import { isJsonObject } from '../../task/json.ts';
import { at, holdsWithin } from '../compare.ts';
import { readCompanion } from '../companions/read-back.ts';
import { holdsTags, runReadBack, type ReadRow } from '../read-back.ts';
import type { ReadBackCheck, ReadBackInput } from '../service.ts';

const bucketInput = (input: ReadBackInput) => ({ Bucket: input.physicalId });

const row = (
  name: string,
  where: readonly [property: string, operation: string],
  holds: ReadRow['holds'],
): ReadRow => ({
  name,
  ...(where[0] === '' ? {} : { property: where[0] }),
  client: 'S3',
  operation: where[1],
  input: bucketInput,
  holds,
});

const list = (value: Json | undefined): readonly Json[] =>
  Array.isArray(value) ? (value as readonly Json[]) : [];

const algorithmOf = (planned: Json): Json | undefined =>
  list(at(planned, 'ServerSideEncryptionConfiguration'))
    .map((rule) => at(rule, 'ServerSideEncryptionByDefault.SSEAlgorithm'))
    .at(0);

const foundAlgorithm = (output: unknown): Json | undefined =>
  list(at(output, 'ServerSideEncryptionConfiguration.Rules'))
    .map((rule) => at(rule, 'ApplyServerSideEncryptionByDefault.SSEAlgorithm'))
    .at(0);

/** Rules are compared by id and status: S3 and CloudFormation name their members otherwise. */
const holdsRules = (output: unknown, planned: Json): boolean =>
  list(at(planned, 'Rules')).every((rule) =>
    list(at(output, 'Rules')).some(
      (found) => at(found, 'ID') === at(rule, 'Id') && at(found, 'Status') === at(rule, 'Status'),
    ),
  );

const statementsOf = (text: Json | undefined): readonly Json[] => {
  if (typeof text !== 'string') return [];
  const parsed = JSON.parse(text) as Json;
  return list(isJsonObject(parsed) ? parsed['Statement'] : undefined);
};

/** A planned statement is there when its effect, actions and conditions are. */
const holdsPolicy = (output: unknown, planned: Json): boolean => {
  const found = statementsOf(at(output, 'Policy'));
  return list(at(planned, 'Statement')).every((statement) => {
    if (!isJsonObject(statement)) return false;
    const { Resource: _resource, Principal: _principal, ...compared } = statement;
    return found.some((other) => holdsWithin(compared, other));
  });
};

const BUCKET_ROWS: readonly ReadRow[] = [
  // HeadBucket would need the right to list the objects, which no reader has.
  row('exists', ['', 'GetBucketLocation'], () => true),
  row('private', ['PublicAccessBlockConfiguration', 'GetPublicAccessBlock'], (output, planned) =>
    holdsWithin(planned, at(output, 'PublicAccessBlockConfiguration')),
  ),
  row(
    'encrypted',
    ['BucketEncryption', 'GetBucketEncryption'],
    (output, planned) => foundAlgorithm(output) === algorithmOf(planned),
  ),
  row(
    'versioned',
    ['VersioningConfiguration', 'GetBucketVersioning'],
    (output, planned) => at(output, 'Status') === at(planned, 'Status'),
  ),
  row('lifecycle', ['LifecycleConfiguration', 'GetBucketLifecycleConfiguration'], holdsRules),
  row('owner only', ['OwnershipControls', 'GetBucketOwnershipControls'], (output, planned) =>
    holdsWithin(planned, at(output, 'OwnershipControls')),
  ),
  row(
    'access log',
    ['LoggingConfiguration', 'GetBucketLogging'],
    (output) => at(output, 'LoggingEnabled') !== undefined,
  ),
  row(
    'replicated',
    ['ReplicationConfiguration', 'GetBucketReplication'],
    (output) => list(at(output, 'ReplicationConfiguration.Rules')).length > 0,
  ),
  row(
    'object lock',
    ['ObjectLockEnabled', 'GetObjectLockConfiguration'],
    (output) => at(output, 'ObjectLockConfiguration.ObjectLockEnabled') === 'Enabled',
  ),
  row('tagged', ['Tags', 'GetBucketTagging'], (output, _planned, input) =>
    holdsTags(at(output, 'TagSet'), input),
  ),
];

const POLICY_ROWS: readonly ReadRow[] = [
  row('policy', ['PolicyDocument', 'GetBucketPolicy'], holdsPolicy),
];

/** Reads a bucket or its policy back by S3's own calls; companions by theirs. */
export const readBackS3 = async (input: ReadBackInput): Promise<ReadBackCheck> => {
  const arn = `arn:aws:s3:::${input.physicalId}`;
  if (input.type === 'AWS::S3::Bucket') return await runReadBack(input, arn, BUCKET_ROWS);
  if (input.type === 'AWS::S3::BucketPolicy') return await runReadBack(input, arn, POLICY_ROWS);
  return await readCompanion(input);
};
