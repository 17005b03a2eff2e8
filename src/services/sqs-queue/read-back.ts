import { isJsonObject, type Json } from '../../task/json.ts';
import { listOf } from '../acts.ts';
import { at, holdsWithin, textIn } from '../compare.ts';
import { findSibling, holdsTagMap, noReadBack, runReadBack, type ReadRow } from '../read-back.ts';
import type { ReadBackCheck, ReadBackInput } from '../service.ts';
import { readBackSns } from '../sns-topic/read-back.ts';
import { policyObject, queueArn, statementsIn } from './names.ts';

/** SQS gives every attribute as a text. */
const attribute = (output: unknown, name: string): Json | undefined =>
  at(output, 'Attributes.' + name);

const same = (found: Json | undefined, planned: Json): boolean =>
  found !== undefined && textIn(found) === textIn(planned);

type Holds = (found: Json | undefined, planned: Json) => boolean;

const queueRow = (name: string, attributeName: string, holds: Holds = same): ReadRow => ({
  name,
  property: attributeName,
  client: 'SQS',
  operation: 'GetQueueAttributes',
  input: (input) => ({ QueueUrl: input.physicalId, AttributeNames: [attributeName] }),
  holds: (output, planned) => holds(attribute(output, attributeName), planned),
});

const existsRow = (): ReadRow => {
  const { property: _property, ...row } = queueRow(
    'exists',
    'QueueArn',
    (found) => found !== undefined,
  );
  return row;
};

/** Only what the plan itself knows is compared: an ARN of the same stack is not. */
const holdsRedrive = (found: Json | undefined, planned: Json): boolean => {
  const there = policyObject(found);
  const wanted = policyObject(planned);
  const isSent = there['deadLetterTargetArn'] !== undefined;
  return isSent && textIn(there['maxReceiveCount']) === textIn(wanted['maxReceiveCount']);
};

const QUEUE_ROWS: readonly ReadRow[] = [
  existsRow(),
  queueRow('encrypted by SQS', 'SqsManagedSseEnabled'),
  queueRow('encrypted by KMS', 'KmsMasterKeyId'),
  queueRow('ordered', 'FifoQueue'),
  queueRow('visibility timeout', 'VisibilityTimeout'),
  queueRow('retention', 'MessageRetentionPeriod'),
  queueRow('delay', 'DelaySeconds'),
  queueRow('dead-letter queue', 'RedrivePolicy', holdsRedrive),
  {
    name: 'tagged',
    property: 'Tags',
    client: 'SQS',
    operation: 'ListQueueTags',
    input: (input) => ({ QueueUrl: input.physicalId }),
    holds: (output, _planned, input) => holdsTagMap(at(output, 'Tags'), input),
  },
];

/** The queue a policy is for: named outright, or by a Ref into its own stack. */
const findQueue = async (input: ReadBackInput): Promise<string> => {
  const queue = listOf(input.properties['Queues'])[0];
  if (typeof queue === 'string') return queue;
  const logicalId = queue === undefined ? undefined : at(queue, 'Ref');
  return typeof logicalId === 'string' ? await findSibling(input, logicalId) : '';
};

const holdsPolicy = (found: Json | undefined, planned: Json): boolean => {
  const present = statementsIn(found);
  return listOf(at(planned, 'Statement')).every((statement) => {
    if (!isJsonObject(statement)) return false;
    const compared = { Sid: statement['Sid'] ?? null, Effect: statement['Effect'] ?? null };
    return present.some((other) => holdsWithin(compared, other));
  });
};

const policyRow = (url: string): ReadRow => ({
  ...queueRow('policy', 'Policy', holdsPolicy),
  property: 'PolicyDocument',
  input: () => ({ QueueUrl: url, AttributeNames: ['Policy'] }),
});

/** Reads a queue, its policy or its subscription back by the calls of SQS and SNS. */
export const readBackSqs = async (input: ReadBackInput): Promise<ReadBackCheck> => {
  if (input.type === 'AWS::SQS::Queue')
    return await runReadBack(input, queueArn(input, input.physicalId), QUEUE_ROWS);
  if (input.type === 'AWS::SQS::QueuePolicy') {
    const url = await findQueue(input);
    return await runReadBack(input, queueArn(input, url), [policyRow(url)]);
  }
  if (input.type === 'AWS::SNS::Subscription') return await readBackSns(input);
  throw noReadBack(input);
};
