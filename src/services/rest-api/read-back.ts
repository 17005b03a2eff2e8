import { z } from 'zod';
import { isJsonObject, type Json } from '../../task/json.ts';
import { listOf } from '../acts.ts';
import { apiPath } from '../apis/api-acts.ts';
import { at, textIn } from '../compare.ts';
import { readCompanion } from '../companions/read-back.ts';
import { readBackLambda } from '../lambda-function/read-back.ts';
import { readBackLogGroup } from '../log-group/read-back.ts';
import { readParsed } from '../facts.ts';
import { findSibling, holdsTagMap, runReadBack, type ReadRow } from '../read-back.ts';
import type { ReadBackCheck, ReadBackInput } from '../service.ts';

const CLIENT = 'APIGateway';

const API_ROWS: readonly ReadRow[] = [
  {
    name: 'exists',
    client: CLIENT,
    operation: 'GetRestApi',
    input: (input) => ({ restApiId: input.physicalId }),
    holds: (output, _planned, input) => at(output, 'id') === input.physicalId,
  },
  {
    name: 'tagged',
    property: 'Tags',
    client: CLIENT,
    operation: 'GetRestApi',
    input: (input) => ({ restApiId: input.physicalId }),
    holds: (output, _planned, input) => holdsTagMap(at(output, 'tags'), input),
  },
];

/** Another resource of the same stack that a property names, or the text that it holds. */
const named = async (input: ReadBackInput, property: string): Promise<string> => {
  const value = input.properties[property];
  if (typeof value === 'string') return value;
  const logicalId = value === undefined ? undefined : at(value, 'Ref');
  return typeof logicalId === 'string' ? await findSibling(input, logicalId) : '';
};

type Row = Pick<ReadRow, 'property' | 'name' | 'holds'>;

const allSettings = (planned: Json): Json => {
  const rows = listOf(planned).filter(isJsonObject);
  return rows.find((row) => row['ResourcePath'] === '/*') ?? {};
};

const limited = (output: unknown, planned: Json): boolean => {
  const settings = at(output, 'methodSettings');
  const found = isJsonObject(settings) ? settings['*/*'] : undefined;
  const wanted = allSettings(planned);
  return ['ThrottlingRateLimit', 'ThrottlingBurstLimit'].every(
    (name) => textIn(at(wanted, name)) === textIn(at(found, `t${name.slice(1)}`)),
  );
};

const STAGE_ROWS: readonly Row[] = [
  { name: 'exists', holds: (output) => at(output, 'stageName') !== undefined },
  {
    name: 'deployed',
    property: 'DeploymentId',
    holds: (output) => textIn(at(output, 'deploymentId')) !== '',
  },
  {
    name: 'access log',
    property: 'AccessLogSetting',
    holds: (output, planned) => at(output, 'accessLogSettings.format') === at(planned, 'Format'),
  },
  { name: 'throttled', property: 'MethodSettings', holds: limited },
];

const readStage = async (input: ReadBackInput): Promise<ReadBackCheck> => {
  const restApiId = await named(input, 'RestApiId');
  const arn = apiPath(input.region, `/restapis/${restApiId}/stages/${input.physicalId}`);
  const call = {
    client: CLIENT,
    operation: 'GetStage',
    input: ({ physicalId }: ReadBackInput) => ({ restApiId, stageName: physicalId }),
  };
  return await runReadBack(
    input,
    arn,
    STAGE_ROWS.map((row) => ({ ...call, ...row })),
  );
};

interface Part {
  readonly operation: string;
  readonly member: string;
  readonly path: string;
}

/** Table: parts that are looked up by an id of their own. */
const PARTS: Readonly<Record<string, Part>> = {
  'AWS::ApiGateway::Resource': {
    operation: 'GetResource',
    member: 'resourceId',
    path: 'resources',
  },
  'AWS::ApiGateway::Deployment': {
    operation: 'GetDeployment',
    member: 'deploymentId',
    path: 'deployments',
  },
};

const readPart = async (part: Part, input: ReadBackInput): Promise<ReadBackCheck> => {
  const restApiId = await named(input, 'RestApiId');
  const arn = apiPath(input.region, `/restapis/${restApiId}/${part.path}/${input.physicalId}`);
  const row: ReadRow = {
    name: 'exists',
    client: CLIENT,
    operation: part.operation,
    input: ({ physicalId }) => ({ restApiId, [part.member]: physicalId }),
    holds: (output, _planned, { physicalId }) => at(output, 'id') === physicalId,
  };
  return await runReadBack(input, arn, [row]);
};

const rootSchema = z.object({ rootResourceId: z.string() });

/** The resource of a method: one of its stack, or the root that came with the API. */
const resourceOf = async (input: ReadBackInput, restApiId: string): Promise<string> => {
  const own = await named(input, 'ResourceId');
  if (own !== '') return own;
  const call = { client: CLIENT, operation: 'GetRestApi', region: input.region };
  const found = await readParsed(input.reader, { ...call, input: { restApiId } }, rootSchema);
  return found?.rootResourceId ?? '';
};

const readMethod = async (input: ReadBackInput): Promise<ReadBackCheck> => {
  const apiId = await named(input, 'RestApiId');
  const resourceId = await resourceOf(input, apiId);
  const httpMethod = textIn(input.properties['HttpMethod']);
  const path = `/restapis/${apiId}/resources/${resourceId}/methods/${httpMethod}`;
  const call = {
    client: CLIENT,
    operation: 'GetMethod',
    input: () => ({ restApiId: apiId, resourceId, httpMethod }),
  };
  return await runReadBack(input, apiPath(input.region, path), [
    { ...call, name: 'exists', holds: (output) => at(output, 'httpMethod') === httpMethod },
    {
      ...call,
      name: 'authorization',
      property: 'AuthorizationType',
      holds: (output, planned) => at(output, 'authorizationType') === planned,
    },
  ]);
};

/** Reads a REST API or a part of it back by its own calls; what stands beside it by theirs. */
export const readBackRestApi = async (input: ReadBackInput): Promise<ReadBackCheck> => {
  const { type, region, physicalId } = input;
  if (type === 'AWS::ApiGateway::RestApi')
    return await runReadBack(input, apiPath(region, `/restapis/${physicalId}`), API_ROWS);
  if (type === 'AWS::ApiGateway::Stage') return await readStage(input);
  if (type === 'AWS::ApiGateway::Method') return await readMethod(input);
  if (type === 'AWS::Logs::LogGroup') return await readBackLogGroup(input);
  if (type === 'AWS::Lambda::Permission') return await readBackLambda(input);
  const part = PARTS[type];
  return part === undefined ? await readCompanion(input) : await readPart(part, input);
};
