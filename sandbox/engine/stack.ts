import type { Json, JsonObject } from '../../src/task/json.ts';
import type { CfnTemplate } from './template-text.ts';

/** One resource of a stack as the stack knows it. */
export interface StackResource {
  readonly logicalId: string;
  readonly type: string;
  physicalId: string;
  status: string;
  reason: string;
  at: Date;
  /** Resolved, tags of the template included. */
  properties: JsonObject;
  deletionPolicy: string;
  metadata: Json;
}

/** One event; newest last. */
export interface StackEventRow {
  readonly eventId: string;
  readonly at: Date;
  readonly logicalId: string;
  readonly physicalId: string;
  readonly type: string;
  readonly status: string;
  readonly reason: string;
  readonly token: string;
  readonly properties: string;
}

/** What a template and its inputs come to, for one stack. */
export interface Desired {
  readonly body: string;
  readonly template: CfnTemplate;
  readonly parameters: Readonly<Record<string, string>>;
  /** Values behind SSM parameter types, by parameter name. */
  readonly resolvedParameters: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string>>;
  readonly capabilities: readonly string[];
  readonly notificationArns: readonly string[];
}

/** One resource that a change set takes into its stack. */
export interface ImportRow {
  readonly type: string;
  readonly logicalId: string;
  readonly physicalId: string;
}

export interface ChangeSetRow {
  readonly id: string;
  readonly name: string;
  readonly type: 'CREATE' | 'UPDATE' | 'IMPORT';
  readonly clientToken: string;
  readonly description: string;
  readonly createdAt: Date;
  readonly desired: Desired;
  readonly changes: readonly JsonObject[];
  /** Of a change set of type IMPORT; empty for others. */
  readonly imports: readonly ImportRow[];
  readonly onStackFailure?: string;
  readonly deploymentMode?: string;
  /** Drift of the stack as a drift-aware change set found it. */
  readonly driftStatus?: string;
  readonly roleArn?: string;
  readonly importExistingResources: boolean;
  readonly rollbackConfiguration: JsonObject;
  status: string;
  statusReason: string;
  executionStatus: string;
}

export interface Stack {
  readonly id: string;
  readonly name: string;
  readonly accountId: string;
  readonly region: string;
  readonly createdAt: Date;
  status: string;
  reason: string;
  updatedAt?: Date;
  deletedAt?: Date;
  desired?: Desired;
  roleArn?: string;
  /** What was last found when somebody looked for drift. */
  drift?: { readonly status: string; readonly at: Date };
  /** The newest detection; older ones are forgotten. */
  detection?: DriftDetection;
  /** What it found, member by member. */
  drifts?: readonly FoundDrift[];
  terminationProtection: boolean;
  disableRollback: boolean;
  outputs: Readonly<Record<string, { readonly value: string; readonly exportName?: string }>>;
  readonly resources: Map<string, StackResource>;
  readonly events: StackEventRow[];
  readonly changeSets: ChangeSetRow[];
  /** Client tokens of operations that were accepted, with what each did. */
  readonly tokens: Map<string, string>;
  /** What an interrupted rollback still has to undo. */
  undo: Undo[];
}

/** One leaf of a property that is otherwise than expected; a side that is not there is absent. */
export interface PropertyDifference {
  readonly path: string;
  readonly type: 'ADD' | 'REMOVE' | 'NOT_EQUAL';
  readonly expected?: Json;
  readonly actual?: Json;
}

/** What a detection found of one member. */
export interface FoundDrift {
  readonly logicalId: string;
  readonly physicalId: string;
  readonly type: string;
  readonly at: Date;
  readonly status: 'IN_SYNC' | 'MODIFIED' | 'DELETED' | 'UNKNOWN' | 'NOT_CHECKED';
  readonly reason: string;
  readonly expected?: JsonObject;
  readonly actual?: JsonObject;
  readonly differences: readonly PropertyDifference[];
}

/** A detection that somebody started. */
export interface DriftDetection {
  readonly id: string;
  readonly at: Date;
  status: 'DETECTION_IN_PROGRESS' | 'DETECTION_COMPLETE' | 'DETECTION_FAILED';
  stackStatus: string;
  reason: string;
  driftedCount: number;
}

/** One thing to undo, newest last. */
export interface Undo {
  readonly kind: 'delete' | 'restore';
  readonly logicalId: string;
  readonly physicalId: string;
  readonly type: string;
  /** The member as it was, for a restore. */
  readonly previous?: StackResource;
  readonly previousTags?: Readonly<Record<string, string>>;
  /** What was there in fact, where drift was looked at: that is what comes back. */
  readonly actual?: JsonObject;
}

/** True while an operation on the stack is under way. */
export const isBusy = (stack: Stack): boolean =>
  stack.status.endsWith('_IN_PROGRESS') && stack.status !== 'REVIEW_IN_PROGRESS';
