import type { Template, TemplateResource } from '../../plan/template.ts';
import type { JsonObject } from '../../task/json.ts';
import { newName } from '../by-id/draft.ts';
import { bucketTemplate } from '../s3-bucket/template.ts';
import type { DraftContext } from '../service.ts';
import { tagList } from '../tags.ts';
import { logicalIdOf } from '../template-edit.ts';
import { withFields } from './config.ts';
import type { BucketOrigin, Origin } from './origin/origin.ts';

/** Policies that AWS keeps for everybody. Source: CloudFront, "Use managed cache policies". */
const CACHING_OPTIMIZED = '658327ea-f89d-4fab-a63d-7e88639e58f6';
const ORIGIN_DECIDES = '83da9c7e-98b4-4e11-a168-04f0df8e2c65';

/** The same for what is passed on to an origin: all with the host, or all but the host. */
const ALL_VIEWER = '216adef6-5c7f-47e4-b989-5492eafa07d3';
const ALL_BUT_HOST = 'b689b0a8-53d0-40ab-baf2-68738e2966ac';

const ALL_METHODS = ['GET', 'HEAD', 'OPTIONS', 'PUT', 'POST', 'PATCH', 'DELETE'];

/** What a new distribution is made of. */
export interface DistributionParts {
  readonly origin: Origin;
  readonly failover: BucketOrigin | null;
}

/** Logical ids of a distribution and of what stands beside it. */
interface Ids {
  readonly distribution: string;
  readonly access: string;
}

const bucketOriginOf = (bucket: BucketOrigin, id: string, { access }: Ids): JsonObject => ({
  Id: id,
  DomainName: `${bucket.name}.s3.${bucket.region}.amazonaws.com`,
  OriginAccessControlId: { 'Fn::GetAtt': [access, 'Id'] },
  S3OriginConfig: { OriginAccessIdentity: '' },
});

const hostOrigin = (host: string): JsonObject => ({
  Id: 'main',
  DomainName: host,
  CustomOriginConfig: { OriginProtocolPolicy: 'https-only', OriginSSLProtocols: ['TLSv1.2'] },
});

const originGroups: JsonObject = {
  Quantity: 1,
  Items: [
    {
      Id: 'either',
      FailoverCriteria: { StatusCodes: { Quantity: 4, Items: [500, 502, 503, 504] } },
      Members: { Quantity: 2, Items: [{ OriginId: 'main' }, { OriginId: 'spare' }] },
    },
  ],
};

const behaviorOf = ({ origin, failover }: DistributionParts): JsonObject => {
  const base = { ViewerProtocolPolicy: 'redirect-to-https' };
  if (origin.kind === 'bucket')
    return {
      ...base,
      TargetOriginId: failover === null ? 'main' : 'either',
      CachePolicyId: CACHING_OPTIMIZED,
    };
  return {
    ...base,
    TargetOriginId: 'main',
    AllowedMethods: ALL_METHODS,
    CachePolicyId: ORIGIN_DECIDES,
    OriginRequestPolicyId: origin.kind === 'balancer' ? ALL_VIEWER : ALL_BUT_HOST,
  };
};

const originsOf = ({ origin, failover }: DistributionParts, ids: Ids): JsonObject => {
  if (origin.kind !== 'bucket') return { Origins: [hostOrigin(origin.host)] };
  const main = bucketOriginOf(origin, 'main', ids);
  return failover === null
    ? { Origins: [main] }
    : { Origins: [main, bucketOriginOf(failover, 'spare', ids)], OriginGroups: originGroups };
};

/** Signs what the distribution asks of a bucket, so that the bucket can be closed to all others. */
const accessControl = (context: DraftContext): TemplateResource => ({
  Type: 'AWS::CloudFront::OriginAccessControl',
  Properties: {
    OriginAccessControlConfig: {
      Name: context.stackName.slice(0, 64),
      OriginAccessControlOriginType: 's3',
      SigningBehavior: 'always',
      SigningProtocol: 'sigv4',
    },
  },
});

const OF_ACCOUNT = 'arn:aws:cloudfront::${AWS::AccountId}';

/** A bucket may be read by this one distribution, and by no other of anybody. */
const letsIn = (
  bucket: string | JsonObject,
  objects: string | JsonObject,
  { distribution }: Ids,
) => ({
  Type: 'AWS::S3::BucketPolicy',
  Properties: {
    Bucket: bucket,
    PolicyDocument: {
      Version: '2012-10-17',
      Statement: [
        {
          Sid: 'ThisDistribution',
          Effect: 'Allow',
          Principal: { Service: 'cloudfront.amazonaws.com' },
          Action: 's3:GetObject',
          Resource: objects,
          Condition: {
            StringEquals: {
              'AWS:SourceArn': {
                'Fn::Sub': `${OF_ACCOUNT}:distribution/\${${distribution}}`,
              },
            },
          },
        },
      ],
    },
  },
});

/** A bucket of its own, which stays when the distribution goes: what is in it is not the cache. */
const ownBucket = (context: DraftContext, bucket: BucketOrigin): Template['Resources'] =>
  Object.fromEntries(
    Object.entries(bucketTemplate(context, bucket.name).Resources).map(([id, resource]) => [
      id,
      { ...resource, DeletionPolicy: 'RetainExceptOnCreate', UpdateReplacePolicy: 'Retain' },
    ]),
  );

const besideBucket = (
  context: DraftContext,
  bucket: BucketOrigin,
  ids: Ids,
): Template['Resources'] => {
  const own = bucket.state === 'free' ? ownBucket(context, bucket) : {};
  const [id] = Object.keys(own);
  if (id !== undefined)
    return { ...own, [`${id}Policy`]: letsIn({ Ref: id }, { 'Fn::Sub': `\${${id}.Arn}/*` }, ids) };
  if (bucket.policy === 'lets') return {};
  const policyId = logicalIdOf(bucket.name, 'BucketPolicy');
  return { [policyId]: letsIn(bucket.name, `arn:aws:s3:::${bucket.name}/*`, ids) };
};

/** What was asked and no more, tagged; the remedies of the tier are applied to it. */
export const distributionTemplate = (context: DraftContext, parts: DistributionParts): Template => {
  const { task } = context;
  const name = newName(context);
  const ids = {
    distribution: logicalIdOf(name, 'Distribution'),
    access: logicalIdOf(name, 'Access'),
  };
  const config = {
    Enabled: true,
    Comment: name,
    HttpVersion: 'http2and3',
    IPV6Enabled: true,
    ...originsOf(parts, ids),
    DefaultCacheBehavior: behaviorOf(parts),
  };
  const buckets = [parts.origin, parts.failover].flatMap((one) =>
    one !== null && one.kind === 'bucket' ? [one] : [],
  );
  return {
    AWSTemplateFormatVersion: '2010-09-09',
    Description: `Distribution ${name}`,
    Resources: {
      ...Object.assign({}, ...buckets.map((bucket) => besideBucket(context, bucket, ids))),
      ...(buckets.length === 0 ? {} : { [ids.access]: accessControl(context) }),
      [ids.distribution]: {
        Type: 'AWS::CloudFront::Distribution',
        Properties: {
          DistributionConfig: withFields(config, task),
          Tags: tagList(context.tagsFor(name)),
        },
      },
    },
    Outputs: {
      DomainName: { Value: { 'Fn::GetAtt': [ids.distribution, 'DomainName'] } },
      DistributionId: { Value: { Ref: ids.distribution } },
    },
  };
};
