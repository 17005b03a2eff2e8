import { apiPath, apiTags, idOrAny, LOG_DELIVERY, ofIssue, onPaths } from '../apis/api-acts.ts';
import { onSet } from '../acts.ts';
import type { NeedInput, TypeTable } from '../service.ts';
import { tableOf } from '../type-table.ts';

const API = 'AWS::ApiGatewayV2::Api';

const apis = (input: NeedInput): readonly string[] => [`/apis/${idOrAny(input.physicalId)}`];

/** Of unknown id, only an API with the tag of the issue is changed or taken back. */
const bound = (input: NeedInput) =>
  input.physicalId === undefined ? ofIssue.conditions(input) : {};

const onApi = (verb: 'DELETE' | 'PATCH') =>
  onPaths(`apigateway:${verb}`, apis, { conditions: bound });

/** Source: schema of AWS::ApiGatewayV2::Api; its calls are the methods of HTTP. */
export const httpApiTable: TypeTable = tableOf({
  type: API,
  arns: (input) => apis(input).map((path) => apiPath(input.region, path)),
  slowestMinutes: 1,
  isStateful: false,
  createOnly: ['ProtocolType'],
  sensitiveProperties: ['CorsConfiguration', 'DisableExecuteApiEndpoint'],
  create: [onPaths('apigateway:POST', () => ['/apis'])],
  change: [onApi('PATCH')],
  remove: [onApi('DELETE')],
  read: [onPaths('apigateway:GET', apis)],
  properties: { Tags: apiTags('POST') },
});

/** Parts of one kind of an API: the list that they are made in, and each of them. */
const parts =
  (kind: 'integrations' | 'routes' | 'stages') =>
  (input: NeedInput): readonly string[] => [`/apis/${idOrAny(input.properties['ApiId'])}/${kind}*`];

const partOf = (
  type: string,
  kind: Parameters<typeof parts>[0],
  more: Pick<Parameters<typeof tableOf>[0], 'createOnly' | 'sensitiveProperties' | 'properties'> &
    Partial<Pick<Parameters<typeof tableOf>[0], 'change' | 'remove'>>,
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

/** A stage carries tags of its own: of an unknown API, only one of the issue is touched. */
const onStage = (verb: 'DELETE' | 'PATCH') =>
  onPaths(`apigateway:${verb}`, parts('stages'), {
    conditions: (input) =>
      idOrAny(input.properties['ApiId']) === '*' ? ofIssue.conditions(input) : {},
  });

/** The table of a stage; its access log asks for deliveries of CloudWatch Logs. */
export const httpStageTable: TypeTable = partOf('AWS::ApiGatewayV2::Stage', 'stages', {
  createOnly: ['ApiId', 'StageName'],
  sensitiveProperties: ['AccessLogSettings', 'ClientCertificateId'],
  change: [onStage('PATCH')],
  remove: [onStage('DELETE')],
  properties: {
    AccessLogSettings: onSet(LOG_DELIVERY, LOG_DELIVERY),
    Tags: apiTags('POST'),
  },
});

const route = partOf('AWS::ApiGatewayV2::Route', 'routes', {
  createOnly: ['ApiId'],
  sensitiveProperties: ['AuthorizationType', 'AuthorizerId', 'AuthorizationScopes'],
  properties: {},
});

const integration = partOf('AWS::ApiGatewayV2::Integration', 'integrations', {
  createOnly: ['ApiId'],
  sensitiveProperties: [],
  properties: {},
});

/** The reviewed tables of an HTTP API and its parts. */
export const HTTP_API_TYPES: readonly TypeTable[] = [
  httpApiTable,
  httpStageTable,
  route,
  integration,
];
