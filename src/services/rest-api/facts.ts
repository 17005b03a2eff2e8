import { z } from 'zod';
import { readFunctionArn, readMappings } from '../apis/facts.ts';
import type { StageFact } from '../apis/stage-fact.ts';
import type { AwsReader } from '../aws-reader.ts';
import { findOwner, readOwnStack, readPage, readParsed, readProperties } from '../facts.ts';
import type { DraftContext } from '../service.ts';
import { textOf } from '../task-values.ts';
import type { RestApiFact, RestApiFacts } from './facts-schema.ts';

const TYPE = 'AWS::ApiGateway::RestApi';

const apiSchema = z.object({ id: z.string(), name: z.string().nullish() });
const apisSchema = z.object({
  items: z.array(apiSchema).nullish(),
  position: z.string().nullish(),
});
const settingsSchema = z.object({
  throttlingRateLimit: z.number().nullish(),
  throttlingBurstLimit: z.number().nullish(),
});
const stagesSchema = z.object({
  item: z
    .array(
      z.object({
        stageName: z.string(),
        deploymentId: z.string().nullish(),
        methodSettings: z.record(z.string(), settingsSchema).nullish(),
      }),
    )
    .nullish(),
});
const accountSchema = z.object({ cloudwatchRoleArn: z.string().nullish() });

const toApi = ({ id, name }: z.infer<typeof apiSchema>): RestApiFact => ({ id, name: name ?? '' });

const readById = async (
  { region }: DraftContext,
  reader: AwsReader,
  restApiId: string,
): Promise<readonly RestApiFact[]> => {
  const call = { client: 'APIGateway', operation: 'GetRestApi', region, input: { restApiId } };
  const found = await readParsed(reader, call, apiSchema);
  return found === undefined ? [] : [toApi(found)];
};

const readApis = async (
  context: DraftContext,
  reader: AwsReader,
): Promise<readonly RestApiFact[]> => {
  const { region, task } = context;
  const [id, name] = [textOf(task, 'id'), textOf(task, 'name')];
  if (id !== undefined) return await readById(context, reader, id);
  if (name === undefined) return [];
  const all: RestApiFact[] = [];
  let position: string | undefined;
  do {
    const input = { limit: 500, ...(position === undefined ? {} : { position }) };
    const call = { client: 'APIGateway', operation: 'GetRestApis', region, input };
    const page = await readPage(reader, call, apisSchema);
    all.push(...(page.items ?? []).map(toApi));
    position = page.position ?? undefined;
  } while (position !== undefined);
  return all
    .filter((one) => one.name === name || one.id === name)
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
};

/** The settings of all methods; those of single methods are not ours to change. */
const ALL_METHODS = '*/*';

const readStages = async (
  { region }: DraftContext,
  reader: AwsReader,
  restApiId: string,
): Promise<readonly StageFact[]> => {
  const call = { client: 'APIGateway', operation: 'GetStages', region, input: { restApiId } };
  const { item } = await readPage(reader, call, stagesSchema);
  return (item ?? []).map((row) => {
    const settings = row.methodSettings?.[ALL_METHODS];
    return {
      name: row.stageName,
      isAutomatic: false,
      deploymentId: row.deploymentId ?? '',
      rateLimit: settings?.throttlingRateLimit ?? null,
      burstLimit: settings?.throttlingBurstLimit ?? null,
    };
  });
};

const readMayLog = async ({ region }: DraftContext, reader: AwsReader): Promise<boolean> => {
  const call = { client: 'APIGateway', operation: 'GetAccount', region, input: {} };
  const account = await readParsed(reader, call, accountSchema);
  return (account?.cloudwatchRoleArn ?? '') !== '';
};

const NOT_ONE = { owner: { owner: 'nobody' }, properties: null, stages: [], mappings: [] } as const;

/** What is known of the one API that an update or a delete means. */
const readTarget = async (
  context: DraftContext,
  reader: AwsReader,
  found: readonly RestApiFact[],
) => {
  const [one, ...others] = found;
  if (one === undefined || others.length > 0) return NOT_ONE;
  const { region, task } = context;
  const where = { region, type: TYPE, physicalId: one.id };
  const owner = await findOwner(reader, where);
  const isLoose = owner.owner === 'nobody';
  const isDelete = task.taskType === 'DeleteResource';
  return {
    owner,
    properties: isLoose ? ((await readProperties(reader, where)) ?? null) : null,
    stages: isDelete ? [] : await readStages(context, reader, one.id),
    mappings: isDelete ? await readMappings(reader, region, one.id) : [],
  };
};

/** Looks up the API, what leads to it, the function that shall answer, and who may write logs. */
export const readRestApiFacts = async (
  context: DraftContext,
  reader: AwsReader,
): Promise<RestApiFacts> => {
  const { region, task } = context;
  const isCreate = task.taskType === 'CreateResource';
  const found = await readApis(context, reader);
  const stack = isCreate ? await readOwnStack(reader, region, context.stackName) : 'absent';
  const target = isCreate ? NOT_ONE : await readTarget(context, reader, found);
  return {
    found: [...found],
    ownStack: typeof stack === 'string' ? null : stack,
    owner: target.owner,
    properties: target.properties,
    functionArn: await readFunctionArn(reader, region, textOf(task, 'target')),
    stages: [...target.stages],
    mappings: [...target.mappings],
    mayLog: isCreate ? await readMayLog(context, reader) : true,
  };
};
