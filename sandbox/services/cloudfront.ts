import type { Json, JsonObject } from '../../src/task/json.ts';
import { AwsError } from '../aws-error.ts';
import { codeTag, configOf, DISTRIBUTION, domainOf, FUNCTION } from '../resources/cloudfront.ts';
import type { Resource } from '../state.ts';
import {
  pageOf,
  record,
  row,
  tagList,
  text,
  texts,
  type Call,
  type OperationTable,
} from './call.ts';
import { ownResource, ownResources } from './find.ts';

const arnOf = (call: Call, kind: string, member: string): string =>
  `arn:aws:cloudfront::${call.accountId}:${kind}/${text(call.input, member) || '*'}`;

const need = (call: Call, member: string): Resource => {
  const found = ownResource(call, DISTRIBUTION, text(call.input, member));
  if (found !== undefined) return found;
  throw new AwsError('NoSuchDistribution', 404, 'The specified distribution does not exist.');
};

const quantity = (items: readonly unknown[]): object => ({ Quantity: items.length, Items: items });

/** CloudFront counts what it lists; CloudFormation does not. */
const settingsOf = (one: Resource): object => {
  const config = configOf(one);
  const behavior = record(config['DefaultCacheBehavior']);
  return {
    Comment: config['Comment'] ?? '',
    Enabled: config['Enabled'] ?? false,
    Aliases: quantity(texts(config, 'Aliases')),
    DefaultRootObject: config['DefaultRootObject'] ?? '',
    Origins: quantity((config['Origins'] ?? []) as readonly JsonObject[]),
    DefaultCacheBehavior: {
      ...behavior,
      FunctionAssociations: quantity(
        (behavior['FunctionAssociations'] ?? []) as readonly JsonObject[],
      ),
      LambdaFunctionAssociations: quantity(
        (behavior['LambdaFunctionAssociations'] ?? []) as readonly JsonObject[],
      ),
    },
    PriceClass: config['PriceClass'] ?? 'PriceClass_All',
    Logging: { Enabled: config['Logging'] !== undefined, ...record(config['Logging']) },
    ViewerCertificate: config['ViewerCertificate'] ?? {
      CloudFrontDefaultCertificate: true,
      MinimumProtocolVersion: 'TLSv1',
    },
    WebACLId: config['WebACLId'] ?? '',
    HttpVersion: config['HttpVersion'] ?? 'http2',
  };
};

const summary = (one: Resource): object => ({
  Id: one.id,
  ARN: one.arn,
  Status: one.attributes['Status'] ?? 'Deployed',
  LastModifiedTime: one.createdAt,
  DomainName: domainOf(one.id),
  ...settingsOf(one),
});

const listDistributions = (call: Call): unknown => {
  const page = pageOf(call, ownResources(call, DISTRIBUTION), call.input['Marker']);
  return {
    DistributionList: {
      Items: page.items.map(summary),
      IsTruncated: page.next !== undefined,
      NextMarker: page.next,
      MaxItems: 100,
      Quantity: page.items.length,
    },
  };
};

const readDistribution = (call: Call): unknown => {
  const one = need(call, 'Id');
  return {
    ETag: 'E2QWRUHAPOMQZL',
    Distribution: {
      Id: one.id,
      ARN: one.arn,
      Status: one.attributes['Status'] ?? 'Deployed',
      LastModifiedTime: one.createdAt,
      DomainName: domainOf(one.id),
      InProgressInvalidationBatches: 0,
      DistributionConfig: settingsOf(one),
    },
  };
};

const tagsOf = (call: Call): unknown => {
  const arn = text(call.input, 'Resource');
  const found = call.state.resources.find((each) => each.arn === arn);
  if (found === undefined) throw new AwsError('NoSuchResource', 404, 'The resource was not found.');
  return { Tags: { Items: tagList(found.tags) } };
};

const madeIn = (one: Resource): readonly Json[] => {
  const made = one.attributes['Invalidations'];
  return Array.isArray(made) ? (made as readonly Json[]) : [];
};

/** One batch of paths; another one under the reference of a former is that former. */
const invalidate = (call: Call): unknown => {
  const one = need(call, 'DistributionId');
  const batch = record(call.input['InvalidationBatch']);
  const paths = texts(record(batch['Paths']), 'Items');
  const bad = paths.find((path) => !path.startsWith('/'));
  if (bad !== undefined || paths.length === 0)
    throw new AwsError(
      'InvalidArgument',
      400,
      'Your request contains one or more invalid invalidation paths.',
    );
  const reference = text(batch, 'CallerReference');
  one.attributes['Invalidations'] = [
    { Reference: reference, Paths: paths, At: call.state.now.toISOString() },
    ...madeIn(one),
  ];
  return {
    Invalidation: {
      Id: 'I2J0I21PCUYOIK',
      Status: 'InProgress',
      CreateTime: call.state.now,
      InvalidationBatch: batch,
    },
  };
};

