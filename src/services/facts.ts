import { z } from 'zod';
import { Fault } from '../task/fault.ts';
import type { Region } from '../task/ids.ts';
import { isJsonObject, type JsonObject } from '../task/json.ts';
import type { AwsReader, ReadAnswer, ReadCall } from './aws-reader.ts';
import { companionName } from './companion-stack.ts';
import { ownStackName } from './joined/parts.ts';
import { isOurStack, type Owner, type OwnStack } from './owner.ts';
import type { DraftContext } from './service.ts';

const MISSING = new Set([404, 400]);
const NOT_FOUND =
  /NotFound|NoSuch|ValidationError|ResourceNotFoundException|not exist|Unable to describe task/i;

/** True when AWS said that the thing is not there; a denial is not that. */
export const isMissing = (answer: ReadAnswer): boolean =>
  !answer.ok && MISSING.has(answer.httpStatus) && NOT_FOUND.test(`${answer.code}${answer.message}`);

const toFault = (call: ReadCall, answer: ReadAnswer & { readonly ok: false }): Fault =>
  new Fault(
    answer.httpStatus === 403 || /Denied|Unauthorized/.test(answer.code) ? 'denied' : 'unavailable',
    `${call.client}.${call.operation}: ${answer.code}`,
  );

/** Reads and parses one answer; undefined when the thing is not there; any other no is a Fault. */
export const readParsed = async <T>(
  reader: AwsReader,
  call: ReadCall,
  schema: z.ZodType<T>,
): Promise<T | undefined> => {
  const answer = await reader.read(call);
  if (isMissing(answer)) return undefined;
  if (!answer.ok) throw toFault(call, answer);
  const parsed = schema.safeParse(answer.output);
  if (parsed.success) return parsed.data;
  const where = parsed.error.issues[0]?.path.join('.') ?? '';
  throw new Fault('malformed-answer', `${call.client}.${call.operation}: ${where}`);
};

/** Reads one page of a list. A list that is not there was not read: a Fault, not nothing. */
export const readPage = async <T>(
  reader: AwsReader,
  call: ReadCall,
  schema: z.ZodType<T>,
): Promise<T> => {
  const page = await readParsed(reader, call, schema);
  if (page !== undefined) return page;
  throw new Fault('unavailable', `${call.client}.${call.operation}: there is no such list`);
};

const membersSchema = z.object({
  StackResources: z.array(
    z.object({
      StackName: z.string(),
      StackId: z.string(),
      LogicalResourceId: z.string(),
      PhysicalResourceId: z.string().default(''),
      ResourceType: z.string(),
      ResourceStatus: z.string().default(''),
    }),
  ),
});
export type Members = z.infer<typeof membersSchema>['StackResources'];

const stackSchema = z.object({
  Stacks: z.array(
    z.object({
      StackName: z.string(),
      StackId: z.string(),
      StackStatus: z.string(),
      RoleARN: z.string().nullish(),
      ParentId: z.string().nullish(),
      Description: z.string().nullish(),
      Parameters: z
        .array(z.object({ ParameterKey: z.string(), ParameterValue: z.string().default('') }))
        .default([]),
      Tags: z.array(z.object({ Key: z.string(), Value: z.string() })).default([]),
    }),
  ),
});
const templateSchema = z.object({ TemplateBody: z.string() });

/** Resources of the stack that is named or holds the physical id; none without such a stack. */
export const listStackMembers = async (
  reader: AwsReader,
  region: Region,
  input: Readonly<Record<string, string>>,
): Promise<Members> => {
  const call = { client: 'CloudFormation', operation: 'DescribeStackResources', region, input };
  return (await readParsed(reader, call, membersSchema))?.StackResources ?? [];
};

const readTemplateBody = async (
  reader: AwsReader,
  region: Region,
  stackId: string,
): Promise<string> => {
  const input = { StackName: stackId, TemplateStage: 'Original' };
  const call = { client: 'CloudFormation', operation: 'GetTemplate', region, input };
  return (await readParsed(reader, call, templateSchema))?.TemplateBody ?? '';
};

