import type { MutationTask } from '../../task/aws-task.ts';
import type { Refusal } from '../../task/refusal.ts';
import type { OwnStack } from '../owner.ts';
import { isSamePlace } from '../task-order/siblings.ts';
import { thingWords } from '../task-order/order-tasks.ts';
import { parseOwnTemplate } from '../template-edit.ts';
import { partsOf } from './parts.ts';
import type { JoinedStack } from './stack.ts';

/** By the name of the stack that a task would have by itself, the types of what it has in one. */
const partTypes = ({ templateBody }: OwnStack): ReadonlyMap<string, readonly string[]> => {
  const present = parseOwnTemplate(templateBody);
  if (!present.ok) return new Map();
  const { Resources } = present.value;
  return new Map(
    Object.entries(partsOf(present.value)).map(([name, part]) => [
      name,
      Object.values(part).flatMap((id) => Resources[id]?.Type ?? []),
    ]),
  );
};

/** Types of all that joined a stack, whatever the issue asks for now. */
export const typesJoined = (own: OwnStack | null | undefined): readonly string[] =>
  own === null || own === undefined ? [] : [...partTypes(own).values()].flat();

const otherwise = ({ own }: JoinedStack, task: MutationTask): Refusal => ({
  code: 'in-a-stack',
  because:
    `The stack \`${own?.stackName ?? ''}\` holds a part of this issue that is of this kind, ` +
    `and now its line is another: ${thingWords(task)}.`,
  next: 'Leave its line as it was when the stack was made, or ask for it in an issue of its own.',
});

/** A task with the name of the stack that it would have by itself. */
export interface NamedTask {
  readonly task: MutationTask;
  readonly stackName: string;
}

const isNameless = ({ parameters }: MutationTask): boolean => parameters['name'] === undefined;

/**
 * What joined a stack is planned in it again, or not at all: made beside it, it would be there
 * twice, or lost. What has no name is known by its line alone, so that beside one that no line asks
 * for any more, another of its type is no plain wish.
 */
export const partRefusal = (
  stack: JoinedStack,
  tasks: readonly NamedTask[],
): Refusal | undefined => {
  if (stack.own === null) return undefined;
  const parts = partTypes(stack.own);
  const near = tasks.filter(
    ({ task }) => task.taskType === 'CreateResource' && isSamePlace(task, stack.root),
  );
  const isIn = ({ id }: MutationTask): boolean => stack.members.some((one) => one.id === id);
  const names = new Set(near.map(({ stackName }) => stackName));
  const left = new Set([...parts].flatMap(([name, types]) => (names.has(name) ? [] : types)));
  const found = near.find(({ task, stackName }) =>
    parts.has(stackName) ? !isIn(task) : isNameless(task) && left.has(task.resourceType),
  );
  return found === undefined ? undefined : otherwise(stack, found.task);
};
