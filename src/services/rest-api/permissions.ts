import { apiPath, apiTags, idOrAny, ofIssue, onPaths } from '../apis/api-acts.ts';
import type { NeedInput, TypeTable } from '../service.ts';
import { tableOf, type TypeRow } from '../type-table.ts';

const apis = (input: NeedInput): readonly string[] => [`/restapis/${idOrAny(input.physicalId)}`];

/** Of unknown id, only an API with the tag of the issue is changed or taken back. */
const onApi = (verb: 'DELETE' | 'PATCH') =>
  onPaths(`apigateway:${verb}`, apis, {
    conditions: (input) => (input.physicalId === undefined ? ofIssue.conditions(input) : {}),
  });

/** Source: schema of AWS::ApiGateway::RestApi; its calls are the methods of HTTP. */
export const restApiTable: TypeTable = tableOf({
  type: 'AWS::ApiGateway::RestApi',
  arns: (input) => apis(input).map((path) => apiPath(input.region, path)),
  slowestMinutes: 1,
  isStateful: false,
  sensitiveProperties: ['DisableExecuteApiEndpoint', 'Policy'],
  create: [onPaths('apigateway:POST', () => ['/restapis'])],
  change: [onApi('PATCH')],
  remove: [onApi('DELETE')],
  read: [onPaths('apigateway:GET', apis)],
  properties: {
    Policy: {
      set: [
        onPaths('apigateway:UpdateRestApiPolicy', apis, {
          conditions: (input) => (input.physicalId === undefined ? ofIssue.conditions(input) : {}),
        }),
      ],
    },
    Tags: apiTags('PUT'),
  },
});

/** Parts of one kind of an API: the list that they are made in, and each of them. */
const parts =
  (kind: 'deployments' | 'resources' | 'stages') =>
  (input: NeedInput): readonly string[] => [
    `/restapis/${idOrAny(input.properties['RestApiId'])}/${kind}*`,
  ];

const partOf = (
  type: string,
  kind: Parameters<typeof parts>[0],
  more: Pick<TypeRow, 'createOnly' | 'sensitiveProperties' | 'properties'> &
    Partial<Pick<TypeRow, 'create' | 'change' | 'remove'>>,
): TypeTable =>
  tableOf({
    type,
    arns: (input) => parts(kind)(input).map((path) => apiPath(input.region, path)),
    slowestMinutes: 1,
    isStateful: false,
    create: ['apigateway:POST'],
    change: ['apigateway:PATCH'],
    remove: ['apigateway:DELETE'],
    read: ['apigateway:GET'],
    ...more,
  });

const resource = partOf('AWS::ApiGateway::Resource', 'resources', {
  createOnly: ['ParentId', 'PathPart', 'RestApiId'],
  sensitiveProperties: [],
  properties: {},
});

/** Methods and what stands behind them are put, not posted. */
const method = partOf('AWS::ApiGateway::Method', 'resources', {
  createOnly: ['HttpMethod', 'ResourceId', 'RestApiId'],
  sensitiveProperties: ['AuthorizationType', 'AuthorizerId', 'AuthorizationScopes'],
  create: ['apigateway:PUT'],
  change: ['apigateway:PUT', 'apigateway:DELETE'],
  properties: {},
});

const deployment = partOf('AWS::ApiGateway::Deployment', 'deployments', {
  createOnly: ['DeploymentCanarySettings', 'RestApiId'],
  sensitiveProperties: [],
  properties: {},
});

/** A stage carries tags of its own: of an unknown API, only one of the issue is touched. */
const onStage = (verb: 'DELETE' | 'PATCH') =>
  onPaths(`apigateway:${verb}`, parts('stages'), {
    conditions: (input) =>
      idOrAny(input.properties['RestApiId']) === '*' ? ofIssue.conditions(input) : {},
  });

/** Its access log is written with the role of the account, so that no delivery is asked for. */
export const restStageTable: TypeTable = partOf('AWS::ApiGateway::Stage', 'stages', {
  createOnly: ['RestApiId', 'StageName'],
  sensitiveProperties: ['AccessLogSetting', 'ClientCertificateId', 'TracingEnabled'],
  change: [onStage('PATCH')],
  remove: [onStage('DELETE')],
  properties: { Tags: apiTags('PUT') },
});

/** The reviewed tables of a REST API and its parts. */
export const REST_API_TYPES: readonly TypeTable[] = [
  restApiTable,
  resource,
  method,
  deployment,
  restStageTable,
];
