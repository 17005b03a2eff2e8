import { describe, expect, it } from 'vitest';
import { dynamodbTable } from '../../src/services/dynamodb-table/index.ts';
import { backupOperation } from '../../src/services/dynamodb-table/operations.ts';
import type { NamedFacts } from '../../src/services/named/facts-schema.ts';
import type { MutationType, TaskParameters } from '../../src/task/aws-task.ts';
import {
  answer,
  contextFor,
  DEV,
  NOBODY,
  ownStack,
  readerOf,
  taken,
  taskOf,
  type ContextOptions,
} from './samples.ts';

const facts = (more: Partial<NamedFacts> = {}): NamedFacts => ({
  name: 'sessions',
  identifier: 'sessions',
  exists: false,
  ownStack: null,
  owner: NOBODY,
  properties: null,
  ...more,
});

const PRESENT = {
  TableName: 'sessions',
  KeySchema: [{ AttributeName: 'tenantId', KeyType: 'HASH' }],
  BillingMode: 'PAY_PER_REQUEST',
};
const existing = facts({ exists: true, properties: PRESENT });

const draft = (
  taskType: MutationType,
  parameters: TaskParameters,
  more: { readonly found?: NamedFacts; readonly options?: ContextOptions } = {},
) => {
  const task = taskOf('AWS::DynamoDB::Table', taskType, { name: 'sessions', ...parameters });
  return dynamodbTable.draft(contextFor(task, more.options), more.found ?? facts());
};

const tableOf = (parameters: TaskParameters, options: ContextOptions = {}) => {
  const asked = { partitionKey: 'tenantId', ...parameters };
  const step = taken(draft('CreateResource', asked, { options })).steps[0];
  return step?.kind === 'deploy' ? step.template.Resources['SessionsTable']?.Properties : undefined;
};

describe('a new table', () => {
  it('is on demand and recoverable in development', () => {
    const { Tags: _tags, ...rest } = tableOf({ sortKey: 'at', sortKeyType: 'N' }) ?? {};
    expect(rest).toEqual({
      TableName: 'sessions',
      KeySchema: [
        { AttributeName: 'tenantId', KeyType: 'HASH' },
        { AttributeName: 'at', KeyType: 'RANGE' },
      ],
      AttributeDefinitions: [
        { AttributeName: 'tenantId', AttributeType: 'S' },
        { AttributeName: 'at', AttributeType: 'N' },
      ],
      BillingMode: 'PAY_PER_REQUEST',
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
    });
  });

  const rows: readonly (readonly [string, TaskParameters, ContextOptions, object])[] = [
    [
      'staging protects and encrypts',
      {},
      { tier: 'staging' },
      { DeletionProtectionEnabled: true, SSESpecification: { SSEEnabled: true, SSEType: 'KMS' } },
    ],
    [
      'capacity as asked',
      { billingMode: 'provisioned', readCapacity: 5, writeCapacity: 2 },
      {},
      {
        BillingMode: 'PROVISIONED',
        ProvisionedThroughput: { ReadCapacityUnits: 5, WriteCapacityUnits: 2 },
      },
    ],
    [
      'time to live',
      { ttlAttribute: 'expiresAt' },
      {},
      { TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true } },
    ],
    [
      'recovery denied stands like a skip',
      { pointInTimeRecovery: false },
      {},
      { PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: false } },
    ],
  ];

  it.each(rows)('%s', (_name, parameters, options, expected) => {
    expect(tableOf(parameters, options)).toMatchObject(expected);
  });
});

