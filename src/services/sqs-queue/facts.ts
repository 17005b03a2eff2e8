import { z } from 'zod';
import type { AwsReader } from '../aws-reader.ts';
import { readPage, readParsed } from '../facts.ts';
import { readNamedFacts } from '../named/facts.ts';
import type { NamedFacts } from '../named/facts-schema.ts';
import type { DraftContext } from '../service.ts';
import { booleanOf, targetOf, textOf } from '../task-values.ts';
import type { MutationTask } from '../../task/aws-task.ts';
import type { Region } from '../../task/ids.ts';
import type { Counts, SqsFacts } from './facts-schema.ts';
import { lastName, queueArn } from './names.ts';

const TYPE = 'AWS::SQS::Queue';
const FIFO = '.fifo';

/** The name as AWS wants it: FIFO queues end in `.fifo`. */
export const queueName = (asked: string, task: MutationTask): string =>
  booleanOf(task, 'fifo') === true && !asked.endsWith(FIFO) ? `${asked}${FIFO}` : asked;

const urlSchema = z.object({ QueueUrl: z.string() });

/** The address of a queue of this account and region; undefined when there is none. */
const readUrl = async (
  { region }: DraftContext,
  reader: AwsReader,
  QueueName: string,
): Promise<string | undefined> => {
  const call = { client: 'SQS', operation: 'GetQueueUrl', region, input: { QueueName } };
  return (await readParsed(reader, call, urlSchema))?.QueueUrl;
};

const COUNTS = [
  'ApproximateNumberOfMessages',
  'ApproximateNumberOfMessagesNotVisible',
  'ApproximateNumberOfMessagesDelayed',
] as const;
const count = z.string().regex(/^\d+$/).transform(Number).optional();
const countsOf = z.object({
  Attributes: z.object({ [COUNTS[0]]: count, [COUNTS[1]]: count, [COUNTS[2]]: count }).nullish(),
});

/** How many messages a queue holds, about. No message is received, so none is hidden by it. */
export const readCounts = async (
  reader: AwsReader,
  region: Region,
  QueueUrl: string,
): Promise<Counts> => {
  const input = { QueueUrl, AttributeNames: COUNTS };
  const call = { client: 'SQS', operation: 'GetQueueAttributes', region, input };
  const found = (await readPage(reader, call, countsOf)).Attributes;
  return {
    queue: lastName(QueueUrl),
    waiting: found?.[COUNTS[0]] ?? 0,
    inFlight: found?.[COUNTS[1]] ?? 0,
    delayed: found?.[COUNTS[2]] ?? 0,
  };
};

const sourcesPage = z.object({
  queueUrls: z.array(z.string()).nullish(),
  NextToken: z.string().nullish(),
});

/** Names of queues that send what fails to this one. */
export const readSources = async (
  reader: AwsReader,
  region: Region,
  QueueUrl: string,
): Promise<readonly string[]> => {
  const found: string[] = [];
  let token: string | undefined;
  do {
    const input = { QueueUrl, ...(token === undefined ? {} : { NextToken: token }) };
    const call = { client: 'SQS', operation: 'ListDeadLetterSourceQueues', region, input };
    const page = await readPage(reader, call, sourcesPage);
    found.push(...(page.queueUrls ?? []).map(lastName));
    token = page.NextToken ?? undefined;
  } while (token !== undefined);
  return found;
};

const feedsPage = z.object({
  Subscriptions: z
    .array(
      z.object({
        TopicArn: z.string(),
        SubscriptionArn: z.string(),
        Endpoint: z.string().nullish(),
      }),
    )
    .nullish(),
  NextToken: z.string().nullish(),
});

/** Subscriptions of the account that deliver to a queue. SNS finds none by its endpoint. */
const readFeeds = async (
  { region }: DraftContext,
  reader: AwsReader,
  arn: string,
): Promise<SqsFacts['fedBy']> => {
  const found: SqsFacts['fedBy'] = [];
  let token: string | undefined;
  do {
    const input = token === undefined ? {} : { NextToken: token };
    const call = { client: 'SNS', operation: 'ListSubscriptions', region, input };
    const page = await readPage(reader, call, feedsPage);
    const own = (page.Subscriptions ?? []).filter((each) => each.Endpoint === arn);
    found.push(
      ...own.map((each) => ({ topic: each.TopicArn, subscription: each.SubscriptionArn })),
    );
    token = page.NextToken ?? undefined;
  } while (token !== undefined);
  return found;
};

const attributesSchema = z.object({ Attributes: z.record(z.string(), z.string()).nullish() });

const readTopic = async (context: DraftContext, reader: AwsReader): Promise<SqsFacts['topic']> => {
  const { region, account, task } = context;
  const asked = textOf(task, 'topic');
  if (asked === undefined) return null;
  const arn = asked.startsWith('arn:') ? asked : `arn:aws:sns:${region}:${account.id}:${asked}`;
  const call = { client: 'SNS', operation: 'GetTopicAttributes', region, input: { TopicArn: arn } };
  return { arn, exists: (await readParsed(reader, call, attributesSchema)) !== undefined };
};

const readDeadLetter = async (
  context: DraftContext,
  reader: AwsReader,
): Promise<SqsFacts['deadLetter']> => {
  const asked = textOf(context.task, 'deadLetterQueue');
  if (asked === undefined) return null;
  const arn = asked.startsWith('arn:') ? asked : queueArn(context, asked);
  if (arn !== queueArn(context, asked)) return { arn, exists: false };
  return { arn, exists: (await readUrl(context, reader, lastName(asked))) !== undefined };
};

/** Addresses of the queues that go when this one is deleted. */
const addressesOf = ({ owner, identifier }: NamedFacts): readonly string[] => {
  const members = owner.owner === 'ours' ? owner.stack.resources : [];
  const own = members.filter((one) => one.type === TYPE).map((one) => one.physicalId);
  return [...new Set([identifier, ...own])];
};

const LOST: Pick<SqsFacts, 'messages' | 'collectsFor' | 'fedBy'> = {
  messages: [],
  collectsFor: [],
  fedBy: [],
};

const readLosses = async (
  context: DraftContext,
  reader: AwsReader,
  named: NamedFacts,
): Promise<typeof LOST> => {
  const { region, task } = context;
  if (!named.exists || task.taskType !== 'DeleteResource') return LOST;
  const messages: Counts[] = [];
  for (const url of addressesOf(named)) messages.push(await readCounts(reader, region, url));
  return {
    messages,
    collectsFor: [...(await readSources(reader, region, named.identifier))],
    fedBy: await readFeeds(context, reader, queueArn(context, named.name)),
  };
};

/** Looks the queue up by its name, with what a deletion would lose. Messages are never read. */
export const readSqsFacts = async (context: DraftContext, reader: AwsReader): Promise<SqsFacts> => {
  const { region, account, task } = context;
  const name = queueName(lastName(targetOf(task)), task);
  const found = await readUrl(context, reader, name);
  const identifier = found ?? `https://sqs.${region}.amazonaws.com/${account.id}/${name}`;
  const target = { type: TYPE, name, identifier, exists: found !== undefined };
  const named = await readNamedFacts(context, reader, target);
  return {
    ...named,
    ...(await readLosses(context, reader, named)),
    deadLetter: await readDeadLetter(context, reader),
    topic: await readTopic(context, reader),
  };
};
