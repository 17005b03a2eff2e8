import type { Template, TemplateResource } from '../../plan/template.ts';
import type { JsonObject } from '../../task/json.ts';
import { accepted, refused, type Decided, type Refusal } from '../../task/refusal.ts';
import { foreignStack, targetMissing } from '../existing-target.ts';
import { draftStackUpdate } from '../existing-tasks.ts';
import type { Draft, DraftContext } from '../service.ts';
import { lastName } from '../sqs-queue/names.ts';
import { createStack } from '../stack-drafts.ts';
import { logicalIdOf, parseOwnTemplate, withResource } from '../template-edit.ts';
import type { SnsFacts, Subscriber } from './facts-schema.ts';

/** A Ref inside the topic's own template, its ARN elsewhere. */
type TopicRef = string | JsonObject;

const permission = (topic: TopicRef, functionArn: string): TemplateResource => ({
  Type: 'AWS::Lambda::Permission',
  Properties: {
    Action: 'lambda:InvokeFunction',
    FunctionName: functionArn,
    Principal: 'sns.amazonaws.com',
    SourceArn: topic,
  },
});

const nameOf = ({ protocol, endpoint }: Subscriber): string =>
  protocol === 'email' ? endpoint : lastName(endpoint);

/** A template with a subscription more, and for a function what lets the topic in. */
const withSubscriber = (
  template: Template,
  topic: { readonly id: string; readonly ref: TopicRef },
  subscriber: Subscriber,
): Template => {
  const { protocol: Protocol, endpoint: Endpoint } = subscriber;
  const first = `${topic.id}Subscription`;
  const isFree = template.Resources[first] === undefined;
  const id = isFree ? first : logicalIdOf(`${topic.id}-${nameOf(subscriber)}`, 'Subscription');
  const subscribed = withResource(template, id, {
    Type: 'AWS::SNS::Subscription',
    Properties: { TopicArn: topic.ref, Protocol, Endpoint },
  });
  if (Protocol !== 'lambda') return subscribed;
  return withResource(subscribed, `${id}Permission`, permission(topic.ref, Endpoint));
};

/** A template in which all of these are told by a topic. */
export const withSubscribers = (
  template: Template,
  topic: { readonly id: string; readonly ref: TopicRef },
  subscribers: readonly Subscriber[],
): Template =>
  subscribers.reduce((made, subscriber) => withSubscriber(made, topic, subscriber), template);

const notLetIn = ({ endpoint }: Subscriber, topicArn: string): Refusal => ({
  code: 'missing-permission',
  because: `The queue \`${lastName(endpoint)}\` does not let the topic in: nothing would arrive.`,
  next:
    'Add to its policy, where it is managed: allow `sqs:SendMessage` to `sns.amazonaws.com` with ' +
    `\`aws:SourceArn\` \`${topicArn}\`, under a key that SNS may use; then \`/plan\`.`,
});

/** Why somebody can not be told; undefined when all can. */
export const subscriberRefusal = (facts: SnsFacts): Refusal | undefined => {
  const missing = facts.subscribers.find((one) => !one.exists);
  if (missing !== undefined)
    return {
      code: 'target-not-found',
      because: `There is no \`${nameOf(missing)}\` here that the topic could tell.`,
      next: 'Mend the name of the subscriber in the issue, or ask for it first.',
    };
  const other = facts.subscribers.find((one) => one.protocol !== 'sqs');
  if (facts.name.endsWith('.fifo') && other !== undefined)
    return {
      code: 'contradictory',
      because: `A FIFO topic tells queues only, and \`${nameOf(other)}\` is none.`,
      next: 'Edit the issue: a standard topic, or a queue as subscriber.',
    };
  const shut = facts.subscribers.find((one) => !one.letsIn);
  return shut === undefined ? undefined : notLetIn(shut, facts.identifier);
};

const NOTHING: Draft = { steps: [], deviations: [] };

const looseStack = (facts: SnsFacts, subscribers: readonly Subscriber[]): Template => {
  const id = logicalIdOf(facts.name.replace(/\.fifo$/, ''), 'Topic');
  const empty: Template = {
    AWSTemplateFormatVersion: '2010-09-09',
    Description: `Subscribers of topic ${facts.name}`,
    Resources: {},
  };
  return withSubscribers(empty, { id, ref: facts.identifier }, subscribers);
};

const words = (subscribers: readonly Subscriber[]): string =>
  subscribers.map(nameOf).join(', ').slice(0, 120);

/**
 * Subscribers of a topic that exists: in the topic's own stack where it is ours, else in a stack of
 * their own, since a subscription is a thing of its own. Who is told already is not told twice.
 */
export const draftSubscribe = (context: DraftContext, facts: SnsFacts): Decided<Draft> => {
  if (!facts.exists) return refused(targetMissing('topic', facts.name));
  const { owner, ownStack } = facts;
  if (owner.owner === 'foreign') return refused(foreignStack('topic', facts.name, owner.stackName));
  const added = facts.subscribers.filter((one) => !facts.subscribed.includes(one.endpoint));
  if (owner.owner === 'ours') {
    const parsed = parseOwnTemplate(owner.stack.templateBody);
    if (!parsed.ok) return parsed;
    const topic = { id: owner.logicalId, ref: { Ref: owner.logicalId } };
    return draftStackUpdate(context, owner.stack, withSubscribers(parsed.value, topic, added));
  }
  if (ownStack !== null)
    return draftStackUpdate(context, ownStack, looseStack(facts, facts.subscribers));
  if (added.length === 0) return accepted(NOTHING);
  const step = createStack(context, looseStack(facts, added), {
    summary: `subscribe ${words(added)} to topic ${facts.name}`,
    inverse: { reversibility: 'reversible', summary: 'delete the stack of the subscription' },
  });
  return accepted({ steps: [step], deviations: [] });
};
