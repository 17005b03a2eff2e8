import type { Template, TemplateResource } from '../../plan/template.ts';
import type { MutationTask } from '../../task/aws-task.ts';
import { isJsonObject, type JsonObject } from '../../task/json.ts';
import { isAtLeast } from '../../task/tier.ts';
import { listOf } from '../acts.ts';
import type { DraftContext } from '../service.ts';
import { tagList } from '../tags.ts';
import { booleanOf, numberOf, textOf } from '../task-values.ts';
import { logicalIdOf } from '../template-edit.ts';

/** True when the task asks for capacity that is paid by the hour. */
export const isProvisioned = (task: MutationTask): boolean =>
  /^provisioned$/i.test(textOf(task, 'billingMode') ?? '');

const billing = (properties: JsonObject, task: MutationTask): JsonObject => {
  const reads = numberOf(task, 'readCapacity');
  const writes = numberOf(task, 'writeCapacity');
  const mode = textOf(task, 'billingMode');
  if (mode === undefined && reads === undefined && writes === undefined) return {};
  if (mode !== undefined && !isProvisioned(task)) return { BillingMode: 'PAY_PER_REQUEST' };
  const present = properties['ProvisionedThroughput'];
  const before = present !== undefined && isJsonObject(present) ? present : {};
  return {
    BillingMode: 'PROVISIONED',
    ProvisionedThroughput: {
      ...before,
      ...(reads === undefined ? {} : { ReadCapacityUnits: reads }),
      ...(writes === undefined ? {} : { WriteCapacityUnits: writes }),
    },
  };
};

const timeToLive = (task: MutationTask): JsonObject => {
  const attribute = textOf(task, 'ttlAttribute');
  if (attribute === undefined) return {};
  return { TimeToLiveSpecification: { AttributeName: attribute, Enabled: true } };
};

const encryption = (task: MutationTask): JsonObject => {
  const key = textOf(task, 'kmsKey');
  if (key === undefined) return {};
  return { SSESpecification: { SSEEnabled: true, SSEType: 'KMS', KMSMasterKeyId: key } };
};

const recovery = (task: MutationTask): JsonObject => {
  const isOn = booleanOf(task, 'pointInTimeRecovery');
  if (isOn === undefined) return {};
  return { PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: isOn } };
};

const protection = (task: MutationTask): JsonObject => {
  const isOn = booleanOf(task, 'deletionProtection');
  return isOn === undefined ? {} : { DeletionProtectionEnabled: isOn };
};

const withoutThroughput = (properties: JsonObject): JsonObject => {
  if (properties['BillingMode'] !== 'PAY_PER_REQUEST') return properties;
  const { ProvisionedThroughput: _gone, ...rest } = properties;
  return rest;
};

/** Properties of a table with what the task asks set over them; keys are never touched. */
export const withFields = (properties: JsonObject, task: MutationTask): JsonObject =>
  withoutThroughput({
    ...properties,
    ...billing(properties, task),
    ...recovery(task),
    ...protection(task),
    ...timeToLive(task),
    ...encryption(task),
  });

interface Key {
  readonly AttributeName: string;
  readonly KeyType: 'HASH' | 'RANGE';
  readonly AttributeType: string;
}

const keysOf = (task: MutationTask): readonly Key[] => {
  const rows = [
    ['partitionKey', 'HASH'],
    ['sortKey', 'RANGE'],
  ] as const;
  return rows.flatMap(([field, KeyType]): Key[] => {
    const AttributeName = textOf(task, field);
    const AttributeType = textOf(task, `${field}Type`) ?? 'S';
    return AttributeName === undefined ? [] : [{ AttributeName, KeyType, AttributeType }];
  });
};

/** True when a task names other keys than a table has. */
export const changesKeys = (properties: JsonObject, task: MutationTask): boolean =>
  keysOf(task).some(
    (key) =>
      !listOf(properties['KeySchema']).some(
        (row) =>
          isJsonObject(row) &&
          row['AttributeName'] === key.AttributeName &&
          row['KeyType'] === key.KeyType,
      ),
  );

const keptFrom = (context: DraftContext): Partial<TemplateResource> =>
  isAtLeast(context.tier, 'staging')
    ? { DeletionPolicy: 'RetainExceptOnCreate', UpdateReplacePolicy: 'Retain' }
    : {};

/** What was asked and no more, on demand unless said otherwise, tagged. */
export const tableTemplate = (context: DraftContext, name: string): Template => {
  const keys = keysOf(context.task);
  const table: TemplateResource = {
    Type: 'AWS::DynamoDB::Table',
    ...keptFrom(context),
    Properties: {
      TableName: name,
      KeySchema: keys.map(({ AttributeName, KeyType }) => ({ AttributeName, KeyType })),
      AttributeDefinitions: keys.map(({ AttributeName, AttributeType }) => ({
        AttributeName,
        AttributeType,
      })),
      ...withFields({ BillingMode: 'PAY_PER_REQUEST' }, context.task),
      Tags: tagList(context.tagsFor(name)),
    },
  };
  return {
    AWSTemplateFormatVersion: '2010-09-09',
    Description: `Table ${name}`,
    Resources: { [logicalIdOf(name, 'Table')]: table },
  };
};
