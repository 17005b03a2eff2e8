import type { MutationTask } from '../../task/aws-task.ts';
import { canonicalJson } from '../../task/json.ts';
import type { AwsResourceType } from '../../task/resource-type.ts';
import { makersOf } from './stands-in.ts';

/** What is looked for in a network, before what looks for it; everything else comes behind. */
const KINDS: readonly AwsResourceType[] = [
  'AWS::EC2::VPC',
  'AWS::EC2::InternetGateway',
  'AWS::EC2::RouteTable',
  'AWS::EC2::Subnet',
  'AWS::EC2::SecurityGroup',
  'AWS::EC2::NetworkAcl',
  'AWS::EC2::NatGateway',
  'AWS::EC2::VPCEndpoint',
  'AWS::EC2::FlowLog',
];

const rankOf = ({ resourceType }: MutationTask): number => {
  const rank = KINDS.indexOf(resourceType);
  return rank === -1 ? KINDS.length : rank;
};

const wordsOf = ({ resourceType, parameters }: MutationTask): string =>
  canonicalJson([parameters['name'] ?? '', resourceType, { ...parameters }]);

/** By kind, then by what is asked: never by the line, so that the order of lines says nothing. */
const byKind = (a: MutationTask, b: MutationTask): number => {
  const difference = rankOf(a) - rankOf(b);
  if (difference !== 0) return difference;
  return wordsOf(a) < wordsOf(b) ? -1 : 1;
};

type Makers = ReadonlyMap<MutationTask, readonly MutationTask[]>;

/** Each task once all that it names is placed; a circle, which is refused elsewhere, in any way. */
const ordered = (tasks: readonly MutationTask[], makers: Makers): readonly MutationTask[] => {
  const waiting = tasks.toSorted(byKind);
  const placed: MutationTask[] = [];
  while (waiting.length > 0) {
    const next = waiting.findIndex((task) =>
      (makers.get(task) ?? []).every((maker) => placed.includes(maker)),
    );
    placed.push(...waiting.splice(Math.max(0, next), 1));
  }
  return placed;
};

const isPart = ({ taskType, resourceType }: MutationTask): boolean =>
  taskType === 'CreateResource' && KINDS.includes(resourceType);

/**
 * The tasks in the order in which they are drafted. What a network is made of, and what makes or
 * names another, comes by its kind, whatever its line: each sees all that it could look for. The
 * rest keeps the order of the issue.
 */
export const inOrderOfMaking = (tasks: readonly MutationTask[]): readonly MutationTask[] => {
  const makers: Makers = new Map(tasks.map((task) => [task, makersOf(task, tasks)]));
  const named = new Set([...makers.values()].flat());
  const together = tasks.filter(
    (task) => isPart(task) || named.has(task) || (makers.get(task) ?? []).length > 0,
  );
  const inOrder = ordered(together, makers);
  const places = new Map(together.map((task, index) => [task, inOrder[index] ?? task]));
  return tasks.map((task) => places.get(task) ?? task);
};
