import type { AwsAccount } from '../task/account.ts';
import type { AwsTask } from '../task/aws-task.ts';
import type { PlanId, StepId } from '../task/ids.ts';
import type { IssueSnapshot } from '../task/issue.ts';
import type { JsonObject } from '../task/json.ts';
import type { ReadPrices } from './cost.ts';
import type { ClaimedSaving } from './item.ts';
import type { Plan, ReviewChoices } from './plan.ts';
import type { StackPreview } from './preview.ts';
import type { TypeCount } from './type-share.ts';

/** The executed plan that a rollback undoes, with what it was made from. */
export interface Undo {
  readonly planId: PlanId;
  readonly plan: Plan;
  /** Facts of the undone plan, by task id: they hold what was there before. */
  readonly facts: Readonly<Record<string, JsonObject>>;
  /** Steps that AWS has carried out, whole or in part. */
  readonly stepIds: readonly StepId[];
}

/** The drifted stack that is brought together; `facts` then holds, by task id, it as it is. */
export interface Reconcile {
  readonly stackId: string;
  /** Present where the template follows what is there; absent where what is there is set back. */
  readonly adopts?: true;
}

/** What a look at health found ill, and what would mend it without a person. */
export interface HealOrder {
  /** The look that found it. */
  readonly lookId: string;
  readonly arn: string;
}

/**
 * Everything a plan is made from, except configuration. JSON, stored beside the plan, so that the
 * deployer makes the same plan again and compares digests. Holds no clock reading.
 */
export interface PlanInputs {
  readonly schemaVersion: 1;
  readonly issue: IssueSnapshot;
  readonly tasks: readonly AwsTask[];
  /** The accounts of the tasks, as they were classified. */
  readonly accounts: readonly AwsAccount[];
  readonly choices: ReviewChoices;
  /** By task id: what the service's `readFacts` found. */
  readonly facts: Readonly<Record<string, JsonObject>>;
  /** One for each deploy step that has a change set. */
  readonly previews: readonly StackPreview[];
  /** Of each type of which more than a few would be lost or changed. */
  readonly counts?: readonly TypeCount[];
  /** What AWS's Price List said; absent where it was not asked. */
  readonly prices?: ReadPrices;
  /** Present for a rollback; `facts` then holds, by step id, what is there now. */
  readonly undo?: Undo;
  /** Present for savings: what was found, in the order of the items. */
  readonly savings?: readonly ClaimedSaving[];
  /** Of savings, the numbers that one approval is about. Sorted; absent for the whole plan. */
  readonly onlyItems?: readonly number[];
  /** Present where the one task brings a drifted stack and its template together. */
  readonly reconcile?: Reconcile;
  /** Present where the one task heals what a look found ill; only a standing approval decides. */
  readonly heal?: HealOrder;
}
