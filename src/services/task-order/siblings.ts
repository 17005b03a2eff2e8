import type { OperateDraft, StepDraft } from '../../plan/step.ts';
import type { MutationTask } from '../../task/aws-task.ts';
import type { TaskId } from '../../task/ids.ts';
import type { Draft } from '../service.ts';
import type { Siblings } from './known-siblings.ts';
import { recordThing, thingAt, type Place, type Thing, type User } from './user.ts';

type TaskPlace = Pick<MutationTask, 'accountId' | 'region'>;

/** True where two tasks, each with or without a region, may be in one account and region. */
export const isSamePlace = (a: TaskPlace, b: TaskPlace): boolean =>
  a.accountId === b.accountId &&
  (a.region === b.region || a.region === undefined || b.region === undefined);

/** Services that know no region: a stack anywhere may hold what they have. */
const EVERYWHERE = /^AWS::(CloudFront|IAM|Route53)::/;

const marked = (kind: string, ...parts: readonly string[]): string =>
  JSON.stringify([kind, ...parts]);

/** How a thing is told apart among all that a plan deletes; an id alone is never enough. */
export const markOf = ({ type, id, accountId, region }: Thing): string =>
  marked('thing', type, accountId, EVERYWHERE.test(type) ? '' : region, id);

/** The same of a stack, which is never another thing of its name. */
export const stackMark = ({ accountId, region }: Place, stackName: string): string =>
  marked('stack', accountId, region, stackName);

const arnMark = (arn: string): string => marked('arn', arn);

const lastOf = (id: string): string => id.split('/').at(-1) ?? id;

/** Table of what a user may be by its whole ARN, made of the id that a plan deletes. */
const ARNS: Readonly<Record<string, (id: string, place: string) => string>> = {
  'AWS::SQS::Queue': (id, place) => `arn:aws:sqs:${place}:${lastOf(id)}`,
  'AWS::DynamoDB::Table': (id, place) => `arn:aws:dynamodb:${place}:table/${lastOf(id)}`,
  // The id in the middle is Auto Scaling's own, and in no plan.
  'AWS::AutoScaling::AutoScalingGroup': (id, place) =>
    `arn:aws:autoscaling:${place}:autoScalingGroup:*:autoScalingGroupName/${id}`,
};

/** True where a user is one of what is deleted, by what it is and never by its words. */
export const isAmong = (user: User, marks: readonly string[]): boolean => {
  if ('stack' in user) return marks.includes(stackMark(user, user.stack));
  if ('arn' in user) return marks.includes(arnMark(user.arn));
  return user.is.some((thing) => thing.id !== '' && marks.includes(markOf(thing)));
};

const RECORD = 'AWS::Route53::RecordSet';

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** CloudFormation calls a record by its name, which those of other types and zones have too. */
const recordsOf = (step: StepDraft, logicalId: string): readonly Thing[] => {
  const template = 'template' in step ? step.template : undefined;
  const { Properties = {} } = template?.Resources[logicalId] ?? {};
  const [zoneId, name, type] = ['HostedZoneId', 'Name', 'Type'].map((one) => text(Properties[one]));
  const isWhole = [zoneId, name, type].every((one) => one !== undefined && one !== '');
  if (!isWhole || Properties['SetIdentifier'] !== undefined) return [];
  return [recordThing(step, { zoneId: zoneId ?? '', name: name ?? '', type: type ?? '' })];
};

/** By type, place and id: things of one name are never taken for each other. */
const marksOf = (step: StepDraft): readonly string[] => {
  const place = `${step.region}:${step.accountId}`;
  return ('changes' in step ? step.changes : [])
    .filter((change) => change.action === 'delete')
    .flatMap(({ type, physicalId = '', logicalId }) => {
      if (physicalId === '') return [];
      const arn = ARNS[type]?.(physicalId, place);
      const isNamed = type === RECORD && step.kind !== 'operate';
      const things = isNamed ? recordsOf(step, logicalId) : [thingAt(step, type, physicalId)];
      return [...things.map(markOf), ...(arn === undefined ? [] : [arnMark(arn)])];
    });
};

/** Everything that a draft deletes, each as it is told apart, and the stacks that it removes. */
export const idsDeleted = ({ steps, gone = [] }: Draft): readonly string[] => [
  ...gone.map(markOf),
  ...steps.flatMap((step) => (step.kind === 'remove' ? [stackMark(step, step.stackName)] : [])),
  ...steps.flatMap(marksOf),
];

/** The calls among some drafts. */
export const callsOf = (drafts: readonly Draft[]): readonly OperateDraft[] =>
  drafts.flatMap(({ steps }) => steps.filter((step) => step.kind === 'operate'));

/** By task, what it deletes, each as `idsDeleted` tells it apart. */
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
    inside: (vpc) =>
      others.filter((one) => one.taskType === 'CreateResource' && one.parameters['vpc'] === vpc),
    inCluster: (cluster) =>
      others.filter(
        (one) => one.taskType === 'CreateResource' && one.parameters['cluster'] === cluster,
      ),
    deletes: (user) =>
      leaving === 'all' || others.some((one) => isAmong(user, leaving.get(one.id) ?? [])),
  };
};
