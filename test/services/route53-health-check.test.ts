import { describe, expect, it } from 'vitest';
import { healthCheckCost } from '../../src/services/route53-health-check/cost.ts';
import { draftHealthCheck } from '../../src/services/route53-health-check/draft.ts';
import type { HealthCheckFacts } from '../../src/services/route53-health-check/facts-schema.ts';
import { readHealthCheckFacts } from '../../src/services/route53-health-check/facts.ts';
import { priceBook } from '../../src/services/prices/price-book.ts';
import type { Siblings } from '../../src/services/task-order/known-siblings.ts';
import type { MutationType, TaskParameters } from '../../src/task/aws-task.ts';
import type { JsonObject } from '../../src/task/json.ts';
import type { Tier } from '../../src/task/tier.ts';
import { answer, contextFor, NOBODY, ownStack, readerOf, taken, taskOf } from './samples.ts';

const TYPE = 'AWS::Route53::HealthCheck';
const ID = '0f1e2d3c-1111-4222-8333-444455556666';
const SHOP = { name: 'shop', target: 'shop.example.com' };
const CONFIG = {
  Type: 'HTTPS',
  FullyQualifiedDomainName: 'shop.example.com',
  Port: 443,
  RequestInterval: 30,
  FailureThreshold: 3,
};

const facts = (more: Partial<HealthCheckFacts> = {}): HealthCheckFacts => ({
  found: [],
  ownStack: null,
  owner: NOBODY,
  properties: null,
  users: [],
  linkedService: '',
  privateZone: '',
  ...more,
});

const loose = (more: Partial<HealthCheckFacts> = {}, config: JsonObject = CONFIG) =>
  facts({
    found: [{ id: ID, identifier: ID, name: 'shop', vpcId: '', isDefault: false }],
    properties: { HealthCheckConfig: config },
    ...more,
  });

type Asked = readonly [MutationType, TaskParameters];

const draft = (
  [taskType, parameters]: Asked,
  seen: HealthCheckFacts,
  { tier = 'sandbox', siblings }: { readonly tier?: Tier; readonly siblings?: Siblings } = {},
) => {
  const context = contextFor(taskOf(TYPE, taskType, parameters), { tier });
  return draftHealthCheck({ ...context, ...(siblings === undefined ? {} : { siblings }) }, seen);
};

const made = (parameters: TaskParameters, tier?: Tier) => {
  const [step] = taken(
    draft(['CreateResource', { ...SHOP, ...parameters }], facts(), tier ? { tier } : {}),
  ).steps;
  return step?.kind === 'deploy' ? Object.values(step.template.Resources) : [];
};

