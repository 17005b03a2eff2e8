import { z } from 'zod';
import { isJsonObject } from '../../task/json.ts';
import { listOf } from '../acts.ts';
import type { AwsReader, ReadCall } from '../aws-reader.ts';
import { at, textIn } from '../compare.ts';
import { readParsed } from '../facts.ts';
import { readFunctionVersions } from '../lambda-version/facts.ts';
import { readNamedFacts } from '../named/facts.ts';
import type { DraftContext } from '../service.ts';
import { targetOf, textOf } from '../task-values.ts';
import type { LambdaAliasFacts } from './facts-schema.ts';

const aliasSchema = z.object({ FunctionVersion: z.string() });
const mappingsSchema = z.object({
  EventSourceMappings: z.array(z.object({ EventSourceArn: z.string().nullish() })).nullish(),
  NextMarker: z.string().nullish(),
});
const policySchema = z.object({ Policy: z.string() });

type Call = (operation: string, input: ReadCall['input']) => ReadCall;

const callIn =
  ({ region }: DraftContext): Call =>
  (operation, input) => ({ client: 'Lambda', operation, region, input });

/** `orders` of `arn:aws:sqs:us-east-1:333333333333:orders`. */
const lastPart = (arn: string): string => arn.split(/[:/]/).at(-1) ?? arn;

const readSources = async (reader: AwsReader, call: Call, arn: string): Promise<string[]> => {
  const sources: string[] = [];
  let marker: string | undefined;
  do {
    const input = { FunctionName: arn, ...(marker === undefined ? {} : { Marker: marker }) };
    const page = await readParsed(reader, call('ListEventSourceMappings', input), mappingsSchema);
    for (const { EventSourceArn } of page?.EventSourceMappings ?? [])
      sources.push(`the event source \`${lastPart(EventSourceArn ?? 'unnamed')}\``);
    marker = page?.NextMarker ?? undefined;
  } while (marker !== undefined);
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

const readUsers = async (
  context: DraftContext,
  reader: AwsReader,
  { arn, alias }: { readonly arn: string; readonly alias: string },
): Promise<string[]> => {
  const call = callIn(context);
  const input = { FunctionName: targetOf(context.task), Qualifier: alias };
  const policy = await readParsed(reader, call('GetPolicy', input), policySchema);
  const sources = await readSources(reader, call, arn);
  return [...sources, ...(policy === undefined ? [] : letInBy(policy.Policy))];
};

/** Looks up the function with its versions, the alias, and what calls it. */
export const readLambdaAliasFacts = async (
  context: DraftContext,
  reader: AwsReader,
): Promise<LambdaAliasFacts> => {
  const { region, account, task } = context;
  const [name, alias] = [targetOf(task), textOf(task, 'aliasName') ?? ''];
  const rows = await readFunctionVersions(context, reader, name);
  const input = { FunctionName: name, Name: alias };
  const found =
    alias === '' || rows.length === 0
      ? undefined
      : await readParsed(reader, callIn(context)('GetAlias', input), aliasSchema);
  const arn = `arn:aws:lambda:${region}:${account.id}:function:${name}:${alias}`;
  const target = {
    type: 'AWS::Lambda::Alias',
    name: `${name}:${alias}`,
    identifier: arn,
    exists: found !== undefined,
  };
  const isDelete = task.taskType === 'DeleteResource' && found !== undefined;
  return {
    ...(await readNamedFacts(context, reader, target)),
    hasFunction: rows.length > 0,
    versions: rows
      .filter(({ Version }) => Version !== '$LATEST')
      .map(({ Version, Role }) => ({ version: Version, role: Role ?? '' })),
    pointsAt: found?.FunctionVersion ?? '',
    users: isDelete ? await readUsers(context, reader, { arn, alias }) : [],
  };
};
