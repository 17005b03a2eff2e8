import type { AccountId, PlanDigest, Region, TaskId } from '../task/ids.ts';
import type { AwsTask } from '../task/aws-task.ts';
import type { Route, Tier } from '../task/tier.ts';
import type { TierSource } from '../task/account.ts';
import type { CostEstimate } from './cost.ts';
import type { LeftOut, PlanItem } from './item.ts';
import type { OperationClass, Reversibility, Step } from './step.ts';

/** Something the plan does otherwise than the request said. */
export interface Deviation {
  readonly taskId: TaskId;
  readonly asked: string;
  readonly planned: string;
  readonly because: string;
}

export interface PlanAccount {
  readonly id: AccountId;
  readonly name: string;
  readonly tier: Tier;
  readonly tierSource: TierSource;
  readonly regions: readonly Region[];
}

export interface Risk {
  readonly level: 'low' | 'medium' | 'high';
  /** Reasons, worst first; at least one. */
  readonly because: readonly string[];
}

export interface ChangeCounts {
  readonly create: number;
  readonly change: number;
  readonly replace: number;
  readonly delete: number;
}

export interface Phase {
  readonly number: number;
  readonly title: string;
  readonly rollback: string;
  /** Why it comes after earlier phases; absent where nothing of it waits for another task. */
  readonly because?: readonly string[];
}

/** Items of the review that a person turned off or on by `/skip` and `/add`. Sorted. */
export interface ReviewChoices {
  readonly skipped: readonly string[];
  readonly added: readonly string[];
}

/**
 * The complete, immutable answer to an issue. It holds no clock reading, no digest, no random name.
 */
export interface Plan {
  readonly schemaVersion: 1;
  readonly purpose: 'request' | 'rollback' | 'savings';
  readonly repositoryId: number;
  readonly issueNumber: number;
  /** sha256 of everything of the issue that is parsed: title, body, labels. */
  readonly requestHash: string;
  /**
   * Numeric ids of everybody who counts as a requester: author, labeller, last editor and whoever
   * confirmed what a model read. Sorted.
   */
  readonly requesterIds: readonly number[];
  readonly tasks: readonly AwsTask[];
  readonly accounts: readonly PlanAccount[];
  /** The strictest tier of the accounts concerned. */
  readonly tier: Tier;
  readonly route: Route;
  readonly phases: readonly Phase[];
  readonly steps: readonly Step[];
  readonly counts: ChangeCounts;
  /** The worst class of any step. */
  readonly operationClass: OperationClass;
  readonly losesData: boolean;
  /** How many resources are lost (deleted or replaced), and whether one of them is stateful. */
  readonly lost: { readonly resources: number; readonly hasStateful: boolean };
  readonly risk: Risk;
  readonly cost: CostEstimate;
  readonly reversibility: Reversibility;
  readonly deviations: readonly Deviation[];
  readonly choices: ReviewChoices;
  /** Present for savings: what is approved by number, each of them once. */
  readonly items?: readonly PlanItem[];
  /** Present for savings: what was found and is not in the plan. */
  readonly leftOut?: readonly LeftOut[];
  /** Mermaid flowchart, from 3 to 30 resources. */
  readonly diagram?: string;
}

/** A plan and its name. Made only by `digestPlan`. */
export interface DigestedPlan {
  readonly plan: Plan;
  readonly digest: PlanDigest;
}
