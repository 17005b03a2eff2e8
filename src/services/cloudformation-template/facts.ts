import { z } from 'zod';
import { parseTemplate } from '../../plan/parse-template.ts';
import type { Region } from '../../task/ids.ts';
import { isExecuteTier } from '../../task/tier.ts';
import type { AwsReader } from '../aws-reader.ts';
import { readOwnStack, readParsed } from '../facts.ts';
import type { DraftContext } from '../service.ts';
import { couldBeFor } from '../stack-name.ts';
import { readImporters } from './importers/facts.ts';
import { targetOf, textOf } from '../task-values.ts';
import type { TemplateFacts, TypeFact } from './facts-schema.ts';

const typeSchema = z.object({
  Visibility: z.string().default(''),
  PublisherId: z.string().nullish(),
  ExecutionRoleArn: z.string().nullish(),
});

/** Undefined where DescribeType is not known or not allowed: then the reviewed table decides. */
const readType = async (
  reader: AwsReader,
  region: Region,
  type: string,
): Promise<TypeFact | undefined> => {
  const input = { Type: 'RESOURCE', TypeName: type };
  const call = { client: 'CloudFormation', operation: 'DescribeType', region, input };
  const answer = await reader.read(call);
  const parsed = answer.ok ? typeSchema.safeParse(answer.output) : undefined;
  if (parsed?.success !== true || parsed.data.Visibility === '') return undefined;
  return {
    type,
    isPublic: parsed.data.Visibility === 'PUBLIC',
    hasPublisher: (parsed.data.PublisherId ?? '') !== '',
    hasRole: (parsed.data.ExecutionRoleArn ?? '') !== '',
  };
};

const typesOf = (text: string | undefined): readonly string[] => {
  const parsed = text === undefined ? undefined : parseTemplate(text);
  if (parsed?.ok !== true) return [];
  const types = Object.values(parsed.value.template.Resources).map((resource) => resource.Type);
  return [...new Set(types)].filter((type) => type.startsWith('AWS::')).sort();
};

/** More types than a plan of 25 resources can hold are refused anyway. */
const MOST_TYPES = 30;

const readTypes = async (context: DraftContext, reader: AwsReader): Promise<TypeFact[]> => {
  if (!isExecuteTier(context.tier)) return [];
  const found: TypeFact[] = [];
  for (const type of typesOf(textOf(context.task, 'template')).slice(0, MOST_TYPES)) {
    const fact = await readType(reader, context.region, type);
    if (fact !== undefined) found.push(fact);
  }
  return found;
};

const listSchema = z.object({
  StackSummaries: z.array(z.object({ StackName: z.string(), StackStatus: z.string() })),
  NextToken: z.string().nullish(),
});

const GONE = /^(DELETE_COMPLETE|REVIEW_IN_PROGRESS)$/;

/** Names of living stacks that one of our plans could have made for `name`. */
const listCandidates = async (
  reader: AwsReader,
  region: Region,
  name: string,
): Promise<readonly string[]> => {
  const found: string[] = [];
  let token: string | undefined;
  do {
    const input = token === undefined ? {} : { NextToken: token };
    const call = { client: 'CloudFormation', operation: 'ListStacks', region, input };
    const page = await readParsed(reader, call, listSchema);
    const living = page?.StackSummaries.filter((row) => !GONE.test(row.StackStatus)) ?? [];
    found.push(...living.map((row) => row.StackName).filter((one) => couldBeFor(one, name)));
    token = page?.NextToken ?? undefined;
  } while (token !== undefined);
  return found;
};

type Found = Pick<TemplateFacts, 'stackName' | 'state' | 'stack'>;

const readStack = async (reader: AwsReader, region: Region, name: string): Promise<Found> => {
  const found = await readOwnStack(reader, region, name);
  return typeof found === 'string'
    ? { stackName: name, state: found, stack: null }
    : { stackName: found.stackName, state: 'ours', stack: found };
};

/** A stack by its whole name, or by the name that was asked for when it was made. */
export const findStack = async (
  reader: AwsReader,
  region: Region,
  name: string,
): Promise<Found> => {
  const exact = await readStack(reader, region, name);
  if (exact.state !== 'absent') return exact;
  const [first, ...others] = await listCandidates(reader, region, name);
  if (first === undefined) return exact;
  if (others.length > 0) return { stackName: name, state: 'several', stack: null };
  return readStack(reader, region, first);
};

/** Looks up the stack the task is about, and for a create whether its name is somebody's. */
export const readTemplateFacts = async (
  context: DraftContext,
  reader: AwsReader,
): Promise<TemplateFacts> => {
  const { region, task } = context;
  const name = targetOf(task);
  const types = await readTypes(context, reader);
  if (task.taskType !== 'CreateResource') {
    const found = await findStack(reader, region, name);
    const importers = [...(await readImporters(context, reader, found.stack))];
    return { ...found, isNameTaken: false, importers, types };
  }
  const own = await readStack(reader, region, context.stackName);
  const isNameTaken = (await readOwnStack(reader, region, name)) === 'foreign';
  return { ...own, isNameTaken, importers: [], types };
};
