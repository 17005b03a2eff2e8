import { isJsonObject, type Json, type JsonObject } from '../../src/task/json.ts';
import { AwsError } from '../aws-error.ts';
import { apiArn, shortId } from '../resources/http-api.ts';
import type { Resource } from '../state.ts';
import {
  list,
  pageOf,
  record,
  text,
  type Call,
  type OperationRow,
  type OperationTable,
} from './call.ts';
import { ownResource, ownResources } from './find.ts';

const API = 'AWS::ApiGateway::RestApi';

const notFound = (what: string): AwsError =>
  new AwsError('NotFoundException', 404, `Invalid ${what} identifier specified`);

const bad = (message: string): AwsError => new AwsError('BadRequestException', 400, message);

const needApi = (call: Call): Resource => {
  const found = ownResource(call, API, text(call.input, 'restApiId'));
  if (found === undefined) throw notFound('API');
  return found;
};

const apiView = (api: Resource): object => ({
  id: api.id,
  name: api.properties['Name'],
  createdDate: api.createdAt,
  rootResourceId: api.attributes['RootResourceId'],
  tags: { ...api.tags },
});

const partsOf = (call: Call, kind: string): readonly Resource[] => {
  const api = needApi(call);
  return ownResources(call, `AWS::ApiGateway::${kind}`).filter(
    (each) => each.properties['RestApiId'] === api.id,
  );
};

const needPart = (call: Call, kind: string, member: string): Resource => {
  const found = partsOf(call, kind).find((each) => each.id === text(call.input, member));
  if (found === undefined) throw notFound(kind);
  return found;
};

const settingsIn = (stage: Resource): readonly JsonObject[] => {
  const rows = stage.properties['MethodSettings'];
  return Array.isArray(rows) ? (rows as readonly Json[]).filter(isJsonObject) : [];
};

/** `*` and `/*` are written as `*` / `*`. */
const settingKey = (row: JsonObject): string =>
  row['HttpMethod'] === '*' ? '*/*' : `${text(row, 'ResourcePath')}/${text(row, 'HttpMethod')}`;

const stageView = (stage: Resource): object => {
  const log = stage.properties['AccessLogSetting'];
  return {
    stageName: stage.id,
    deploymentId: stage.attributes['DeploymentId'],
    tracingEnabled: stage.properties['TracingEnabled'] ?? false,
    accessLogSettings: isJsonObject(log ?? null)
      ? {
          destinationArn: (log as JsonObject)['DestinationArn'],
          format: (log as JsonObject)['Format'],
        }
      : undefined,
    methodSettings: Object.fromEntries(
      settingsIn(stage).map((row) => [
        settingKey(row),
        {
          loggingLevel: row['LoggingLevel'] ?? 'OFF',
          throttlingRateLimit: row['ThrottlingRateLimit'],
          throttlingBurstLimit: row['ThrottlingBurstLimit'],
        },
      ]),
    ),
    tags: { ...stage.tags },
  };
};

const on = (
  method: 'GET' | 'PATCH' | 'POST',
  path: (call: Call) => string,
  run: (call: Call) => unknown,
): OperationRow => ({
  demands: (call) => [{ action: `apigateway:${method}`, resource: apiArn(call, path(call)) }],
  run,
});

const apiPath = (call: Call): string => `/restapis/${text(call.input, 'restApiId')}`;
const stagePath = (call: Call): string =>
  `${apiPath(call)}/stages/${text(call.input, 'stageName')}`;

const LIMITS: Readonly<Record<string, string>> = {
  '/*/*/throttling/rateLimit': 'ThrottlingRateLimit',
  '/*/*/throttling/burstLimit': 'ThrottlingBurstLimit',
};

const withLimit = (stage: Resource, name: string, value: number): JsonObject => {
  const rows = settingsIn(stage);
  const all = rows.find((row) => settingKey(row) === '*/*') ?? {
    HttpMethod: '*',
    ResourcePath: '/*',
  };
  const others = rows.filter((row) => row !== all);
  return { ...stage.properties, MethodSettings: [{ ...all, [name]: value }, ...others] };
};

