import { describe, expect, it } from 'vitest';
import { draftInverse } from '../../src/services/operate-drafts.ts';
import { draftRestApi } from '../../src/services/rest-api/draft.ts';
import type { RestApiFacts } from '../../src/services/rest-api/facts-schema.ts';
import { DEPLOY, THROTTLE } from '../../src/services/rest-api/operations.ts';
import type { Template } from '../../src/plan/template.ts';
import type { MutationType, TaskParameters } from '../../src/task/aws-task.ts';
import type { JsonObject } from '../../src/task/json.ts';
import type { Tier } from '../../src/task/tier.ts';
import { contextFor, DEV, NOBODY, ownStack, REGION, sure, taken, taskOf } from './samples.ts';

const TYPE = 'AWS::ApiGateway::RestApi';
const ID = 'r1s2t3u4v5';
const ORDERS = { id: ID, name: 'orders' };
const ARN = `arn:aws:lambda:${REGION}:${DEV}:function:order-reader`;
const LIVE = {
  name: 'live',
  isAutomatic: false,
  deploymentId: 'd0d0d0',
  rateLimit: 50,
  burstLimit: 100,
};

const facts = (more: Partial<RestApiFacts> = {}): RestApiFacts => ({
  found: [],
  ownStack: null,
  owner: NOBODY,
  properties: null,
  functionArn: ARN,
  stages: [],
  mappings: [],
  mayLog: true,
  ...more,
});

const loose = (more: Partial<RestApiFacts> = {}): RestApiFacts =>
  facts({ found: [ORDERS], properties: { Name: 'orders' }, stages: [LIVE], ...more });

type Asked = readonly [MutationType, TaskParameters];

const contextOf = ([taskType, parameters]: Asked, tier: Tier = 'development') =>
  contextFor(taskOf(TYPE, taskType, { name: 'orders', ...parameters }), { tier });

const draft = (asked: Asked, seen: RestApiFacts, tier: Tier = 'development') =>
  draftRestApi(contextOf(asked, tier), seen);

const templateOf = (asked: Asked, seen: RestApiFacts, tier?: Tier): Template => {
  const [step] = taken(draft(asked, seen, tier)).steps;
  if (step?.kind !== 'deploy') throw new Error('no deployment of a stack');
  return step.template;
};

const made = (parameters: TaskParameters, tier?: Tier): Template =>
  templateOf(['CreateResource', { target: 'order-reader', ...parameters }], facts(), tier);

const ofType = (template: Template, type: string): readonly JsonObject[] =>
  Object.values(template.Resources)
    .filter((one) => one.Type === `AWS::ApiGateway::${type}`)
    .map((one) => one.Properties ?? {});

const deploymentOf = (template: Template): string =>
  sure(Object.keys(template.Resources).find((id) => id.startsWith('Deployment')));

