import type { Edge } from '../../plan/dependencies.ts';
import type { MutationTask, ParameterValue } from '../../task/aws-task.ts';
import type { TaskId } from '../../task/ids.ts';
import type { AwsResourceType } from '../../task/resource-type.ts';
import { isExecuteTier, type Tier } from '../../task/tier.ts';
import { isSamePlace } from '../task-order/siblings.ts';
import { textOf } from '../task-values.ts';

/** A field in which one task names what another makes, and of whose tasks it says so. */
interface NamingField {
  readonly field: string;
  /** Absent: of all that have the field. */
  readonly of?: AwsResourceType;
}

/** By what is made, the fields that name it. What is not here gets its id before it is named. */
const NAMED_BY: Readonly<Partial<Record<AwsResourceType, readonly NamingField[]>>> = {
  'AWS::EC2::VPC': [{ field: 'vpc' }],
  'AWS::EC2::Subnet': [{ field: 'subnet' }, { field: 'subnets' }],
  'AWS::EC2::SecurityGroup': [
    { field: 'securityGroup' },
    { field: 'source', of: 'AWS::EC2::SecurityGroup' },
  ],
  'AWS::EC2::InternetGateway': [{ field: 'target', of: 'AWS::EC2::RouteTable' }],
  'AWS::EC2::NatGateway': [{ field: 'target', of: 'AWS::EC2::RouteTable' }],
  'AWS::EKS::Cluster': [
    { field: 'cluster', of: 'AWS::EKS::Nodegroup' },
    { field: 'cluster', of: 'AWS::EKS::Addon' },
  ],
};

/** What takes so long to make that no session holds what stands in it as well. */
const SLOW: ReadonlySet<AwsResourceType> = new Set(['AWS::EKS::Cluster']);

/** True where a task keeps a stack of its own: sessions are made, and one would not hold both. */
export const standsApart = (makers: readonly MutationTask[], tier: Tier): boolean =>
  isExecuteTier(tier) && makers.some(({ resourceType }) => SLOW.has(resourceType));

const namesIn = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? (value as readonly unknown[]) : [value];

const isId = (vpc: string): boolean => vpc.startsWith('vpc-');

/**
 * True where a part of one VPC is made and one of another is meant, both named. A name and an id
 * can be of one VPC: what then is drafted looks where its subnet lies.
 */
const isOfOtherVpc = (maker: MutationTask, task: MutationTask): boolean => {
  const [own, meant] = [textOf(maker, 'vpc'), textOf(task, 'vpc')];
  return own !== undefined && meant !== undefined && own !== meant && isId(own) === isId(meant);
};

const fieldsOf = (maker: MutationTask, task: MutationTask): readonly string[] =>
  (NAMED_BY[maker.resourceType] ?? [])
    .filter(({ of }) => of === undefined || of === task.resourceType)
    .map(({ field }) => field)
    .filter((field) => namesIn(task.parameters[field]).includes(maker.parameters['name']));

const isCreate = ({ taskType }: MutationTask): boolean => taskType === 'CreateResource';

/** The tasks of an issue that make what another names: it stands in that, or leads to it. */
export const makersOf = (
  task: MutationTask,
  tasks: readonly MutationTask[],
): readonly MutationTask[] =>
  tasks.filter(
    (one) =>
      one.id !== task.id &&
      isCreate(one) &&
      isCreate(task) &&
      typeof one.parameters['name'] === 'string' &&
      isSamePlace(one, task) &&
      !isOfOtherVpc(one, task) &&
      fieldsOf(one, task).length > 0,
  );

/** Which tasks wait for which, because one names what the other makes. */
export const standingEdges = (tasks: readonly MutationTask[]): readonly Edge<TaskId>[] =>
  tasks.flatMap((task) =>
    makersOf(task, tasks).map((maker) => ({
      waits: task.id,
      for: maker.id,
      because: `it names \`${textOf(maker, 'name') ?? ''}\``,
    })),
  );

/** A task that names what another makes by the id that stands for it. */
export const withIdOf = (
  task: MutationTask,
  maker: MutationTask,
  id: string | undefined,
): MutationTask => {
  if (id === undefined) return task;
  const { name } = maker.parameters;
  const told = fieldsOf(maker, task).map((field): readonly [string, ParameterValue] => {
    const value = task.parameters[field];
    return [field, Array.isArray(value) ? value.map((one) => (one === name ? id : one)) : id];
  });
  return { ...task, parameters: { ...task.parameters, ...Object.fromEntries(told) } };
};
