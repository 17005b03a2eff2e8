import { describe, expect, it } from 'vitest';
import { draftLoadBalancer } from '../../src/services/load-balancer/draft.ts';
import type { LoadBalancerFacts } from '../../src/services/load-balancer/facts-schema.ts';
import type { MutationType, TaskParameters } from '../../src/task/aws-task.ts';
import type { Tier } from '../../src/task/tier.ts';
import { startJourney, type Journey } from '../aws/sandbox-journey.ts';
import { carryOut } from './carry-out.ts';
import { contextFor, DEV, NOBODY, ownStack, REGION, taken, taskOf } from './samples.ts';

const TYPE = 'AWS::ElasticLoadBalancingV2::LoadBalancer';
const LISTENER = 'AWS::ElasticLoadBalancingV2::Listener';
const ARN = `arn:aws:elasticloadbalancing:us-east-1:${DEV}:loadbalancer/app/shop/0123456789abcdef`;
const certificate = `arn:aws:acm:us-east-1:${DEV}:certificate/0a1b2c3d-0000-4000-8000-0123456789ab`;
const VPC = { id: 'vpc-1', name: 'main', isDefault: true, cidr: '10.30.0.0/16' };

const subnet = (id: string, zone: string, isPrivate = true) => ({
  id,
  name: '',
  vpcId: VPC.id,
  zone,
  isPrivate,
  givesPublicIp: !isPrivate,
});

const NEW: LoadBalancerFacts = {
  name: 'shop',
  identifier: '',
  exists: false,
  ownStack: null,
  owner: NOBODY,
  properties: null,
  kind: '',
  scheme: '',
  isProtected: false,
  groups: [],
  targets: 0,
  vpcs: [VPC],
  subnets: [
    subnet('subnet-a', 'us-east-1a'),
    subnet('subnet-a2', 'us-east-1a'),
    subnet('subnet-b', 'us-east-1b'),
    subnet('subnet-open', 'us-east-1a', false),
  ],
};

const LOOSE: LoadBalancerFacts = {
  ...NEW,
  identifier: ARN,
  exists: true,
  properties: { Name: 'shop', LoadBalancerAttributes: [] },
  kind: 'application',
  scheme: 'internal',
};

const draft = (
  [taskType, parameters]: readonly [MutationType, TaskParameters],
  facts: LoadBalancerFacts,
  tier: Tier = 'development',
) =>
  draftLoadBalancer(
    contextFor(taskOf(TYPE, taskType, { name: 'shop', ...parameters }), { tier }),
    facts,
  );

const resourcesOf = (...args: Parameters<typeof draft>) => {
  const [step] = taken(draft(...args)).steps;
  return step?.kind === 'deploy' ? Object.values(step.template.Resources) : [];
};

const create = (parameters: TaskParameters = {}) =>
  ['CreateResource', { certificate, ...parameters }] as const;

