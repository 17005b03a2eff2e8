import type { AccountId, PlanId, Region } from '../task/ids.ts';
import type { JsonObject } from '../task/json.ts';

export type ChangeSetType = 'CREATE' | 'UPDATE' | 'IMPORT';

/**
 * One `Changes[]` member of DescribeChangeSet as AWS sent it, all pages joined, values included.
 */
export type ChangeSetChange = JsonObject;

/**
 * What a resource was when it was planned, to be read again just before execution. `found` is the
 * sha256 of its properties, `absent`, or `unread` where no session of ours may read it.
 */
export interface LiveValue {
  readonly logicalId: string;
  readonly type: string;
  readonly physicalId: string;
  readonly found: string;
}

/**
 * What a change set says; everything here is compared again before execution and is in the digest.
 */
export interface StackPreview {
  readonly stackName: string;
  readonly accountId: AccountId;
  readonly region: Region;
  readonly changeSetType: ChangeSetType;
  /** `empty`: CloudFormation found no changes. */
  readonly status: 'ready' | 'empty';
  readonly changes: readonly ChangeSetChange[];
  readonly resolvedParameters: Readonly<Record<string, string>>;
  /** What the values that AWS looked up were looked up under; absent where it looked up none. */
  readonly lookedUp?: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string>>;
  readonly capabilities: readonly string[];
  readonly notificationArns: readonly string[];
  readonly onStackFailure: string;
  readonly originalTemplateHash: string;
  readonly processedTemplateHash: string;
  /** Of a stack that was there; absent for a new one, whose id is another at each attempt. */
  readonly stackId?: string;
  readonly deploymentMode?: string;
  /** `StackDriftStatus`; only a drift-aware change set has one. */
  readonly driftStatus?: string;
  /** Beside what the change set says: existing resources that it changes, as they were. */
  readonly live?: readonly LiveValue[];
}

/** Where the change set is. Beside the plan, never inside it. */
export interface PreviewHandle {
  readonly planId: PlanId;
  readonly stackName: string;
  readonly accountId: AccountId;
  readonly region: Region;
  readonly changeSetName: string;
  readonly changeSetArn: string;
  readonly stackId: string;
  readonly changeSetType: ChangeSetType;
  /** Present for an import that makes its stack: a preview leaves it behind, empty. */
  readonly isNewStack?: true;
}
