import type { AwsTask, MutationTask } from '../task/aws-task.ts';
import { isMutation } from '../task/aws-task.ts';

const MAX_SLUG = 40;

/** Lower-case letters, digits and single hyphens; `task` for a text that holds none. */
export const slugOf = (text: string): string => {
  const slug = text
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, MAX_SLUG)
    .replaceAll(/^-+|-+$/g, '');
  return slug === '' ? 'task' : slug;
};

const NUMBERED = /^aws-coworker-[0-9]+-(.+)$/;

/** True for the name of a stack that one of our plans could have made for what is called `name`. */
export const couldBeFor = (stackName: string, name: string): boolean =>
  NUMBERED.exec(stackName)?.[1] === slugOf(name);

const nameOf = (task: MutationTask): string => {
  const name = task.parameters['name'] ?? task.parameters['id'];
  return typeof name === 'string' ? name : (task.resourceType.split('::').at(-1) ?? 'task');
};

/**
 * `aws-coworker-<issue>-<slug>`. Two tasks of one issue whose slugs are equal get their number at
 * the end, so that each has its own stack and planning again names it the same.
 */
export const stackNameOf = (
  issueNumber: number,
  task: MutationTask,
  tasks: readonly AwsTask[],
): string => {
  const slug = slugOf(nameOf(task));
  const isShared = tasks.some(
    (other) => other.id !== task.id && isMutation(other) && slugOf(nameOf(other)) === slug,
  );
  const suffix = isShared ? `-${task.id.replace('task-', '')}` : '';
  return `aws-coworker-${issueNumber}-${slug}${suffix}`;
};
