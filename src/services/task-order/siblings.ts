import type { OperateDraft } from '../../plan/step.ts';
import type { MutationTask } from '../../task/aws-task.ts';
import type { TaskId } from '../../task/ids.ts';
import type { Draft, Siblings, User } from '../service.ts';

/** Where a thing is; ids and names say nothing beyond it. */
type Place = Pick<MutationTask, 'accountId' | 'region'>;

const isSamePlace = (a: Place, b: Place): boolean =>
  a.accountId === b.accountId &&
  (a.region === b.region || a.region === undefined || b.region === undefined);

/** A load balancer is called by its name, or as `app/name/0123456789abcdef` by its interfaces. */
const BALANCER = /:loadbalancer\/((?:app|net|gwy)\/([^/]+)\/[^/]+)$/;

const spoken = (id: string): readonly string[] => {
  const [, path, name] = BALANCER.exec(id) ?? [];
  return [id, path, name].filter((word) => word !== undefined);
};

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\/]/g, '\\$&');

/** True where words name one of some ids whole, not as a part of another. */
export const mentions = (words: string, ids: readonly string[]): boolean =>
  ids
    .filter((id) => id !== '')
    .flatMap(spoken)
    .some((id) => new RegExp(`(?<![\\w-])${escaped(id)}(?![\\w-])`).test(words));

/** A stack among ids; no id has a space, so nothing else of its name is taken for it. */
const stackMark = (stackName: string): string => `stack ${stackName}`;

/** True where a user is one of what is deleted. A stack is so only by its own removal. */
export const isAmong = (user: User, ids: readonly string[]): boolean =>
  typeof user === 'string' ? mentions(user, ids) : ids.includes(stackMark(user.stack));

/** The ids of everything that a draft deletes, and its stacks by name and as stacks. */
export const idsDeleted = ({ steps }: Draft): readonly string[] => [
  ...steps.flatMap((step) =>
    step.kind === 'remove' ? [step.stackName, stackMark(step.stackName)] : [],
  ),
  ...steps
    .flatMap((step) => ('changes' in step ? step.changes : []))
    .filter((change) => change.action === 'delete')
    .flatMap((change) => change.physicalId ?? []),
];

/** The calls among some drafts. */
export const callsOf = (drafts: readonly Draft[]): readonly OperateDraft[] =>
  drafts.flatMap(({ steps }) => steps.filter((step) => step.kind === 'operate'));

/** By task, the ids of what it deletes. */
export type Leaving = ReadonlyMap<TaskId, readonly string[]>;

/** What drafting one task may know of the others of its issue. */
export const siblingsOf = (
  task: MutationTask,
  tasks: readonly MutationTask[],
  leaving: Leaving | 'all',
): Siblings => {
  const others = tasks.filter((one) => one.id !== task.id && isSamePlace(one, task));
  return {
    makes: (type, name) =>
      others.some(
        (one) =>
          one.taskType === 'CreateResource' &&
          (type === undefined || one.resourceType === type) &&
          one.parameters['name'] === name,
      ),
    deletes: (user) =>
      leaving === 'all' || others.some((one) => isAmong(user, leaving.get(one.id) ?? [])),
  };
};
