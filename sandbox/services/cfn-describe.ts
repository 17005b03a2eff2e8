import { AwsError, validationError } from '../aws-error.ts';
import type { ChangeSetRow, Stack, StackResource } from '../engine/stack.ts';
import { isJsonObject, type Json, type JsonObject } from '../../src/task/json.ts';
import { KNOWN_TYPES } from '../resources/registry.ts';
import { pageOf, tagList, text, texts, type Call } from './call.ts';
import { findStack, needChangeSet, needStack, stacksHere } from './cfn-find.ts';

const parameterList = (
  values: Readonly<Record<string, string>>,
  resolved: Readonly<Record<string, string>>,
): readonly unknown[] =>
  Object.entries(values).map(([ParameterKey, ParameterValue]) => ({
    ParameterKey,
    ParameterValue,
    ...(resolved[ParameterKey] === undefined ? {} : { ResolvedValue: resolved[ParameterKey] }),
  }));

const maybe = (name: string, value: unknown): Readonly<Record<string, unknown>> =>
  value === undefined || value === '' ? {} : { [name]: value };

const stackView = (stack: Stack): unknown => ({
  StackId: stack.id,
  StackName: stack.name,
  Description: stack.desired?.template.Description ?? '',
  Parameters: parameterList(
    stack.desired?.parameters ?? {},
    stack.desired?.resolvedParameters ?? {},
  ),
  CreationTime: stack.createdAt,
  StackStatus: stack.status,
  DisableRollback: stack.disableRollback,
  NotificationARNs: stack.desired?.notificationArns ?? [],
  Capabilities: stack.desired?.capabilities ?? [],
  Outputs: Object.entries(stack.outputs).map(([OutputKey, output]) => ({
    OutputKey,
    OutputValue: output.value,
    ...maybe('ExportName', output.exportName),
  })),
  Tags: tagList(stack.desired?.tags ?? {}),
  EnableTerminationProtection: stack.terminationProtection,
  DriftInformation: { StackDriftStatus: 'NOT_CHECKED' },
  RollbackConfiguration: {},
  ...maybe('StackStatusReason', stack.reason),
  ...maybe('LastUpdatedTime', stack.updatedAt),
  ...maybe('DeletionTime', stack.deletedAt),
  ...maybe('RoleARN', stack.roleArn),
});

/** DescribeStacks: one by name or id, or all that are not deleted, page by page. */
export const describeStacks = (call: Call): unknown => {
  if (text(call.input, 'StackName') !== '') return { Stacks: [stackView(needStack(call))] };
  const live = stacksHere(call).filter((stack) => stack.status !== 'DELETE_COMPLETE');
  const page = pageOf(call, live, call.input['NextToken']);
  return { Stacks: page.items.map(stackView), ...maybe('NextToken', page.next) };
};

/** ListStacks: deleted ones too. */
export const listStacks = (call: Call): unknown => {
  const wanted = texts(call.input, 'StackStatusFilter');
  const found = stacksHere(call).filter(
    (stack) => wanted.length === 0 || wanted.includes(stack.status),
  );
  const page = pageOf(call, found, call.input['NextToken']);
  return {
    StackSummaries: page.items.map((stack) => ({
      StackId: stack.id,
      StackName: stack.name,
      CreationTime: stack.createdAt,
      StackStatus: stack.status,
      ...maybe('DeletionTime', stack.deletedAt),
      ...maybe('LastUpdatedTime', stack.updatedAt),
    })),
    ...maybe('NextToken', page.next),
  };
};

/** DescribeStackEvents: newest first. */
export const describeStackEvents = (call: Call): unknown => {
  const stack = needStack(call);
  const page = pageOf(call, stack.events.toReversed(), call.input['NextToken']);
  return {
    StackEvents: page.items.map((event) => ({
      StackId: stack.id,
      StackName: stack.name,
      EventId: event.eventId,
      LogicalResourceId: event.logicalId,
      PhysicalResourceId: event.physicalId,
      ResourceType: event.type,
      Timestamp: event.at,
      ResourceStatus: event.status,
      ...maybe('ResourceStatusReason', event.reason),
      ...maybe('ClientRequestToken', event.token),
      ...maybe('ResourceProperties', event.properties),
    })),
    ...maybe('NextToken', page.next),
  };
};

const resourceView = (stack: Stack, member: StackResource): Record<string, unknown> => ({
  LogicalResourceId: member.logicalId,
  PhysicalResourceId: member.physicalId,
  ResourceType: member.type,
  ResourceStatus: member.status,
  DriftInformation: { StackResourceDriftStatus: 'NOT_CHECKED' },
  ...maybe('ResourceStatusReason', member.reason),
  ...(stack.deletedAt === undefined ? {} : { StackStatus: stack.status }),
});

/** ListStackResources, page by page. */
export const listStackResources = (call: Call): unknown => {
  const stack = needStack(call);
  const page = pageOf(call, [...stack.resources.values()], call.input['NextToken']);
  return {
    StackResourceSummaries: page.items.map((member) => ({
      ...resourceView(stack, member),
      LastUpdatedTimestamp: member.at,
    })),
    ...maybe('NextToken', page.next),
  };
};

const owning = (call: Call, physicalId: string): Stack => {
  const stack = stacksHere(call).find((each) =>
    [...each.resources.values()].some((member) => member.physicalId === physicalId),
  );
  if (stack !== undefined) return stack;
  throw validationError('CloudFormation', `Stack for ${physicalId} does not exist`);
};

/** DescribeStackResources: of a stack, or of the stack that owns a physical id. */
export const describeStackResources = (call: Call): unknown => {
  const physicalId = text(call.input, 'PhysicalResourceId');
  const stack = physicalId === '' ? needStack(call) : owning(call, physicalId);
  const logicalId = text(call.input, 'LogicalResourceId');
  return {
    StackResources: [...stack.resources.values()]
      .filter((member) => logicalId === '' || member.logicalId === logicalId)
      .map((member) => ({
        ...resourceView(stack, member),
        StackId: stack.id,
        StackName: stack.name,
        Timestamp: member.at,
      })),
  };
};

const withoutValues = (change: JsonObject): JsonObject => {
  const body = change['ResourceChange'];
  if (!isJsonObject(body)) return change;
  const details = Array.isArray(body['Details']) ? body['Details'] : [];
  const { BeforeContext: _before, AfterContext: _after, ...rest } = body;
  const bare = details.map((detail: Json) => {
    const target = isJsonObject(detail) ? detail['Target'] : undefined;
    if (!isJsonObject(detail) || !isJsonObject(target)) return detail;
    const { BeforeValue: _b, AfterValue: _a, Path: _p, AttributeChangeType: _t, ...kept } = target;
    return { ...detail, Target: kept };
  });
  return { ...change, ResourceChange: { ...rest, Details: bare } };
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
export const getTemplateView = (call: Call): unknown => {
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
