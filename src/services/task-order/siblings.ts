import type { OperateDraft, StepDraft } from '../../plan/step.ts';
import type { MutationTask } from '../../task/aws-task.ts';
import type { TaskId } from '../../task/ids.ts';
import type { Draft, Siblings } from '../service.ts';
import type { User } from './user.ts';

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

const lastOf = (id: string): string => id.split('/').at(-1) ?? id;

/** An ARN among ids, with a space, as no id has one. */
const arnMark = (arn: string): string => `thing ${arn}`;

/** Table of what a user may be by its whole ARN, made of the id that a plan deletes. */
const ARNS: Readonly<Record<string, (id: string, place: string) => string>> = {
  'AWS::SQS::Queue': (id, place) => `arn:aws:sqs:${place}:${lastOf(id)}`,
  'AWS::DynamoDB::Table': (id, place) => `arn:aws:dynamodb:${place}:table/${lastOf(id)}`,
  // The id in the middle is Auto Scaling's own, and in no plan.
  'AWS::AutoScaling::AutoScalingGroup': (id, place) =>
    `arn:aws:autoscaling:${place}:autoScalingGroup:*:autoScalingGroupName/${id}`,
};

/** True where a user is one of what is deleted. A stack is so only by its own removal. */
export const isAmong = (user: User, ids: readonly string[]): boolean => {
  if (typeof user === 'string') return mentions(user, ids);
  if ('stack' in user) return ids.includes(stackMark(user.stack));
  return ids.includes(arnMark(user.arn));
};

/** By type, place and id: things of one name are never taken for each other. */
const arnsDeleted = (step: StepDraft): readonly string[] => {
  const place = `${step.region}:${step.accountId}`;
  return ('changes' in step ? step.changes : [])
    .filter((change) => change.action === 'delete')
    .flatMap(({ type, physicalId }) => {
      if (physicalId === undefined || physicalId === '') return [];
      const arn = ARNS[type]?.(physicalId, place);
      return arn === undefined ? [] : [arnMark(arn)];
    });
};

/** The ids of everything that a draft deletes, and its stacks by name and as stacks. */
export const idsDeleted = ({ steps }: Draft): readonly string[] => [
  ...steps.flatMap((step) =>
    step.kind === 'remove' ? [step.stackName, stackMark(step.stackName)] : [],
  ),
  ...steps
    .flatMap((step) => ('changes' in step ? step.changes : []))
    .filter((change) => change.action === 'delete')
    .flatMap((change) => change.physicalId ?? []),
  ...steps.flatMap(arnsDeleted),
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
