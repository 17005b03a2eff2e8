import type { Json, JsonObject } from '../../src/task/json.ts';
import type { WorldState } from '../state.ts';
import { problem, sameId, textProperty, type HandlerProblem, type TypeRow } from './model.ts';
import { documentOf, policyProblem, statementsOf, textsOf } from './policy-grammar.ts';

const isTrue = (value: Json | undefined): boolean => value === true || value === 'true';

const nameOf = (url: string): string => url.split('/').at(-1) ?? '';

/** SQS takes its own encryption or that of KMS. */
const encryptionProblem = (properties: JsonObject): HandlerProblem | undefined =>
  isTrue(properties['SqsManagedSseEnabled']) && textProperty(properties, 'KmsMasterKeyId') !== ''
    ? problem(
        'InvalidRequest',
        400,
        'You can use one type of server-side encryption (SSE) at one time. You can either enable ' +
          'KMS SSE or SQS SSE.',
      )
    : undefined;

/** Failures go to a queue that is there, of the same kind. */
const redriveProblem = (state: WorldState, properties: JsonObject): HandlerProblem | undefined => {
  const policy = documentOf(properties['RedrivePolicy']);
  if (policy === undefined) return undefined;
  const arn = textProperty(policy, 'deadLetterTargetArn');
  const invalid = (reason: string): HandlerProblem =>
    problem(
      'InvalidRequest',
      400,
      `Value ${JSON.stringify(policy)} for parameter RedrivePolicy is invalid. Reason: ${reason}`,
    );
  const tries = Number(policy['maxReceiveCount']);
  if (!(tries >= 1 && tries <= 1000)) {
    return invalid('Invalid value for maxReceiveCount: it must be between 1 and 1000.');
  }
  const target = state.resources.find((each) => each.type === queue.type && each.arn === arn);
  if (target === undefined) return invalid('Dead letter target does not exist.');
  return isTrue(target.properties['FifoQueue']) === isTrue(properties['FifoQueue'])
    ? undefined
    : invalid('Dead-letter queue must be same type of queue as the source.');
};

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
  refuse: ({ state, properties }) => {
    if (isTrue(properties['ContentBasedDeduplication']) && !isTrue(properties['FifoQueue'])) {
      return problem('InvalidRequest', 400, 'Unknown Attribute ContentBasedDeduplication.');
    }
    return encryptionProblem(properties) ?? redriveProblem(state, properties);
  },
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
