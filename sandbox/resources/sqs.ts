import type { Json, JsonObject } from '../../src/task/json.ts';
import { problem, sameId, type TypeRow } from './model.ts';
import { documentOf, policyProblem, statementsOf, textsOf } from './policy-grammar.ts';

const isTrue = (value: Json | undefined): boolean => value === true || value === 'true';

const nameOf = (url: string): string => url.split('/').at(-1) ?? '';

/** `AWS::SQS::Queue`. `Ref` is its address. */
export const queue: TypeRow = {
  type: 'AWS::SQS::Queue',
  service: 'Sqs',
  tags: 'list',
  seconds: { create: 30, update: 30, delete: 30 },
  replaceOn: ['FifoQueue', 'QueueName'],
  nameProperty: 'QueueName',
  nameLimit: 80,
  idOf: (name, { accountId, region }) => `https://sqs.${region}.amazonaws.com/${accountId}/${name}`,
  arnOf: (id, { accountId, region }) => `arn:aws:sqs:${region}:${accountId}:${nameOf(id)}`,
  attributesOf: (id, { accountId, region }) => ({
    Arn: `arn:aws:sqs:${region}:${accountId}:${nameOf(id)}`,
    QueueName: nameOf(id),
    QueueUrl: id,
  }),
  refuseCreate: ({ name, properties }) => {
    const isFifo = isTrue(properties['FifoQueue']);
    if (isFifo && !name.endsWith('.fifo')) {
      return problem(
        'InvalidRequest',
        400,
        'The name of a FIFO queue can only include alphanumeric characters, hyphens, or ' +
          'underscores, must end with .fifo suffix and be 1 to 80 in length',
      );
    }
    const stem = isFifo ? name.replace(/\.fifo$/, '') : name;
    return /^[A-Za-z0-9_-]{1,80}$/.test(stem) && name.length <= 80
      ? undefined
      : problem(
          'InvalidRequest',
          400,
          'Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length',
        );
  },
  refuse: ({ properties }) =>
    isTrue(properties['ContentBasedDeduplication']) && !isTrue(properties['FifoQueue'])
      ? problem('InvalidRequest', 400, 'Unknown Attribute ContentBasedDeduplication.')
      : undefined,
};

const firstQueue = (properties: JsonObject): string => {
  const queues = properties['Queues'];
  const [first] = Array.isArray(queues) ? queues : [];
  return String(first ?? '');
};

/** `AWS::SQS::QueuePolicy`: the policy of some queues. */
export const queuePolicy: TypeRow = {
  type: 'AWS::SQS::QueuePolicy',
  service: 'Sqs',
  tags: 'none',
  seconds: { create: 3, update: 3, delete: 2 },
  replaceOn: [],
  idPrefix: 'queuepolicy-',
  idOf: sameId,
  arnOf: (_id, { accountId, region }, properties) =>
    `arn:aws:sqs:${region}:${accountId}:${nameOf(firstQueue(properties))}`,
  attributesOf: (id) => ({ Id: id }),
  refuse: ({ properties }) => {
    const document = properties['PolicyDocument'];
    const actions = (statementsOf(documentOf(document) ?? {}) ?? []).flatMap((each) =>
      textsOf(each['Action']),
    );
    return policyProblem('resource', document) === undefined &&
      actions.every((each) => /^(\*|sqs:.+)$/i.test(each))
      ? undefined
      : problem('InvalidRequest', 400, 'Invalid value for the parameter Policy.');
  },
};
