import { AwsError } from '../aws-error.ts';
import { isJsonObject, type Json } from '../../src/task/json.ts';
import type { Resource } from '../state.ts';
import { pageOf, row, tagList, text, type Call, type OperationTable } from './call.ts';
import { ownResource, ownResources } from './find.ts';

const TYPE = 'AWS::DynamoDB::Table';

const nameOf = (call: Call): string => text(call.input, 'TableName').split('/').at(-1) ?? '';

const arnOf = (call: Call): string =>
  `arn:aws:dynamodb:${call.region}:${call.accountId}:table/${nameOf(call)}`;

const notFound = (name: string): AwsError =>
  new AwsError(
    'ResourceNotFoundException',
    400,
    `Requested resource not found: Table: ${name} not found`,
  );

const needTable = (call: Call): Resource => {
  const found = ownResource(call, TYPE, nameOf(call));
  if (found === undefined) throw notFound(nameOf(call));
  return found;
};

const member = (value: Json | undefined, name: string): Json | undefined =>
  isJsonObject(value) ? value[name] : undefined;

const encryption = (resource: Resource): unknown => {
  const given = resource.properties['SSESpecification'];
  if (member(given, 'SSEEnabled') !== true) return undefined;
  return {
    Status: 'ENABLED',
    SSEType: 'KMS',
    KMSMasterKeyArn: member(given, 'KMSMasterKeyId') ?? 'alias/aws/dynamodb',
  };
};

const describeTable = (call: Call): unknown => {
  const table = needTable(call);
  const { properties } = table;
  return {
    Table: {
      TableName: table.id,
      TableArn: table.arn,
      TableStatus: 'ACTIVE',
      CreationDateTime: table.createdAt,
      ItemCount: table.attributes['ItemCount'] ?? 0,
      TableSizeBytes: table.attributes['TableSizeBytes'] ?? 0,
      KeySchema: properties['KeySchema'],
      AttributeDefinitions: properties['AttributeDefinitions'],
      BillingModeSummary: { BillingMode: properties['BillingMode'] ?? 'PROVISIONED' },
      ProvisionedThroughput: properties['ProvisionedThroughput'] ?? {
        ReadCapacityUnits: 0,
        WriteCapacityUnits: 0,
      },
      GlobalSecondaryIndexes: properties['GlobalSecondaryIndexes'],
      StreamSpecification: properties['StreamSpecification'],
      SSEDescription: encryption(table),
      TableClassSummary: { TableClass: properties['TableClass'] ?? 'STANDARD' },
      DeletionProtectionEnabled: properties['DeletionProtectionEnabled'] ?? false,
    },
  };
};

const onOff = (value: boolean): string => (value ? 'ENABLED' : 'DISABLED');

const backups = (call: Call): unknown => {
  const specification = needTable(call).properties['PointInTimeRecoverySpecification'];
  const enabled = member(specification, 'PointInTimeRecoveryEnabled') === true;
  return {
    ContinuousBackupsDescription: {
      ContinuousBackupsStatus: 'ENABLED',
      PointInTimeRecoveryDescription: { PointInTimeRecoveryStatus: onOff(enabled) },
    },
  };
};

const timeToLive = (call: Call): unknown => {
  const specification = needTable(call).properties['TimeToLiveSpecification'];
  return {
    TimeToLiveDescription: {
      TimeToLiveStatus: onOff(member(specification, 'Enabled') === true),
      AttributeName: member(specification, 'AttributeName'),
    },
  };
};

const listTables = (call: Call): unknown => {
  const names = ownResources(call, TYPE).map((each) => each.id);
  const page = pageOf(call, names, call.input['ExclusiveStartTableName']);
  return { TableNames: page.items, LastEvaluatedTableName: page.next };
};

const listTags = (call: Call): unknown => {
  const arn = text(call.input, 'ResourceArn');
  const found = ownResources(call, TYPE).find((each) => each.arn === arn);
  if (found === undefined) throw notFound(arn);
  const page = pageOf(call, tagList(found.tags), call.input['NextToken']);
  return { Tags: page.items, NextToken: page.next };
};

const backupsOf = (table: Resource): readonly Json[] => {
  const kept = table.attributes['Backups'];
  return Array.isArray(kept) ? (kept as readonly Json[]) : [];
};

/** Available at once: nothing in the sandbox is large enough to wait for. */
const createBackup = (call: Call): unknown => {
  const table = needTable(call);
  const kept = backupsOf(table);
  const details = {
    BackupArn: `${table.arn ?? ''}/backup/0177220000000-${String(kept.length).padStart(8, '0')}`,
    BackupName: text(call.input, 'BackupName'),
    BackupStatus: 'AVAILABLE',
    BackupType: 'USER',
  };
  table.attributes['Backups'] = [...kept, details];
  return { BackupDetails: details };
};

/** Of one table, as every caller here asks; backups of tables that are gone are not listed. */
const listBackups = (call: Call): unknown => ({ BackupSummaries: backupsOf(needTable(call)) });

/** DynamoDB: the configuration reads, and the backup that goes before a deletion. */
export const dynamoOperations: OperationTable = {
  DescribeTable: row('dynamodb:DescribeTable', arnOf, describeTable),
  DescribeContinuousBackups: row('dynamodb:DescribeContinuousBackups', arnOf, backups),
  DescribeTimeToLive: row('dynamodb:DescribeTimeToLive', arnOf, timeToLive),
  CreateBackup: row('dynamodb:CreateBackup', arnOf, createBackup),
  ListBackups: row('dynamodb:ListBackups', () => '*', listBackups),
  ListTables: row('dynamodb:ListTables', () => '*', listTables),
  ListTagsOfResource: row(
    'dynamodb:ListTagsOfResource',
    (call) => text(call.input, 'ResourceArn'),
    listTags,
  ),
};
