import type { MutationTask } from '../../task/aws-task.ts';
import type { Refusal } from '../../task/refusal.ts';
import type { DraftContext } from '../service.ts';
import { textOf } from '../task-values.ts';
import type { LoadBalancerFacts } from './facts-schema.ts';
import { isNetwork } from './template.ts';
import { EDIT } from '../edit-issue.ts';

/** A listener takes certificates of its own region only. */
export const certificateRefusal = ({ task, region }: DraftContext): Refusal | undefined => {
  const certificate = textOf(task, 'certificate');
  const other = certificate?.split(':')[3];
  if (other === undefined || other === region) return undefined;
  return {
    code: 'contradictory',
    because: `The certificate is of ${other}; a load balancer of ${region} can not use it.`,
    next: `Ask ACM for the same certificate in ${region}, and name that one. ${EDIT}`,
  };
};

const gateway = (task: MutationTask): Refusal | undefined =>
  textOf(task, 'loadBalancerType') !== 'gateway'
    ? undefined
    : {
        code: 'unsupported-task',
        because: 'A gateway load balancer stands before network appliances, which no plan makes.',
        next: 'Give it, with its appliances, in an issue for a CloudFormation template.',
      };

const noCertificate = (task: MutationTask): Refusal | undefined =>
  isNetwork(task) || textOf(task, 'certificate') !== undefined
    ? undefined
    : {
        code: 'missing-field',
        because:
          'Plain HTTP is only redirected to HTTPS here, and HTTPS needs a certificate of ACM.',
        next: 'Edit the issue and add a line `Certificate: arn:aws:acm:…`, the ARN of one of ACM.',
      };

/** It gets a group of its own, so a named one would be dropped without a word. */
const namedGroup = (task: MutationTask): Refusal | undefined =>
  textOf(task, 'securityGroup') === undefined
    ? undefined
    : {
        code: 'unsupported-task',
        because: 'A load balancer gets a security group of its own here, and joins no other.',
        next: `Leave the security group out, or give both in a CloudFormation template. ${EDIT}`,
      };

/** Why no load balancer can be made as it was asked. */
export const createRefusal = (context: DraftContext): Refusal | undefined =>
  gateway(context.task) ??
  namedGroup(context.task) ??
  noCertificate(context.task) ??
  certificateRefusal(context);

const fixed = (what: string, is: string): Refusal => ({
  code: 'replaces-named-resource',
  because: `A load balancer never becomes ${what}: this one is ${is}, and keeps its name for good.`,
  next: 'Ask for a new one under another name, move the traffic, then delete this one.',
});

/** What can be decided only once. */
export const updateRefusal = (
  context: DraftContext,
  { kind, scheme }: LoadBalancerFacts,
): Refusal | undefined => {
  const type = textOf(context.task, 'loadBalancerType');
  const side = textOf(context.task, 'scheme');
  if (type !== undefined && type !== kind) return fixed(type, kind);
  if (side !== undefined && side !== scheme) return fixed(side, scheme);
  return namedGroup(context.task) ?? certificateRefusal(context);
};

/** AWS refuses it as well; here nobody approves first what can not be. */
export const deleteRefusal = ({ name, isProtected }: LoadBalancerFacts): Refusal | undefined =>
  isProtected
    ? {
        code: 'aws-refused',
        because: `The load balancer \`${name}\` is protected against deletion.`,
        next: 'Ask for an update with `Deletion protection: no` first, in an issue of its own.',
      }
    : undefined;