describe('a new health check', () => {
  it.each<readonly [string, TaskParameters, JsonObject]>([
    ['nothing more', {}, { ...CONFIG, EnableSNI: true }],
    [
      'a path and a text that is looked for',
      { path: '/health', searchText: 'ok' },
      {
        ...CONFIG,
        Type: 'HTTPS_STR_MATCH',
        EnableSNI: true,
        ResourcePath: '/health',
        SearchString: 'ok',
      },
    ],
    [
      'HTTP and a fast interval',
      { protocol: 'HTTP', intervalSeconds: 10 },
      {
        ...CONFIG,
        Type: 'HTTP',
        Port: 80,
        RequestInterval: 10,
      },
    ],
    [
      'an address',
      { target: '203.0.113.7', protocol: 'TCP', port: 5432, failureThreshold: 5 },
      {
        Type: 'TCP',
        IPAddress: '203.0.113.7',
        Port: 5432,
        RequestInterval: 30,
        FailureThreshold: 5,
      },
    ],
  ])('with %s', (_name, parameters, config) => {
    expect(made(parameters)[0]?.Properties?.['HealthCheckConfig']).toEqual(config);
  });

  it.each<readonly [Tier, boolean]>([
    ['staging', false],
    ['production', true],
  ])('of %s has an alarm that rings by itself: %s', (tier, isWatched) => {
    const alarms = made({}, tier).filter(({ Type }) => Type === 'AWS::CloudWatch::Alarm');
    expect(alarms.map((one) => one.Properties?.['TreatMissingData'])).toEqual(
      isWatched ? ['breaching'] : [],
    );
  });

  it.each([
    '10.1.2.3',
    '127.0.0.1',
    '100.64.0.1',
    '169.254.1.1',
    '172.16.0.1',
    '172.31.255.1',
    '192.168.1.1',
    '224.0.0.1',
    '::1',
    'fd00::1',
    'fe80::1',
    'localhost',
    'db.corp.internal',
    'internal-shop-123.us-east-1.elb.amazonaws.com',
  ])('of %s could never reach it, and is refused in words', (target) => {
    const refused = draft(['CreateResource', { ...SHOP, target }], facts());
    expect(refused).toMatchObject({ ok: false, refusal: { code: 'contradictory' } });
    expect(JSON.stringify(refused)).toContain('private network');
  });

  it.each(['172.15.0.1', '172.32.0.1', '192.167.0.1', '100.128.0.1', '2001:db8::1', '9.9.9.9'])(
    'of %s, which is outside, is planned',
    (target) => {
      expect(draft(['CreateResource', { ...SHOP, target }], facts()).ok).toBe(true);
    },
  );

  it.each<readonly [string, TaskParameters, string]>([
    ['no address', { target: '203.0.113.700' }, 'malformed-value'],
    ['TCP without a port', { protocol: 'TCP' }, 'missing-field'],
    ['TCP with a path', { protocol: 'TCP', port: 1, path: '/up' }, 'contradictory'],
    ['every 20 seconds', { intervalSeconds: 20 }, 'malformed-value'],
  ])('is refused for %s', (_name, parameters, code) => {
    expect(draft(['CreateResource', { ...SHOP, ...parameters }], facts())).toMatchObject({
      ok: false,
      refusal: { code },
    });
  });

  it('of a name that is taken is refused with the choices', () => {
    expect(draft(['CreateResource', SHOP], loose())).toMatchObject({
      refusal: { code: 'name-taken' },
    });
  });

  it('of a name that only a private zone answers for is worth a second look', () => {
    const seen = facts({ privateZone: 'example.com' });
    expect(taken(draft(['CreateResource', SHOP], seen)).deviations).toMatchObject([
      { planned: 'as asked, and worth a second look' },
    ]);
  });
});

describe('a health check that exists', () => {
  it('gets another path and threshold: through Cloud Control, or in its stack', () => {
    const asked = ['UpdateResource', { name: 'shop', path: '/up', failureThreshold: 5 }] as const;
    const after = { ...CONFIG, ResourcePath: '/up', FailureThreshold: 5 };
    expect(taken(draft(asked, loose())).steps).toMatchObject([
      { kind: 'change', patch: [{ path: '/HealthCheckConfig', value: after }] },
    ]);
    const properties = { HealthCheckConfig: CONFIG };
    const stack = ownStack({ Resources: { Shop: { Type: TYPE, Properties: properties } } });
    const owner = { owner: 'ours', logicalId: 'Shop', stack } as const;
    const [step] = taken(draft(asked, loose({ owner, properties: null }))).steps;
    expect(step).toMatchObject({
      kind: 'deploy',
      template: { Resources: { Shop: { Properties: { HealthCheckConfig: after } } } },
    });
  });

  it.each<readonly [string, TaskParameters]>([
    ['interval', { intervalSeconds: 10 }],
    ['protocol', { protocol: 'HTTP' }],
    ['kind', { searchText: 'ok' }],
    ['kind of target', { target: '203.0.113.7' }],
  ])('keeps its %s, which only another check could have', (what, parameters) => {
    const refused = draft(['UpdateResource', { name: 'shop', ...parameters }], loose());
    expect(refused).toMatchObject({ refusal: { code: 'unsupported-task' } });
    expect(JSON.stringify(refused)).toContain(`fixes the ${what} of a check`);
  });

  it('that is asked for what it has already stays as it is', () => {
    const same = { name: 'shop', protocol: 'HTTPS', intervalSeconds: 30 };
    expect(taken(draft(['UpdateResource', same], loose())).steps).toEqual([]);
  });

  it('is deleted, and its id does not come back', () => {
    expect(taken(draft(['DeleteResource', { name: 'shop' }], loose())).steps).toMatchObject([
      { kind: 'change', action: 'delete', inverse: { reversibility: 'partly reversible' } },
    ]);
  });

  const words = 'the record `www.shop.example.com` A of the zone `shop.example.com`';
  const users = [{ words, is: [] }];

  it('by which a record answers is kept, and the record is named', () => {
    expect(draft(['DeleteResource', { name: 'shop' }], loose({ users }))).toMatchObject({
      refusal: { code: 'still-in-use', because: expect.stringContaining(words) as string },
    });
  });

  it('goes after the records that another task deletes', () => {
    const siblings = { makes: () => false, deletes: () => true };
    const planned = draft(['DeleteResource', { name: 'shop' }], loose({ users }), { siblings });
    expect(taken(planned)).toMatchObject({ usedBefore: users });
  });

  it.each<readonly [string, HealthCheckFacts, string]>([
    ['a service of AWS looks after', loose({ linkedService: 'x.amazonaws.com' }), 'no-route'],
    ['a foreign stack holds', loose({ owner: { owner: 'foreign', stackName: 's' } }), 'no-route'],
    ['sums up others', loose({}, { Type: 'CALCULATED' }), 'unsupported-task'],
    ['is not there', facts(), 'target-not-found'],
  ])('is not changed where it %s', (_name, seen, code) => {
    const asked = ['UpdateResource', { name: 'shop', failureThreshold: 5 }] as const;
    expect(draft(asked, seen)).toMatchObject({ ok: false, refusal: { code } });
  });
});

