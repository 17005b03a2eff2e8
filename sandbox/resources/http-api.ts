import { createHash } from 'node:crypto';
import type { JsonObject } from '../../src/task/json.ts';
import type { WorldState } from '../state.ts';
import {
  problem,
  sameId,
  textProperty,
  type HandlerProblem,
  type Place,
  type TypeRow,
} from './model.ts';

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** An id as API Gateway makes them: small letters and digits, the same for the same name. */
export const shortId = (name: string, length: number): string =>
  [...createHash('sha256').update(name).digest()]
    .slice(0, length)
    .map((byte) => ALPHABET[byte % ALPHABET.length] ?? 'a')
    .join('');

/** A generated name becomes such an id; one that a world gives stays. */
export const idFrom =
  (prefix: string, length: number) =>
  (name: string): string =>
    name.startsWith(prefix) ? shortId(name, length) : name;

const API = 'AWS::ApiGatewayV2::Api';

/** API Gateway names its resources by path, without an account. */
export const apiArn = ({ region }: Place, path: string): string =>
  `arn:aws:apigateway:${region}::${path}`;

/** `AWS::ApiGatewayV2::Api`: names are not unique, ids are. */
export const httpApi: TypeRow = {
  type: API,
  service: 'ApiGatewayV2',
  tags: 'map',
  seconds: { create: 5, update: 4, delete: 4 },
  replaceOn: ['ProtocolType'],
  idPrefix: 'api-',
  idOf: idFrom('api-', 10),
  arnOf: (id, place) => apiArn(place, `/apis/${id}`),
  attributesOf: (id, { region }) => ({
    ApiId: id,
    ApiEndpoint: `https://${id}.execute-api.${region}.amazonaws.com`,
  }),
  refuse: ({ properties }) =>
    properties['Name'] === undefined && properties['Body'] === undefined
      ? problem('InvalidRequest', 400, 'Name is required')
      : undefined,
  refuseDelete: (resource, state) => {
    const mapped = state.resources.find(
      (each) =>
        each.type === 'AWS::ApiGatewayV2::ApiMapping' &&
        each.accountId === resource.accountId &&
        each.properties['ApiId'] === resource.id,
    );
    return mapped === undefined
      ? undefined
      : problem(
          'InvalidRequest',
          400,
          `Unable to delete API ${resource.id}: please remove all base path mappings related to ` +
            'the API in your domains.',
        );
  },
};

const withoutApi = (
  state: WorldState,
  place: Place,
  properties: JsonObject,
): HandlerProblem | undefined => {
  const apiId = textProperty(properties, 'ApiId');
  const known = state.resources.some(
    (each) => each.type === API && each.accountId === place.accountId && each.id === apiId,
  );
  return known
    ? undefined
    : problem('NotFound', 404, `Invalid API identifier specified ${place.accountId}:${apiId}`);
};

const throttleProblem = (properties: JsonObject): HandlerProblem | undefined => {
  const settings = properties['DefaultRouteSettings'] as JsonObject | undefined;
  const [rate, burst] = [settings?.['ThrottlingRateLimit'], settings?.['ThrottlingBurstLimit']];
  return Number(rate ?? 0) < 0 || Number(burst ?? 0) < 0
    ? problem('InvalidRequest', 400, 'Throttling limits must be non-negative')
    : undefined;
};

/**
 * `AWS::ApiGatewayV2::Stage`. `Ref` is its name, which is its id here, so that a region has one of
 * a name. One that deploys by itself has a deployment from the beginning.
 */
export const httpStage: TypeRow = {
  type: 'AWS::ApiGatewayV2::Stage',
  service: 'ApiGatewayV2',
  tags: 'map',
  seconds: { create: 4, update: 4, delete: 3 },
  replaceOn: ['ApiId', 'StageName'],
  nameProperty: 'StageName',
  nameLimit: 128,
  idOf: sameId,
  arnOf: (id, place, properties) =>
    apiArn(place, `/apis/${textProperty(properties, 'ApiId')}/stages/${id}`),
  attributesOf: () => ({}),
  bornWith: ({ properties, name }) =>
    properties['AutoDeploy'] === true ? { DeploymentId: shortId(name, 6) } : {},
  refuse: ({ state, place, properties }) =>
    withoutApi(state, place, properties) ?? throttleProblem(properties),
};

const part = (
  kind: 'Route' | 'Integration',
  prefix: string,
  refuse: (properties: JsonObject) => HandlerProblem | undefined,
): TypeRow => ({
  type: `AWS::ApiGatewayV2::${kind}`,
  service: 'ApiGatewayV2',
  tags: 'none',
  seconds: { create: 3, update: 3, delete: 2 },
  replaceOn: ['ApiId'],
  idPrefix: prefix,
  idOf: idFrom(prefix, 7),
  arnOf: (id, place, properties) =>
    apiArn(place, `/apis/${textProperty(properties, 'ApiId')}/${kind.toLowerCase()}s/${id}`),
  attributesOf: (id) => ({ [`${kind}Id`]: id }),
  refuse: ({ state, place, properties }) =>
    withoutApi(state, place, properties) ?? refuse(properties),
});

const ROUTE_KEY = /^(\$[a-z]+|(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS|ANY) \/\S*)$/;

/** `AWS::ApiGatewayV2::Route`: method and path, and what answers. */
export const httpRoute = part('Route', 'route-', (properties) => {
  const key = textProperty(properties, 'RouteKey');
  if (!ROUTE_KEY.test(key))
    return problem('InvalidRequest', 400, `The provided route key is not formatted properly`);
  return properties['AuthorizationType'] === 'JWT' && properties['AuthorizerId'] === undefined
    ? problem('InvalidRequest', 400, 'AuthorizerId is required for authorization type JWT')
    : undefined;
});

/** `AWS::ApiGatewayV2::Integration`: what stands behind a route. */
export const httpIntegration = part('Integration', 'integration-', (properties) =>
  properties['IntegrationType'] === 'AWS_PROXY' && properties['IntegrationUri'] === undefined
    ? problem('InvalidRequest', 400, 'IntegrationUri is required for AWS_PROXY integrations')
    : undefined,
);
