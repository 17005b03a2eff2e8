import { z } from 'zod';
import type { AwsReader } from '../../aws-reader.ts';
import { readParsed } from '../../facts.ts';
import type { DraftContext } from '../../service.ts';
import type { RuleTarget } from '../facts-schema.ts';
import { letsRuleIn } from './lets-in.ts';

const functionSchema = z.object({ FunctionArn: z.string() });
const urlSchema = z.object({ QueueUrl: z.string() });
const policySchema = z.object({
  Attributes: z.object({ Policy: z.string().nullish() }).nullish(),
});

/** Whom a rule calls: its account, its region, and the rule's own ARN. */
interface Looked {
  readonly context: DraftContext;
  readonly reader: AwsReader;
  readonly ruleArn: string;
}

type Look = (looked: Looked, name: string) => Promise<RuleTarget | undefined>;

const lookForFunction: Look = async ({ context, reader }, FunctionName) => {
  const { region } = context;
  const operation = 'GetFunctionConfiguration';
  const call = { client: 'Lambda', operation, region, input: { FunctionName } };
  const found = await readParsed(reader, call, functionSchema);
  return found === undefined ? undefined : { kind: 'lambda', arn: found.FunctionArn, letsIn: true };
};

const lookForQueue: Look = async ({ context, reader, ruleArn }, QueueName) => {
  const { region, account } = context;
  const find = { client: 'SQS', operation: 'GetQueueUrl', region, input: { QueueName } };
  const found = await readParsed(reader, find, urlSchema);
  if (found === undefined) return undefined;
  const input = { QueueUrl: found.QueueUrl, AttributeNames: ['Policy'] };
  const call = { client: 'SQS', operation: 'GetQueueAttributes', region, input };
  const policy = (await readParsed(reader, call, policySchema))?.Attributes?.Policy ?? '';
  const arn = `arn:aws:sqs:${region}:${account.id}:${QueueName}`;
  return { kind: 'sqs', arn, letsIn: letsRuleIn(policy, 'sqs:sendmessage', ruleArn) };
};

const lookForTopic: Look = async ({ context, reader, ruleArn }, name) => {
  const { region, account } = context;
  const arn = `arn:aws:sns:${region}:${account.id}:${name}`;
  const call = { client: 'SNS', operation: 'GetTopicAttributes', region, input: { TopicArn: arn } };
  const found = await readParsed(reader, call, policySchema);
  if (found === undefined) return undefined;
  const policy = found.Attributes?.Policy ?? '';
  return { kind: 'sns', arn, letsIn: letsRuleIn(policy, 'sns:publish', ruleArn) };
};

const LOOKS: Readonly<Record<RuleTarget['kind'], Look>> = {
  lambda: lookForFunction,
  sqs: lookForQueue,
  sns: lookForTopic,
};

const isKind = (text: string): text is RuleTarget['kind'] => Object.hasOwn(LOOKS, text);

/** What of an ARN of this account and region a rule could call; nothing for any other. */
const byArn = async (looked: Looked, arn: string): Promise<readonly RuleTarget[]> => {
  const [, , service = '', region, account, ...rest] = arn.split(':');
  const { context } = looked;
  const isHere = region === context.region && account === context.account.id;
  if (!isHere || !isKind(service)) return [];
  const found = await LOOKS[service](looked, rest.at(-1) ?? '');
  return found === undefined ? [] : [found];
};

/** Everything of a name, or the one of an ARN, that is there and that a rule can call. */
export const readTargets = async (
  looked: Looked,
  asked: string | undefined,
): Promise<readonly RuleTarget[]> => {
  if (asked === undefined) return [];
  if (asked.startsWith('arn:')) return await byArn(looked, asked);
  const found: RuleTarget[] = [];
  for (const look of Object.values(LOOKS)) {
    const one = await look(looked, asked);
    if (one !== undefined) found.push(one);
  }
  return found;
};
