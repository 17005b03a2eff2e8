import type { Refusal } from '../../task/refusal.ts';
import { targetMissing } from '../existing-target.ts';
import { certificateRefusal } from '../load-balancer/field-refusal.ts';
import type { DraftContext } from '../service.ts';
import { numberOf, textOf } from '../task-values.ts';
import type { ListenerFacts } from './facts-schema.ts';

const missing = (because: string, line: string): Refusal => ({
  code: 'missing-field',
  because,
  next: `Edit the issue and add a line \`${line}\`.`,
});

const groupRefusal = ({ task }: DraftContext, facts: ListenerFacts): Refusal | undefined => {
  const name = textOf(task, 'targetGroup');
  return name === undefined || facts.groupArn !== null
    ? undefined
    : targetMissing('target group', name);
};

/** Why a listener can not be as it was asked, whether it is new or not. */
export const listenerRefusal = (
  context: DraftContext,
  facts: ListenerFacts,
): Refusal | undefined => {
  const { task } = context;
  if (numberOf(task, 'port') === undefined)
    return missing('A listener is known by its port, and the request names none.', 'Port: 443');
  if (facts.balancer === null)
    return targetMissing('load balancer', textOf(task, 'loadBalancer') ?? '');
  return groupRefusal(context, facts) ?? certificateRefusal(context);
};

/** What only a new listener must say: where requests go, and with which certificate. */
export const createRefusal = (context: DraftContext, facts: ListenerFacts): Refusal | undefined => {
  const { task } = context;
  const isNetwork = facts.balancer?.kind === 'network';
  const hasCertificate = textOf(task, 'certificate') !== undefined;
  if (!isNetwork && !hasCertificate && numberOf(task, 'port') === 443)
    return missing('HTTPS needs a certificate of ACM.', 'Certificate: arn:aws:acm:…');
  if (facts.groupArn !== null || (!isNetwork && !hasCertificate)) return undefined;
  return missing('Where its requests go is not said.', 'Target group: shop-api');
};

/** A listener of plain HTTP has no certificate, and sends nobody anywhere but to HTTPS. */
export const updateRefusal = ({ task }: DraftContext, facts: ListenerFacts): Refusal | undefined =>
  facts.protocol === 'HTTP' &&
  (textOf(task, 'certificate') !== undefined || textOf(task, 'targetGroup') !== undefined)
    ? {
        code: 'contradictory',
        because: `The listener \`${facts.name}\` speaks plain HTTP, which is only redirected here.`,
        next: 'Name the listener of HTTPS by its port, such as `Port: 443`, and edit the issue.',
      }
    : undefined;
