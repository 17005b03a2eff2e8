import { isJsonObject, type Json, type JsonObject } from '../../task/json.ts';
import { listOf } from '../acts.ts';

const FIFO = '.fifo';

/** True for the name or ARN of a FIFO queue or topic: AWS keeps the ending for them. */
export const isFifoName = (name: string): boolean => name.endsWith(FIFO);

/** A name with something behind its stem, the ending of FIFO queues kept last. */
export const besideName = (name: string, suffix: string): string =>
  isFifoName(name) ? `${name.slice(0, -FIFO.length)}${suffix}${FIFO}` : `${name}${suffix}`;

/** The last part of a URL or an ARN: the name of a queue or a topic. */
export const lastName = (text: string): string => text.split(/[/:]/).at(-1) ?? text;

/** Where a queue is. */
export interface QueuePlace {
  readonly region: string;
  readonly account: { readonly id: string };
}

/** ARN of a queue of this account and region. */
export const queueArn = ({ region, account }: QueuePlace, name: string): string =>
  `arn:aws:sqs:${region}:${account.id}:${lastName(name)}`;

/** A redrive policy as an object, however AWS gives it: as one, or as its text. */
export const policyObject = (value: Json | undefined): JsonObject => {
  if (value !== undefined && isJsonObject(value)) return value;
  if (typeof value !== 'string') return {};
  try {
    const parsed = JSON.parse(value) as Json;
    return isJsonObject(parsed) ? parsed : {};
  } catch {
    return {};
  }
};

/** The statements of a policy document, or of its text. */
export const statementsIn = (document: Json | undefined): readonly JsonObject[] =>
  listOf(policyObject(document)['Statement']).filter((one) => isJsonObject(one));
