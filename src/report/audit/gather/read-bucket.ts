import { STACK_TAGS } from '../../../review/checks/judgement.ts';
import { isMissing } from '../../../services/facts.ts';
import type { ReadAnswer } from '../../../services/aws-reader.ts';
import { Fault } from '../../../task/fault.ts';
import { isJsonObject, type Json, type JsonObject } from '../../../task/json.ts';
import type { AuditPlace, LiveThing } from './source.ts';

const at = (value: Json | undefined, path: string): Json | undefined => {
  let found = value;
  for (const key of path.split('.')) found = isJsonObject(found) ? found[key] : undefined;
  return found;
};

const textAt = (value: Json | undefined, path: string): string => {
  const found = at(value, path);
  return typeof found === 'string' ? found : '';
};

const rowsAt = (value: Json | undefined, path: string): readonly Json[] => {
  const found = at(value, path);
  return Array.isArray(found) ? (found as readonly Json[]) : [];
};

const encryption = (output: Json): Json => ({
  ServerSideEncryptionConfiguration: rowsAt(output, 'ServerSideEncryptionConfiguration.Rules').map(
    (rule) => ({
      ServerSideEncryptionByDefault: at(rule, 'ApplyServerSideEncryptionByDefault') ?? null,
      BucketKeyEnabled: at(rule, 'BucketKeyEnabled') ?? false,
    }),
  ),
});

const logging = (output: Json): Json | undefined => {
  const bucket = at(output, 'LoggingEnabled.TargetBucket');
  const prefix = at(output, 'LoggingEnabled.TargetPrefix') ?? '';
  return bucket === undefined
    ? undefined
    : { DestinationBucketName: bucket, LogFilePrefix: prefix };
};

const states = (output: Json, path: string): Json | undefined => {
  const rules = rowsAt(output, path).map((rule) => ({ Status: at(rule, 'Status') ?? '' }));
  return rules.length === 0 ? undefined : rules;
};

const ownTags = (output: Json): Json =>
  rowsAt(output, 'TagSet').filter((tag) => !textAt(tag, 'Key').startsWith('aws:'));

interface BucketRead {
  readonly property: string;
  readonly operation: string;
  /** What rules call it: it is read where one of them does. */
  readonly named: RegExp;
  readonly shape: (output: Json) => Json | undefined;
}

/**
 * Table: the configuration of a bucket, read call by call as its reader may, in the shape of its
 * CloudFormation type, as far as rules look at it.
 */
const READS: readonly BucketRead[] = [
  {
    property: 'PublicAccessBlockConfiguration',
    operation: 'GetPublicAccessBlock',
    named: /PublicAccessBlockConfiguration|fit-public-website/,
    shape: (output) => at(output, 'PublicAccessBlockConfiguration'),
  },
  {
    property: 'BucketEncryption',
    operation: 'GetBucketEncryption',
    named: /BucketEncryption/,
    shape: encryption,
  },
  {
    property: 'VersioningConfiguration',
    operation: 'GetBucketVersioning',
    named: /VersioningConfiguration/,
    shape: (output) => {
      const status = at(output, 'Status');
      return status === undefined ? undefined : { Status: status };
    },
  },
  {
    property: 'LifecycleConfiguration',
    operation: 'GetBucketLifecycleConfiguration',
    named: /LifecycleConfiguration/,
    shape: (output) => ({ Rules: states(output, 'Rules') ?? [] }),
  },
  {
    property: 'LoggingConfiguration',
    operation: 'GetBucketLogging',
    named: /LoggingConfiguration/,
    shape: logging,
  },
  {
    property: 'ReplicationConfiguration',
    operation: 'GetBucketReplication',
    named: /ReplicationConfiguration/,
    shape: (output) => ({ Rules: states(output, 'ReplicationConfiguration.Rules') ?? [] }),
  },
  {
    property: 'InventoryConfigurations',
    operation: 'ListBucketInventoryConfigurations',
    named: /InventoryConfigurations/,
    shape: (output) =>
      rowsAt(output, 'InventoryConfigurationList').map((one) => ({
        Enabled: at(one, 'IsEnabled') ?? false,
      })),
  },
  {
    property: 'IntelligentTieringConfigurations',
    operation: 'ListBucketIntelligentTieringConfigurations',
    named: /IntelligentTieringConfigurations/,
    shape: (output) => states(output, 'IntelligentTieringConfigurationList'),
  },
  {
    property: 'ObjectLockEnabled',
    operation: 'GetObjectLockConfiguration',
    named: /ObjectLockEnabled/,
    shape: (output) => at(output, 'ObjectLockConfiguration.ObjectLockEnabled') === 'Enabled',
  },
  {
    property: 'WebsiteConfiguration',
    operation: 'GetBucketWebsite',
    named: /fit-public-website/,
    shape: (output) => ({ IndexDocument: at(output, 'IndexDocument.Suffix') ?? '' }),
  },
  {
    property: 'Tags',
    operation: 'GetBucketTagging',
    named: /core-tags|confidentiality|from-template/,
    shape: ownTags,
  },
];

/** What S3 says of a configuration that is not set. */
const NOT_SET = /^(NoSuch\w+|\w+NotFoundError)$/;

const outputOf = (answer: ReadAnswer, operation: string): Json | undefined => {
  if (answer.ok) return JSON.parse(JSON.stringify(answer.output)) as Json;
  if (isMissing(answer) && NOT_SET.test(answer.code)) return undefined;
  const isDenied = answer.httpStatus === 403 || /Denied/.test(answer.code);
  throw new Fault(isDenied ? 'denied' : 'unavailable', `S3.${operation}: ${answer.code}`);
};

const tagsIn = (outputs: ReadonlyMap<string, Json | undefined>): Record<string, string> =>
  Object.fromEntries(
    rowsAt(outputs.get('Tags'), 'TagSet').map((tag) => [textAt(tag, 'Key'), textAt(tag, 'Value')]),
  );

/**
 * Reads what the rules of the place look at in a bucket, all of it at once: so one bucket after
 * the other is done, and few are held. Undefined for one that is gone. A read that is denied is a
 * Fault: a bucket is judged as a whole, or not.
 */
export const readBucket = async (
  { reader, region, rules }: Pick<AuditPlace, 'reader' | 'region' | 'rules'>,
  bucket: string,
): Promise<Omit<LiveThing, 'beside'> | undefined> => {
  const input = { Bucket: bucket };
  const wanted = READS.filter(({ named }) => named.test(rules));
  const answers = await Promise.all(
    wanted.map(({ operation }) => reader.read({ client: 'S3', operation, region, input })),
  );
  if (answers.some((answer) => !answer.ok && answer.code === 'NoSuchBucket')) return undefined;
  const outputs = new Map<string, Json | undefined>();
  const properties: Record<string, Json> = { BucketName: bucket };
  for (const [index, { property, operation, shape }] of wanted.entries()) {
    const answer = answers[index];
    const output = answer === undefined ? undefined : outputOf(answer, operation);
    outputs.set(property, output);
    const value = output === undefined ? undefined : shape(output);
    if (value !== undefined) properties[property] = value;
  }
  const documents = [{ type: 'AWS::S3::Bucket', id: bucket, properties: properties as JsonObject }];
  const read = outputs.has('Tags') ? [STACK_TAGS] : [];
  return { documents, read, stackTags: tagsIn(outputs) };
};
