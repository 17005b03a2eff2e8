import { validationError } from '../aws-error.ts';
import type { Stack, StackResource } from '../engine/stack.ts';
import { pageOf, tagList, text, texts, type Call } from './call.ts';
import { maybe, parameterList } from './cfn-describe.ts';
import { needStack, stacksHere } from './cfn-find.ts';

const driftInformation = ({ drift }: Stack): unknown => ({
  StackDriftStatus: drift?.status ?? 'NOT_CHECKED',
  ...maybe('LastCheckTimestamp', drift?.at),
});

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
    ExportName: output.exportName,
  })),
  Tags: tagList(stack.desired?.tags ?? {}),
  EnableTerminationProtection: stack.terminationProtection,
  DriftInformation: driftInformation(stack),
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
      DeletionTime: stack.deletedAt,
      LastUpdatedTime: stack.updatedAt,
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
      ResourceStatusReason: event.reason || undefined,
      ClientRequestToken: event.token || undefined,
      ResourceProperties: event.properties || undefined,
    })),
    ...maybe('NextToken', page.next),
  };
};

const driftStatusOf = ({ drifts }: Stack, { logicalId }: StackResource): string =>
  drifts?.find((each) => each.logicalId === logicalId)?.status ?? 'NOT_CHECKED';

const resourceView = (stack: Stack, member: StackResource): Record<string, unknown> => ({
  LogicalResourceId: member.logicalId,
  PhysicalResourceId: member.physicalId,
  ResourceType: member.type,
  ResourceStatus: member.status,
  DriftInformation: { StackResourceDriftStatus: driftStatusOf(stack, member) },
  ResourceStatusReason: member.reason || undefined,
});

const summaryView = (stack: Stack, member: StackResource): unknown => ({
  ...resourceView(stack, member),
  LastUpdatedTimestamp: member.at,
});

/** ListStackResources, page by page. */
export const listStackResources = (call: Call): unknown => {
  const stack = needStack(call);
  const page = pageOf(call, [...stack.resources.values()], call.input['NextToken']);
  return {
    StackResourceSummaries: page.items.map((member) => summaryView(stack, member)),
    ...maybe('NextToken', page.next),
  };
};

const ownedView = (stack: Stack, member: StackResource): unknown => ({
  ...resourceView(stack, member),
  StackId: stack.id,
  StackName: stack.name,
  Timestamp: member.at,
});

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
      .map((member) => ownedView(stack, member)),
  };
};
