import { describe, expect, it } from 'vitest';
import { draftDistribution } from '../../src/services/cloudfront-distribution/draft.ts';
import { readDistributionFacts } from '../../src/services/cloudfront-distribution/facts.ts';
import type { DistributionFacts } from '../../src/services/cloudfront-distribution/facts-schema.ts';
import {
  readOrigin,
  readTakesAcls,
} from '../../src/services/cloudfront-distribution/origin/facts.ts';
import type {
  BucketOrigin,
  Origin,
} from '../../src/services/cloudfront-distribution/origin/origin.ts';
import type { MutationType, TaskParameters } from '../../src/task/aws-task.ts';
import type { Tier } from '../../src/task/tier.ts';
import {
  answer,
  contextFor,
  DEV,
  NOBODY,
  NOT_FOUND,
  readerOf,
  REGION,
  taken,
  taskOf,
  type Answers,
} from './samples.ts';

const TYPE = 'AWS::CloudFront::Distribution';
const CERTIFICATE = `arn:aws:acm:us-east-1:${DEV}:certificate/0a1b2c3d-0000-4000-8000-0123456789ab`;
const NAMES = { domain: ['www.shop.example.com'], certificate: CERTIFICATE };

const bucket = (more: Partial<BucketOrigin> = {}): BucketOrigin => ({
  kind: 'bucket',
  name: 'acme-pages',
  region: 'us-east-1',
  state: 'here',
  policy: 'none',
  isKms: false,
  foreignStack: '',
  ...more,
});

const facts = (more: Partial<DistributionFacts> = {}): DistributionFacts => ({
  found: [],
  ownStack: null,
  owner: NOBODY,
  properties: null,
  users: [],
  origin: bucket(),
  failover: null,
  logs: null,
  isEnabled: false,
  status: '',
  lastInvalidation: '',
  ...more,
});

const CONFIG = { Enabled: true, Comment: 'shop', Aliases: [] };
const FOUND = { id: 'ESHOP1', identifier: 'ESHOP1', name: 'shop', vpcId: '', isDefault: false };
const loose = (more: Partial<DistributionFacts> = {}): DistributionFacts =>
  facts({ found: [FOUND], properties: { DistributionConfig: CONFIG }, ...more });

type Asked = readonly [MutationType, TaskParameters];

const draft = (
  [taskType, parameters]: Asked,
  seen: DistributionFacts,
  tier: Tier = 'development',
) =>
  draftDistribution(
    contextFor(taskOf(TYPE, taskType, { name: 'shop', ...parameters }), { tier }),
    seen,
  );

const templateOf = (parameters: TaskParameters, seen: DistributionFacts, tier?: Tier) => {
  const [step] = taken(draft(['CreateResource', parameters], seen, tier)).steps;
  if (step?.kind !== 'deploy') throw new Error('no stack');
  return step.template.Resources;
};