describe('a new load balancer', () => {
  it('stands in one private subnet of each zone, and is internal', () => {
    const balancer = resourcesOf(create(), NEW).find((one) => one.Type === TYPE);
    expect(balancer?.Properties).toMatchObject({
      Type: 'application',
      Scheme: 'internal',
      Subnets: ['subnet-a', 'subnet-b'],
    });
  });

  it('redirects plain HTTP and nothing else, and ends TLS 1.2 or newer', () => {
    const listeners = resourcesOf(create(), NEW).filter((one) => one.Type === LISTENER);
    expect(listeners.map((one) => one.Properties)).toMatchObject([
      {
        Port: 443,
        Protocol: 'HTTPS',
        SslPolicy: 'ELBSecurityPolicy-TLS13-1-2-2021-06',
        Certificates: [{ CertificateArn: certificate }],
        DefaultActions: [{ Type: 'forward' }],
      },
      {
        Port: 80,
        Protocol: 'HTTP',
        DefaultActions: [
          { Type: 'redirect', RedirectConfig: { Protocol: 'HTTPS', StatusCode: 'HTTP_301' } },
        ],
      },
    ]);
  });

  it.each<readonly [string, TaskParameters, readonly string[]]>([
    ['internal', {}, ['10.30.0.0/16', '10.30.0.0/16']],
    [
      'public',
      { scheme: 'internet-facing', subnets: ['subnet-a', 'subnet-b'] },
      ['0.0.0.0/0', '0.0.0.0/0'],
    ],
  ])('that is %s lets in 443 and 80 from there only', (_name, asked, sources) => {
    const group = resourcesOf(create(asked), NEW).find(
      (one) => one.Type === 'AWS::EC2::SecurityGroup',
    );
    const rules = group?.Properties?.['SecurityGroupIngress'];
    expect(rules).toMatchObject([
      { FromPort: 443, ToPort: 443, CidrIp: sources[0] },
      { FromPort: 80, ToPort: 80, CidrIp: sources[1] },
    ]);
  });

  it.each<readonly [Tier, readonly string[]]>([
    ['development', ['routing.http.drop_invalid_header_fields.enabled']],
    [
      'staging',
      [
        'routing.http.drop_invalid_header_fields.enabled',
        'access_logs.s3.enabled',
        'access_logs.s3.bucket',
      ],
    ],
    [
      'production',
      [
        'routing.http.drop_invalid_header_fields.enabled',
        'deletion_protection.enabled',
        'access_logs.s3.enabled',
        'access_logs.s3.bucket',
      ],
    ],
  ])('of %s has its attributes', (tier, keys) => {
    const balancer = resourcesOf(create(), NEW, tier).find((one) => one.Type === TYPE);
    const rows = balancer?.Properties?.['LoadBalancerAttributes'] as readonly { Key: string }[];
    expect(rows.map((row) => row.Key)).toEqual(keys);
  });

  it('of TCP has no group, one listener and a check that opens a connection', () => {
    const made = resourcesOf(['CreateResource', { loadBalancerType: 'network' }], NEW);
    expect(made.map((one) => one.Type.split('::').at(-1))).toEqual([
      'LoadBalancer',
      'TargetGroup',
      'Listener',
    ]);
    expect(made[2]?.Properties).toMatchObject({ Protocol: 'TCP', Port: 443 });
  });

  const oneZone = { ...NEW, subnets: [subnet('subnet-a', 'us-east-1a')] };
  const taken7 = { ...LOOSE, properties: null };

  it.each<readonly [string, TaskParameters, LoadBalancerFacts, string]>([
    ['no certificate', { certificate: '' }, NEW, 'missing-field'],
    [
      'a certificate of another region',
      { certificate: certificate.replace('us-east-1', 'eu-west-1') },
      NEW,
      'contradictory',
    ],
    ['one zone', { certificate }, oneZone, 'target-not-found'],
    ['no public subnets', { certificate, scheme: 'internet-facing' }, NEW, 'target-not-found'],
    ['a subnet that is not there', { certificate, subnets: ['subnet-x'] }, NEW, 'target-not-found'],
    ['appliances', { certificate, loadBalancerType: 'gateway' }, NEW, 'unsupported-task'],
    [
      'a group of its own',
      { certificate, securityGroup: 'sg-0123456789abcdef0' },
      NEW,
      'unsupported-task',
    ],
    ['a name that is taken', { certificate }, taken7, 'name-taken'],
  ])('is refused with %s', (_name, parameters, facts, code) => {
    const { certificate: given, ...rest } = parameters;
    const asked = given === '' ? rest : parameters;
    expect(draft(['CreateResource', asked], facts)).toMatchObject({ ok: false, refusal: { code } });
  });

  it('asks for a certificate in words that can be copied', () => {
    expect(draft(['CreateResource', {}], NEW)).toMatchObject({
      refusal: {
        because:
          'Plain HTTP is only redirected to HTTPS here, and HTTPS needs a certificate of ACM.',
        next: 'Edit the issue and add a line `Certificate: arn:aws:acm:…`, the ARN of one of ACM.',
      },
    });
  });
});

