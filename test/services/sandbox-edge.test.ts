import { describe, expect, it } from 'vitest';
import { startJourney, type Journey } from '../aws/sandbox-journey.ts';
import { carryOut } from './carry-out.ts';
import { DEV, REGION, taskOf } from './samples.ts';

const API = 'AWS::ApiGatewayV2::Api';
const ID = 'a1b2c3d4e5';

const standing = (type: string, id: string, properties: Readonly<Record<string, unknown>>) =>
  ({ account: DEV, region: REGION, type, id, properties }) as never;

/** A world with an API that somebody made by hand, and a stage that waits to be deployed. */
const worldWithApi = (): Journey =>
  startJourney({
    resources: [
      standing(API, ID, { Name: 'invoices', ProtocolType: 'HTTP' }),
      standing('AWS::ApiGatewayV2::Stage', 'live', {
        ApiId: ID,
        StageName: 'live',
        DefaultRouteSettings: { ThrottlingRateLimit: 50, ThrottlingBurstLimit: 100 },
      }),
    ],
  });

describe('HTTP APIs in the sandbox, through the real doors', () => {
  it('one is made as planned, throttled in its stack, planned again to nothing, deleted', async () => {
    const journey = startJourney();
    const create = taskOf(API, 'CreateResource', { name: 'orders' });
    expect(await carryOut(journey, create, 'p1')).toMatchObject({ outcome: 'done', checks: [] });
    expect((await carryOut(journey, create, 'p2')).outcome).toBe('empty');
    const slower = taskOf(API, 'UpdateResource', { name: 'orders', rateLimit: 20 });
    const changed = await carryOut(journey, slower, 'p3');
    expect(changed).toMatchObject({ outcome: 'done', checks: [], steps: [{ kind: 'deploy' }] });
    const remove = taskOf(API, 'DeleteResource', { name: 'orders' });
    expect(await carryOut(journey, remove, 'p4')).toMatchObject({
      outcome: 'done',
      steps: [{ kind: 'remove' }],
    });
  });

  it('one that no stack owns is throttled and deployed by calls, then deleted', async () => {
    const journey = worldWithApi();
    const ask = (parameters: Readonly<Record<string, string | number>>) =>
      taskOf(API, 'UpdateResource', { name: 'invoices', ...parameters });
    expect((await carryOut(journey, ask({ rateLimit: 20 }), 'p1')).outcome).toBe('done');
    expect((await carryOut(journey, ask({ action: 'redeploy' }), 'p2')).outcome).toBe('done');
    expect((await carryOut(journey, ask({ owner: 'search' }), 'p3')).outcome).toBe('done');
    const { resources } = await journey.world.snapshot();
    const stage = resources.find((one) => one.id === 'live');
    expect(stage?.properties).toMatchObject({
      DefaultRouteSettings: { ThrottlingRateLimit: 20, ThrottlingBurstLimit: 100 },
    });
    const remove = taskOf(API, 'DeleteResource', { name: 'invoices' });
    expect((await carryOut(journey, remove, 'p4')).outcome).toBe('done');
  });
});

const REST = 'AWS::ApiGateway::RestApi';
const LOG_ROLE = standing('AWS::ApiGateway::Account', 'account', {
  CloudWatchRoleArn: `arn:aws:iam::${DEV}:role/api-gateway-logs`,
});
const READER = standing('AWS::Lambda::Function', 'order-reader', {
  FunctionName: 'order-reader',
  Runtime: 'nodejs22.x',
  Handler: 'index.handler',
});

