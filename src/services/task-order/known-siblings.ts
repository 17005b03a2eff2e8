import type { OperateDraft } from '../../plan/step.ts';
import type { MutationTask } from '../../task/aws-task.ts';
import type { AwsResourceType } from '../../task/resource-type.ts';
import type { User } from './user.ts';

/** What one task may know of the others of its issue: all of them are approved together. */
export interface Siblings {
  /** True where another task makes a thing of this name, of any type where none is given. */
  readonly makes: (type: AwsResourceType | undefined, name: string) => boolean;
  /** The other tasks that make something in the VPC of this name. */
  readonly inside?: (vpc: string) => readonly MutationTask[];
  /** The other tasks that make something in the cluster of this name. */
  readonly inCluster?: (cluster: string) => readonly MutationTask[];
  /** Types of what joined the stack of this task earlier, asked for by a line still or not. */
  readonly holds?: readonly string[];
  /** True where another task deletes what this user is. */
  readonly deletes: (user: User) => boolean;
  /** Logical ids of a stack whose deletion other tasks ask for. */
  readonly leaves?: (stackId: string) => readonly string[];
  /** The calls of the tasks that were drafted before this one; absent where there is none. */
  readonly calls?: readonly OperateDraft[];
}
