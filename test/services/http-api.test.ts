import { describe, expect, it } from 'vitest';
import { draftHttpApi } from '../../src/services/http-api/draft.ts';
import type { HttpApiFacts } from '../../src/services/http-api/facts-schema.ts';
import { DEPLOY, THROTTLE } from '../../src/services/http-api/operations.ts';
import { draftInverse } from '../../src/services/operate-drafts.ts';
import { typeTableOf } from '../../src/services/type-tables.ts';
import type { MutationType, TaskParameters } from '../../src/task/aws-task.ts';
import type { JsonObject } from '../../src/task/json.ts';
import type { Tier } from '../../src/task/tier.ts';
import {
  account,
  contextFor,
  DEV,
  NOBODY,
  ownStack,
  REGION,
  sure,
  taken,
  taskOf,
} from './samples.ts';

const TYPE = 'AWS::ApiGatewayV2::Api';
const ID = 'a1b2c3d4e5';
const ORDERS = { id: ID, name: 'orders', protocol: 'HTTP', endpoint: '' };
const ARN = `arn:aws:lambda:${REGION}:${DEV}:function:order-reader`;

const facts = (more: Partial<HttpApiFacts> = {}): HttpApiFacts => ({
  found: [],
  ownStack: null,
  owner: NOBODY,
  properties: null,
  functionArn: '',
  stages: [],
  mappings: [],
  ...more,
});

const LIVE = {
  name: 'live',
  isAutomatic: false,
  deploymentId: 'd0d0d0',
  rateLimit: 50,
  burstLimit: 100,
};

const loose = (more: Partial<HttpApiFacts> = {}): HttpApiFacts =>
  facts({
    found: [ORDERS],
    properties: { Name: 'orders', ProtocolType: 'HTTP', Tags: { Owner: 'shop' } },
    stages: [LIVE],
    ...more,
  });

const contextOf = (
  [taskType, parameters]: readonly [MutationType, TaskParameters],
  tier: Tier = 'development',
) => contextFor(taskOf(TYPE, taskType, { name: 'orders', ...parameters }), { tier });

const draft = (
  asked: readonly [MutationType, TaskParameters],
  seen: HttpApiFacts,
  tier: Tier = 'development',
) => draftHttpApi(contextOf(asked, tier), seen);

const made = (
  parameters: TaskParameters,
  tier: Tier = 'development',
): Readonly<Record<string, JsonObject>> => {
  const [step] = taken(
    draft(['CreateResource', parameters], facts({ functionArn: ARN }), tier),
  ).steps;
  const resources = step?.kind === 'deploy' ? step.template.Resources : {};
  return Object.fromEntries(
    Object.values(resources).map((one) => [one.Type, one.Properties ?? {}]),
  );
};