describe('REST APIs in the sandbox, through the real doors', () => {
  it('one is made as planned, gets a method more, planned again to nothing, deleted', async () => {
    const journey = startJourney({ resources: [LOG_ROLE, READER] });
    const asked = { name: 'orders', target: 'order-reader', route: 'GET /orders' };
    const create = taskOf(REST, 'CreateResource', asked);
    expect(await carryOut(journey, create, 'p1')).toMatchObject({ outcome: 'done', checks: [] });
    expect((await carryOut(journey, create, 'p2')).outcome).toBe('empty');
    const more = taskOf(REST, 'UpdateResource', { ...asked, route: 'POST /orders' });
    const changed = await carryOut(journey, more, 'p3');
    expect(changed).toMatchObject({ outcome: 'done', checks: [], steps: [{ kind: 'deploy' }] });
    const remove = taskOf(REST, 'DeleteResource', { name: 'orders' });
    expect(await carryOut(journey, remove, 'p4')).toMatchObject({ outcome: 'done' });
  });

  it('one that no stack owns is throttled and deployed by calls, then deleted', async () => {
    const journey = startJourney({
      resources: [
        standing(REST, 'r1s2t3u4v5', { Name: 'invoices' }),
        standing('AWS::ApiGateway::Method', 'method-1', {
          RestApiId: 'r1s2t3u4v5',
          ResourceId: 'root',
          HttpMethod: 'GET',
        }),
        standing('AWS::ApiGateway::Stage', 'live', { RestApiId: 'r1s2t3u4v5', StageName: 'live' }),
      ],
    });
    const ask = (parameters: Readonly<Record<string, string | number>>) =>
      taskOf(REST, 'UpdateResource', { name: 'invoices', ...parameters });
    const limits = { rateLimit: 20, burstLimit: 40 };
    expect((await carryOut(journey, ask(limits), 'p1')).outcome).toBe('done');
    expect((await carryOut(journey, ask(limits), 'p2')).outcome).toBe('empty');
    expect((await carryOut(journey, ask({ action: 'redeploy' }), 'p3')).outcome).toBe('done');
    expect((await carryOut(journey, ask({ owner: 'search' }), 'p4')).outcome).toBe('done');
    const remove = taskOf(REST, 'DeleteResource', { name: 'invoices' });
    expect((await carryOut(journey, remove, 'p5')).outcome).toBe('done');
  });
});

const ZONE = 'AWS::Route53::HostedZone';

describe('zones in the sandbox, through the real doors', () => {
  it('one is made as planned, commented, planned again to nothing, deleted', async () => {
    const journey = startJourney();
    const create = taskOf(ZONE, 'CreateResource', { name: 'shop.example.com' });
    expect(await carryOut(journey, create, 'p1')).toMatchObject({ outcome: 'done', checks: [] });
    expect((await carryOut(journey, create, 'p2')).outcome).toBe('empty');
    const told = taskOf(ZONE, 'UpdateResource', { name: 'shop.example.com', comment: 'The shop' });
    expect(await carryOut(journey, told, 'p3')).toMatchObject({ outcome: 'done', checks: [] });
    const remove = taskOf(ZONE, 'DeleteResource', { name: 'shop.example.com' });
    expect(await carryOut(journey, remove, 'p4')).toMatchObject({
      outcome: 'done',
      steps: [{ kind: 'remove' }],
    });
  });

  it('one that no stack owns is commented, tagged and deleted through Cloud Control', async () => {
    const zone = { ...(standing(ZONE, 'Z0OLD', { Name: 'old.example.com' }) as object) };
    const journey = startJourney({ resources: [{ ...zone, region: 'global' } as never] });
    const wanted = { name: 'old.example.com', comment: 'Old', owner: 'shop' };
    const told = taskOf(ZONE, 'UpdateResource', wanted);
    expect((await carryOut(journey, told, 'p1')).outcome).toBe('done');
    expect((await carryOut(journey, told, 'p3')).outcome).toBe('empty');
    const remove = taskOf(ZONE, 'DeleteResource', { name: 'old.example.com' });
    expect((await carryOut(journey, remove, 'p2')).outcome).toBe('done');
  });
});

const RECORD = 'AWS::Route53::RecordSet';
const inZone = (type: string, id: string, properties: Readonly<Record<string, unknown>>) =>
  ({ ...(standing(type, id, properties) as object), region: 'global' }) as never;
const SHOP = inZone(ZONE, 'Z0SHOP', { Name: 'shop.example.com' });
const WWW = inZone(RECORD, 'www.shop.example.com', {
  HostedZoneId: 'Z0SHOP',
  Name: 'www.shop.example.com',
  Type: 'A',
  TTL: '300',
  ResourceRecords: ['203.0.113.7'],
});