describe('a new distribution', () => {
  it('before a bucket reads it by an access control, and the policy names this one only', () => {
    const resources = templateOf({}, facts());
    expect(Object.values(resources).map((one) => one.Type)).toEqual([
      'AWS::S3::BucketPolicy',
      'AWS::CloudFront::OriginAccessControl',
      TYPE,
    ]);
    expect(resources['ShopDistribution']?.Properties?.['DistributionConfig']).toMatchObject({
      Origins: [
        {
          DomainName: 'acme-pages.s3.us-east-1.amazonaws.com',
          OriginAccessControlId: { 'Fn::GetAtt': ['ShopAccess', 'Id'] },
        },
      ],
      DefaultCacheBehavior: { ViewerProtocolPolicy: 'redirect-to-https', Compress: true },
      DefaultRootObject: 'index.html',
      PriceClass: 'PriceClass_100',
    });
    expect(JSON.stringify(resources['AcmePagesBucketPolicy'])).toContain(
      ':distribution/${ShopDistribution}',
    );
  });

  it('makes a bucket that nobody has yet, closed, let in and kept', () => {
    const resources = templateOf({}, facts({ origin: bucket({ state: 'free' }) }));
    expect(resources['AcmePagesBucket']).toMatchObject({
      DeletionPolicy: 'RetainExceptOnCreate',
      Properties: { PublicAccessBlockConfiguration: { BlockPublicPolicy: true } },
    });
    const policy = JSON.stringify(resources['AcmePagesBucketPolicy']);
    expect(policy).toContain('ThisDistribution');
    expect(policy).toContain('TlsOnly');
  });

  it('leaves the policy of a bucket that lets CloudFront in as it is', () => {
    const resources = templateOf({}, facts({ origin: bucket({ policy: 'lets' }) }));
    expect(Object.keys(resources)).toEqual(['ShopAccess', 'ShopDistribution']);
  });

  it.each<readonly [Origin, string]>([
    [{ kind: 'domain', host: 'api.example.com' }, 'b689b0a8-53d0-40ab-baf2-68738e2966ac'],
    [
      { kind: 'balancer', name: 'web', host: 'web-1.elb.amazonaws.com', scheme: 'internet-facing' },
      '216adef6-5c7f-47e4-b989-5492eafa07d3',
    ],
  ])('talks to $0.kind by HTTPS only', (origin, policy) => {
    const resources = templateOf(NAMES, facts({ origin }));
    const config = resources['ShopDistribution']?.Properties?.['DistributionConfig'];
    expect(Object.keys(resources)).toEqual(['ShopDistribution']);
    expect(config).toMatchObject({
      Aliases: NAMES.domain,
      ViewerCertificate: { MinimumProtocolVersion: 'TLSv1.2_2021', SslSupportMethod: 'sni-only' },
      Origins: [{ CustomOriginConfig: { OriginProtocolPolicy: 'https-only' } }],
      DefaultCacheBehavior: { OriginRequestPolicyId: policy },
    });
  });

  it.each<readonly [Tier, boolean, boolean]>([
    ['development', false, false],
    ['staging', true, false],
    ['production', true, true],
  ])('of %s has headers: %s, and a firewall: %s', (tier, hasHeaders, hasFirewall) => {
    const types = new Set(Object.values(templateOf({}, facts(), tier)).map((one) => one.Type));
    expect(types.has('AWS::CloudFront::ResponseHeadersPolicy')).toBe(hasHeaders);
    expect(types.has('AWS::WAFv2::WebACL')).toBe(hasFirewall);
    expect(types.has('AWS::CloudFront::MonitoringSubscription')).toBe(hasFirewall);
  });

  it('says what keeps TLS 1.0, what nobody leads to yet, and what a key must allow', () => {
    const said = taken(draft(['CreateResource', {}], facts({ origin: bucket({ isKms: true }) })));
    expect(said.deviations.map((one) => one.asked)).toEqual([
      'no certificate',
      'answers from the bucket acme-pages',
      'the bucket acme-pages',
    ]);
    const named = taken(draft(['CreateResource', NAMES], facts()));
    expect(named.deviations.map((one) => one.asked)).toEqual([
      'answers for www.shop.example.com',
      'answers from the bucket acme-pages',
    ]);
  });

  const internal: Origin = { kind: 'balancer', name: 'web', host: 'w', scheme: 'internal' };

  it.each<readonly [string, TaskParameters, Partial<DistributionFacts>, string]>([
    ['nothing to fetch from', {}, { origin: null }, 'missing-field'],
    ['a website', {}, { origin: { kind: 'website', host: 'a.s3-website' } }, 'contradictory'],
    ['a bucket of others', {}, { origin: bucket({ state: 'elsewhere' }) }, 'target-not-found'],
    ['a bucket of a stack', {}, { origin: bucket({ foreignStack: 'web' }) }, 'no-route'],
    ['a policy of its own', {}, { origin: bucket({ policy: 'other' }) }, 'aws-refused'],
    ['a policy nobody may read', {}, { origin: bucket({ policy: 'unknown' }) }, 'aws-refused'],
    ['another region', {}, { origin: bucket({ region: 'eu-west-1' }) }, 'contradictory'],
    ['an internal load balancer', NAMES, { origin: internal }, 'contradictory'],
    [
      'a load balancer without a name',
      {},
      { origin: { ...internal, scheme: '' } },
      'missing-field',
    ],
    ['no bucket to take over', {}, { failover: bucket({ state: 'free' }) }, 'target-not-found'],
    [
      'a bucket for a domain',
      {},
      { origin: { kind: 'domain', host: 'a.example.com' }, failover: bucket() },
      'contradictory',
    ],
    ['names without a certificate', { domain: ['a.example.com'] }, {}, 'missing-field'],
    [
      'a certificate of elsewhere',
      { certificate: CERTIFICATE.replace('us-east-1', 'eu-west-1') },
      {},
      'malformed-value',
    ],
    [
      'a certificate of others',
      { certificate: CERTIFICATE.replace(DEV, '111111111111') },
      {},
      'malformed-value',
    ],
    ['a log that is not taken', { logBucket: 'acme-logs' }, { logs: 'refuses' }, 'aws-refused'],
    ['a log to nowhere', { logBucket: 'acme-logs' }, { logs: 'missing' }, 'target-not-found'],
    ['a name that is taken', {}, { found: [FOUND] }, 'name-taken'],
  ])('refuses %s', (_name, parameters, seen, code) => {
    expect(draft(['CreateResource', parameters], facts(seen))).toMatchObject({
      ok: false,
      refusal: { code },
    });
  });
});

