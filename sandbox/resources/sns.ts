import type { Json, JsonObject } from '../../src/task/json.ts';
import type { WorldState } from '../state.ts';
import { problem, sameId, textProperty, type HandlerProblem, type TypeRow } from './model.ts';
import { documentOf, policyProblem, statementsOf, textsOf } from './policy-grammar.ts';

/** What a topic's policy may allow: what is done to a topic, not what is done to SNS. */
const TOPIC_ACTIONS: ReadonlySet<string> = new Set([
  '*',
  'sns:*',
  'sns:addpermission',
  'sns:deletetopic',
  'sns:getdataprotectionpolicy',
  'sns:gettopicattributes',
  'sns:listsubscriptionsbytopic',
  'sns:listtagsforresource',
  'sns:publish',
  'sns:putdataprotectionpolicy',
  'sns:receive',
  'sns:removepermission',
  'sns:settopicattributes',
  'sns:subscribe',
]);

const isTrue = (value: Json | undefined): boolean => value === true || value === 'true';

const topicName = (arn: string): string => arn.split(':').at(-1) ?? '';

/** `AWS::SNS::Topic`. `Ref` is its ARN. */
export const topic: TypeRow = {
  type: 'AWS::SNS::Topic',
  service: 'Sns',
  tags: 'list',
  seconds: { create: 6, update: 4, delete: 3 },
  replaceOn: ['FifoTopic', 'TopicName'],
  nameProperty: 'TopicName',
  nameLimit: 256,
  idOf: (name, { accountId, region }) => `arn:aws:sns:${region}:${accountId}:${name}`,
  arnOf: sameId,
  attributesOf: (id) => ({ TopicArn: id, TopicName: topicName(id) }),
  refuseCreate: ({ name, properties }) => {
    const isFifo = isTrue(properties['FifoTopic']);
    const stem = isFifo ? name.replace(/\.fifo$/, '') : name;
    return /^[A-Za-z0-9_-]{1,256}$/.test(stem) && name.length <= 256 && (stem !== name) === isFifo
      ? undefined
      : problem('InvalidRequest', 400, 'Invalid parameter: Topic Name');
  },
  refuse: ({ properties }) =>
    isTrue(properties['ContentBasedDeduplication']) && !isTrue(properties['FifoTopic'])
      ? problem(
          'InvalidRequest',
          400,
          'Invalid parameter: Attributes Reason: Content-based deduplication can only be set for ' +
            'FIFO topics',
        )
      : undefined,
};

/** SNS says no more of a policy it can not read. */
const topicPolicyProblem = (value: Json | undefined): string | undefined => {
  if (policyProblem('resource', value) !== undefined) {
    return 'Invalid parameter: Policy Error: null';
  }
  const actions = (statementsOf(documentOf(value) ?? {}) ?? []).flatMap((each) =>
    textsOf(each['Action']),
  );
  return actions.every((each) => TOPIC_ACTIONS.has(each.toLowerCase()))
    ? undefined
    : 'Invalid parameter: Policy statement action out of service scope!';
};

const firstTopic = (properties: JsonObject): string => {
  const topics = properties['Topics'];
  const [first] = Array.isArray(topics) ? topics : [];
  return String(first ?? '');
};

/** `AWS::SNS::TopicPolicy`: the policy of some topics. */
export const topicPolicy: TypeRow = {
  type: 'AWS::SNS::TopicPolicy',
  service: 'Sns',
  tags: 'none',
  seconds: { create: 3, update: 3, delete: 2 },
  replaceOn: [],
  idPrefix: 'topicpolicy-',
  idOf: sameId,
  arnOf: (_id, _place, properties) => firstTopic(properties),
  attributesOf: (id) => ({ Id: id }),
  refuse: ({ properties }) => {
    const found = topicPolicyProblem(properties['PolicyDocument']);
    return found === undefined ? undefined : problem('InvalidRequest', 400, found);
  },
};

/** What an endpoint looks like, by protocol. */
const ENDPOINTS: Readonly<Record<string, RegExp>> = {
  application: /^arn:aws:sns:/,
  email: /^[^\s@]+@[^\s@]+$/,
  'email-json': /^[^\s@]+@[^\s@]+$/,
  firehose: /^arn:aws:firehose:/,
  http: /^http:\/\//,
  https: /^https:\/\//,
  lambda: /^arn:aws:lambda:/,
  sms: /^\+?[0-9-]+$/,
  sqs: /^arn:aws:sqs:/,
};

const subscriptionProblem = (
  state: WorldState,
  properties: JsonObject,
): HandlerProblem | undefined => {
  const protocol = textProperty(properties, 'Protocol');
  const shape = ENDPOINTS[protocol];
  if (shape === undefined) {
    return problem(
      'InvalidRequest',
      400,
      `Invalid parameter: Amazon SNS does not support this protocol string: ${protocol}`,
    );
  }
  if (!shape.test(textProperty(properties, 'Endpoint'))) {
    return problem('InvalidRequest', 400, `Invalid parameter: Invalid endpoint: ${protocol}`);
  }
  const arn = textProperty(properties, 'TopicArn');
  if (!/^arn:aws:sns:[a-z0-9-]+:\d{12}:.+$/.test(arn)) {
    return problem('InvalidRequest', 400, 'Invalid parameter: TopicArn');
  }
  return state.resources.some((each) => each.type === topic.type && each.arn === arn)
    ? undefined
    : problem('NotFound', 404, 'Topic does not exist');
};

/** `AWS::SNS::Subscription`. An email address stays unconfirmed until a person clicks. */
export const subscription: TypeRow = {
  type: 'AWS::SNS::Subscription',
  service: 'Sns',
  tags: 'none',
  seconds: { create: 3, update: 3, delete: 2 },
  replaceOn: ['Endpoint', 'Protocol', 'TopicArn'],
  idPrefix: 'subscription-',
  idOf: (name, _place, properties) => `${textProperty(properties, 'TopicArn')}:${name}`,
  arnOf: (_id, _place, properties) => textProperty(properties, 'TopicArn'),
  attributesOf: (id) => ({ Arn: id }),
  refuse: ({ state, properties }) => subscriptionProblem(state, properties),
};
