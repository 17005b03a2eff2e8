import { createHash } from 'node:crypto';
import type { Clock } from '../src/execute/ports.ts';
import type { Json, JsonObject } from '../src/task/json.ts';
import type { PolicyDocument } from './iam/policy.ts';
import type { FailureSpec, WorldSpec } from './world-spec.ts';
import type { Stack } from './engine/stack.ts';
import type { Running } from './engine/timeline.ts';

/** One account with its place in the organization. */
export interface Account {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  /** Path of the organizational unit; empty for the root. */
  readonly ou: string;
  readonly regions: readonly string[];
  readonly tags: Readonly<Record<string, string>>;
  readonly status: string;
  readonly roles: Map<string, Role>;
  readonly managedPolicies: Map<string, PolicyDocument>;
}

/** An assumable role and everything that limits its sessions. */
export interface Role {
  readonly name: string;
  readonly arn: string;
  readonly trust: PolicyDocument;
  readonly policies: readonly { readonly name: string; readonly policy: PolicyDocument }[];
  readonly boundary?: PolicyDocument;
}

/** Temporary credentials and what they may do. */
export interface Session {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  readonly accountId: string;
  readonly role: Role;
  readonly arn: string;
  readonly userId: string;
  readonly sourceIdentity?: string;
  readonly tags: Readonly<Record<string, string>>;
  /** Union of inline and managed session policies; undefined when none was passed. */
  readonly policy?: PolicyDocument;
  readonly isChained: boolean;
  readonly issuedAt: Date;
  readonly expiresAt: Date;
}

/** One resource as CloudFormation would describe it, whoever made it. */
export interface Resource {
  readonly type: string;
  readonly accountId: string;
  /** `global` for IAM. */
  readonly region: string;
  /** What `Ref` gives. */
  readonly id: string;
  readonly arn: string;
  /** The property document of the type, tags left out. */
  properties: JsonObject;
  tags: Readonly<Record<string, string>>;
  /** What `Fn::GetAtt` gives, and what only the service knows (state, counts). */
  attributes: Record<string, Json>;
  readonly createdAt: Date;
  stackId?: string;
  logicalId?: string;
}

/** One authorization of one call, as it was decided. */
export interface CallRecord {
  readonly at: string;
  readonly accountId: string;
  readonly region: string;
  readonly principal: string;
  readonly sourceIdentity: string;
  readonly client: string;
  readonly operation: string;
  readonly action: string;
  readonly resource: string;
  readonly via: 'direct' | 'cloudformation';
  readonly decision: 'allowed' | 'denied' | 'failed';
  readonly reason: string;
}

/** A failure to come, and how often it still comes. */
export interface InjectedFailure {
  readonly spec: FailureSpec;
  left: number;
}

/** Cloud Control's memory of one request. */
export interface ChangeRequest {
  readonly token: string;
  readonly accountId: string;
  readonly region: string;
  readonly clientToken: string;
  readonly fingerprint: string;
  readonly operation: string;
  readonly typeName: string;
  readonly identifier: string;
  readonly startedAt: Date;
  status: 'IN_PROGRESS' | 'SUCCESS' | 'FAILED';
  errorCode: string;
  message: string;
}

/** Everything the world knows; one object, changed in place, by one call at a time. */
export interface WorldState {
  readonly spec: WorldSpec;
  readonly clock: Clock;
  /** When the world was made: what its metrics count hours from. */
  readonly began: Date;
  /** Time inside the world: never later than the clock, exact while the engine catches up. */
  now: Date;
  counter: number;
  /** Calls so far of each operation. */
  readonly asked: Map<string, number>;
  readonly toolingAccountId: string;
  readonly accounts: Map<string, Account>;
  readonly sessions: Map<string, Session>;
  readonly resources: Resource[];
  readonly stacks: Stack[];
  readonly running: Running[];
  readonly requests: ChangeRequest[];
  readonly calls: CallRecord[];
  readonly decisions: Map<string, string>;
  /** What is still to go wrong. */
  readonly failures: InjectedFailure[];
}

const hexOf = (state: WorldState, name: string): string =>
  createHash('sha256')
    .update(`${state.spec.seed ?? 'sandbox'}:${name}`)
    .digest('hex');

/** Hex that is unique in this world and the same in every run of the same calls. */
export const nextHex = (state: WorldState, length: number): string => {
  state.counter += 1;
  return hexOf(state, String(state.counter)).slice(0, length);
};

const asUuid = (hex: string): string =>
  [0, 8, 12, 16, 20].map((start, i) => hex.slice(start, [8, 12, 16, 20, 32][i])).join('-');

/** An event or stack id in the shape of a UUID. */
export const nextUuid = (state: WorldState): string => asUuid(nextHex(state, 32));

/** A request id: how often something else is read in between does not change it. */
export const nextRequestId = (state: WorldState, operation: string): string => {
  const count = (state.asked.get(operation) ?? 0) + 1;
  state.asked.set(operation, count);
  return asUuid(hexOf(state, `${operation}:${count}`));
};

/** The resource of a type by physical id, in one account and region. */
export const findResource = (
  state: WorldState,
  where: { readonly type: string; readonly accountId: string; readonly region: string },
  id: string,
): Resource | undefined =>
  state.resources.find(
    (resource) =>
      resource.type === where.type &&
      resource.accountId === where.accountId &&
      (resource.region === where.region || resource.region === 'global') &&
      resource.id === id,
  );