describe('a distribution that no stack owns', () => {
  it('is invalidated under a reference that names the invalidation before', () => {
    const asked = { action: 'invalidate', paths: ['/index.html', '/img/*'] };
    const seen = loose({ lastInvalidation: 'I1' });
    expect(taken(draft(['UpdateResource', asked], seen)).steps).toMatchObject([
      {
        kind: 'operate',
        operation: 'cloudfront:invalidate',
        target: 'ESHOP1',
        input: {
          DistributionId: 'ESHOP1',
          InvalidationBatch: {
            CallerReference: 'acme/cloud#42 after I1',
            Paths: { Quantity: 2, Items: ['/index.html', '/img/*'] },
          },
        },
      },
    ]);
    const all = taken(draft(['UpdateResource', { action: 'invalidate' }], seen)).steps[0];
    expect(all?.summary).toContain('invalidate /* of');
    expect(all?.summary).toContain('0.005 USD');
  });

  it.each(['index.html', '/img/*/a', '/a b'])('is not invalidated by %s', (path) => {
    const asked = { action: 'invalidate', paths: [path] };
    expect(draft(['UpdateResource', asked], loose())).toMatchObject({
      refusal: { code: 'malformed-value' },
    });
  });

  it('is turned off before it is deleted, unless it is off', () => {
    const on = taken(draft(['DeleteResource', {}], loose())).steps;
    expect(on).toMatchObject([
      { kind: 'change', action: 'update', patch: [{ op: 'replace', path: '/DistributionConfig' }] },
      { kind: 'change', action: 'delete' },
    ]);
    const properties = { DistributionConfig: { ...CONFIG, Enabled: false } };
    const off = taken(draft(['DeleteResource', {}], loose({ properties }))).steps;
    expect(off).toMatchObject([{ kind: 'change', action: 'delete' }]);
    // What the deletion must find is what turning it off leaves behind.
    expect(on[1]).toMatchObject({
      propertiesHash: (off[0] as { propertiesHash: string }).propertiesHash,
    });
  });

  it('stays while a record leads to it', () => {
    const words = 'the record `www.shop.example.com` A of the zone `Z0SHOP`';
    const users = [{ words, is: [] }];
    expect(draft(['DeleteResource', {}], loose({ users }))).toMatchObject({
      ok: false,
      refusal: { code: 'still-in-use' },
    });
  });

  it('gets no name without a certificate, and keeps the one that it has', () => {
    const asked: Asked = ['UpdateResource', { domain: ['a.example.com'] }];
    expect(draft(asked, loose())).toMatchObject({ refusal: { code: 'missing-field' } });
    const ViewerCertificate = { AcmCertificateArn: CERTIFICATE };
    const properties = { DistributionConfig: { ...CONFIG, ViewerCertificate } };
    expect(taken(draft(asked, loose({ properties }))).steps).toHaveLength(1);
  });
});