describe('a new REST API', () => {
  it('is throttled, logged for 30 days and traced, and asks who is calling', () => {
    const template = made({});
    expect(ofType(template, 'Stage')).toMatchObject([
      {
        StageName: 'live',
        TracingEnabled: true,
        DeploymentId: { Ref: deploymentOf(template) },
        MethodSettings: [
          {
            HttpMethod: '*',
            ResourcePath: '/*',
            LoggingLevel: 'ERROR',
            ThrottlingRateLimit: 100,
            ThrottlingBurstLimit: 200,
          },
        ],
      },
    ]);
    const log = Object.values(template.Resources).find((one) => one.Type === 'AWS::Logs::LogGroup');
    expect(log?.Properties).toMatchObject({ RetentionInDays: 30 });
    expect(ofType(template, 'Method').map((one) => one['AuthorizationType'])).toEqual([
      'AWS_IAM',
      'AWS_IAM',
    ]);
  });

  it('has a resource for each part of its path', () => {
    const template = made({ route: 'GET /orders/{id}' });
    expect(ofType(template, 'Resource')).toEqual([
      {
        ParentId: { 'Fn::GetAtt': ['OrdersRestApi', 'RootResourceId'] },
        PathPart: 'orders',
        RestApiId: { Ref: 'OrdersRestApi' },
      },
      {
        ParentId: { Ref: 'OrdersPath' },
        PathPart: '{id}',
        RestApiId: { Ref: 'OrdersRestApi' },
      },
    ]);
    expect(template.Resources['GETOrdersIdMethod']?.Properties).toMatchObject({
      HttpMethod: 'GET',
      ResourceId: { Ref: 'OrdersIdPath' },
    });
  });

  it('gets another deployment with other methods, and the same one with the same', () => {
    expect(deploymentOf(made({}))).toBe(deploymentOf(made({ rateLimit: 5 })));
    expect(deploymentOf(made({}))).not.toBe(deploymentOf(made({ route: 'GET /orders' })));
    expect(deploymentOf(made({}))).not.toBe(deploymentOf(made({ authorization: 'NONE' })));
  });

  it('of production stands behind a web ACL', () => {
    const types = Object.values(made({}, 'production').Resources).map((one) => one.Type);
    expect(types).toContain('AWS::WAFv2::WebACLAssociation');
    expect(types).toContain('AWS::WAFv2::WebACL');
  });

  it.each<readonly [string, TaskParameters, Partial<RestApiFacts>, string]>([
    ['one without a function', {}, { functionArn: '' }, 'missing-field'],
    [
      'a function that is not there',
      { target: 'order-reader' },
      { functionArn: '' },
      'target-not-found',
    ],
    ['a name that is taken', { target: 'order-reader' }, { found: [ORDERS] }, 'name-taken'],
    [
      'logs that API Gateway may not write',
      { target: 'order-reader' },
      { mayLog: false },
      'stack-not-ready',
    ],
  ])('refuses %s', (_name, parameters, more, code) => {
    expect(draft(['CreateResource', parameters], facts(more))).toMatchObject({
      ok: false,
      refusal: { code },
    });
  });
});

const ours = (more: Partial<RestApiFacts> = {}): RestApiFacts => {
  const { Resources } = made({ route: 'GET /orders' });
  const stack = ownStack({ Resources });
  const owner = { owner: 'ours', logicalId: 'OrdersRestApi', stack } as const;
  return loose({ owner, properties: null, ...more });
};

describe('a REST API of a stack of ours', () => {
  it('gets other limits in its template, and keeps its deployment', () => {
    const template = templateOf(['UpdateResource', { rateLimit: 20 }], ours());
    expect(ofType(template, 'Stage')).toMatchObject([
      { MethodSettings: [{ ThrottlingRateLimit: 20, ThrottlingBurstLimit: 200 }] },
    ]);
    expect(deploymentOf(template)).toBe(deploymentOf(made({ route: 'GET /orders' })));
  });

  it('gets a method more, which asks who is calling, and a deployment of both', () => {
    const asked = ['UpdateResource', { target: 'order-reader', route: 'POST /orders' }] as const;
    const template = templateOf(asked, ours());
    expect(taken(draft(asked, ours())).steps).toMatchObject([
      { inverse: { reversibility: 'partly reversible' } },
    ]);
    expect(template.Resources['POSTOrdersMethod']?.Properties).toMatchObject({
      AuthorizationType: 'AWS_IAM',
    });
    const deployments = Object.values(template.Resources).filter(
      ({ Type }) => Type === 'AWS::ApiGateway::Deployment',
    );
    expect(deployments).toMatchObject([{ DependsOn: ['GETOrdersMethod', 'POSTOrdersMethod'] }]);
  });

  it('asks otherwise, and is deployed anew for that', () => {
    const template = templateOf(['UpdateResource', { authorization: 'NONE' }], ours());
    expect(ofType(template, 'Method')).toMatchObject([{ AuthorizationType: 'NONE' }]);
    expect(deploymentOf(template)).not.toBe(deploymentOf(made({ route: 'GET /orders' })));
  });

  it('changes nothing where it is so already', () => {
    expect(taken(draft(['UpdateResource', { rateLimit: 100 }], ours())).steps).toEqual([]);
  });
});

