import type { ApprovedPlan } from '../approve/approved-plan.ts';
import type { PreviewHandle, StackPreview } from '../plan/preview.ts';
import type { Step } from '../plan/step.ts';
import type { AwsReader } from '../services/aws-reader.ts';
import type { AccountId, PlanId, Region, StepId } from '../task/ids.ts';
import type { JsonObject } from '../task/json.ts';
import type { Decided } from '../task/refusal.ts';

/** Time, passed in. `sleep` resolves after at least `ms`; a test's clock moves itself forward. */
export interface Clock {
  readonly now: () => Date;
  readonly sleep: (ms: number) => Promise<void>;
}

/** One stack event, newest last. */
export interface StackEvent {
  readonly eventId: string;
  readonly at: string;
  readonly logicalId: string;
  readonly physicalId: string;
  readonly type: string;
  readonly status: string;
  readonly reason: string;
  readonly clientRequestToken: string;
}

/** A stack as DescribeStacks shows it; `roleArn` must be absent. */
export interface StackState {
  readonly stackId: string;
  readonly stackName: string;
  readonly status: string;
  readonly statusReason: string;
  readonly roleArn?: string;
  readonly parentId?: string;
  /** Of its template; absent where it has none. */
  readonly description?: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly outputs: Readonly<Record<string, string>>;
  readonly lastUpdatedAt: string;
  readonly terminationProtection: boolean;
}

export interface StackResource {
  readonly logicalId: string;
  readonly physicalId: string;
  readonly type: string;
  readonly status: string;
}

/** What every session that sees stacks can read. Not found is undefined. */
export interface StackReads {
  readonly accountId: AccountId;
  /** GetCallerIdentity's account. */
  readonly callerAccount: (region: Region) => Promise<string>;
  readonly readStack: (region: Region, nameOrId: string) => Promise<StackState | undefined>;
  /** Newest last. AWS sends the newest first, and no older page is asked for once one `isOld`. */
  readonly listStackEvents: (
    region: Region,
    stackId: string,
    isOld?: (event: StackEvent) => boolean,
  ) => Promise<readonly StackEvent[]>;
  readonly listStackResources: (
    region: Region,
    stackId: string,
  ) => Promise<readonly StackResource[]>;
  /** All pages, property values included, in the shape that is in the plan; undefined when gone. */
  readonly readChangeSet: (handle: PreviewHandle) => Promise<ChangeSetRead | undefined>;
}

export interface ChangeSetRead {
  readonly preview: StackPreview;
  readonly stackId: string;
  readonly changeSetId: string;
  readonly executionStatus: string;
  readonly status: string;
  readonly statusReason: string;
  readonly hasNestedStacks: boolean;
  readonly importsExisting: boolean;
  readonly hasRollbackConfiguration: boolean;
  /**
   * What this server does not show of change sets, and so can not be compared. Always empty on AWS;
   * other endpoints may stand in for it without telling a change set's template, tags or
   * capabilities.
   */
  readonly unshown: readonly Unshown[];
}

export type Unshown = 'template' | 'tags' | 'capabilities';

/** Session of `AwsCoworkerDeployer`, limited to one approved step. */
export interface DeployerSession extends StackReads {
  readonly sourceIdentity: string;
  /** Executes by ARN; returns the request id. */
  readonly executeChangeSet: (handle: PreviewHandle, token: string) => Promise<string>;
  readonly deleteStack: (region: Region, stackId: string, token: string) => Promise<string>;
  readonly continueUpdateRollback: (
    region: Region,
    stackId: string,
    token: string,
  ) => Promise<string>;
}

/** Session of `AwsCoworkerOperator`, limited to one approved step. */
export interface OperatorSession {
  readonly accountId: AccountId;
  readonly sourceIdentity: string;
  readonly callerAccount: (region: Region) => Promise<string>;
  /** One call of the operations catalogue; returns the request id. */
  readonly operate: (call: {
    readonly client: string;
    readonly operation: string;
    readonly region: Region;
    readonly input: JsonObject;
  }) => Promise<string>;
  readonly readResource: (
    region: Region,
    typeName: string,
    identifier: string,
  ) => Promise<JsonObject | undefined>;
  /** Starts a Cloud Control update or delete and returns its request token. */
  readonly startChange: (change: {
    readonly region: Region;
    readonly typeName: string;
    readonly identifier: string;
    readonly patch?: readonly JsonObject[];
    readonly token: string;
  }) => Promise<string>;
  readonly readChange: (
    region: Region,
    requestToken: string,
  ) => Promise<{ readonly status: string; readonly errorCode: string; readonly message: string }>;
}

/**
 * The one door to AWS for execution. Never wider than the step, never a fall-back: a door that does
 * not open is a refusal (`role-missing`, `no-route`, `session-policy-too-large`, ...).
 */
export interface SessionDoor {
  /**
   * Reads and nothing else, by the deployer's own role narrowed to its reads, because the reader's
   * role trusts another worker. Renews itself, so that the end of a deploy session blinds nobody.
   */
  readonly openReader: (
    accountId: AccountId,
    approved: ApprovedPlan,
  ) => Promise<Decided<AwsReader & StackReads>>;
  readonly openDeployer: (approved: ApprovedPlan, step: Step) => Promise<Decided<DeployerSession>>;
  readonly openOperator: (approved: ApprovedPlan, step: Step) => Promise<Decided<OperatorSession>>;
}

/** One line of the journal: what was intended, what AWS answered. */
export interface JournalEntry {
  readonly planId: PlanId;
  readonly stepId: StepId;
  readonly kind: 'intent' | 'receipt' | 'event' | 'outcome';
  readonly what: string;
  readonly requestId?: string;
  readonly detail: JsonObject;
}

/** The deployer's memory; survives a crash, so that a call AWS accepted is not made twice. */
export interface Journal {
  readonly append: (entry: JournalEntry) => Promise<void>;
  readonly read: (planId: PlanId) => Promise<readonly JournalEntry[]>;
}

/** Told while an execution goes on; must not throw. */
export interface Progress {
  readonly report: (stepId: StepId, events: readonly StackEvent[]) => Promise<void>;
  /** True when a person has asked to stop; asked before each call that changes something. */
  readonly isCancelled: () => Promise<boolean>;
}

/** What a session that removes one empty stack can do. */
export type RemoverSession = Pick<
  DeployerSession,
  'accountId' | 'callerAccount' | 'readStack' | 'listStackResources' | 'deleteStack'
>;
