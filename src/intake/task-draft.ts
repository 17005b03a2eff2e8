import type { AwsTaskType, ParameterValue } from '../task/aws-task.ts';
import type { RefusalCode } from '../task/refusal.ts';
import type { AwsResourceType } from '../task/resource-type.ts';

/** Something that keeps a draft from being a task. */
export interface Problem {
  readonly field: string;
  readonly reason?: RefusalCode;
  readonly suggestions?: readonly string[];
  /** Words of the order that nothing was made of; asked about only where all else is clear. */
  readonly unread?: readonly string[];
  /** Words that bind the order to what nothing here can see. */
  readonly condition?: string;
}

/** A task while it is read. */
export interface TaskDraft {
  readonly taskType?: AwsTaskType;
  readonly resourceType?: AwsResourceType;
  readonly parameters: ReadonlyMap<string, ParameterValue>;
  readonly problems: readonly Problem[];
  /** Fields by words that name something only if the issue has a task of that name. */
  readonly perhaps?: ReadonlyMap<string, string>;
  /** The words that order it, for what no plan may do. */
  readonly clause: string;
  /** The words that may name its account and region. */
  readonly placeText: string;
  /** Indexes of drafts that come first. */
  readonly dependsOn: readonly number[];
}