describe('records in the sandbox, through the real doors', () => {
  it('one is made as planned, changed in its stack, planned again to nothing, deleted', async () => {
    const journey = startJourney({ resources: [SHOP] });
    const asked = { name: 'api.shop.example.com', recordType: 'A', value: '203.0.113.7' };
    const create = taskOf(RECORD, 'CreateResource', asked);
    expect(await carryOut(journey, create, 'p1')).toMatchObject({ outcome: 'done', checks: [] });
    expect((await carryOut(journey, create, 'p2')).outcome).toBe('empty');
    const moved = taskOf(RECORD, 'UpdateResource', { ...asked, value: '203.0.113.8' });
    expect(await carryOut(journey, moved, 'p3')).toMatchObject({
      outcome: 'done',
      checks: [],
      steps: [{ kind: 'deploy' }],
    });
    const remove = taskOf(RECORD, 'DeleteResource', { name: 'api.shop.example.com' });
    expect(await carryOut(journey, remove, 'p4')).toMatchObject({
      outcome: 'done',
      steps: [{ kind: 'remove' }],
    });
  });

  it('one that no stack owns is changed and deleted by batches', async () => {
    const journey = startJourney({ resources: [SHOP, WWW] });
    const moved = taskOf(RECORD, 'UpdateResource', {
      name: 'www.shop.example.com',
      value: '203.0.113.8',
    });
    expect((await carryOut(journey, moved, 'p1')).outcome).toBe('done');
    expect((await carryOut(journey, moved, 'p2')).outcome).toBe('empty');
    const { resources } = await journey.world.snapshot();
    const found = resources.find((one) => one.id === 'www.shop.example.com');
    expect(found?.properties).toMatchObject({ ResourceRecords: ['203.0.113.8'] });
    const remove = taskOf(RECORD, 'DeleteResource', { name: 'www.shop.example.com' });
    expect((await carryOut(journey, remove, 'p3')).outcome).toBe('done');
  });
});

const CDN = 'AWS::CloudFront::Distribution';
const PAGES = standing('AWS::S3::Bucket', 'acme-shop-pages', { BucketName: 'acme-shop-pages' });
const OLD = inZone(CDN, 'EOLDSHOP00001', {
  DistributionConfig: {
    Enabled: true,
    Comment: 'old-shop',
    Origins: [
      {
        Id: 'main',
        DomainName: 'shop.example.org',
        CustomOriginConfig: { OriginProtocolPolicy: 'https-only' },
      },
    ],
    DefaultCacheBehavior: { TargetOriginId: 'main', ViewerProtocolPolicy: 'allow-all' },
  },
});

describe('distributions in the sandbox, through the real doors', () => {
  it('one is made with its bucket, turned off, planned again to nothing, deleted', async () => {
    const journey = startJourney();
    const asked = { name: 'shop-front', origin: 'acme-shop-front-pages' };
    const create = taskOf(CDN, 'CreateResource', asked);
    expect(await carryOut(journey, create, 'p1')).toMatchObject({ outcome: 'done', checks: [] });
    expect((await carryOut(journey, create, 'p2')).outcome).toBe('empty');
    const paths = taskOf(CDN, 'UpdateResource', { name: 'shop-front', action: 'invalidate' });
    expect((await carryOut(journey, paths, 'p3')).outcome).toBe('done');
    expect((await carryOut(journey, paths, 'p4')).outcome).toBe('done');
    const off = taskOf(CDN, 'UpdateResource', { name: 'shop-front', enabled: false });
    expect(await carryOut(journey, off, 'p5')).toMatchObject({
      outcome: 'done',
      checks: [],
      steps: [{ kind: 'deploy' }],
    });
    const remove = taskOf(CDN, 'DeleteResource', { name: 'shop-front' });
    expect(await carryOut(journey, remove, 'p6')).toMatchObject({
      outcome: 'done',
      steps: [{ kind: 'remove' }],
    });
    const { resources } = await journey.world.snapshot();
    expect(resources.map((one) => one.id)).toContain('acme-shop-front-pages');
  });

  it('one before a bucket that is there is let in by a policy of its own', async () => {
    const journey = startJourney({ resources: [PAGES] });
    const create = taskOf(CDN, 'CreateResource', { name: 'pages', origin: 'acme-shop-pages' });
    expect(await carryOut(journey, create, 'p1')).toMatchObject({ outcome: 'done', checks: [] });
    expect((await carryOut(journey, create, 'p2')).outcome).toBe('empty');
    const { resources } = await journey.world.snapshot();
    const policy = resources.find((one) => one.type === 'AWS::S3::BucketPolicy');
    const cdn = resources.find((one) => one.type === CDN);
    expect(JSON.stringify(policy?.properties)).toContain(`distribution/${cdn?.id}"`);
  });

  it('one that no stack owns is turned off first, everywhere, and then deleted', async () => {
    const journey = startJourney({ resources: [OLD] });
    const remove = taskOf(CDN, 'DeleteResource', { name: 'old-shop' });
    expect(await carryOut(journey, remove, 'p1')).toMatchObject({
      outcome: 'done',
      steps: [
        { kind: 'change', action: 'update' },
        { kind: 'change', action: 'delete' },
      ],
    });
    const { resources } = await journey.world.snapshot();
    expect(resources.filter((one) => one.type === CDN)).toEqual([]);
  });
});

