import { z } from 'zod';
import { isJsonObject } from '../../../task/json.ts';
import { listOf } from '../../acts.ts';
import type { AwsReader } from '../../aws-reader.ts';
import { at, textIn } from '../../compare.ts';
import { readParsed } from '../../facts.ts';
import { readPages } from '../../paged/facts.ts';
import type { DraftContext } from '../../service.ts';
import { callIn, type Callee } from '../call.ts';
import type { LambdaAliasFacts } from '../facts-schema.ts';

const mappingsSchema = z.object({
  EventSourceMappings: z.array(z.object({ EventSourceArn: z.string().nullish() })).nullish(),
  NextMarker: z.string().nullish(),
});
const urlsSchema = z.object({
  FunctionUrlConfigs: z
    .array(z.object({ FunctionUrl: z.string(), FunctionArn: z.string() }))
    .nullish(),
  NextMarker: z.string().nullish(),
});
const provisionedSchema = z.object({
  ProvisionedConcurrencyConfigs: z
    .array(
      z.object({
        FunctionArn: z.string(),
        RequestedProvisionedConcurrentExecutions: z.number().nullish(),
      }),
    )
    .nullish(),
  NextMarker: z.string().nullish(),
});
const policySchema = z.object({ Policy: z.string() });

/** How the ARN of an event source begins with that of the thing that sends, and what it is. */
const SENDERS: readonly (readonly [RegExp, string])[] = [
  [/^(arn:[^:]+:sqs:[^:]+:\d+:([^:/]+))$/, 'queue'],
  [/^(arn:[^:]+:dynamodb:[^:]+:\d+:table\/([^:/]+))\/stream\/.+$/, 'table'],
  [/^(arn:[^:]+:kinesis:[^:]+:\d+:stream\/([^:/]+))(?:\/consumer\/.+)?$/, 'stream'],
  [/^(arn:[^:]+:kafka:[^:]+:\d+:cluster\/([^:/]+)\/[^:/]+)$/, 'cluster'],
  [/^(arn:[^:]+:rds:[^:]+:\d+:cluster:([^:/]+))$/, 'cluster'],
  [/^(arn:[^:]+:mq:[^:]+:\d+:broker:([^:/]+):[^:/]+)$/, 'broker'],
];

/** Who sends the events of a source: its ARN, and its name in words. */
const senderOf = (arn: string): LambdaAliasFacts['users'][number] => {
  for (const [pattern, kind] of SENDERS) {
    const [, sender, name] = pattern.exec(arn) ?? [];
    if (sender !== undefined) return { arn: sender, words: `the ${kind} \`${name ?? ''}\`` };
  }
  return arn === ''
    ? { arn, words: 'an event source without an ARN, such as a Kafka of its own' }
    : { arn, words: `the event source \`${arn}\`` };
};

/** What sends events to an alias. */
export const readSources = async (
  context: DraftContext,
  reader: AwsReader,
  { arn }: Callee,
): Promise<LambdaAliasFacts['users']> => {
  const call = callIn(context)('ListEventSourceMappings', { FunctionName: arn });
  const pages = readPages(reader, call, {
    schema: mappingsSchema,
    member: 'Marker',
    next: (page) => page.NextMarker,
  });
  const sources: LambdaAliasFacts['users'] = [];
  for await (const { EventSourceMappings } of pages)
    for (const { EventSourceArn } of EventSourceMappings ?? [])
      sources.push(senderOf(EventSourceArn ?? ''));
  return sources;
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** Who is let in by the policy of the alias itself: an API, a topic, a rule, another account. */
const letInBy = (policy: string): readonly string[] =>
  listOf(at(parsed(policy), 'Statement')).flatMap((statement) => {
    if (!isJsonObject(statement)) return [];
    const principal = at(statement, 'Principal');
    const who =
      textIn(at(principal, 'Service')) || textIn(at(principal, 'AWS')) || textIn(principal);
    return [`\`${who}\`, which its policy lets in`];
  });

const readUrls = async (
  context: DraftContext,
  reader: AwsReader,
  { name, arn }: Callee,
): Promise<string[]> => {
  const call = callIn(context)('ListFunctionUrlConfigs', { FunctionName: name });
  const pages = readPages(reader, call, {
    schema: urlsSchema,
    member: 'Marker',
    next: (page) => page.NextMarker,
  });
  const urls: string[] = [];
  for await (const { FunctionUrlConfigs } of pages)
    for (const { FunctionUrl, FunctionArn } of FunctionUrlConfigs ?? [])
      if (FunctionArn === arn) urls.push(`its function URL \`${FunctionUrl}\``);
  return urls;
};

/** Who may call an alias whatever else is deleted: no deletion of a caller takes this away. */
export const readLetIn = async (
  context: DraftContext,
  reader: AwsReader,
  callee: Callee,
): Promise<string[]> => {
  const input = { FunctionName: callee.name, Qualifier: callee.alias };
  const policy = await readParsed(reader, callIn(context)('GetPolicy', input), policySchema);
  const urls = await readUrls(context, reader, callee);
  return [...(policy === undefined ? [] : letInBy(policy.Policy)), ...urls];
};

const readProvisioned = async (
  context: DraftContext,
  reader: AwsReader,
  { name, arn }: Callee,
): Promise<string[]> => {
  const call = callIn(context)('ListProvisionedConcurrencyConfigs', { FunctionName: name });
  const pages = readPages(reader, call, {
    schema: provisionedSchema,
    member: 'Marker',
    next: (page) => page.NextMarker,
  });
  const found: string[] = [];
  for await (const { ProvisionedConcurrencyConfigs } of pages)
    for (const one of ProvisionedConcurrencyConfigs ?? []) {
      const size = one.RequestedProvisionedConcurrentExecutions ?? 'unknown size';
      if (one.FunctionArn === arn) found.push(`its provisioned concurrency of ${size}`);
    }
  return found;
};

/** What an alias has beside its properties, and what a new one of its name would not have. */
export const readAlsoGone = async (
  context: DraftContext,
  reader: AwsReader,
  callee: Callee,
): Promise<string[]> => {
  const input = { FunctionName: callee.name, Qualifier: callee.alias };
  const told = callIn(context)('GetFunctionEventInvokeConfig', input);
  const events = await readParsed(reader, told, z.object({}));
  return [
    ...(await readProvisioned(context, reader, callee)),
    ...(events === undefined ? [] : ['its settings for asynchronous calls']),
  ];
};
