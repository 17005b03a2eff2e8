import type { Template } from '../../plan/template.ts';
import type { Json, JsonObject } from '../../task/json.ts';
import { textIn } from '../compare.ts';
import { arnIn, retagged } from '../lambda-function/own-role.ts';
import { propertiesOf, withProperties, withResource } from '../template-edit.ts';
import { besideName } from './names.ts';

/** The longest time that SQS keeps a message: failures are looked at by people. */
const KEPT_SECONDS = 14 * 86_400;
const SUFFIX = '-dlq';

/** How a dead-letter queue is called, and after how many tries a message goes there. */
export interface DeadLetter {
  readonly name?: string;
  readonly tries: number;
}

/** Encrypted as the queue itself is. */
const encryptionOf = (properties: JsonObject): JsonObject => {
  const key = properties['KmsMasterKeyId'];
  return key === undefined ? { SqsManagedSseEnabled: true } : { KmsMasterKeyId: key };
};

const nameOf = (queue: Json | undefined, asked: string | undefined): JsonObject => {
  const name = asked ?? (typeof queue === 'string' ? besideName(queue, SUFFIX) : undefined);
  return name === undefined ? {} : { QueueName: name };
};

/** Only this queue may send its failures there; a queue without a fixed name can not be told. */
const onlyFor = (queue: Json | undefined): JsonObject =>
  typeof queue === 'string'
    ? {
        RedriveAllowPolicy: {
          redrivePermission: 'byQueue',
          sourceQueueArns: [
            { 'Fn::Sub': `arn:aws:sqs:\${AWS::Region}:\${AWS::AccountId}:${queue}` },
          ],
        },
      }
    : {};

/** A queue of the same kind that collects what fails in one, for as long as SQS keeps anything. */
export const withDeadLetter = (
  template: Template,
  queueId: string,
  { name, tries }: DeadLetter,
): Template => {
  const collectorId = `${queueId}Failures`;
  const queue = propertiesOf(template, queueId);
  const own = nameOf(queue['QueueName'], name);
  const shown = textIn(own['QueueName']);
  const tags = retagged(template, queueId, SUFFIX).map((tag) =>
    shown !== '' && (tag as JsonObject)['Key'] === 'Name' ? { Key: 'Name', Value: shown } : tag,
  );
  const made = withResource(template, collectorId, {
    Type: 'AWS::SQS::Queue',
    Properties: {
      ...own,
      ...(queue['FifoQueue'] === true ? { FifoQueue: true } : {}),
      MessageRetentionPeriod: KEPT_SECONDS,
      ...onlyFor(queue['QueueName']),
      ...encryptionOf(queue),
      Tags: tags,
    },
  });
  return withProperties(made, queueId, {
    RedrivePolicy: { deadLetterTargetArn: arnIn(collectorId), maxReceiveCount: tries },
  });
};