describe('a REST API that no stack owns', () => {
  it('is throttled by a call, and gets its former limits back by the inverse', () => {
    const [done] = taken(draft(['UpdateResource', { rateLimit: 20 }], loose())).steps;
    expect(done).toMatchObject({
      operation: 'apigateway:throttle',
      input: {
        restApiId: ID,
        stageName: 'live',
        patchOperations: [
          { op: 'replace', path: '/*/*/throttling/rateLimit', value: '20' },
          { op: 'replace', path: '/*/*/throttling/burstLimit', value: '100' },
        ],
      },
    });
    if (done?.kind !== 'operate') throw new Error('no call');
    expect(draftInverse(contextOf(['UpdateResource', {}]), done)).toMatchObject({
      operation: 'apigateway:throttle',
      input: {
        patchOperations: [
          { path: '/*/*/throttling/rateLimit', value: '50' },
          { path: '/*/*/throttling/burstLimit', value: '100' },
        ],
      },
    });
  });

  it('is deployed, and its former deployment can be chosen', () => {
    const [done] = taken(draft(['UpdateResource', { action: 'redeploy' }], loose())).steps;
    expect(done).toMatchObject({
      operation: 'apigateway:deploy-stage',
      input: { description: 'For acme/cloud#42, after d0d0d0' },
    });
    if (done?.kind !== 'operate') throw new Error('no call');
    expect(draftInverse(contextOf(['UpdateResource', {}]), done)).toMatchObject({
      operation: 'apigateway:choose-deployment',
      input: { patchOperations: [{ path: '/deploymentId', value: 'd0d0d0' }] },
    });
  });

  it('gets tags, and is deleted, through Cloud Control', () => {
    const tagged = taken(draft(['UpdateResource', { owner: 'search' }], loose())).steps;
    expect(tagged).toMatchObject([{ kind: 'change', action: 'update', typeName: TYPE }]);
    expect(taken(draft(['DeleteResource', {}], loose())).steps).toMatchObject([
      { kind: 'change', action: 'delete', inverse: { reversibility: 'irreversible' } },
    ]);
  });

  it.each<readonly [string, Asked, RestApiFacts, string]>([
    ['one that is not there', ['DeleteResource', {}], facts(), 'target-not-found'],
    [
      'one of two of a name',
      ['DeleteResource', {}],
      facts({ found: [ORDERS, { id: 'x1x2x3x4x5', name: 'orders' }] }),
      'missing-field',
    ],
    [
      'the deletion while a domain leads to it',
      ['DeleteResource', {}],
      loose({ mappings: ['api.example.com/'] }),
      'still-in-use',
    ],
    ['tracing', ['UpdateResource', { tracing: true }], loose(), 'unsupported-task'],
    [
      "one of somebody else's stack",
      ['UpdateResource', { rateLimit: 5 }],
      loose({ owner: { owner: 'foreign', stackName: 'shop' } }),
      'no-route',
    ],
    [
      'a deployment by a call of what its stack deploys',
      ['UpdateResource', { action: 'redeploy' }],
      ours(),
      'unsupported-task',
    ],
    [
      'a route that nothing is said to answer',
      ['UpdateResource', { route: 'GET /orders' }],
      ours(),
      'missing-field',
    ],
    [
      'a way of asking for a route that is not there',
      ['UpdateResource', { route: 'GET /carts', authorization: 'NONE' }],
      ours(),
      'target-not-found',
    ],
  ])('refuses %s', (_name, asked, seen, code) => {
    expect(draft(asked, seen)).toMatchObject({ ok: false, refusal: { code } });
  });
});

describe('the operations of REST APIs', () => {
  const sent = {
    patchOperations: [{ op: 'replace', path: '/*/*/throttling/rateLimit', value: '20' }],
  };

  it.each<readonly [number, boolean]>([
    [50, false],
    [20, true],
  ])('a throttle is done when %d requests a second are let through: %s', (rate, isDone) => {
    const seen = { methodSettings: { '*/*': { throttlingRateLimit: rate } } };
    expect(sure(THROTTLE.wait.isAsSent)(seen, sent)).toBe(isDone);
  });

  it.each([
    ['d0d0d0', false],
    ['e1e1e1', true],
  ])('a deployment is done when the stage has another: %s', (deploymentId, isDone) => {
    const words = { description: 'For acme/cloud#42, after d0d0d0' };
    expect(sure(DEPLOY.wait.isAsSent)({ deploymentId }, words)).toBe(isDone);
  });
});
