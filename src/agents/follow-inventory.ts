import {
  mayMove,
  resourceKey,
  type AwsResource,
  type ResourceState,
  type ServiceAgent,
} from '../task/aws-resource.ts';
import type { AccountId, Region } from '../task/ids.ts';
import { isGlobalType } from '../task/resource-type.ts';

/** A place whose resources of one type were read from the first to the last. */
export interface ReadPlace {
  readonly accountId: AccountId;
  readonly region: Region;
  readonly resourceType: string;
}

/** What has to be known of a resource that was found. */
export type SeenResource = Pick<
  AwsResource,
  'id' | 'arn' | 'accountId' | 'region' | 'resourceType' | 'state'
>;

/** What an inventory says of the world. A place that failed or was cut is not in it. */
export interface SeenInventory {
  readonly found: readonly SeenResource[];
  readonly complete: readonly ReadPlace[];
  /** ISO 8601: when reading began. */
  readonly readAt: string;
}

/**
 * Lists of AWS lag behind what was made: an agent that was seen this shortly before the reading
 * began is not given up because of it.
 */
const SETTLING_MS = 15 * 60_000;

const placeKey = (place: ReadPlace): string =>
  isGlobalType(place.resourceType)
    ? `${place.accountId}/${place.resourceType}`
    : `${place.accountId}/${place.region}/${place.resourceType}`;

/** The same resource by another way than its ARN, which not every read-back knows. */
const nameKey = (resource: SeenResource): string => `${placeKey(resource)}/${resource.id}`;

/** An instant that can not be read is as late as can be: it proves nothing old. */
const timeOf = (iso: string): number => {
  const ms = Date.parse(iso);
  return Number.isNaN(ms) ? Number.POSITIVE_INFINITY : ms;
};

const isSettled = ({ lastSeenAt, resource }: ServiceAgent, readAt: string): boolean =>
  timeOf(lastSeenAt ?? resource.updatedAt) + SETTLING_MS <= timeOf(readAt);

const inState = (agent: ServiceAgent, state: ResourceState): ServiceAgent => ({
  ...agent,
  state,
  resource: { ...agent.resource, state },
});

const latest = (a: string | undefined, b: string): string =>
  a !== undefined && Date.parse(a) > Date.parse(b) ? a : b;

/** A resource that is there. What is known of it since the reading began stays as it is. */
const seen = (agent: ServiceAgent, found: SeenResource, readAt: string): ServiceAgent => {
  const isNewer = timeOf(agent.lastSeenAt ?? agent.resource.updatedAt) > timeOf(readAt);
  const state = isNewer || !mayMove(agent.state, found.state) ? agent.state : found.state;
  return { ...inState(agent, state), lastSeenAt: latest(agent.lastSeenAt, readAt) };
};

/** An agent as it was, and as it is after an inventory. */
export interface FollowedAgent {
  readonly before: ServiceAgent;
  readonly after: ServiceAgent;
}

/**
 * Agents that an inventory changes. Who was found is seen; who belongs in a
 * place that was read completely, and was not found there, is Terminated. Of every other nothing is
 * known, and nothing changes; who is Terminated stays so.
 */
export const followInventory = (
  agents: readonly ServiceAgent[],
  { found, complete, readAt }: SeenInventory,
): readonly FollowedAgent[] => {
  const byKey = new Map(found.map((one) => [resourceKey(one), one]));
  const byName = new Map(found.map((one) => [nameKey(one), one]));
  const places = new Set(complete.map(placeKey));
  return agents.flatMap((agent) => {
    if (agent.state === 'Terminated') return [];
    const { resource } = agent;
    // CloudFormation's own id of some types is their ARN.
    const there =
      byKey.get(resourceKey(resource)) ?? byName.get(nameKey(resource)) ?? byKey.get(resource.id);
    if (there !== undefined) return [{ before: agent, after: seen(agent, there, readAt) }];
    const isGone = places.has(placeKey(resource)) && isSettled(agent, readAt);
    return isGone ? [{ before: agent, after: inState(agent, 'Terminated') }] : [];
  });
};