describe('a table that exists', () => {
  it('is changed through Cloud Control when no stack owns it, and losing backups is sensitive', () => {
    const parameters = { pointInTimeRecovery: true };
    const step = taken(draft('UpdateResource', parameters, { found: existing })).steps[0];
    expect(step).toMatchObject({
      kind: 'change',
      operationClass: 'sensitive',
      patch: [{ op: 'add', path: '/PointInTimeRecoverySpecification' }],
    });
  });

  it('is backed up before it is deleted, and the deletion names what is lost', () => {
    const steps = taken(draft('DeleteResource', {}, { found: existing })).steps;
    expect(steps.map((step) => step.kind)).toEqual(['operate', 'change']);
    expect(steps[0]).toMatchObject({
      operation: 'dynamodb:backup',
      input: { TableName: 'sessions', BackupName: 'aws-coworker-42-sessions' },
    });
    expect(steps[1]?.operationClass).toBe('destructive');
    expect(steps[1]?.kind === 'change' && steps[1].changes[0]?.losesData).toBe(true);
  });

  it('the backup is waited for until every backup is there', () => {
    const states = (...names: readonly string[]) => ({
      BackupSummaries: names.map((BackupStatus) => ({ BackupStatus })),
    });
    const { isDone } = backupOperation.wait;
    expect(
      [{}, states(), states('AVAILABLE', 'CREATING'), states('AVAILABLE')].map(isDone),
    ).toEqual([false, false, false, true]);
  });

  const template = { Resources: { T: { Type: 'AWS::DynamoDB::Table', Properties: PRESENT } } };
  const ours = facts({
    exists: true,
    owner: {
      owner: 'ours',
      logicalId: 'T',
      stack: ownStack(template, {
        resources: [{ logicalId: 'T', type: 'AWS::DynamoDB::Table', physicalId: 'sessions' }],
      }),
    },
  });
  const guarded = facts({
    exists: true,
    properties: { ...PRESENT, DeletionProtectionEnabled: true },
  });

  const rows: readonly (readonly [string, MutationType, TaskParameters, NamedFacts, string])[] = [
    ['other keys', 'UpdateResource', { partitionKey: 'id' }, existing, 'replaces-named-resource'],
    ['a new sort key', 'UpdateResource', { sortKey: 'at' }, existing, 'replaces-named-resource'],
    [
      'other keys in our stack',
      'UpdateResource',
      { sortKey: 'at' },
      ours,
      'replaces-named-resource',
    ],
    ['a protected table', 'DeleteResource', {}, guarded, 'aws-refused'],
    [
      'provisioned without units',
      'UpdateResource',
      { billingMode: 'provisioned' },
      existing,
      'missing-field',
    ],
    ['nothing there', 'UpdateResource', { pointInTimeRecovery: true }, facts(), 'target-not-found'],
    ['nothing to delete', 'DeleteResource', {}, facts(), 'target-not-found'],
    ['a taken name', 'CreateResource', { partitionKey: 'id' }, existing, 'name-taken'],
  ];

  it.each(rows)('is refused: %s', (_name, taskType, parameters, found, code) => {
    const drafted = draft(taskType, parameters, { found });
    expect(drafted.ok ? 'accepted' : drafted.refusal.code).toBe(code);
  });

  it('the same key named again is no other key', () => {
    const parameters = { partitionKey: 'tenantId', pointInTimeRecovery: true };
    expect(draft('UpdateResource', parameters, { found: existing }).ok).toBe(true);
  });

  it('of our stack goes with its stack, after the backup', () => {
    const steps = taken(draft('DeleteResource', {}, { found: ours })).steps;
    expect(steps.map((step) => step.kind)).toEqual(['operate', 'remove']);
  });

  it('is looked up by its name, and its properties only where no stack owns it', async () => {
    const reader = readerOf({
      'DynamoDB.DescribeTable': answer({ Table: { TableName: 'sessions' } }),
      'CloudControl.GetResource': answer({
        ResourceDescription: { Properties: JSON.stringify(PRESENT) },
      }),
    });
    const task = taskOf('AWS::DynamoDB::Table', 'UpdateResource', { name: 'sessions' });
    const found = await dynamodbTable.readFacts(contextFor(task), reader);
    expect(found).toMatchObject({ exists: true, properties: PRESENT, owner: { owner: 'nobody' } });
    expect(reader.accountId).toBe(DEV);
  });
});