describe('what is read', () => {
  const s3 = (answers: Answers) => readerOf(answers);
  const own = { 'S3.ListBuckets': answer({ Buckets: [{ Name: 'acme-pages' }] }) };
  const policy = (Policy: string) => ({ ...own, 'S3.GetBucketPolicy': answer({ Policy }) });
  const without = { ok: false, code: 'NoSuchBucketPolicy', httpStatus: 404, message: '' } as const;

  it.each<readonly [string, string, Answers, object]>([
    ['a website', 'a.s3-website-us-east-1.amazonaws.com', {}, { kind: 'website' }],
    [
      'an endpoint of a bucket',
      'acme-pages.s3.amazonaws.com',
      policy('cloudfront.amazonaws.com'),
      { kind: 'bucket', name: 'acme-pages', policy: 'lets' },
    ],
    ['a bucket', 'acme-pages', policy('{}'), { kind: 'bucket', state: 'here', policy: 'other' }],
    [
      'a bucket without a policy',
      'acme-pages',
      { ...own, 'S3.GetBucketPolicy': without },
      { policy: 'none' },
    ],
    ['a free name', 'acme-new', { 'S3.HeadBucket': NOT_FOUND }, { kind: 'bucket', state: 'free' }],
    ['a name of others', 'acme-new', { 'S3.HeadBucket': answer({}) }, { state: 'elsewhere' }],
    ['a domain', 'api.example.com', {}, { kind: 'domain', host: 'api.example.com' }],
    ['an address', 'internal-a.elb.amazonaws.com', {}, { kind: 'balancer', scheme: 'internal' }],
    [
      'a load balancer',
      'web',
      {
        'ElasticLoadBalancingV2.DescribeLoadBalancers': answer({
          LoadBalancers: [
            { LoadBalancerArn: 'a', LoadBalancerName: 'web', DNSName: 'w.elb', Scheme: 'internal' },
          ],
        }),
      },
      { kind: 'balancer', host: 'w.elb', scheme: 'internal' },
    ],
  ])('of an origin: %s', async (_name, asked, answers, found) => {
    expect(await readOrigin(s3(answers), REGION, asked)).toMatchObject(found);
  });

  const rules = (ObjectOwnership: string) =>
    answer({ OwnershipControls: { Rules: [{ ObjectOwnership }] } });

  it.each<readonly [string, Answers[string], string]>([
    ['takes ACLs', rules('BucketOwnerPreferred'), 'lets'],
    ['takes none', rules('BucketOwnerEnforced'), 'refuses'],
    ['is old', { ...without, code: 'OwnershipControlsNotFoundError' }, 'lets'],
    ['is not there', { ...without, code: 'NoSuchBucket' }, 'missing'],
    ['may not be read', { ...without, code: 'AccessDenied', httpStatus: 403 }, 'unknown'],
  ])('of a bucket for logs that %s', async (_name, answered, found) => {
    const reader = readerOf({ 'S3.GetBucketOwnershipControls': answered });
    expect(await readTakesAcls(reader, REGION, 'acme-logs')).toBe(found);
  });

  it('of a distribution that goes: the records that lead to it', async () => {
    const reader = readerOf({
      'CloudFront.ListDistributions': answer({
        DistributionList: {
          Items: [
            {
              Id: 'ESHOP1',
              ARN: 'a',
              Comment: 'shop',
              DomainName: 'd1.cloudfront.net',
              Aliases: { Items: ['www.shop.example.com'] },
            },
          ],
        },
      }),
      'CloudFormation.DescribeStackResources': NOT_FOUND,
      'Route53.ListHostedZones': answer({
        HostedZones: [{ Id: '/hostedzone/Z0SHOP', Name: 'shop.example.com.' }],
      }),
      'Route53.ListResourceRecordSets': answer({
        ResourceRecordSets: [
          {
            Name: 'www.shop.example.com.',
            Type: 'A',
            AliasTarget: { DNSName: 'd1.cloudfront.net.' },
          },
          { Name: 'www.shop.example.com.', Type: 'TXT', ResourceRecords: [{ Value: '"a"' }] },
        ],
      }),
    });
    const context = contextFor(taskOf(TYPE, 'DeleteResource', { name: 'www.shop.example.com' }));
    const seen = await readDistributionFacts(context, reader);
    const words = 'the record `www.shop.example.com` A of the zone `Z0SHOP`';
    expect(seen.users).toMatchObject([
      { words, is: [{ type: 'AWS::Route53::RecordSet', id: 'Z0SHOP/www.shop.example.com/A' }] },
    ]);
  });
});
