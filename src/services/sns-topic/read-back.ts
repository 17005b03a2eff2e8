import type { Json } from '../../task/json.ts';
import { isJsonObject } from '../../task/json.ts';
import { listOf } from '../acts.ts';
import { at, holdsWithin, textIn } from '../compare.ts';
import { readBackLambda } from '../lambda-function/read-back.ts';
import { findSibling, holdsTags, noReadBack, runReadBack, type ReadRow } from '../read-back.ts';
import type { ReadBackCheck, ReadBackInput } from '../service.ts';

const attribute = (output: unknown, name: string): Json | undefined => {
  const attributes = at(output, 'Attributes');
  return attributes !== undefined && isJsonObject(attributes) ? attributes[name] : undefined;
};

const topicRow = (name: string, property: string, holds: ReadRow['holds']): ReadRow => ({
  name,
  ...(property === '' ? {} : { property }),
  client: 'SNS',
  operation: 'GetTopicAttributes',
  input: (input) => ({ TopicArn: input.physicalId }),
  holds,
});

/** SNS gives every attribute as a text. */
const same = (found: Json | undefined, planned: Json): boolean =>
  found !== undefined && textIn(found) === textIn(planned);

const TOPIC_ROWS: readonly ReadRow[] = [
  topicRow('exists', '', (output) => attribute(output, 'TopicArn') !== undefined),
  topicRow('encrypted', 'KmsMasterKeyId', (output, planned) =>
    same(attribute(output, 'KmsMasterKeyId'), planned),
  ),
  topicRow('ordered', 'FifoTopic', (output, planned) =>
    same(attribute(output, 'FifoTopic'), planned),
  ),
  topicRow('display name', 'DisplayName', (output, planned) =>
    same(attribute(output, 'DisplayName'), planned),
  ),
  {
    name: 'tagged',
    property: 'Tags',
    client: 'SNS',
    operation: 'ListTagsForResource',
    input: (input) => ({ ResourceArn: input.physicalId }),
    holds: (output, _planned, input) => holdsTags(at(output, 'Tags'), input),
  },
];

/** The topic a policy is for: named outright, or by a Ref into its own stack. */
const findTopic = async (input: ReadBackInput): Promise<string> => {
  const topic = listOf(input.properties['Topics'])[0];
  if (typeof topic === 'string') return topic;
  const logicalId = topic === undefined ? undefined : at(topic, 'Ref');
  return typeof logicalId === 'string' ? await findSibling(input, logicalId) : '';
};

const holdsPolicy = (output: unknown, planned: Json): boolean => {
  const text = attribute(output, 'Policy');
  if (typeof text !== 'string') return false;
  const found = listOf(at(JSON.parse(text), 'Statement'));
  return listOf(at(planned, 'Statement')).every((statement) => {
    if (!isJsonObject(statement)) return false;
    const compared = { Sid: statement['Sid'] ?? null, Effect: statement['Effect'] ?? null };
    return found.some((other) => holdsWithin(compared, other));
  });
};

const policyRow = (topic: string): ReadRow => ({
  ...topicRow('policy', 'PolicyDocument', holdsPolicy),
  input: () => ({ TopicArn: topic }),
});

const subscriptionRow: ReadRow = {
  name: 'exists',
  client: 'SNS',
  operation: 'GetSubscriptionAttributes',
  input: (input) => ({ SubscriptionArn: input.physicalId }),
  holds: (output) => attribute(output, 'SubscriptionArn') !== undefined,
};

/** Reads a topic, its policy or a subscription back by SNS's own calls. */
export const readBackSns = async (input: ReadBackInput): Promise<ReadBackCheck> => {
  if (input.type === 'AWS::SNS::Topic')
    return await runReadBack(input, input.physicalId, TOPIC_ROWS);
  if (input.type === 'AWS::SNS::TopicPolicy') {
    const topic = await findTopic(input);
    return await runReadBack(input, topic, [policyRow(topic)]);
  }
  if (input.type === 'AWS::SNS::Subscription')
    return await runReadBack(input, input.physicalId, [subscriptionRow]);
  if (input.type === 'AWS::Lambda::Permission') return await readBackLambda(input);
  throw noReadBack(input);
};