/** Every place has been told after this. */
const INVALIDATION_MS = 40_000;

const isOld = (call: Call, each: Json): boolean =>
  call.state.now.getTime() - Date.parse(text(record(each), 'At')) >= INVALIDATION_MS;

/** The newest first. */
const readInvalidations = (call: Call): unknown => {
  const one = need(call, 'DistributionId');
  const items = madeIn(one);
  return {
    InvalidationList: {
      IsTruncated: false,
      Marker: '',
      MaxItems: 100,
      Quantity: items.length,
      Items: items.map((each, at) => ({
        Id: `I2J0I21PCUYO${items.length - at}`,
        Status: isOld(call, each) ? 'Completed' : 'InProgress',
        CreateTime: call.state.now,
      })),
    },
  };
};

const needFunction = (call: Call): Resource => {
  const arn = arnOf(call, 'function', 'Name');
  const found = ownResource(call, FUNCTION, arn);
  if (found !== undefined) return found;
  throw new AwsError('NoSuchFunctionExists', 404, 'The specified function does not exist.');
};

/** The code that viewers meet; undefined until the function is published. */
const published = (one: Resource): Json | undefined =>
  one.properties['AutoPublish'] === true
    ? codeTag(one.properties)
    : one.attributes['PublishedCode'];

const functionView = (one: Resource, stage: string): object => ({
  Name: one.properties['Name'],
  Status: published(one) === codeTag(one.properties) ? 'UNASSOCIATED' : 'UNPUBLISHED',
  FunctionConfig: one.properties['FunctionConfig'],
  FunctionMetadata: {
    FunctionARN: one.arn,
    Stage: stage,
    CreatedTime: one.createdAt,
    LastModifiedTime: one.createdAt,
  },
});

const describeFunction = (call: Call): unknown => {
  const one = needFunction(call);
  const stage = text(call.input, 'Stage') || 'DEVELOPMENT';
  const live = published(one);
  if (stage === 'LIVE' && live === undefined)
    throw new AwsError('NoSuchFunctionExists', 404, 'The specified function does not exist.');
  const tag = stage === 'LIVE' ? live : codeTag(one.properties);
  return { ETag: tag, FunctionSummary: functionView(one, stage) };
};

const listFunctions = (call: Call): unknown => {
  const page = pageOf(call, ownResources(call, FUNCTION), call.input['Marker']);
  return {
    FunctionList: {
      Items: page.items.map((one) => functionView(one, 'DEVELOPMENT')),
      NextMarker: page.next,
      MaxItems: 100,
      Quantity: page.items.length,
    },
  };
};

/** Only the code that the caller names by its tag is published. */
const publishFunction = (call: Call): unknown => {
  const one = needFunction(call);
  if (text(call.input, 'IfMatch') !== codeTag(one.properties))
    throw new AwsError('PreconditionFailed', 412, 'The precondition in one or more fields failed.');
  one.attributes['PublishedCode'] = codeTag(one.properties);
  return { FunctionSummary: functionView(one, 'LIVE') };
};

const onFunction = (call: Call): string => arnOf(call, 'function', 'Name');

const onDistribution = (member: string) => (call: Call) => arnOf(call, 'distribution', member);

/** CloudFront: distributions, their tags, and what is taken out of their caches. */
export const cloudFrontOperations: OperationTable = {
  ListDistributions: row('cloudfront:ListDistributions', () => '*', listDistributions),
  GetDistribution: row('cloudfront:GetDistribution', onDistribution('Id'), readDistribution),
  ListTagsForResource: row(
    'cloudfront:ListTagsForResource',
    (call) => text(call.input, 'Resource'),
    tagsOf,
  ),
  CreateInvalidation: row(
    'cloudfront:CreateInvalidation',
    onDistribution('DistributionId'),
    invalidate,
  ),
  DescribeFunction: row('cloudfront:DescribeFunction', onFunction, describeFunction),
  ListFunctions: row('cloudfront:ListFunctions', () => '*', listFunctions),
  PublishFunction: row('cloudfront:PublishFunction', onFunction, publishFunction),
  ListInvalidations: row(
    'cloudfront:ListInvalidations',
    onDistribution('DistributionId'),
    readInvalidations,
  ),
};
