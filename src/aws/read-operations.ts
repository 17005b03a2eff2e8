import type { ReadCall } from '../services/aws-reader.ts';
import type { ClientName } from './client-table.ts';

/**
 * What a reading session may be asked, whatever its role allows: the second net. Configuration is
 * read; objects, items, messages, log lines, secrets, code and consoles are not.
 */
const READS = /^(Describe|List|Get|Head)[A-Z]/;

/**
 * Reads that are named otherwise, by client. `DetectStackDrift` starts a comparison of a stack with
 * what is there and changes nothing; AWS classes it as Read (service authorization reference).
 */
const OTHER_READS: Readonly<Partial<Record<ClientName, RegExp>>> = {
  CloudFormation: /^DetectStackDrift$/,
  ConfigService: /^SelectAggregateResourceConfig$/,
};

/** Reads that hand out what people store or run, by client. Source: credentials, section 1. */
const DENIED: Readonly<Partial<Record<ClientName, RegExp>>> = {
  CloudWatchLogs: /^(Get|List)(LogEvents|LogObject|LogRecord|QueryResults|LogAnomaly|Integration)/,
  DynamoDB: /^Get(Item|Records)/,
  EC2: /^Get(Console|PasswordData)/,
  IAM: /^Get(ContextKeysFor|Delegation|HumanReadable)/,
  Lambda: /^Get(Function|LayerVersion|LayerVersionByArn|DurableExecution.*)$/,
  CloudTrail: /^(GetQueryResults|ListPublicKeys|ListInsightsData)$/,
  ECS: /^GetTaskProtection$/,
  S3: /^(Get|Head|List)Object(?!LockConfiguration|Versions$)|^ListParts$|^ListMultipart/,
};

/** Clients of which only these are asked. */
const ONLY: Readonly<Partial<Record<ClientName, RegExp>>> = {
  CloudWatch: /^(DescribeAlarms|GetDashboard|GetMetricData|ListDashboards|ListTagsForResource)$/,
  APIGateway: /^Get(?!(ApiKey|ClientCertificate|Sdk|Export)s?$)\w+$/,
  ElasticLoadBalancingV2: /^Describe[A-Z]\w*$/,
  KMS: /^(DescribeKey|GetKeyPolicy|GetKeyRotationStatus|List[A-Z]\w*)$/,
  RDS: /^(Describe(?!DBLogFiles)\w+|ListTagsForResource)$/,
  SecretsManager: /^(DescribeSecret|GetResourcePolicy|ListSecrets|ListSecretVersionIds)$/,
  SQS: /^(GetQueueAttributes|GetQueueUrl|List[A-Z]\w*)$/,
  XRay: /^(GetGroup|GetGroups|GetSamplingRules|ListTagsForResource)$/,
  Pricing: /^GetProducts$/,
  STS: /^GetCallerIdentity$/,
  SSM: /^(Describe[A-Z]\w*|GetParameter|GetParameters|GetParametersByPath)$/,
};

const PUBLIC_PARAMETER = /^\/aws\/service\//;

/** Parameter values are secrets, save those that AWS itself publishes for everybody. */
const isPublicParameter = (input: ReadCall['input']): boolean => {
  const names = [input['Name'], input['Path'], input['Names']].flat();
  const given = names.filter((name) => name !== undefined);
  return (
    given.length > 0 &&
    given.every((name) => typeof name === 'string' && PUBLIC_PARAMETER.test(name))
  );
};

const isUserData = (call: Pick<ReadCall, 'operation' | 'input'>): boolean =>
  call.operation === 'DescribeInstanceAttribute' && call.input['Attribute'] === 'userData';

/** As many keys as one plan may name, and some more, so that too many are seen to be too many. */
const MOST_KEYS = 250;

/**
 * Whether a bucket holds anything is asked before it is deleted, and a few keys are named where a
 * plan deletes exactly those or must not write over one. A bucket is never listed without end.
 */
const isListing = ({ operation, input }: Pick<ReadCall, 'operation' | 'input'>): boolean => {
  const most = input['MaxKeys'];
  return operation === 'ListObjectVersions' && !(typeof most === 'number' && most <= MOST_KEYS);
};

/** True for a call that only reads configuration. Unknown means no. */
export const isReadCall = (
  client: ClientName,
  call: Pick<ReadCall, 'operation' | 'input'>,
): boolean => {
  const isRead = READS.test(call.operation) || OTHER_READS[client]?.test(call.operation) === true;
  if (!isRead) return false;
  if (DENIED[client]?.test(call.operation) === true) return false;
  if (ONLY[client]?.test(call.operation) === false) return false;
  if (client === 'SSM' && call.operation.startsWith('GetParameter'))
    return isPublicParameter(call.input);
  if (client === 'S3' && isListing(call)) return false;
  return !(client === 'EC2' && isUserData(call));
};