describe('a new HTTP API', () => {
  it('is throttled and keeps an access log for 30 days in every tier', () => {
    for (const tier of ['sandbox', 'development', 'production'] as const) {
      const resources = made({}, tier);
      expect(resources['AWS::ApiGatewayV2::Stage']).toMatchObject({
        AutoDeploy: true,
        StageName: '$default',
        DefaultRouteSettings: { ThrottlingRateLimit: 100, ThrottlingBurstLimit: 200 },
        AccessLogSettings: { DestinationArn: { 'Fn::GetAtt': ['OrdersApiStageAccessLog', 'Arn'] } },
      });
      expect(resources['AWS::Logs::LogGroup']).toMatchObject({ RetentionInDays: 30 });
    }
  });

  it.each<readonly [string, TaskParameters, string | undefined]>([
    ['asks who is calling', {}, 'AWS_IAM'],
    ['asks nobody where the request says so', { authorization: 'NONE' }, 'NONE'],
  ])('with a route %s', (_name, more, authorization) => {
    const resources = made({ target: 'order-reader', route: 'GET /orders', ...more });
    expect(resources['AWS::ApiGatewayV2::Route']).toMatchObject({
      RouteKey: 'GET /orders',
      AuthorizationType: authorization,
    });
    expect(resources['AWS::Lambda::Permission']).toMatchObject({
      FunctionName: ARN,
      Principal: 'apigateway.amazonaws.com',
      SourceArn: {
        'Fn::Sub': 'arn:aws:execute-api:${AWS::Region}:${AWS::AccountId}:${OrdersApi}/*',
      },
    });
  });

  it('has the limits that were asked for, and one of its own where only one was', () => {
    expect(made({ rateLimit: 5 })['AWS::ApiGatewayV2::Stage']).toMatchObject({
      DefaultRouteSettings: { ThrottlingRateLimit: 5, ThrottlingBurstLimit: 200 },
    });
  });

  it.each<readonly [string, TaskParameters, HttpApiFacts, string]>([
    ['a WebSocket API', { protocol: 'WEBSOCKET' }, facts(), 'unsupported-task'],
    ['a route without a function', { route: 'GET /orders' }, facts(), 'missing-field'],
    ['a function that is not there', { target: 'order-reader' }, facts(), 'target-not-found'],
    ['a name that is taken', {}, facts({ found: [ORDERS] }), 'name-taken'],
  ])('refuses %s', (_name, parameters, seen, code) => {
    expect(draft(['CreateResource', parameters], seen)).toMatchObject({
      ok: false,
      refusal: { code },
    });
  });
});

const Resources = {
  Orders: { Type: TYPE, Properties: { Name: 'orders', ProtocolType: 'HTTP', Tags: {} } },
  OrdersStage: {
    Type: 'AWS::ApiGatewayV2::Stage',
    Properties: {
      ApiId: { Ref: 'Orders' },
      StageName: '$default',
      AutoDeploy: true,
      DefaultRouteSettings: { ThrottlingRateLimit: 100, ThrottlingBurstLimit: 200 },
    },
  },
};

const ours = (more: Partial<HttpApiFacts> = {}): HttpApiFacts => {
  const owner = { owner: 'ours', logicalId: 'Orders', stack: ownStack({ Resources }) } as const;
  return loose({ owner, properties: null, ...more });
};

describe('an HTTP API of a stack of ours', () => {
  it('gets other limits in its template, and keeps the one that was not named', () => {
    const [step] = taken(draft(['UpdateResource', { rateLimit: 20 }], ours())).steps;
    expect(step).toMatchObject({
      kind: 'deploy',
      changeSetType: 'UPDATE',
      template: {
        Resources: {
          OrdersStage: {
            Properties: {
              DefaultRouteSettings: { ThrottlingRateLimit: 20, ThrottlingBurstLimit: 200 },
            },
          },
        },
      },
    });
  });

  it('gets a route more, which asks who is calling', () => {
    const asked = ['UpdateResource', { target: 'order-reader', route: 'POST /orders' }] as const;
    const [step] = taken(draft(asked, ours({ functionArn: ARN }))).steps;
    const found = step?.kind === 'deploy' ? step.template.Resources['POSTOrdersRoute'] : undefined;
    expect(found?.Properties).toMatchObject({ AuthorizationType: 'AWS_IAM' });
  });

  it('gets tags as the map that they are', () => {
    const [step] = taken(draft(['UpdateResource', { owner: 'search' }], ours())).steps;
    const found = step?.kind === 'deploy' ? step.template.Resources['Orders'] : undefined;
    expect(found?.Properties?.['Tags']).toEqual({ Owner: 'search' });
  });

  it('changes nothing where it is so already', () => {
    expect(taken(draft(['UpdateResource', { rateLimit: 100 }], ours())).steps).toEqual([]);
  });

  it('is not deployed by a call: its stage deploys by itself', () => {
    const seen = ours({ stages: [{ ...LIVE, isAutomatic: true }] });
    expect(draft(['UpdateResource', { action: 'redeploy' }], seen)).toMatchObject({
      ok: false,
      refusal: { code: 'unsupported-task' },
    });
  });
});

