import { z } from 'zod';
import { readFunctionArn, readItems, readMappings } from '../apis/facts.ts';
import type { StageFact } from '../apis/stage-fact.ts';
import type { AwsReader } from '../aws-reader.ts';
import { findOwner, readOwnStack, readParsed, readProperties } from '../facts.ts';
import type { DraftContext } from '../service.ts';
import { textOf } from '../task-values.ts';
import type { ApiFact, HttpApiFacts } from './facts-schema.ts';

const TYPE = 'AWS::ApiGatewayV2::Api';

const apiSchema = z.object({
  ApiId: z.string(),
  Name: z.string().nullish(),
  ProtocolType: z.string().nullish(),
  ApiEndpoint: z.string().nullish(),
});
const apisSchema = z.object({
  Items: z.array(apiSchema).nullish(),
  NextToken: z.string().nullish(),
});
const stagesSchema = z.object({
  Items: z
    .array(
      z.object({
        StageName: z.string(),
        AutoDeploy: z.boolean().nullish(),
        DeploymentId: z.string().nullish(),
        DefaultRouteSettings: z
          .object({
            ThrottlingRateLimit: z.number().nullish(),
            ThrottlingBurstLimit: z.number().nullish(),
          })
          .nullish(),
      }),
    )
    .nullish(),
  NextToken: z.string().nullish(),
});

const toApi = (row: z.infer<typeof apiSchema>): ApiFact => ({
  id: row.ApiId,
  name: row.Name ?? '',
  protocol: row.ProtocolType ?? '',
  endpoint: row.ApiEndpoint ?? '',
});

const readApis = async (
  { region, task }: DraftContext,
  reader: AwsReader,
): Promise<readonly ApiFact[]> => {
  const [id, name] = [textOf(task, 'id'), textOf(task, 'name')];
  if (id !== undefined) {
    const call = { client: 'ApiGatewayV2', operation: 'GetApi', region, input: { ApiId: id } };
    const found = await readParsed(reader, call, apiSchema);
    return found === undefined ? [] : [toApi(found)];
  }
  if (name === undefined) return [];
  const all = await readItems(reader, { region, operation: 'GetApis', input: {} }, apisSchema);
  const named = all.filter((row) => row.Name === name || row.ApiId === name).map(toApi);
  return named.toSorted((a, b) => (a.id < b.id ? -1 : 1));
};

const readStages = async (
  { region }: DraftContext,
  reader: AwsReader,
  ApiId: string,
): Promise<readonly StageFact[]> => {
  const call = { region, operation: 'GetStages', input: { ApiId } };
  const rows = await readItems(reader, call, stagesSchema);
  return rows.map((row) => ({
    name: row.StageName,
    isAutomatic: row.AutoDeploy === true,
    deploymentId: row.DeploymentId ?? '',
    rateLimit: row.DefaultRouteSettings?.ThrottlingRateLimit ?? null,
    burstLimit: row.DefaultRouteSettings?.ThrottlingBurstLimit ?? null,
  }));
};

const NOT_ONE = { owner: { owner: 'nobody' }, properties: null, stages: [], mappings: [] } as const;

/** What is known of the one API that an update or a delete means. */
const readTarget = async (context: DraftContext, reader: AwsReader, found: readonly ApiFact[]) => {
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

/** Looks up the API that is meant, what stands before it, and the function that shall answer. */
export const readHttpApiFacts = async (
  context: DraftContext,
  reader: AwsReader,
): Promise<HttpApiFacts> => {
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
  };
};
