import type { JsonObject } from '../../task/json.ts';

/** How one type is taken into a stack. */
export interface ImportType {
  /** The primary identifier of its published schema, by which CloudFormation finds it. */
  readonly identifier: string;
  /** What only AWS writes: no template may say it. */
  readonly readOnly: readonly string[];
  /** Left out where it says nothing: AWS shows it of every one, and refuses it in a template. */
  readonly isIdle?: (name: string, properties: JsonObject) => boolean;
}

const ofTable = (name: string, properties: JsonObject): boolean =>
  name === 'ProvisionedThroughput' && properties['BillingMode'] === 'PAY_PER_REQUEST';

/**
 * Types of which AWS tells every setting, so that a template can say them as they are. Source: the
 * published schemas, `primaryIdentifier` and `readOnlyProperties`. What the schema of a bucket
 * calls write-only beside that, its canned ACL, is a setting of the past and never compared.
 */
const TYPES: Readonly<Record<string, ImportType>> = {
  'AWS::CloudWatch::Alarm': { identifier: 'AlarmName', readOnly: ['Arn'] },
  'AWS::DynamoDB::Table': {
    identifier: 'TableName',
    readOnly: ['Arn', 'StreamArn'],
    isIdle: ofTable,
  },
  'AWS::ECS::Cluster': { identifier: 'ClusterName', readOnly: ['Arn'] },
  'AWS::Logs::LogGroup': { identifier: 'LogGroupName', readOnly: ['Arn'] },
  'AWS::S3::Bucket': {
    identifier: 'BucketName',
    readOnly: ['Arn', 'DomainName', 'DualStackDomainName', 'RegionalDomainName', 'WebsiteURL'],
  },
  'AWS::SNS::Topic': { identifier: 'TopicArn', readOnly: ['TopicArn'] },
  'AWS::SQS::Queue': { identifier: 'QueueUrl', readOnly: ['Arn', 'QueueUrl'] },
};

/** How a type is imported; undefined where it is not. */
export const importTypeOf = (type: string): ImportType | undefined => TYPES[type];

/** Types that can be imported. */
export const IMPORTED_TYPES: readonly string[] = Object.keys(TYPES);

/** What AWS keeps to itself: a template without it would not say what is there. */
const UNTOLD: Readonly<Record<string, string>> = {
  'AWS::EC2::KeyPair': 'the public key',
  'AWS::Lambda::Function': 'the code',
  'AWS::RDS::DBCluster': 'the master password',
  'AWS::RDS::DBInstance': 'the master password',
  'AWS::SecretsManager::Secret': 'the value',
};

/** What AWS does not tell of a type; undefined where that is not why it can not be imported. */
export const untoldOf = (type: string): string | undefined => UNTOLD[type];