describe('an HTTP API that no stack owns', () => {
  const throttled = () =>
    taken(draft(['UpdateResource', { rateLimit: 20 }], loose())).steps.map((step) => step);

  it('is throttled by a call that names what is there before and after', () => {
    expect(throttled()).toMatchObject([
      {
        kind: 'operate',
        operation: 'apigatewayv2:throttle',
        target: `${ID}/live`,
        operationClass: 'non-destructive',
        input: {
          ApiId: ID,
          StageName: 'live',
          DefaultRouteSettings: { ThrottlingRateLimit: 20, ThrottlingBurstLimit: 100 },
        },
        changes: [
          {
            properties: [
              {
                path: '/Properties/DefaultRouteSettings',
                before: { ThrottlingRateLimit: 50, ThrottlingBurstLimit: 100 },
                after: { ThrottlingRateLimit: 20, ThrottlingBurstLimit: 100 },
              },
            ],
          },
        ],
      },
    ]);
  });

  it('gets its former limits back by the inverse of that call', () => {
    const [done] = throttled();
    if (done?.kind !== 'operate') throw new Error('no call');
    expect(draftInverse(contextOf(['UpdateResource', {}]), done)).toMatchObject({
      operation: 'apigatewayv2:throttle',
      input: { DefaultRouteSettings: { ThrottlingRateLimit: 50, ThrottlingBurstLimit: 100 } },
      changes: [
        { properties: [{ after: { ThrottlingRateLimit: 50, ThrottlingBurstLimit: 100 } }] },
      ],
    });
  });

  it('without limits of its own needs both, and they are not taken away again', () => {
    const bare = loose({ stages: [{ ...LIVE, rateLimit: null, burstLimit: null }] });
    expect(draft(['UpdateResource', { rateLimit: 20 }], bare)).toMatchObject({
      ok: false,
      refusal: { code: 'missing-field' },
    });
    const both = ['UpdateResource', { rateLimit: 20, burstLimit: 40 }] as const;
    const [done] = taken(draft(both, bare)).steps;
    expect(done?.inverse.reversibility).toBe('partly reversible');
    if (done?.kind !== 'operate') throw new Error('no call');
    expect(draftInverse(contextOf(both), done)).toBeUndefined();
  });

  it('is deployed to a stage that waits for it, and its former deployment can be chosen', () => {
    const [done] = taken(draft(['UpdateResource', { action: 'redeploy' }], loose())).steps;
    expect(done).toMatchObject({
      operation: 'apigatewayv2:deploy-stage',
      input: { Description: 'For acme/cloud#42, after d0d0d0' },
    });
    if (done?.kind !== 'operate') throw new Error('no call');
    expect(draftInverse(contextOf(['UpdateResource', {}]), done)).toMatchObject({
      operation: 'apigatewayv2:choose-deployment',
      input: { ApiId: ID, StageName: 'live', DeploymentId: 'd0d0d0' },
    });
  });

  it('gets tags through Cloud Control', () => {
    expect(taken(draft(['UpdateResource', { owner: 'search' }], loose())).steps).toMatchObject([
      { kind: 'change', action: 'update', patch: [{ path: '/Tags', value: { Owner: 'search' } }] },
    ]);
  });

  it('is deleted, and its address with it', () => {
    expect(taken(draft(['DeleteResource', {}], loose())).steps).toMatchObject([
      { kind: 'change', action: 'delete', inverse: { reversibility: 'irreversible' } },
    ]);
  });

  it.each<readonly [string, readonly [MutationType, TaskParameters], HttpApiFacts, string]>([
    ['one that is not there', ['DeleteResource', {}], facts(), 'target-not-found'],
    [
      'one of two of a name',
      ['DeleteResource', {}],
      facts({ found: [ORDERS, { ...ORDERS, id: 'f6g7h8i9j0' }] }),
      'missing-field',
    ],
    [
      'the deletion while a domain leads to it',
      ['DeleteResource', {}],
      loose({ mappings: ['api.example.com/orders'] }),
      'still-in-use',
    ],
    [
      'a route, which is more than one resource',
      ['UpdateResource', { target: 'order-reader' }],
      loose({ functionArn: ARN }),
      'unsupported-task',
    ],
    [
      "one of somebody else's stack",
      ['UpdateResource', { rateLimit: 5 }],
      loose({ owner: { owner: 'foreign', stackName: 'shop' } }),
      'no-route',
    ],
    [
      'a route that nothing is said to answer',
      ['UpdateResource', { route: 'GET /orders' }],
      ours(),
      'missing-field',
    ],
    [
      'a way of asking where there is no route',
      ['UpdateResource', { authorization: 'NONE' }],
      ours(),
      'target-not-found',
    ],
    [
      'a stage that is not there',
      ['UpdateResource', { rateLimit: 5, stage: 'beta' }],
      loose(),
      'target-not-found',
    ],
  ])('refuses %s', (_name, asked, seen, code) => {
    expect(draft(asked, seen)).toMatchObject({ ok: false, refusal: { code } });
  });
});