const reader = readerOf({
  'CloudFormation.DescribeStackResources': answer({ StackResources: [] }),
  'CloudControl.GetResource': answer({
    ResourceDescription: { Properties: JSON.stringify({ HealthCheckConfig: CONFIG }) },
  }),
  'Route53.ListHealthChecks': answer({
    HealthChecks: [
      { Id: ID, HealthCheckConfig: CONFIG },
      { Id: 'sum', HealthCheckConfig: { Type: 'CALCULATED', ChildHealthChecks: [ID] } },
    ],
  }),
  'Route53.ListTagsForResources': answer({
    ResourceTagSets: [{ ResourceId: ID, Tags: [{ Key: 'Name', Value: 'shop' }] }],
  }),
  'Route53.ListHostedZones': answer({
    HostedZones: [{ Id: '/hostedzone/Z1', Name: 'example.com.', Config: { PrivateZone: true } }],
  }),
  'Route53.ListResourceRecordSets': answer({
    ResourceRecordSets: [
      { Name: 'www.example.com.', Type: 'A', SetIdentifier: 'main', HealthCheckId: ID },
      { Name: 'api.example.com.', Type: 'A' },
    ],
  }),
});

const read = async ([taskType, parameters]: Asked) =>
  await readHealthCheckFacts(contextFor(taskOf(TYPE, taskType, parameters)), reader);

describe('what is read of health checks', () => {
  it('finds one by its name, its id and, without a name, by what it asks', async () => {
    for (const parameters of [{ name: 'shop' }, { id: ID }])
      expect((await read(['UpdateResource', parameters])).found).toMatchObject([
        { id: ID, name: 'shop' },
      ]);
    expect((await read(['UpdateResource', { name: 'shop.example.com' }])).found).toEqual([]);
  });

  it('names the records and the sums that answer by the one that shall go', async () => {
    const { users } = await read(['DeleteResource', { name: 'shop' }]);
    expect(users.map(({ words }) => words)).toEqual([
      'the record `www.example.com` A of the zone `example.com`',
      'the health check `sum`, which sums up others',
    ]);
    // The record is one of several of its name and type, which nothing tells apart.
    expect(users.map(({ is }) => is.map(({ type, id }) => [type, id]))).toEqual([
      [],
      [['AWS::Route53::HealthCheck', 'sum']],
    ]);
  });

  it('tells of a new one whether only a private zone answers for its target', async () => {
    const { privateZone } = await read(['CreateResource', { target: 'shop.example.com' }]);
    expect(privateZone).toBe('example.com');
  });
});

describe('what a health check costs', () => {
  it.each<readonly [string, JsonObject, number]>([
    ['HTTP of an endpoint outside AWS', { Type: 'HTTP' }, 0.75],
    ['HTTPS of one', { Type: 'HTTPS' }, 2.75],
    ['HTTPS with a text, every 10 seconds', { Type: 'HTTPS_STR_MATCH', RequestInterval: 10 }, 6.75],
    [
      'HTTP of an endpoint of AWS',
      { Type: 'HTTP', FullyQualifiedDomainName: 'shop-1.us-east-1.elb.amazonaws.com' },
      0.5,
    ],
    ['HTTPS of one of AWS', { Type: 'HTTPS', FullyQualifiedDomainName: 'd1.cloudfront.net' }, 1.5],
  ])('%s', (_name, HealthCheckConfig, usd) => {
    const resource = { type: TYPE, properties: { HealthCheckConfig } };
    const place = { prices: priceBook, region: 'us-east-1' };
    expect(healthCheckCost(resource, place)).toMatchObject({ afterUsdMonthly: usd });
  });
});
