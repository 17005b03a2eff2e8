import type { MutationTask } from '../../task/aws-task.ts';
import type { Refusal } from '../../task/refusal.ts';
import { DEFINITION_SETTINGS } from '../containers/definition.ts';
import { definitionRefusal, imageMissing } from '../containers/refusals.ts';
import { LEAST_SIZE } from '../containers/size.ts';
import { isExecuteTier } from '../../task/tier.ts';
import { targetMissing } from '../existing-target.ts';
import type { DraftContext } from '../service.ts';
import { numberOf, textOf } from '../task-values.ts';
import type { EcsServiceFacts } from './facts-schema.ts';
import { answeringOf, countOf, type DefinitionSource } from './template.ts';
import { EDIT } from '../edit-issue.ts';

const contradictory = (because: string): Refusal => ({
  code: 'contradictory',
  because,
  next: EDIT,
});

/** Settings of the tasks themselves that the request gives; the port also serves a balancer. */
export const settingsOf = ({ parameters }: MutationTask): readonly string[] =>
  DEFINITION_SETTINGS.filter((name) => name !== 'port' && parameters[name] !== undefined);

/** Without a group of its own a task would take the one that the VPC has for everything. */
export const groupMissing = (): Refusal => ({
  code: 'missing-field',
  because: 'Who may reach the tasks is not said: a service needs a security group.',
  next: 'Edit the issue and add a line `Security group: …`, or ask for one in the same issue.',
});

/** A family that is named: there, of Fargate, and alone in saying what a task is. */
export const namedRefusal = (
  { task }: DraftContext,
  { definition }: EcsServiceFacts,
): Refusal | undefined => {
  const named = textOf(task, 'taskDefinition');
  if (named === undefined) return undefined;
  if (definition === null) return targetMissing('ECS task definition', named);
  const [also] = settingsOf(task);
  if (also !== undefined)
    return contradictory(`The task definition \`${named}\` says the ${also} already.`);
  return definition.isFargate
    ? undefined
    : contradictory(`The task definition \`${named}\` is not made for Fargate.`);
};

/** Items whose resources have rights of their own, beside those of roles, log and service. */
const APART = ['ECS-11', 'ECS-17'] as const;

/** Where sessions are made, none holds the rights for the service and for what scales it too. */
export const apartRefusal = ({ task, tier, choices }: DraftContext): Refusal | undefined => {
  if (!isExecuteTier(tier)) return undefined;
  const added = APART.find((item) => choices.added.includes(item));
  if (added !== undefined)
    return {
      code: 'no-route',
      because: `\`${added}\` adds what does not fit one session beside the service and its roles.`,
      next: `Type \`/skip ${added}\`, or give it in a CloudFormation template of its own.`,
    };
  if (numberOf(task, 'maxCount') === undefined) return undefined;
  return {
    code: 'no-route',
    because: 'The permissions of what scales a service do not fit one session with the service.',
    next:
      'Leave the most out and say how many tasks run, or give the scalable target in a ' +
      'CloudFormation template of its own.',
  };
};

/** Why no service can be made as it was asked. */
export const createRefusal = (
  context: DraftContext,
  facts: EcsServiceFacts,
): Refusal | undefined => {
  const { task } = context;
  const apart = apartRefusal(context);
  if (apart !== undefined) return apart;
  const most = numberOf(task, 'maxCount');
  if (most !== undefined && most < countOf(context))
    return contradictory(
      `At the most ${most} tasks are fewer than the ${countOf(context)} wanted.`,
    );
  return textOf(task, 'taskDefinition') === undefined
    ? (imageMissing(context) ?? definitionRefusal(context, LEAST_SIZE))
    : namedRefusal(context, facts);
};

/** Why the tasks can not register with the target group that is named. */
export const balanceRefusal = (
  { task }: DraftContext,
  { targets, name }: EcsServiceFacts,
  { vpcId, source }: { readonly vpcId: string; readonly source: DefinitionSource },
): Refusal | undefined => {
  const group = textOf(task, 'targetGroup');
  if (group === undefined) return undefined;
  if (targets === null) return targetMissing('target group', group);
  if (targets.type !== 'ip')
    return contradictory(
      `The target group \`${group}\` takes targets of type ${targets.type}; tasks are addresses.`,
    );
  if (targets.vpcId !== vpcId)
    return contradictory(`The target group \`${group}\` lies in another VPC than the subnets.`);
  if (!targets.isServed)
    return {
      code: 'stack-not-ready',
      because: `No load balancer sends to the target group \`${group}\` yet.`,
      next: 'Let a listener send to it first; then `/plan`.',
    };
  return answeringOf(task, name, source).port > 0
    ? undefined
    : {
        code: 'missing-field',
        because: 'On which port the tasks answer is not said.',
        next: 'Edit the issue and add a line `Port: 8080`.',
      };
};

/** Several services of one name are asked about. */
export const whichCluster = ({ name, clusters }: EcsServiceFacts): Refusal => ({
  code: 'missing-field',
  because:
    `Several clusters have a service named \`${name}\`: ` +
    `${clusters.map((one) => `\`${one}\``).join(', ')}.`,
  next: 'Edit the issue and add a line `Cluster: …`.',
});