const EDGE_FUNCTION = 'AWS::CloudFront::Function';
const CODE = 'function handler(event) { return event.request; }';

describe('functions at the edge in the sandbox, through the real doors', () => {
  it('one is made, published, gets other code, planned again to nothing, deleted', async () => {
    const journey = startJourney();
    const create = taskOf(EDGE_FUNCTION, 'CreateResource', { name: 'to-index', code: CODE });
    expect(await carryOut(journey, create, 'p1')).toMatchObject({ outcome: 'done', checks: [] });
    expect((await carryOut(journey, create, 'p2')).outcome).toBe('empty');
    const publish = taskOf(EDGE_FUNCTION, 'UpdateResource', {
      name: 'to-index',
      action: 'publish',
    });
    expect((await carryOut(journey, publish, 'p3')).outcome).toBe('done');
    const other = `${CODE} // all of it`;
    const change = taskOf(EDGE_FUNCTION, 'UpdateResource', { name: 'to-index', code: other });
    expect(await carryOut(journey, change, 'p4')).toMatchObject({ outcome: 'done', checks: [] });
    const remove = taskOf(EDGE_FUNCTION, 'DeleteResource', { name: 'to-index' });
    expect((await carryOut(journey, remove, 'p5')).outcome).toBe('done');
  });

  it('one that no stack owns gets other code and is deleted through Cloud Control', async () => {
    const arn = `arn:aws:cloudfront::${DEV}:function/old`;
    const FunctionConfig = { Comment: 'old', Runtime: 'cloudfront-js-2.0' };
    const old = inZone(EDGE_FUNCTION, arn, { Name: 'old', FunctionCode: CODE, FunctionConfig });
    const journey = startJourney({ resources: [old] });
    const change = taskOf(EDGE_FUNCTION, 'UpdateResource', { name: 'old', code: `${CODE} //` });
    expect((await carryOut(journey, change, 'p1')).outcome).toBe('done');
    const remove = taskOf(EDGE_FUNCTION, 'DeleteResource', { name: 'old' });
    expect((await carryOut(journey, remove, 'p2')).outcome).toBe('done');
  });

  it('a version is published once for each change of the function, and deleted', async () => {
    const type = 'AWS::Lambda::Version';
    const journey = startJourney({ resources: [READER] });
    const create = taskOf(type, 'CreateResource', { name: 'order-reader' });
    expect(await carryOut(journey, create, 'p1')).toMatchObject({ outcome: 'done', checks: [] });
    expect((await carryOut(journey, create, 'p2')).outcome).toBe('empty');
    const remove = taskOf(type, 'DeleteResource', { name: 'order-reader', version: 1 });
    expect((await carryOut(journey, remove, 'p3')).outcome).toBe('done');
  });

  it('a version that no stack owns is deleted through Cloud Control', async () => {
    const type = 'AWS::Lambda::Version';
    const owner = `arn:aws:lambda:us-east-1:${DEV}:function:order-reader`;
    const old = {
      ...(standing(type, `${owner}:7`, { FunctionName: 'order-reader' }) as object),
      arn: owner,
    } as never;
    const journey = startJourney({ resources: [READER, old] });
    const remove = taskOf(type, 'DeleteResource', { name: 'order-reader' });
    expect((await carryOut(journey, remove, 'p1')).outcome).toBe('done');
  });
});

const CHECK = 'AWS::Route53::HealthCheck';

