import type { AgentName } from './agent-name.ts';
import type { AccountId, Region, TaskId } from './ids.ts';
import type { AwsResourceType } from './resource-type.ts';
import type { Tier } from './tier.ts';

export const TASK_TYPES = [
  'CreateResource',
  'UpdateResource',
  'DeleteResource',
  'DiscoverResources',
  'OptimizeCosts',
  'SecurityAudit',
  'HealthCheck',
] as const;
export type AwsTaskType = (typeof TASK_TYPES)[number];

/** The three task types that change something. */
export type MutationType = 'CreateResource' | 'UpdateResource' | 'DeleteResource';

export type TaskStatus =
  | 'Pending'
  | 'AwaitingInput'
  | 'Planned'
  | 'AwaitingApproval'
  | 'Blocked'
  | 'InProgress'
  | 'Completed'
  | 'Failed'
  | 'Cancelled'
  | 'Expired'
  | 'RolledBack';

/** What a field of a task may hold. Lists and maps are flat. */
export type ParameterValue =
  | string
  | number
  | boolean
  | readonly string[]
  | Readonly<Record<string, string>>;

/** Field name to value, as the service's field table names them. Never holds a secret. */
export type TaskParameters = Readonly<Record<string, ParameterValue>>;

interface TaskBase {
  readonly id: TaskId;
  readonly parameters: TaskParameters;
  /** Tasks of the same issue that must be done first. */
  readonly dependencies: readonly TaskId[];
  readonly assignedAgent: AgentName;
}

/** A change to exactly one target in one account and region. */
export interface MutationTask extends TaskBase {
  readonly taskType: MutationType;
  readonly resourceType: AwsResourceType;
  readonly accountId: AccountId;
  /** Absent for global services; their stacks then live in the account's first region. */
  readonly region?: Region;
  /** The tier the request's own words raise the account to, if they do. */
  readonly tierRaisedTo?: Tier;
}

/** A question. `all` means every account, and every allowed region of each. */
export interface ReadingTask extends TaskBase {
  readonly taskType: Exclude<AwsTaskType, MutationType>;
  /** Absent when the request is not narrowed to a service. */
  readonly resourceType?: AwsResourceType;
  readonly scope: {
    readonly accounts: readonly AccountId[] | 'all';
    readonly regions: readonly Region[] | 'all';
  };
}

export type AwsTask = MutationTask | ReadingTask;

const MUTATIONS: ReadonlySet<AwsTaskType> = new Set([
  'CreateResource',
  'UpdateResource',
  'DeleteResource',
]);

/** True for a task that changes something. */
export const isMutation = (task: AwsTask): task is MutationTask => MUTATIONS.has(task.taskType);
