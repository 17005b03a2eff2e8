import type { ApprovedPlan } from '../../src/approve/approved-plan.ts';
import type {
  ChangeSetRead,
  Clock,
  DeployerSession,
  JournalEntry,
  OperatorSession,
  SessionDoor,
  StackEvent,
  StackResource,
  StackState,
} from '../../src/execute/ports.ts';
import type { ExecutePorts, Watcher } from '../../src/execute/step-context.ts';
import type { Step } from '../../src/plan/step.ts';
import type { ReadAnswer, ReadCall } from '../../src/services/aws-reader.ts';
import type { JsonObject } from '../../src/task/json.ts';
import { accepted, refused, type Refusal } from '../../src/task/refusal.ts';
import { CHANGE_SET, deployStep, DEV, preview, STACK, STACK_ID } from './fixtures.ts';

export const event = (more: Partial<StackEvent>): StackEvent => ({
  eventId: 'e',
  at: '2026-03-02T09:00:00Z',
  logicalId: 'Reports',
  physicalId: '',
  type: 'AWS::S3::Bucket',
  status: 'CREATE_IN_PROGRESS',
  reason: '',
  clientRequestToken: '',
  ...more,
});

export const stack = (more: Partial<StackState> = {}): StackState => ({
  stackId: STACK_ID,
  stackName: STACK,
  status: 'REVIEW_IN_PROGRESS',
  statusReason: '',
  tags: { CoworkerManaged: 'true' },
  outputs: {},
  lastUpdatedAt: '',
  terminationProtection: false,
  ...more,
});

export const changeSet = (more: Partial<ChangeSetRead> = {}): ChangeSetRead => ({
  preview,
  stackId: STACK_ID,
  changeSetId: CHANGE_SET,
  executionStatus: 'AVAILABLE',
  status: 'CREATE_COMPLETE',
  statusReason: '',
  hasNestedStacks: false,
  importsExisting: false,
  hasRollbackConfiguration: false,
  unshown: [],
  ...more,
});

/** One moment of the world: what reads show. Times go by as the world is looked at. */
export interface Moment {
  readonly stack?: StackState | undefined;
  readonly events?: readonly StackEvent[];
}

/** What the fake says. Everything has a usual answer; a test changes what it is about. */
export interface FakeWorld {
  account: string;
  /** Account that the deploying session says it is in. */
  sessionAccount: string;
  changeSet: ChangeSetRead | undefined;
  resources: readonly StackResource[];
  /** Before the call; the first moment that is shown. */
  now: Moment;
  /** After an accepted call, one at each look at the stack; the last one stays. */
  next: Moment[];
  properties: JsonObject | undefined;
  /** Cloud Control's states after a call, the last one stays. */
  changes: { status: string; errorCode: string; message: string }[];
  /** What reads of services answer. */
  read: (call: ReadCall) => ReadAnswer;
  refusals: { reader?: Refusal; deployer?: Refusal; operator?: Refusal };
  /** Thrown, by the name of the call, each time while there is one. */
  failures: Record<string, unknown[]>;
  /** Call names whose effect takes place though they throw. */
  answerLost: boolean;
  isCancelled: boolean;
}

export const usualWorld = (): FakeWorld => ({
  account: DEV,
  sessionAccount: DEV,
  changeSet: changeSet(),
  resources: [
    {
      logicalId: 'Reports',
      physicalId: 'acme-dev-reports',
      type: 'AWS::S3::Bucket',
      status: 'CREATE_COMPLETE',
    },
  ],
  now: { stack: stack(), events: [event({ eventId: 'before', status: 'REVIEW_IN_PROGRESS' })] },
  next: [],
  properties: {},
  changes: [{ status: 'SUCCESS', errorCode: '', message: '' }],
  read: ({ operation }) => {
    const isTemplate = operation === 'GetTemplate';
    return { ok: true, output: isTemplate ? { TemplateBody: deployStep().templateBody } : {} };
  },
  refusals: {},
  failures: {},
  answerLost: false,
  isCancelled: false,
});

const virtualClock = (): Clock => {
  let nowMs = Date.parse('2026-03-02T09:00:00Z');
  return {
    now: () => new Date(nowMs),
    sleep: async (ms) => {
      nowMs += ms;
    },
  };
};