describe('health checks in the sandbox, through the real doors', () => {
  it('one is made as planned, changed in its stack, planned again to nothing, deleted', async () => {
    const journey = startJourney();
    const create = taskOf(CHECK, 'CreateResource', { name: 'shop', target: 'shop.example.com' });
    expect(await carryOut(journey, create, 'p1')).toMatchObject({ outcome: 'done', checks: [] });
    expect((await carryOut(journey, create, 'p2')).outcome).toBe('empty');
    const wanted = { name: 'shop', path: '/health', failureThreshold: 5 };
    const changed = await carryOut(journey, taskOf(CHECK, 'UpdateResource', wanted), 'p3');
    expect(changed).toMatchObject({ outcome: 'done', checks: [], steps: [{ kind: 'deploy' }] });
    const remove = taskOf(CHECK, 'DeleteResource', { name: 'shop' });
    expect(await carryOut(journey, remove, 'p4')).toMatchObject({
      outcome: 'done',
      steps: [{ kind: 'remove' }],
    });
  });

  it('one that no stack owns is changed, tagged and deleted through Cloud Control', async () => {
    const id = '0f1e2d3c-1111-4222-8333-444455556666';
    const config = {
      Type: 'TCP',
      IPAddress: '203.0.113.7',
      Port: 5432,
      RequestInterval: 30,
      FailureThreshold: 3,
    };
    const check = standing(CHECK, id, { HealthCheckConfig: config }) as object;
    const journey = startJourney({ resources: [{ ...check, region: 'global' } as never] });
    const wanted = { id, failureThreshold: 5, owner: 'shop' };
    const changed = await carryOut(journey, taskOf(CHECK, 'UpdateResource', wanted), 'p1');
    expect(changed).toMatchObject({ outcome: 'done', steps: [{ kind: 'change' }] });
    expect((await carryOut(journey, taskOf(CHECK, 'UpdateResource', wanted), 'p2')).outcome).toBe(
      'empty',
    );
    const remove = taskOf(CHECK, 'DeleteResource', { id });
    expect((await carryOut(journey, remove, 'p3')).outcome).toBe('done');
  });
});

const ALIAS = 'AWS::Lambda::Alias';
const JOBS = 'arn:aws:lambda:us-east-1:333333333333:function:jobs';

const worldWithJobs = (...more: readonly never[]): Journey =>
  startJourney({
    resources: [
      standing('AWS::Lambda::Function', 'jobs', { FunctionName: 'jobs', Runtime: 'nodejs22.x' }),
      ...['3', '4', '5'].map(
        (version) =>
          ({
            ...(standing('AWS::Lambda::Version', `${JOBS}:${version}`, {
              FunctionName: 'jobs',
            }) as object),
            arn: JOBS,
          }) as never,
      ),
      ...more,
    ],
  });

describe('aliases of functions in the sandbox, through the real doors', () => {
  it('one is made as planned, moved, split, made whole again, and deleted', async () => {
    const journey = worldWithJobs();
    const name = { name: 'jobs', aliasName: 'live' };
    const create = taskOf(ALIAS, 'CreateResource', { ...name, version: '3' });
    expect(await carryOut(journey, create, 'p1')).toMatchObject({ outcome: 'done', checks: [] });
    expect((await carryOut(journey, create, 'p2')).outcome).toBe('empty');
    const split = { ...name, version: '4', secondVersion: '5', secondPercent: 10 };
    for (const [plan, wanted] of [
      ['p3', split],
      ['p4', { ...name, version: '5' }],
    ] as const)
      expect(await carryOut(journey, taskOf(ALIAS, 'UpdateResource', wanted), plan)).toMatchObject({
        outcome: 'done',
        checks: [],
        steps: [{ kind: 'deploy' }],
      });
    const remove = taskOf(ALIAS, 'DeleteResource', name);
    expect(await carryOut(journey, remove, 'p5')).toMatchObject({
      outcome: 'done',
      steps: [{ kind: 'remove' }],
    });
  });

  it('one that no stack owns is moved and deleted through Cloud Control', async () => {
    const properties = { FunctionName: 'jobs', Name: 'live', FunctionVersion: '3' };
    const alias = standing(ALIAS, `${JOBS}:live`, properties) as object;
    const journey = worldWithJobs({ ...alias, arn: JOBS } as never);
    const name = { name: 'jobs', aliasName: 'live' };
    const move = taskOf(ALIAS, 'UpdateResource', { ...name, version: '4' });
    expect(await carryOut(journey, move, 'p1')).toMatchObject({
      outcome: 'done',
      steps: [{ kind: 'change' }],
    });
    expect((await carryOut(journey, move, 'p2')).outcome).toBe('empty');
    const remove = taskOf(ALIAS, 'DeleteResource', name);
    expect((await carryOut(journey, remove, 'p3')).outcome).toBe('done');
  });
});
