import { AwsError, validationError } from '../aws-error.ts';
import type { ChangeSetRow, Stack } from '../engine/stack.ts';
import { isJsonObject, type Json, type JsonObject } from '../../src/task/json.ts';
import { KNOWN_TYPES } from '../resources/registry.ts';
import { pageOf, tagList, text, type Call } from './call.ts';
import { findStack, needChangeSet, needStack } from './cfn-find.ts';

/** Parameters as every view of a stack or change set lists them. */
export const parameterList = (
  values: Readonly<Record<string, string>>,
  resolved: Readonly<Record<string, string>>,
): readonly unknown[] =>
  Object.entries(values).map(([ParameterKey, ParameterValue]) => ({
    ParameterKey,
    ParameterValue,
    ResolvedValue: resolved[ParameterKey],
  }));

/** A member that is left out when it is empty. */
export const maybe = (name: string, value: unknown): Readonly<Record<string, unknown>> =>
  value === undefined || value === '' ? {} : { [name]: value };

const VALUES = new Set([
  'AfterValue',
  'AfterValueFrom',
  'AttributeChangeType',
  'BeforeValue',
  'BeforeValueFrom',
  'Drift',
  'Path',
]);

const withoutTargetValues = (detail: Json): Json => {
  const target = isJsonObject(detail) ? detail['Target'] : undefined;
  if (!isJsonObject(detail) || !isJsonObject(target)) return detail;
  const kept = Object.entries(target).filter(([name]) => !VALUES.has(name));
  return { ...detail, Target: Object.fromEntries(kept) };
};

const withoutValues = (change: JsonObject): JsonObject => {
  const body = change['ResourceChange'];
  if (!isJsonObject(body)) return change;
  const details = Array.isArray(body['Details']) ? body['Details'] : [];
  const { BeforeContext: _before, AfterContext: _after, ...rest } = body;
  return { ...change, ResourceChange: { ...rest, Details: details.map(withoutTargetValues) } };
};

const changeSetHead = (stack: Stack, changeSet: ChangeSetRow): Record<string, unknown> => ({
  ChangeSetName: changeSet.name,
  ChangeSetId: changeSet.id,
  StackId: stack.id,
  StackName: stack.name,
  CreationTime: changeSet.createdAt,
  ExecutionStatus: changeSet.executionStatus,
  Status: changeSet.status,
  IncludeNestedStacks: false,
  ImportExistingResources: changeSet.importExistingResources,
  ...maybe('StatusReason', changeSet.statusReason),
  ...maybe('Description', changeSet.description),
});

/** DescribeChangeSet, page by page; values only when asked for. */
export const describeChangeSet = (call: Call): unknown => {
  const { stack, changeSet } = needChangeSet(call);
  const isReady = /^(CREATE_COMPLETE|FAILED)$/.test(changeSet.status);
  const page = pageOf(call, isReady ? changeSet.changes : [], call.input['NextToken']);
  const withValues = call.input['IncludePropertyValues'] === true;
  return {
    ...changeSetHead(stack, changeSet),
    Parameters: parameterList(changeSet.desired.parameters, changeSet.desired.resolvedParameters),
    NotificationARNs: changeSet.desired.notificationArns,
    RollbackConfiguration: changeSet.rollbackConfiguration,
    Capabilities: changeSet.desired.capabilities,
    Tags: tagList(changeSet.desired.tags),
    Changes: withValues ? page.items : page.items.map(withoutValues),
    ...maybe('NextToken', page.next),
    ...maybe('OnStackFailure', changeSet.onStackFailure),
    ...maybe('DeploymentMode', changeSet.deploymentMode),
    ...maybe('StackDriftStatus', changeSet.driftStatus),
  };
};

/** ListChangeSets, page by page. */
export const listChangeSets = (call: Call): unknown => {
  const stack = needStack(call);
  const page = pageOf(call, stack.changeSets, call.input['NextToken']);
  return {
    Summaries: page.items.map((changeSet) => changeSetHead(stack, changeSet)),
    ...maybe('NextToken', page.next),
  };
};

/** GetTemplate: of a change set, or of a stack as it is; no macro ever changes it. */
export const templateView = (call: Call): unknown => {
  const named = text(call.input, 'ChangeSetName') !== '';
  const desired = named ? needChangeSet(call).changeSet.desired : needStack(call).desired;
  if (desired === undefined) {
    throw validationError('CloudFormation', 'The stack has no template yet');
  }
  return { TemplateBody: desired.body, StagesAvailable: ['Original', 'Processed'] };
};

/** DescribeType: the AWS types the sandbox makes, and what a world calls private. */
export const describeType = (call: Call): unknown => {
  const name = text(call.input, 'TypeName');
  const isPrivate = call.state.spec.privateTypes?.includes(name) === true;
  if (!isPrivate && !KNOWN_TYPES.includes(name)) {
    throw new AwsError('TypeNotFoundException', 404, `The type '${name}' cannot be found.`);
  }
  return {
    Arn: `arn:aws:cloudformation:${call.region}::type/resource/${name.replaceAll('::', '-')}`,
    Type: 'RESOURCE',
    TypeName: name,
    Visibility: isPrivate ? 'PRIVATE' : 'PUBLIC',
    ProvisioningType: 'FULLY_MUTABLE',
    DeprecatedStatus: 'LIVE',
    ...(isPrivate
      ? {
          PublisherId: '0123456789abcdef0123456789abcdef01234567',
          ExecutionRoleArn: `arn:aws:iam::${call.accountId}:role/type-execution`,
        }
      : {}),
  };
};

/** DescribeEvents: the validation failures of a change set, or a stack's operations. */
export const describeEvents = (call: Call): unknown => {
  if (text(call.input, 'ChangeSetName') === '') {
    const stack = findStack(call, text(call.input, 'StackName')) ?? needStack(call);
    const page = pageOf(call, stack.events.toReversed(), call.input['NextToken']);
    return {
      OperationEvents: page.items.map((event) => ({
        EventId: event.eventId,
        StackId: stack.id,
        EventType: 'STACK_EVENT',
        LogicalResourceId: event.logicalId,
        ResourceStatus: event.status,
        Timestamp: event.at,
      })),
      ...maybe('NextToken', page.next),
    };
  }
  const { stack, changeSet } = needChangeSet(call);
  const failed = changeSet.statusReason.includes('EarlyValidation');
  return {
    OperationEvents: failed
      ? [
          {
            EventId: `${changeSet.name}-validation`,
            StackId: stack.id,
            EventType: 'VALIDATION_ERROR',
            ValidationName: 'PROPERTY_VALIDATION',
            ValidationStatus: 'FAILED',
            ValidationStatusReason: changeSet.statusReason,
            Timestamp: changeSet.createdAt,
          },
        ]
      : [],
  };
};
