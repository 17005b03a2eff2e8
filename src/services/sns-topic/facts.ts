import { z } from 'zod';
import type { AwsReader } from '../aws-reader.ts';
import { readOwnStack, readPage, readParsed } from '../facts.ts';
import { readNamedFacts } from '../named/facts.ts';
import { letsServiceIn } from '../policy-lets-in.ts';
import type { DraftContext } from '../service.ts';
import { lastName } from '../sqs-queue/names.ts';
import { targetOf } from '../task-values.ts';
import type { SnsFacts, Subscriber } from './facts-schema.ts';
import { askedSubscribers, type AskedSubscriber } from './subscribers.ts';
import { topicName } from './template.ts';

const attributesSchema = z.object({ Attributes: z.record(z.string(), z.string()).nullish() });
const urlSchema = z.object({ QueueUrl: z.string() });
const functionSchema = z.object({ FunctionArn: z.string() });

/** The key that SQS has of its own lets no topic in. */
const OWN_KEY = 'alias/aws/sqs';

const readQueue = async (
  { region, account }: DraftContext,
  reader: AwsReader,
  { name, topicArn }: { readonly name: string; readonly topicArn: string },
): Promise<Subscriber> => {
  const endpoint = `arn:aws:sqs:${region}:${account.id}:${name}`;
  const find = { client: 'SQS', operation: 'GetQueueUrl', region, input: { QueueName: name } };
  const found = await readParsed(reader, find, urlSchema);
  if (found === undefined) return { protocol: 'sqs', endpoint, exists: false, letsIn: false };
  const input = { QueueUrl: found.QueueUrl, AttributeNames: ['Policy', 'KmsMasterKeyId'] };
  const call = { client: 'SQS', operation: 'GetQueueAttributes', region, input };
  const attributes = (await readParsed(reader, call, attributesSchema))?.Attributes ?? {};
  const visitor = {
    service: 'sns.amazonaws.com',
    action: 'sqs:sendmessage',
    sourceArn: topicArn,
  };
  const letsIn =
    letsServiceIn(attributes['Policy'] ?? '', visitor) && attributes['KmsMasterKeyId'] !== OWN_KEY;
  return { protocol: 'sqs', endpoint, exists: true, letsIn };
};

const readFunction = async (
  { region }: DraftContext,
  reader: AwsReader,
  FunctionName: string,
): Promise<Subscriber> => {
  const operation = 'GetFunctionConfiguration';
  const call = { client: 'Lambda', operation, region, input: { FunctionName } };
  const found = await readParsed(reader, call, functionSchema);
  const exists = found !== undefined;
  return { protocol: 'lambda', endpoint: found?.FunctionArn ?? FunctionName, exists, letsIn: true };
};

/** A name is looked up; an ARN or an address is taken as it was given. */
const readSubscriber = async (
  context: DraftContext,
  reader: AwsReader,
  asked: AskedSubscriber & { readonly topicArn: string },
): Promise<Subscriber> => {
  const { protocol, endpoint, topicArn } = asked;
  const isName = !endpoint.startsWith('arn:');
  if (protocol === 'sqs' && isName)
    return await readQueue(context, reader, { name: lastName(endpoint), topicArn });
  if (protocol === 'lambda' && isName) return await readFunction(context, reader, endpoint);
  return { protocol, endpoint, exists: true, letsIn: true };
};

const pageSchema = z.object({
  Subscriptions: z.array(z.object({ Endpoint: z.string().nullish() })).nullish(),
  NextToken: z.string().nullish(),
});

const readSubscribed = async (
  { region }: DraftContext,
  reader: AwsReader,
  TopicArn: string,
): Promise<string[]> => {
  const found: string[] = [];
  let token: string | undefined;
  do {
    const input = { TopicArn, ...(token === undefined ? {} : { NextToken: token }) };
    const call = { client: 'SNS', operation: 'ListSubscriptionsByTopic', region, input };
    const page = await readPage(reader, call, pageSchema);
    found.push(...(page.Subscriptions ?? []).flatMap(({ Endpoint }) => Endpoint ?? []));
    token = page.NextToken ?? undefined;
  } while (token !== undefined);
  return found;
};

/** Looks the topic up by the ARN that its name gives, and whom it shall tell. */
export const readSnsFacts = async (context: DraftContext, reader: AwsReader): Promise<SnsFacts> => {
  const { region, account, task } = context;
  const name = topicName(targetOf(task), task);
  const identifier = `arn:aws:sns:${region}:${account.id}:${name}`;
  const input = { TopicArn: identifier };
  const call = { client: 'SNS', operation: 'GetTopicAttributes', region, input };
  const exists = (await readParsed(reader, call, attributesSchema)) !== undefined;
  const target = { type: 'AWS::SNS::Topic', name, identifier, exists };
  const named = await readNamedFacts(context, reader, target);
  const asked = task.taskType === 'DeleteResource' ? [] : askedSubscribers(task);
  const subscribers: Subscriber[] = [];
  for (const one of asked)
    subscribers.push(await readSubscriber(context, reader, { ...one, topicArn: identifier }));
  const isAdded = exists && asked.length > 0;
  const isCounted = isAdded || (exists && task.taskType === 'DeleteResource');
  const own = isAdded ? await readOwnStack(reader, region, context.stackName) : 'absent';
  return {
    ...named,
    ...(typeof own === 'string' ? {} : { ownStack: own }),
    subscribers,
    subscribed: isCounted ? await readSubscribed(context, reader, identifier) : [],
  };
};
