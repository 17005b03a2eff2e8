import type { AgentName } from './agent-name.ts';
import type { AccountId, Region } from './ids.ts';

export type ResourceState =
  | 'Creating'
  | 'Active'
  | 'Updating'
  | 'Deleting'
  | 'Failed'
  | 'Terminated';

export type HealthStatus = 'Healthy' | 'Degraded' | 'Unhealthy' | 'Unknown';

/** One resource as it runs, as the application knows it. */
export interface AwsResource {
  readonly id: string;
  readonly arn: string;
  /** The CloudFormation type; may be one the application does not know by name. */
  readonly resourceType: string;
  readonly region: Region;
  readonly accountId: AccountId;
  readonly state: ResourceState;
  readonly ownerAgent: AgentName;
  readonly dependencies: readonly string[];
  readonly tags: Readonly<Record<string, string>>;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** The agent that looks after one Active resource. */
export interface ServiceAgent {
  readonly name: string;
  readonly serviceType: string;
  readonly resource: AwsResource;
  /** Keys of the resources it needs; see `resourceKey`. */
  readonly dependencies: readonly string[];
  readonly state: ResourceState;
  /** 0 to 10; what a level permits without a person stands in the domain tables. */
  readonly autonomyLevel: number;
  readonly decisionMaker: AgentName;
  /** Undefined when it could not be priced. */
  readonly costUsdDaily?: number;
  readonly healthStatus: HealthStatus;
  /** ISO 8601: when the resource was made, changed or found last; absent for old entries. */
  readonly lastSeenAt?: string;
}

/** What tells resources apart: the ARN, or place, type and id where no ARN is known. */
export const resourceKey = (
  resource: Pick<AwsResource, 'arn' | 'accountId' | 'region' | 'resourceType' | 'id'>,
): string =>
  resource.arn === ''
    ? `${resource.accountId}/${resource.region}/${resource.resourceType}/${resource.id}`
    : resource.arn;

const MOVES: Readonly<Record<ResourceState, readonly ResourceState[]>> = {
  Creating: ['Active', 'Failed', 'Deleting', 'Terminated'],
  Active: ['Updating', 'Deleting', 'Failed', 'Terminated'],
  Updating: ['Active', 'Failed', 'Deleting', 'Terminated'],
  Deleting: ['Terminated', 'Failed', 'Active'],
  Failed: ['Updating', 'Deleting', 'Active', 'Terminated'],
  Terminated: [],
};

/** True when a resource may go from one state to the other. Staying is always legal. */
export const mayMove = (from: ResourceState, to: ResourceState): boolean =>
  from === to || MOVES[from].includes(to);
