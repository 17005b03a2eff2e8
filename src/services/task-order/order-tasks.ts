import {
  needsOfEdges,
  orderOfNeeds,
  type DependencyOrder,
  type Edge,
} from '../../plan/dependencies.ts';
import type { MutationTask } from '../../task/aws-task.ts';
import type { TaskId } from '../../task/ids.ts';
import { accepted, refused, type Decided, type Refusal } from '../../task/refusal.ts';
import { within } from '../joined/within.ts';
import { serviceOf } from '../registry.ts';

const VERBS = {
  CreateResource: 'create',
  UpdateResource: 'update',
  DeleteResource: 'delete',
} as const satisfies Record<MutationTask['taskType'], string>;

/** "VPC `ledger`": what a task is about. */
export const thingWords = ({ resourceType, parameters, id }: MutationTask): string => {
  const name = parameters['name'] ?? parameters['id'];
  const title = serviceOf(resourceType)?.title ?? resourceType;
  return `${title} \`${typeof name === 'string' ? name : id}\``;
};

/** "delete VPC `ledger`": what a task is called where several stand side by side. */
export const taskWords = (task: MutationTask): string =>
  `${VERBS[task.taskType]} ${within(thingWords(task))}`;

const wordsOf = (tasks: readonly MutationTask[], id: TaskId, words = taskWords): string => {
  const task = tasks.find((one) => one.id === id);
  return task === undefined ? id : words(task);
};

const reasonOf = (edges: readonly Edge<TaskId>[], waits: TaskId, before: TaskId): string =>
  edges.find((edge) => edge.waits === waits && edge.for === before)?.because ?? '';

/** The whole circle, each arrow with its reason: whoever reads it sees which one to take out. */
const circle = (
  tasks: readonly MutationTask[],
  edges: readonly Edge<TaskId>[],
  cycle: readonly TaskId[],
): Refusal => {
  const path = cycle.map((id) => wordsOf(tasks, id)).join(' → ');
  const reasons = cycle.slice(0, -1).map((id, index) => {
    const before = cycle[index + 1] ?? id;
    return `${wordsOf(tasks, id, thingWords)} waits: ${reasonOf(edges, id, before)}`;
  });
  return {
    code: 'dependency-cycle',
    because: `These wait for each other: ${path}. ${reasons.join('; ')}.`,
    next:
      'Take one of them out of the issue, or first what ties it to the other; then edit the ' +
      'issue, so that one can go first.',
  };
};

/** The edges with the best reason of each pair: what is found says more than that it was said. */
const bestEdges = (edges: readonly Edge<TaskId>[]): readonly Edge<TaskId>[] => {
  const best = new Map<string, Edge<TaskId>>();
  for (const edge of edges) best.set(`${edge.waits} ${edge.for}`, edge);
  return [...best.values()];
};

/** Tasks in the order in which they may be done, with what each waits for. */
export interface OrderedTasks {
  readonly order: readonly TaskId[];
  readonly edges: readonly Edge<TaskId>[];
}

/**
 * Orders tasks by all their edges, later edges of a pair over earlier ones; a circle is named and
 * refused. Edges to what is no task of these are left out. Pure.
 */
export const orderTasks = (
  tasks: readonly MutationTask[],
  edges: readonly Edge<TaskId>[],
): Decided<OrderedTasks> => {
  const ids = tasks.map(({ id }) => id);
  const known = new Set(ids);
  const own = bestEdges(edges.filter((edge) => known.has(edge.waits) && known.has(edge.for)));
  const ordered: DependencyOrder<TaskId> = orderOfNeeds(needsOfEdges(ids, own));
  return ordered.ok
    ? accepted({ order: ordered.order, edges: own })
    : refused(circle(tasks, own, ordered.cycle));
};
