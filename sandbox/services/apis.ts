import { isJsonObject, type JsonObject } from '../../src/task/json.ts';
import { AwsError } from '../aws-error.ts';
import { apiArn, shortId } from '../resources/http-api.ts';
import type { Resource } from '../state.ts';
import { pageOf, record, text, type Call, type OperationRow, type OperationTable } from './call.ts';
import { ownResource, ownResources } from './find.ts';

const API = 'AWS::ApiGatewayV2::Api';

const notFound = (what: string): AwsError =>
  new AwsError('NotFoundException', 404, `Invalid ${what} identifier specified`);

const needApi = (call: Call): Resource => {
  const found = ownResource(call, API, text(call.input, 'ApiId'));
  if (found === undefined) throw notFound('API');
  return found;
};

const userTags = (resource: Resource): Record<string, string> => ({ ...resource.tags });

const apiView = (api: Resource): object => ({
  ApiId: api.id,
  ApiEndpoint: api.attributes['ApiEndpoint'],
  Name: api.properties['Name'],
  ProtocolType: api.properties['ProtocolType'] ?? 'HTTP',
  RouteSelectionExpression: '${request.method} ${request.path}',
  CreatedDate: api.createdAt,
  Tags: userTags(api),
});

/** Parts of one type that belong to the API of the call. */
const partsOf = (call: Call, kind: string): readonly Resource[] => {
  const api = needApi(call);
  return ownResources(call, `AWS::ApiGatewayV2::${kind}`).filter(
    (each) => each.properties['ApiId'] === api.id,
  );
};

const needPart = (call: Call, kind: string, member: string): Resource => {
  const found = partsOf(call, kind).find((each) => each.id === text(call.input, member));
  if (found === undefined) throw notFound(kind);
  return found;
};

const stageView = (stage: Resource): object => ({
  StageName: stage.id,
  AutoDeploy: stage.properties['AutoDeploy'] ?? false,
  AccessLogSettings: stage.properties['AccessLogSettings'],
  DefaultRouteSettings: stage.properties['DefaultRouteSettings'] ?? {},
  DeploymentId: stage.attributes['DeploymentId'],
  CreatedDate: stage.createdAt,
  Tags: userTags(stage),
});

const routeView = ({ id, properties }: Resource): object => ({
  RouteId: id,
  RouteKey: properties['RouteKey'],
  Target: properties['Target'],
  AuthorizationType: properties['AuthorizationType'] ?? 'NONE',
});

const integrationView = ({ id, properties }: Resource): object => ({
  IntegrationId: id,
  IntegrationType: properties['IntegrationType'],
  IntegrationUri: properties['IntegrationUri'],
  PayloadFormatVersion: properties['PayloadFormatVersion'],
});

const paged = (call: Call, items: readonly object[]): unknown => {
  const page = pageOf(call, items, call.input['NextToken']);
  return { Items: page.items, NextToken: page.next };
};

/** A call by its method of HTTP on a path, as IAM knows API Gateway. */
const on = (
  method: 'GET' | 'PATCH' | 'POST',
  path: (call: Call) => string,
  run: (call: Call) => unknown,
): OperationRow => ({
  demands: (call) => [{ action: `apigateway:${method}`, resource: apiArn(call, path(call)) }],
  run,
});

const apiPath = (call: Call): string => `/apis/${text(call.input, 'ApiId')}`;
const stagePath = (call: Call): string =>
  `${apiPath(call)}/stages/${text(call.input, 'StageName')}`;

const objectOf = (value: unknown): JsonObject => (isJsonObject(value) ? value : {});

const isAutomatic = (stage: Resource): boolean => stage.properties['AutoDeploy'] === true;

/** Settings are set over those that are there; a deployment must be one that was made. */
const updateStage = (call: Call): unknown => {
  const stage = needPart(call, 'Stage', 'StageName');
  const settings = call.input['DefaultRouteSettings'];
  const deployment = text(call.input, 'DeploymentId');
  if (deployment !== '' && isAutomatic(stage))
    throw new AwsError(
      'BadRequestException',
      400,
      'Deployment ID cannot be set on a stage that has auto-deploy enabled',
    );
  if (settings !== undefined)
    stage.properties = {
      ...stage.properties,
      DefaultRouteSettings: {
        ...objectOf(stage.properties['DefaultRouteSettings']),
        ...objectOf(record(settings)),
      },
    };
  if (deployment !== '') stage.attributes = { ...stage.attributes, DeploymentId: deployment };
  return stageView(stage);
};

const createDeployment = (call: Call): unknown => {
  needApi(call);
  const id = shortId(call.requestId, 6);
  if (text(call.input, 'StageName') !== '') {
    const stage = needPart(call, 'Stage', 'StageName');
    if (isAutomatic(stage))
      throw new AwsError('BadRequestException', 400, 'The stage has auto-deploy enabled');
    stage.attributes = { ...stage.attributes, DeploymentId: id };
  }
  return { DeploymentId: id, DeploymentStatus: 'DEPLOYED' };
};

const domains = (call: Call): unknown => {
  const names = ownResources(call, 'AWS::ApiGatewayV2::ApiMapping').map(
    (each) => each.properties['DomainName'],
  );
  return paged(
    call,
    [...new Set(names)].map((DomainName) => ({ DomainName })),
  );
};

const mappings = (call: Call): unknown => {
  const own = ownResources(call, 'AWS::ApiGatewayV2::ApiMapping').filter(
    (each) => each.properties['DomainName'] === call.input['DomainName'],
  );
  return paged(
    call,
    own.map(({ id, properties }) => ({
      ApiMappingId: id,
      ApiId: properties['ApiId'],
      ApiMappingKey: properties['ApiMappingKey'] ?? '',
      Stage: properties['Stage'],
    })),
  );
};

/** API Gateway, second version: HTTP APIs, their parts, and the domains that lead to them. */
export const httpApiOperations: OperationTable = {
  GetApis: on(
    'GET',
    () => '/apis',
    (call) => paged(call, ownResources(call, API).map(apiView)),
  ),
  GetApi: on('GET', apiPath, (call) => apiView(needApi(call))),
  GetStages: on(
    'GET',
    (call) => `${apiPath(call)}/stages`,
    (call) => paged(call, partsOf(call, 'Stage').map(stageView)),
  ),
  GetStage: on('GET', stagePath, (call) => stageView(needPart(call, 'Stage', 'StageName'))),
  UpdateStage: {
    ...on('PATCH', stagePath, updateStage),
  },
  GetRoute: on(
    'GET',
    (call) => `${apiPath(call)}/routes/${text(call.input, 'RouteId')}`,
    (call) => routeView(needPart(call, 'Route', 'RouteId')),
  ),
  GetIntegration: on(
    'GET',
    (call) => `${apiPath(call)}/integrations/${text(call.input, 'IntegrationId')}`,
    (call) => integrationView(needPart(call, 'Integration', 'IntegrationId')),
  ),
  CreateDeployment: {
    demands: (call) => [
      { action: 'apigateway:POST', resource: apiArn(call, `${apiPath(call)}/deployments`) },
      ...(text(call.input, 'StageName') === ''
        ? []
        : [{ action: 'apigateway:PATCH', resource: apiArn(call, stagePath(call)) }]),
    ],
    run: createDeployment,
  },
  GetDomainNames: on('GET', () => '/domainnames', domains),
  GetApiMappings: on(
    'GET',
    (call) => `/domainnames/${text(call.input, 'DomainName')}/apimappings`,
    mappings,
  ),
};