/**
 * Reads a stack by name or id when it is one that our plans made: `absent` when there is none,
 * `foreign` when it is not ours. A stack left by a preview counts as absent: it holds nothing.
 */
export const readOwnStack = async (
  reader: AwsReader,
  region: Region,
  nameOrId: string,
): Promise<OwnStack | 'absent' | 'foreign'> => {
  const input = { StackName: nameOrId };
  const call = { client: 'CloudFormation', operation: 'DescribeStacks', region, input };
  const stack = (await readParsed(reader, call, stackSchema))?.Stacks[0];
  if (stack === undefined) return 'absent';
  if (/^(REVIEW_IN_PROGRESS|DELETE_COMPLETE)$/.test(stack.StackStatus)) return 'absent';
  const tags = Object.fromEntries(stack.Tags.map((tag) => [tag.Key, tag.Value]));
  const isNested = (stack.ParentId ?? '') !== '';
  const isOurs = isOurStack(stack.StackName, tags, stack.Description ?? '');
  if (isNested || !isOurs) return 'foreign';
  const members = await listStackMembers(reader, region, { StackName: stack.StackId });
  return {
    stackName: stack.StackName,
    stackId: stack.StackId,
    status: stack.StackStatus,
    hasRole: (stack.RoleARN ?? '') !== '',
    parameters: Object.fromEntries(
      stack.Parameters.map((row) => [row.ParameterKey, row.ParameterValue]),
    ),
    tags,
    templateBody: await readTemplateBody(reader, region, stack.StackId),
    resources: members
      .filter((row) => row.ResourceStatus !== 'DELETE_COMPLETE')
      .map((row) => ({
        logicalId: row.LogicalResourceId,
        type: row.ResourceType,
        physicalId: row.PhysicalResourceId,
      })),
  };
};

/** Which resource is looked for: its CloudFormation type and physical id. */
export interface Target {
  readonly region: Region;
  readonly type: string;
  readonly physicalId: string;
}

/**
 * Finds the stack a resource belongs to. A stack that holds the id under another type counts as
 * foreign: AWS names one stack only, so nothing can be concluded about the type asked for.
 */
export const findOwner = async (reader: AwsReader, target: Target): Promise<Owner> => {
  const byId = { PhysicalResourceId: target.physicalId };
  const members = await listStackMembers(reader, target.region, byId);
  const first = members[0];
  if (first === undefined) return { owner: 'nobody' };
  const row = members.find(
    (member) =>
      member.PhysicalResourceId === target.physicalId && member.ResourceType === target.type,
  );
  const stack = await readOwnStack(reader, target.region, first.StackId);
  if (row === undefined || typeof stack === 'string')
    return { owner: 'foreign', stackName: first.StackName };
  return { owner: 'ours', logicalId: row.LogicalResourceId, stack };
};

/** The second stack of a task: beside the one that is made, or beside the one that owns a thing. */
export const readCompanionStack = async (
  { region, stackName, task }: DraftContext,
  reader: AwsReader,
  { owner, suffix }: { readonly owner: Owner; readonly suffix: string },
): Promise<OwnStack | null> => {
  const isCreate = task.taskType === 'CreateResource';
  if (!isCreate && owner.owner !== 'ours') return null;
  const main = ownStackName(owner, stackName);
  const stack = await readOwnStack(reader, region, companionName(main, suffix));
  return typeof stack === 'string' ? null : stack;
};

const resourceSchema = z.object({
  ResourceDescription: z.object({ Properties: z.string() }),
});

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** Properties of one resource as Cloud Control reads them; undefined when it is not there. */
export const readProperties = async (
  reader: AwsReader,
  target: Target,
): Promise<JsonObject | undefined> => {
  const call = {
    client: 'CloudControl',
    operation: 'GetResource',
    region: target.region,
    input: { TypeName: target.type, Identifier: target.physicalId },
  };
  const found = await readParsed(reader, call, resourceSchema);
  if (found === undefined) return undefined;
  const properties = parseJson(found.ResourceDescription.Properties);
  if (isJsonObject(properties)) return properties;
  throw new Fault('malformed-answer', 'CloudControl.GetResource: Properties');
};