describe('the operations of HTTP APIs', () => {
  it.each<readonly [string, JsonObject, JsonObject, boolean]>([
    ['other limits', { DefaultRouteSettings: { ThrottlingRateLimit: 9 } }, {}, false],
    [
      'the limits that were sent',
      { DefaultRouteSettings: { ThrottlingRateLimit: 20, DetailedMetricsEnabled: false } },
      {},
      true,
    ],
  ])('a throttle is done with %s', (_name, seen, _none, isDone) => {
    const sent = { DefaultRouteSettings: { ThrottlingRateLimit: 20 } };
    expect(sure(THROTTLE.wait.isAsSent)({ StageName: 'live', ...seen }, sent)).toBe(isDone);
  });

  it.each([
    ['d0d0d0', false],
    ['e1e1e1', true],
  ])('a deployment is done when the stage has another: %s', (DeploymentId, isDone) => {
    const sent = { Description: 'For acme/cloud#42, after d0d0d0' };
    expect(sure(DEPLOY.wait.isAsSent)({ DeploymentId }, sent)).toBe(isDone);
  });

  it('each asks for its own stage only', () => {
    const needs = DEPLOY.needs(`${ID}/live`, account(), REGION);
    const base = `arn:aws:apigateway:${REGION}::/apis/${ID}`;
    expect(needs.map(({ action, resources }) => [action, ...resources])).toEqual([
      ['apigateway:PATCH', `${base}/stages/live`],
      ['apigateway:GET', `${base}/stages/live`],
      ['apigateway:POST', `${base}/deployments`],
    ]);
  });
});

describe('what a session may do with APIs', () => {
  const needs = (physicalId?: string) =>
    sure(typeTableOf(TYPE)).needs({
      type: TYPE,
      logicalId: 'Orders',
      action: physicalId === undefined ? 'create' : 'delete',
      properties: { Name: 'orders' },
      changedProperties: [],
      ...(physicalId === undefined ? {} : { physicalId }),
      account: account(),
      region: REGION,
      stackName: 'aws-coworker-42-orders',
      tags: { CoworkerIssue: 'acme/cloud/issues/42' },
    });

  it('takes a new API back only where it carries the tag of the issue', () => {
    expect(needs().find(({ action }) => action === 'apigateway:DELETE')).toMatchObject({
      resources: [`arn:aws:apigateway:${REGION}::/apis/*`],
      conditions: { StringEquals: { 'aws:ResourceTag/CoworkerIssue': 'acme/cloud/issues/42' } },
      purpose: 'rollback',
    });
  });

  it('names the API once it is known', () => {
    expect(needs(ID).find(({ action }) => action === 'apigateway:DELETE')?.resources).toEqual([
      `arn:aws:apigateway:${REGION}::/apis/${ID}`,
    ]);
  });
});
