import type { MutationTask } from '../../task/aws-task.ts';
import { textOf } from '../task-values.ts';

/** True for a task that takes what is there into a stack, whatever its service. */
export const isImportTask = (task: MutationTask): boolean =>
  task.taskType === 'UpdateResource' && textOf(task, 'action') === 'import';
