import type { MutationTask } from '../task/aws-task.ts';
import { Fault } from '../task/fault.ts';

/** A text of the task; undefined when it is not given. */
export const textOf = (task: MutationTask, name: string): string | undefined => {
  const value = task.parameters[name];
  return typeof value === 'string' ? value : undefined;
};

/** A number of the task; undefined when it is not given. */
export const numberOf = (task: MutationTask, name: string): number | undefined => {
  const value = task.parameters[name];
  return typeof value === 'number' ? value : undefined;
};

/** A yes or no of the task; undefined when it is not given. */
export const booleanOf = (task: MutationTask, name: string): boolean | undefined => {
  const value = task.parameters[name];
  return typeof value === 'boolean' ? value : undefined;
};

/** The target's name or id. Intake asks for it, so that its absence here is a broken promise. */
export const targetOf = (task: MutationTask): string => {
  const target = textOf(task, 'name') ?? textOf(task, 'id');
  if (target === undefined) throw new Fault('broken-promise', `${task.id} has no target`);
  return target;
};
