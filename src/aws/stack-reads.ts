import type { z } from 'zod';
import type { StackEvent, StackReads, StackResource, StackState } from '../execute/ports.ts';
import type { Region } from '../task/ids.ts';
import { readCallerAccount, type AccountSession } from './account-session.ts';
import { readChangeSetWhole } from './change-set-read.ts';
import { isAbsent, pagesOf, parseOutput, sendToStacks, unexpectedNo } from './cloudformation.ts';
import * as shapes from './stack-shapes.ts';

type Described = z.infer<typeof shapes.describeStacks>['Stacks'][number];

const stateOf = (stack: Described): StackState => ({
  stackId: stack.StackId,
  stackName: stack.StackName,
  status: stack.StackStatus,
  statusReason: stack.StackStatusReason,
  ...(stack.RoleARN === undefined ? {} : { roleArn: stack.RoleARN }),
  ...(stack.ParentId === undefined ? {} : { parentId: stack.ParentId }),
  ...(stack.Description === '' ? {} : { description: stack.Description }),
  tags: stack.Tags,
  outputs: stack.Outputs,
  lastUpdatedAt: (stack.LastUpdatedTime ?? stack.CreationTime)?.toISOString() ?? '',
  terminationProtection: stack.EnableTerminationProtection,
});

const readStack = async (
  session: AccountSession,
  region: Region,
  nameOrId: string,
): Promise<StackState | undefined> => {
  const said = await sendToStacks(session, {
    operation: 'DescribeStacks',
    region,
    input: { StackName: nameOrId },
  });
  if (!said.ok && isAbsent(said)) return undefined;
  if (!said.ok) throw unexpectedNo('DescribeStacks', said);
  const [stack] = parseOutput(shapes.describeStacks, 'DescribeStacks', said.output).Stacks;
  return stack === undefined ? undefined : stateOf(stack);
};

type Events = z.infer<typeof shapes.describeStackEvents>['StackEvents'];

const eventOf = (event: Events[number]): StackEvent => ({
  eventId: event.EventId,
  at: event.Timestamp.toISOString(),
  logicalId: event.LogicalResourceId,
  physicalId: event.PhysicalResourceId,
  type: event.ResourceType,
  status: event.ResourceStatus,
  reason: event.ResourceStatusReason,
  clientRequestToken: event.ClientRequestToken,
});

interface EventsCall {
  readonly region: Region;
  readonly stackId: string;
  readonly isOld: (event: StackEvent) => boolean;
}

const listEvents = async (
  session: AccountSession,
  { region, stackId, isOld }: EventsCall,
): Promise<readonly StackEvent[]> => {
  const newestFirst: StackEvent[] = [];
  const call = { operation: 'DescribeStackEvents', region, input: { StackName: stackId } };
  for await (const output of pagesOf(session, call)) {
    const page = parseOutput(shapes.describeStackEvents, 'DescribeStackEvents', output);
    const events = page.StackEvents.map(eventOf);
    newestFirst.push(...events);
    if (events.some(isOld)) break;
  }
  return newestFirst.toReversed();
};

const listResources = async (
  session: AccountSession,
  region: Region,
  stackId: string,
): Promise<readonly StackResource[]> => {
  const found: StackResource[] = [];
  const call = { operation: 'ListStackResources', region, input: { StackName: stackId } };
  for await (const output of pagesOf(session, call)) {
    const page = parseOutput(shapes.listStackResources, 'ListStackResources', output);
    for (const one of page.StackResourceSummaries) {
      found.push({
        logicalId: one.LogicalResourceId,
        physicalId: one.PhysicalResourceId,
        type: one.ResourceType,
        status: one.ResourceStatus,
      });
    }
  }
  return found;
};

/** What a session can read of stacks and change sets, in its own account. */
export const createStackReads = (session: AccountSession): StackReads => ({
  accountId: session.accountId,
  callerAccount: (region) => readCallerAccount(session, region),
  readStack: (region, nameOrId) => readStack(session, region, nameOrId),
  listStackEvents: (region, stackId, isOld = () => false) =>
    listEvents(session, { region, stackId, isOld }),
  listStackResources: (region, stackId) => listResources(session, region, stackId),
  readChangeSet: (handle) => readChangeSetWhole(session, handle),
});