/** Patch operations one after the other, as API Gateway takes them: values are texts. */
const updateStage = (call: Call): unknown => {
  const stage = needPart(call, 'Stage', 'stageName');
  for (const each of list(call.input, 'patchOperations').map((one) => record(one))) {
    const [path, value] = [text(each, 'path'), text(each, 'value')];
    const limit = LIMITS[path];
    if (path === '/deploymentId') stage.attributes = { ...stage.attributes, DeploymentId: value };
    else if (limit !== undefined) stage.properties = withLimit(stage, limit, Number(value));
    else throw bad(`Invalid patch path ${path}`);
  }
  return stageView(stage);
};

const createDeployment = (call: Call): unknown => {
  if (partsOf(call, 'Method').length === 0) throw bad("The REST API doesn't contain any methods");
  const id = shortId(call.requestId, 6);
  if (text(call.input, 'stageName') !== '') {
    const stage = needPart(call, 'Stage', 'stageName');
    stage.attributes = { ...stage.attributes, DeploymentId: id };
  }
  return { id, description: text(call.input, 'description'), createdDate: call.state.now };
};

const listApis = (call: Call): unknown => {
  const page = pageOf(call, ownResources(call, API), call.input['position']);
  return { items: page.items.map(apiView), position: page.next };
};

const method = (call: Call): unknown => {
  const found = partsOf(call, 'Method').find(
    ({ properties }) =>
      properties['ResourceId'] === call.input['resourceId'] &&
      properties['HttpMethod'] === call.input['httpMethod'],
  );
  if (found === undefined) throw notFound('Method');
  return {
    httpMethod: found.properties['HttpMethod'],
    authorizationType: found.properties['AuthorizationType'] ?? 'NONE',
  };
};

const account = (call: Call): unknown => ({
  cloudwatchRoleArn: ownResources(call, 'AWS::ApiGateway::Account')[0]?.properties[
    'CloudWatchRoleArn'
  ],
});

/** API Gateway, first version: REST APIs, their parts, and the role that writes logs. */
export const restApiOperations: OperationTable = {
  GetAccount: on('GET', () => '/account', account),
  GetRestApis: on('GET', () => '/restapis', listApis),
  GetRestApi: on('GET', apiPath, (call) => apiView(needApi(call))),
  GetStages: on(
    'GET',
    (call) => `${apiPath(call)}/stages`,
    (call) => ({ item: partsOf(call, 'Stage').map(stageView) }),
  ),
  GetStage: on('GET', stagePath, (call) => stageView(needPart(call, 'Stage', 'stageName'))),
  UpdateStage: on('PATCH', stagePath, updateStage),
  GetResource: on(
    'GET',
    (call) => `${apiPath(call)}/resources/${text(call.input, 'resourceId')}`,
    (call) => {
      const { id, properties } = needPart(call, 'Resource', 'resourceId');
      return { id, parentId: properties['ParentId'], pathPart: properties['PathPart'] };
    },
  ),
  GetMethod: on(
    'GET',
    (call) =>
      `${apiPath(call)}/resources/${text(call.input, 'resourceId')}/methods/` +
      text(call.input, 'httpMethod'),
    method,
  ),
  GetDeployment: on(
    'GET',
    (call) => `${apiPath(call)}/deployments/${text(call.input, 'deploymentId')}`,
    (call) => ({ id: needPart(call, 'Deployment', 'deploymentId').id }),
  ),
  CreateDeployment: {
    demands: (call) => [
      { action: 'apigateway:POST', resource: apiArn(call, `${apiPath(call)}/deployments`) },
      ...(text(call.input, 'stageName') === ''
        ? []
        : [{ action: 'apigateway:PATCH', resource: apiArn(call, stagePath(call)) }]),
    ],
    run: createDeployment,
  },
};
