import { createHash } from 'node:crypto';
import { isJsonObject, type Json, type JsonObject } from '../../src/task/json.ts';
import type { Resource, WorldState } from '../state.ts';
import { problem, sameId, textProperty, type HandlerProblem, type TypeRow } from './model.ts';

export const DISTRIBUTION = 'AWS::CloudFront::Distribution';
const ACCESS_CONTROL = 'AWS::CloudFront::OriginAccessControl';
const HEADERS = 'AWS::CloudFront::ResponseHeadersPolicy';

const hashOf = (text: string): string =>
  createHash('sha256').update(text).digest('hex').toUpperCase();

const idFor = (kind: string) => (name: string) =>
  name.startsWith(`${kind}-`) ? `E${hashOf(name).slice(0, 13)}` : name;

const cloudFrontArn = (kind: string) => (id: string, place: { readonly accountId: string }) =>
  `arn:aws:cloudfront::${place.accountId}:${kind}/${id}`;

const member = (value: Json | undefined, name: string): Json | undefined =>
  isJsonObject(value) ? value[name] : undefined;

const itemsOf = (value: Json | undefined): readonly Json[] =>
  Array.isArray(value) ? (value as readonly Json[]) : [];

/** The settings of a distribution. */
export const configOf = ({ properties }: Pick<Resource, 'properties'>): JsonObject => {
  const config = properties['DistributionConfig'];
  return isJsonObject(config) ? config : {};
};

/** Where a distribution answers. */
export const domainOf = (id: string): string =>
  `d${hashOf(id).slice(0, 13).toLowerCase()}.cloudfront.net`;

const distributionsOf = (state: WorldState, accountId: string): readonly Resource[] =>
  state.resources.filter((each) => each.type === DISTRIBUTION && each.accountId === accountId);

const invalid = (message: string): HandlerProblem => problem('InvalidRequest', 400, message);

/** A name belongs to one distribution in the world. */
const aliasProblem = (
  state: WorldState,
  config: JsonObject,
  own: string | undefined,
): HandlerProblem | undefined => {
  const wanted = new Set(itemsOf(config['Aliases']));
  const other = state.resources.find(
    (each) =>
      each.type === DISTRIBUTION &&
      each.id !== own &&
      itemsOf(configOf(each)['Aliases']).some((alias) => wanted.has(alias)),
  );
  return other === undefined
    ? undefined
    : problem(
        'AlreadyExists',
        409,
        'One or more of the CNAMEs you provided are already associated with a different resource.',
      );
};

const certificateProblem = (config: JsonObject): HandlerProblem | undefined => {
  const arn = member(config['ViewerCertificate'], 'AcmCertificateArn');
  if (typeof arn === 'string' && !arn.startsWith('arn:aws:acm:us-east-1:'))
    return invalid(
      "The specified SSL certificate doesn't exist, isn't in us-east-1 region, isn't valid, or " +
        "doesn't include a valid certificate chain.",
    );
  return itemsOf(config['Aliases']).length > 0 && arn === undefined
    ? invalid(
        'To add an alternate domain name (CNAME) to a CloudFront distribution, you must attach a ' +
          'trusted certificate that validates your authorization to use the domain name.',
      )
    : undefined;
};

const originProblem = (config: JsonObject): HandlerProblem | undefined => {
  const ids = itemsOf(config['Origins']).map((one) => member(one, 'Id'));
  const target = member(config['DefaultCacheBehavior'], 'TargetOriginId');
  const groups = itemsOf(member(config['OriginGroups'], 'Items')).map((one) => member(one, 'Id'));
  return [...ids, ...groups].includes(target)
    ? undefined
    : invalid('One or more of your origins or origin groups do not exist.');
};

/** `AWS::CloudFront::Distribution`. Every place in the world gets it: that takes minutes. */
export const distribution: TypeRow = {
  type: DISTRIBUTION,
  service: 'CloudFront',
  isGlobal: true,
  tags: 'list',
  seconds: { create: 150, update: 90, delete: 90 },
  replaceOn: [],
  idPrefix: 'distribution-',
  idOf: idFor('distribution'),
  arnOf: cloudFrontArn('distribution'),
  attributesOf: (id) => ({ Id: id, DomainName: domainOf(id) }),
  refuse: ({ properties }) => {
    const config = configOf({ properties });
    return originProblem(config) ?? certificateProblem(config);
  },
  refuseCreate: ({ state, properties }) => aliasProblem(state, configOf({ properties }), undefined),
  // CloudFormation turns one of its stacks off by itself; nobody does that for others.
  refuseDelete: (resource) =>
    configOf(resource)['Enabled'] === true && resource.logicalId === ''
      ? problem(
          'GeneralServiceException',
          409,
          'The distribution you are trying to delete has not been disabled.',
        )
      : undefined,
};

