import type { JsonObject } from '../../src/task/json.ts';
import type { Resource, WorldState } from '../state.ts';
import { apiArn, idFrom, shortId } from './http-api.ts';
import {
  problem,
  sameId,
  textProperty,
  type HandlerProblem,
  type Place,
  type TypeRow,
} from './model.ts';

const API = 'AWS::ApiGateway::RestApi';
const METHOD = 'AWS::ApiGateway::Method';

const pathOf = (properties: JsonObject, rest: string): string =>
  `/restapis/${textProperty(properties, 'RestApiId')}/${rest}`;

/** `AWS::ApiGateway::RestApi`: names are not unique, ids are; each comes with its root. */
export const restApi: TypeRow = {
  type: API,
  service: 'ApiGateway',
  tags: 'list',
  seconds: { create: 5, update: 4, delete: 6 },
  replaceOn: [],
  idPrefix: 'restapi-',
  idOf: idFrom('restapi-', 10),
  arnOf: (id, place) => apiArn(place, `/restapis/${id}`),
  attributesOf: (id) => ({ RestApiId: id, RootResourceId: shortId(`${id}-root`, 10) }),
  refuse: ({ properties }) =>
    properties['Name'] === undefined && properties['Body'] === undefined
      ? problem('InvalidRequest', 400, 'API Name or Body must be specified')
      : undefined,
  refuseDelete: (resource, state) =>
    state.resources.some(
      (each) =>
        each.type === 'AWS::ApiGatewayV2::ApiMapping' &&
        each.accountId === resource.accountId &&
        each.properties['ApiId'] === resource.id,
    )
      ? problem(
          'InvalidRequest',
          400,
          `Unable to delete API ${resource.id}: please remove all base path mappings related to ` +
            'the API in your domains.',
        )
      : undefined,
};

const apiIn = (state: WorldState, place: Place, properties: JsonObject): Resource | undefined =>
  state.resources.find(
    (each) =>
      each.type === API &&
      each.accountId === place.accountId &&
      each.id === properties['RestApiId'],
  );

const withoutApi = (
  state: WorldState,
  place: Place,
  properties: JsonObject,
): HandlerProblem | undefined =>
  apiIn(state, place, properties) === undefined
    ? problem('NotFound', 404, 'Invalid API identifier specified')
    : undefined;

/** What each part looks like beside its rules. */
const part = (
  kind: 'Deployment' | 'Method' | 'Resource',
  path: string,
  more: Partial<TypeRow>,
): TypeRow => ({
  type: `AWS::ApiGateway::${kind}`,
  service: 'ApiGateway',
  tags: 'none',
  seconds: { create: 3, update: 3, delete: 2 },
  replaceOn: ['RestApiId'],
  idPrefix: `${kind.toLowerCase()}-`,
  idOf: idFrom(`${kind.toLowerCase()}-`, 6),
  arnOf: (id, place, properties) => apiArn(place, pathOf(properties, `${path}/${id}`)),
  attributesOf: () => ({}),
  refuse: ({ state, place, properties }) => withoutApi(state, place, properties),
  ...more,
});

/** `AWS::ApiGateway::Resource`: one part of a path. */
export const restResource = part('Resource', 'resources', {
  replaceOn: ['ParentId', 'PathPart', 'RestApiId'],
  attributesOf: (id) => ({ ResourceId: id }),
});

/** `AWS::ApiGateway::Method`: what answers a method of HTTP there. */
export const restMethod = part('Method', 'resources', {
  replaceOn: ['HttpMethod', 'ResourceId', 'RestApiId'],
  arnOf: (_id, place, properties) =>
    apiArn(
      place,
      pathOf(
        properties,
        `resources/${textProperty(properties, 'ResourceId')}/methods/` +
          textProperty(properties, 'HttpMethod'),
      ),
    ),
});

/** `AWS::ApiGateway::Deployment`: a copy of the methods; a stage keeps the one it shows. */
export const restDeployment = part('Deployment', 'deployments', {
  replaceOn: ['DeploymentCanarySettings', 'RestApiId'],
  attributesOf: (id) => ({ DeploymentId: id }),
  refuse: ({ state, place, properties }) => {
    const missing = withoutApi(state, place, properties);
    const methods = state.resources.some(
      (each) => each.type === METHOD && each.properties['RestApiId'] === properties['RestApiId'],
    );
    return missing ?? (methods ? undefined : NO_METHODS);
  },
  refuseDelete: ({ id }, state) =>
    state.resources.some(
      (each) =>
        each.type === 'AWS::ApiGateway::Stage' &&
        (each.attributes['DeploymentId'] ?? each.properties['DeploymentId']) === id,
    )
      ? problem(
          'InvalidRequest',
          400,
          'Active stages pointing to this deployment must be moved or deleted',
        )
      : undefined,
});

const NO_METHODS = problem('InvalidRequest', 400, "The REST API doesn't contain any methods");

const logsWithoutRole = (
  state: WorldState,
  place: Place,
  properties: JsonObject,
): HandlerProblem | undefined => {
  const rows = properties['MethodSettings'];
  const levels = (Array.isArray(rows) ? (rows as readonly JsonObject[]) : []).map(
    (row) => row['LoggingLevel'] ?? 'OFF',
  );
  const wants =
    properties['AccessLogSetting'] !== undefined || levels.some((level) => level !== 'OFF');
  const may = state.resources.some(
    (each) => each.type === 'AWS::ApiGateway::Account' && each.accountId === place.accountId,
  );
  return wants && !may
    ? problem(
        'InvalidRequest',
        400,
        'CloudWatch Logs role ARN must be set in account settings to enable logging',
      )
    : undefined;
};

/** `AWS::ApiGateway::Stage`. `Ref` is its name, which is its id here. */
export const restStage: TypeRow = {
  type: 'AWS::ApiGateway::Stage',
  service: 'ApiGateway',
  tags: 'list',
  seconds: { create: 4, update: 4, delete: 3 },
  replaceOn: ['RestApiId', 'StageName'],
  nameProperty: 'StageName',
  nameLimit: 128,
  idOf: sameId,
  arnOf: (id, place, properties) => apiArn(place, pathOf(properties, `stages/${id}`)),
  attributesOf: (_id, _place, properties) =>
    properties['DeploymentId'] === undefined ? {} : { DeploymentId: properties['DeploymentId'] },
  refuse: ({ state, place, properties }) =>
    withoutApi(state, place, properties) ?? logsWithoutRole(state, place, properties),
};
