import type { Conditions } from '../../plan/action-need.ts';
import { isJsonObject } from '../../task/json.ts';
import { onChange, onSet, tagActs } from '../acts.ts';
import type { NeedInput, TypeTable } from '../service.ts';
import { namesOf, tableOf, type Act } from '../type-table.ts';

const tableArns = (input: NeedInput): readonly string[] =>
  namesOf(input, 'TableName').map((name) =>
    name.startsWith('arn:')
      ? name
      : `arn:aws:dynamodb:${input.region}:${input.account.id}:table/${name}`,
  );

/** The customer key that the table names; AWS's own keys need no right of ours. */
const keyOf = (input: NeedInput): string | undefined => {
  const specification = input.properties['SSESpecification'];
  const key = isJsonObject(specification ?? null)
    ? (specification as { readonly KMSMasterKeyId?: unknown }).KMSMasterKeyId
    : undefined;
  return typeof key === 'string' && key !== 'alias/aws/dynamodb' ? key : undefined;
};

/** An alias is no resource of these actions, so every key, but only through DynamoDB. */
const keyArns = (input: NeedInput): readonly string[] => {
  const key = keyOf(input) ?? '';
  const anyKey = `arn:aws:kms:${input.region}:${input.account.id}:key/*`;
  return [/^arn:aws:kms:[^:]+:[0-9]{12}:key\//.test(key) ? key : anyKey];
};

const throughTable = (input: NeedInput): Conditions => ({
  StringEquals: { 'kms:ViaService': `dynamodb.${input.region}.amazonaws.com` },
});

const withKey = (action: string, conditions: (input: NeedInput) => Conditions): Act => ({
  action,
  resources: keyArns,
  conditions,
  when: (input) => keyOf(input) !== undefined,
});

const KEY_ACTS: readonly Act[] = [
  withKey('kms:CreateGrant', (input) => ({
    ...throughTable(input),
    Bool: { 'kms:GrantIsForAWSResource': 'true' },
  })),
  withKey('kms:Decrypt', throughTable),
  withKey('kms:DescribeKey', throughTable),
  withKey('kms:Encrypt', throughTable),
];

const update = onChange('dynamodb:UpdateTable');

/** The reviewed table of the type. */
export const tableTable = tableOf({
  type: 'AWS::DynamoDB::Table',
  nameProperty: 'TableName',
  slowestMinutes: 5,
  isStateful: true,
  createOnly: ['TableName', 'KeySchema', 'LocalSecondaryIndexes', 'ImportSourceSpecification'],
  sensitiveProperties: [
    'DeletionProtectionEnabled',
    'KeySchema',
    'PointInTimeRecoverySpecification',
    'ResourcePolicy',
    'SSESpecification',
  ],
  arns: tableArns,
  create: ['dynamodb:CreateTable'],
  remove: ['dynamodb:DeleteTable'],
  read: [
    'dynamodb:DescribeContinuousBackups',
    'dynamodb:DescribeContributorInsights',
    'dynamodb:DescribeKinesisStreamingDestination',
    'dynamodb:DescribeTable',
    'dynamodb:DescribeTimeToLive',
    'dynamodb:GetResourcePolicy',
    'dynamodb:ListTagsOfResource',
  ],
  properties: {
    AttributeDefinitions: update,
    BillingMode: update,
    ContributorInsightsSpecification: onSet(['dynamodb:UpdateContributorInsights']),
    DeletionProtectionEnabled: update,
    GlobalSecondaryIndexes: update,
    OnDemandThroughput: update,
    PointInTimeRecoverySpecification: onSet(['dynamodb:UpdateContinuousBackups']),
    ProvisionedThroughput: update,
    ResourcePolicy: onSet(['dynamodb:PutResourcePolicy'], ['dynamodb:DeleteResourcePolicy']),
    SSESpecification: { set: [...KEY_ACTS, ...update.set], unset: update.unset ?? [] },
    StreamSpecification: update,
    TableClass: update,
    Tags: tagActs('dynamodb:TagResource', 'dynamodb:UntagResource'),
    TimeToLiveSpecification: onSet(['dynamodb:UpdateTimeToLive']),
    WarmThroughput: update,
  },
});

/** Source: provider schemas cut with IAM's list of actions, corrected by hand. */
export const DYNAMODB_TYPES: readonly TypeTable[] = [tableTable];