const users = (
  state: WorldState,
  { accountId }: Resource,
  uses: (config: JsonObject) => boolean,
): readonly Resource[] => distributionsOf(state, accountId).filter((each) => uses(configOf(each)));

/** `AWS::CloudFront::OriginAccessControl`: how a distribution signs what it asks of a bucket. */
export const originAccessControl: TypeRow = {
  type: ACCESS_CONTROL,
  service: 'CloudFront',
  isGlobal: true,
  tags: 'none',
  seconds: { create: 3, update: 3, delete: 3 },
  replaceOn: [],
  idPrefix: 'access-',
  idOf: idFor('access'),
  arnOf: cloudFrontArn('origin-access-control'),
  attributesOf: (id) => ({ Id: id }),
  refuseDelete: (resource, state) =>
    users(state, resource, (config) =>
      itemsOf(config['Origins']).some(
        (one) => member(one, 'OriginAccessControlId') === resource.id,
      ),
    ).length > 0
      ? problem(
          'GeneralServiceException',
          409,
          'Cannot delete the origin access control because it is in use by one or more ' +
            'distributions.',
        )
      : undefined,
};

/** `AWS::CloudFront::ResponseHeadersPolicy`: headers that a distribution adds. */
export const responseHeadersPolicy: TypeRow = {
  type: HEADERS,
  service: 'CloudFront',
  isGlobal: true,
  tags: 'none',
  seconds: { create: 3, update: 3, delete: 3 },
  replaceOn: [],
  idPrefix: 'headers-',
  idOf: (name) =>
    name.startsWith('headers-')
      ? hashOf(name)
          .toLowerCase()
          .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5')
      : name,
  arnOf: cloudFrontArn('response-headers-policy'),
  attributesOf: (id) => ({ Id: id }),
  refuseDelete: (resource, state) =>
    users(
      state,
      resource,
      (config) => member(config['DefaultCacheBehavior'], 'ResponseHeadersPolicyId') === resource.id,
    ).length > 0
      ? problem('GeneralServiceException', 409, 'The response headers policy is in use.')
      : undefined,
};

/** `AWS::CloudFront::MonitoringSubscription`: metrics beyond those that come for nothing. */
export const monitoringSubscription: TypeRow = {
  type: 'AWS::CloudFront::MonitoringSubscription',
  service: 'CloudFront',
  isGlobal: true,
  tags: 'none',
  seconds: { create: 3, update: 3, delete: 3 },
  replaceOn: ['DistributionId'],
  nameProperty: 'DistributionId',
  idOf: sameId,
  arnOf: (id, place) => cloudFrontArn('distribution')(id, place),
  attributesOf: () => ({}),
  refuse: ({ state, place, properties }) =>
    distributionsOf(state, place.accountId).some(
      ({ id }) => id === textProperty(properties, 'DistributionId'),
    )
      ? undefined
      : problem('NotFound', 404, 'The specified distribution does not exist.'),
};

export const FUNCTION = 'AWS::CloudFront::Function';

const functionArn = (name: string, { accountId }: { readonly accountId: string }): string =>
  name.startsWith('arn:') ? name : `arn:aws:cloudfront::${accountId}:function/${name}`;

/** Names one code of a function, as CloudFront's entity tags do. */
export const codeTag = (properties: JsonObject): string =>
  `E${hashOf(textProperty(properties, 'FunctionCode')).slice(0, 13)}`;

/** `AWS::CloudFront::Function`. It waits in development until it is published. */
export const edgeFunction: TypeRow = {
  type: FUNCTION,
  service: 'CloudFront',
  isGlobal: true,
  tags: 'none',
  seconds: { create: 10, update: 10, delete: 5 },
  replaceOn: ['Name'],
  nameProperty: 'Name',
  nameLimit: 64,
  idOf: functionArn,
  arnOf: functionArn,
  attributesOf: (id) => ({ FunctionARN: id, FunctionMetadata: { FunctionARN: id } }),
  refuse: ({ properties }) =>
    /\bfunction\s+handler\s*\(/.test(textProperty(properties, 'FunctionCode'))
      ? undefined
      : invalid('The function code does not define a handler.'),
  refuseDelete: (resource, state) =>
    users(state, resource, (config) =>
      itemsOf(member(config['DefaultCacheBehavior'], 'FunctionAssociations')).some(
        (one) => member(one, 'FunctionARN') === resource.arn,
      ),
    ).length > 0
      ? problem(
          'GeneralServiceException',
          409,
          'The function cannot be deleted because it is in use by one or more distributions.',
        )
      : undefined,
};

/** What CloudFront is made of. */
export const CLOUDFRONT_ROWS: readonly TypeRow[] = [
  distribution,
  originAccessControl,
  responseHeadersPolicy,
  monitoringSubscription,
  edgeFunction,
];
