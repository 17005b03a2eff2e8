import type { AwsAccount } from '../task/account.ts';
import type { AwsTask } from '../task/aws-task.ts';
import type { IssueSnapshot } from '../task/issue.ts';
import type { JsonObject } from '../task/json.ts';
import type { Plan, ReviewChoices } from './plan.ts';
import type { StackPreview } from './preview.ts';

/** One stack that an earlier plan made or changed, for the plan that undoes it. */
export interface UndoTarget {
  readonly stackName: string;
  readonly stackId: string;
  /** Template body and parameters before the change; absent when the stack was created. */
  readonly before?: { readonly templateBody: string; readonly parameters: JsonObject };
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
  /** Present for a rollback: the plan to undo and what it made. */
  readonly undo?: { readonly plan: Plan; readonly made: readonly UndoTarget[] };
}