describe('a load balancer that exists', () => {
  const Resources = {
    Balancer: { Type: TYPE, Properties: { Name: 'shop', LoadBalancerAttributes: [] } },
    Secure: { Type: LISTENER, Properties: { Certificates: [{ CertificateArn: 'old' }] } },
  };
  const stack = ownStack({ Resources });
  const ours: LoadBalancerFacts = {
    ...LOOSE,
    owner: { owner: 'ours', logicalId: 'Balancer', stack },
    properties: null,
  };

  it('of no stack is protected through Cloud Control', () => {
    const [step] = taken(draft(['UpdateResource', { deletionProtection: true }], LOOSE)).steps;
    expect(step).toMatchObject({
      kind: 'change',
      identifier: ARN,
      operationClass: 'sensitive',
      patch: [
        {
          path: '/LoadBalancerAttributes',
          value: [{ Key: 'deletion_protection.enabled', Value: 'true' }],
        },
      ],
    });
  });

  it('of a stack of ours gets another certificate on its listener, and its setting', () => {
    const asked = { certificate, deletionProtection: true };
    const secure = resourcesOf(['UpdateResource', asked], ours).find(
      (one) => one.Type === LISTENER,
    );
    expect(secure?.Properties).toEqual({ Certificates: [{ CertificateArn: certificate }] });
    const [balancer] = resourcesOf(['UpdateResource', asked], ours);
    expect(JSON.stringify(balancer)).toContain('deletion_protection.enabled');
  });

  it.each<readonly [string, MutationType, TaskParameters, Partial<LoadBalancerFacts>, string]>([
    [
      'another scheme',
      'UpdateResource',
      { scheme: 'internet-facing' },
      {},
      'replaces-named-resource',
    ],
    [
      'another type',
      'UpdateResource',
      { loadBalancerType: 'network' },
      {},
      'replaces-named-resource',
    ],
    ['a certificate of no stack', 'UpdateResource', { certificate }, {}, 'unsupported-task'],
    ['a protected one', 'DeleteResource', {}, { isProtected: true }, 'aws-refused'],
    ['one that is not there', 'DeleteResource', {}, { exists: false }, 'target-not-found'],
    [
      'one of another stack',
      'DeleteResource',
      {},
      { owner: { owner: 'foreign', stackName: 'shop' } },
      'no-route',
    ],
  ])('is refused: %s', (_name, taskType, parameters, more, code) => {
    expect(draft([taskType, parameters], { ...LOOSE, ...more })).toMatchObject({
      ok: false,
      refusal: { code },
    });
  });

  it('says whose requests end when it is deleted', () => {
    const facts = { ...LOOSE, groups: ['shop-api'], targets: 2 };
    expect(taken(draft(['DeleteResource', {}], facts)).steps).toMatchObject([
      {
        kind: 'change',
        action: 'delete',
        inverse: {
          summary:
            'a new one has another address, and records that name this one break; ' +
            'its 2 targets get no requests (`shop-api`)',
        },
      },
    ]);
  });
});

describe('load balancers in the sandbox, through the real doors', () => {
  const ask = (taskType: MutationType, parameters: TaskParameters) =>
    taskOf(TYPE, taskType, { name: 'shop', ...parameters });

  it('one is made as planned, planned again to nothing, changed and deleted', async () => {
    const journey = startJourney();
    const asked = ask('CreateResource', { certificate, targetPort: 8080 });
    expect(await carryOut(journey, asked, 'p1')).toMatchObject({ outcome: 'done', checks: [] });
    expect((await carryOut(journey, asked, 'p2')).outcome).toBe('empty');
    const protect = ask('UpdateResource', { deletionProtection: true, healthCheckPath: '/up' });
    const changed = await carryOut(journey, protect, 'p3');
    expect(changed).toMatchObject({ outcome: 'done', checks: [] });
    const free = ask('UpdateResource', { deletionProtection: false });
    expect((await carryOut(journey, free, 'p4')).outcome).toBe('done');
    const removed = await carryOut(journey, ask('DeleteResource', {}), 'p5');
    expect(removed.steps.map((step) => step.kind)).toEqual(['remove']);
    expect(removed.outcome).toBe('done');
  });

  const standing = (): Journey =>
    startJourney({
      resources: [
        {
          account: DEV,
          region: REGION,
          type: TYPE,
          id: ARN,
          properties: {
            Name: 'shop',
            Type: 'application',
            Scheme: 'internal',
            Subnets: ['subnet-0333aaaa1111bbbb1', 'subnet-0333aaaa1111bbbb2'],
          },
        },
      ],
    });

  it('one that no stack owns is protected, and then AWS refuses to delete it', async () => {
    const journey = standing();
    const protect = ask('UpdateResource', { deletionProtection: true });
    expect((await carryOut(journey, protect, 'p1')).outcome).toBe('done');
    await expect(carryOut(journey, ask('DeleteResource', {}), 'p2')).rejects.toThrow('aws-refused');
  });

  it('one that no stack owns is deleted', async () => {
    const journey = standing();
    const removed = await carryOut(journey, ask('DeleteResource', {}), 'p1');
    expect(removed.steps.map((step) => step.kind)).toEqual(['change']);
    expect(removed.outcome).toBe('done');
  });
});