const settle = (world: FakeWorld): void => {
  const next = world.next.shift();
  if (next === undefined) return;
  world.now = {
    stack: 'stack' in next ? next.stack : world.now.stack,
    events: [...(world.now.events ?? []), ...(next.events ?? [])],
  };
};

/** A door without AWS behind it, and a list of every call that would change something. */
export const fakeDoor = (world: FakeWorld) => {
  const calls: string[] = [];
  const opened: string[] = [];
  let isStarted = false;
  const may = (name: string): void => {
    const failure = world.failures[name]?.shift();
    if (failure !== undefined) throw failure;
  };
  const change = (name: string, target: string, token: string): string => {
    calls.push(`${name} ${target} ${token}`);
    if (world.answerLost) isStarted = true;
    may(name);
    isStarted = true;
    return `request-${calls.length}`;
  };
  const reads = (account: () => string): Omit<Watcher, 'read'> => ({
    accountId: DEV,
    callerAccount: async () => {
      may('callerAccount');
      return account();
    },
    readStack: async () => {
      may('readStack');
      if (isStarted) settle(world);
      return world.now.stack;
    },
    listStackEvents: async (_region, _stackId, isOld = () => false) => {
      may('listStackEvents');
      const events = world.now.events ?? [];
      const newestFirst = events.toReversed();
      const last = newestFirst.findIndex(isOld);
      return last < 0 ? events : newestFirst.slice(0, last + 1).toReversed();
    },
    listStackResources: async () => world.resources,
    readChangeSet: async () => world.changeSet,
  });
  const watcher: Watcher = {
    ...reads(() => world.account),
    read: async (call) => {
      may(`read ${call.operation}`);
      return world.read(call);
    },
  };
  const deployer: DeployerSession = {
    ...reads(() => world.sessionAccount),
    sourceIdentity: 'gh-42-maya-ops',
    executeChangeSet: async (handle, token) =>
      change('ExecuteChangeSet', handle.changeSetArn, token),
    deleteStack: async (_region, stackId, token) => change('DeleteStack', stackId, token),
    continueUpdateRollback: async (_region, stackId, token) =>
      change('ContinueUpdateRollback', stackId, token),
  };
  const operator: OperatorSession = {
    accountId: DEV,
    sourceIdentity: 'gh-42-maya-ops',
    callerAccount: async () => world.sessionAccount,
    operate: async (call) => change(call.operation, JSON.stringify(call.input), ''),
    readResource: async () => world.properties,
    startChange: async ({ identifier, token, patch }) =>
      change(patch === undefined ? 'DeleteResource' : 'UpdateResource', identifier, token),
    readChange: async () => {
      may('readChange');
      const [first, ...rest] = world.changes;
      if (rest.length > 0) world.changes = rest;
      return first ?? { status: 'SUCCESS', errorCode: '', message: '' };
    },
  };
  const door: SessionDoor = {
    openReader: async () => {
      opened.push('reader');
      may('openReader');
      return world.refusals.reader === undefined
        ? accepted(watcher)
        : refused(world.refusals.reader);
    },
    openDeployer: async (_approved: ApprovedPlan, step: Step) => {
      opened.push(`deployer ${step.id}`);
      return world.refusals.deployer === undefined
        ? accepted(deployer)
        : refused(world.refusals.deployer);
    },
    openOperator: async (_approved: ApprovedPlan, step: Step) => {
      opened.push(`operator ${step.id}`);
      return world.refusals.operator === undefined
        ? accepted(operator)
        : refused(world.refusals.operator);
    },
  };
  return { door, calls, opened };
};

/** Ports over a fake world; the journal may be that of an earlier run. */
export const fakePorts = (world: FakeWorld, journal: JournalEntry[] = []) => {
  const { door, calls, opened } = fakeDoor(world);
  const reported: string[] = [];
  const ports: ExecutePorts = {
    door,
    clock: virtualClock(),
    journal: {
      append: async (entry) => {
        journal.push(structuredClone(entry));
      },
      read: async () => journal,
    },
    progress: {
      report: async (_step, events) => {
        reported.push(...events.map(({ logicalId, status }) => `${logicalId} ${status}`));
      },
      isCancelled: async () => world.isCancelled,
    },
  };
  return { ports, calls, opened, reported, journal };
};
