import { describe, expect, it } from 'vitest';
import { IMAGE, movingImage, repositoryArn } from '../../src/services/containers/image.ts';
import { sizeRefusal } from '../../src/services/containers/size.ts';
import { draftEcsService } from '../../src/services/ecs-service/draft.ts';
import type { EcsServiceFacts } from '../../src/services/ecs-service/facts-schema.ts';
import { REDEPLOY } from '../../src/services/ecs-service/operations.ts';
import { ecsServiceTable } from '../../src/services/ecs-service/permissions.ts';
import { draftTaskDefinition } from '../../src/services/ecs-task-definition/draft.ts';
import type { TaskDefinitionFacts } from '../../src/services/ecs-task-definition/facts-schema.ts';
import { taskDefinitionTable } from '../../src/services/ecs-task-definition/permissions.ts';
import type { MutationType, TaskParameters } from '../../src/task/aws-task.ts';
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

const TYPE = 'AWS::ECS::Service';
const REPOSITORY = '333333333333.dkr.ecr.us-east-1.amazonaws.com/shop/api';
const IMAGE_1 = `${REPOSITORY}:1.4.0`;
const GROUP = 'sg-0fedcba9876543210';
const VPC = 'vpc-0333aaaa1111bbbb0';
const SERVICE_ARN = `arn:aws:ecs:${REGION}:${DEV}:service/shop/shop-api`;

const subnet = (id: string, zone: string) => ({
  id,
  name: '',
  vpcId: VPC,
  zone,
  isPrivate: true,
  givesPublicIp: false,
});

const facts = (more: Partial<EcsServiceFacts> = {}): EcsServiceFacts => ({
  name: 'shop-api',
  identifier: 'shop-api',
  exists: false,
  ownStack: null,
  owner: NOBODY,
  properties: null,
  clusters: [],
  cluster: 'shop',
  hasCluster: true,
  clusterStack: null,
  others: [],
  arn: '',
  desired: 0,
  running: 0,
  isRollingOut: false,
  deployment: '',
  definition: null,
  role: null,
  hasLogGroup: false,
  targets: null,
  vpcs: [{ id: VPC, name: '', isDefault: true, cidr: '10.30.0.0/16' }],
  subnets: [subnet('subnet-1', 'us-east-1a'), subnet('subnet-2', 'us-east-1b')],
  groups: [{ id: GROUP, name: 'web', vpcId: VPC, openTo: [] }],
  ...more,
});

const STANDING = facts({
  exists: true,
  arn: SERVICE_ARN,
  identifier: `${SERVICE_ARN}|shop`,
  clusters: ['shop'],
  desired: 2,
  running: 2,
  properties: { ServiceName: 'shop-api', Cluster: 'shop', DesiredCount: 2 },
});

const ASKED = { cluster: 'shop', image: IMAGE_1, securityGroup: GROUP } as const;

const draft = (
  [taskType, parameters]: readonly [MutationType, TaskParameters],
  seen: EcsServiceFacts,
  options: { readonly tier?: Tier; readonly added?: readonly string[] } = {},
) =>
  draftEcsService(
    contextFor(taskOf(TYPE, taskType, { name: 'shop-api', ...parameters }), options),
    seen,
  );

const templateOf = (...args: Parameters<typeof draft>) => {
  const step = taken(draft(...args)).steps.at(-1);
  if (step?.kind !== 'deploy') throw new Error('no template');
  return step.template;
};

const serviceOf = (...args: Parameters<typeof draft>) =>
  sure(Object.values(templateOf(...args).Resources).find((one) => one.Type === TYPE)).Properties;

describe('an image of containers', () => {
  it.each<readonly [string, boolean, boolean]>([
    [IMAGE_1, true, false],
    [`${REPOSITORY}@sha256:${'a'.repeat(64)}`, true, false],
    [`${REPOSITORY}:latest@sha256:${'a'.repeat(64)}`, true, false],
    [`${REPOSITORY}:latest`, true, true],
    ['public.ecr.aws/nginx/nginx', true, true],
    ['registry.example.com:5000/shop/api', true, true],
    ['shop api', false, false],
    ['-shop', false, false],
  ])('%s is well formed: %s; moves: %s', (image, isFormed, isMoving) => {
    expect(IMAGE.test(image)).toBe(isFormed);
    if (!isFormed) return;
    const said = movingImage(taskOf(TYPE, 'CreateResource', { name: 'shop-api', image }));
    expect(said.length > 0).toBe(isMoving);
  });

  it.each<readonly [string, string | undefined]>([
    [IMAGE_1, `arn:aws:ecr:us-east-1:${DEV}:repository/shop/api`],
    [`${REPOSITORY}@sha256:${'a'.repeat(64)}`, `arn:aws:ecr:us-east-1:${DEV}:repository/shop/api`],
    ['public.ecr.aws/nginx/nginx:1.27', undefined],
  ])('%s is fetched from %s', (image, expected) => {
    expect(repositoryArn(image)).toBe(expected);
  });
});

describe('the size of a task', () => {
  it.each<readonly [number, number, boolean]>([
    [256, 512, true],
    [256, 2048, true],
    [256, 3072, false],
    [300, 1024, false],
    [1024, 2048, true],
    [1024, 1024, false],
    [4096, 8192, true],
    [16_384, 122_880, true],
    [8192, 17_408, false],
  ])('of %i units and %i MB is run by Fargate: %s', (cpu, memoryMb, isRun) => {
    expect(sizeRefusal({ cpu, memoryMb }) === undefined).toBe(isRun);
  });
});

describe('a new ECS service', () => {
  it('has no public address, and a deployment that fails goes back', () => {
    expect(serviceOf(['CreateResource', ASKED], facts())).toMatchObject({
      LaunchType: 'FARGATE',
      DesiredCount: 1,
      NetworkConfiguration: {
        AwsvpcConfiguration: { AssignPublicIp: 'DISABLED', SecurityGroups: [GROUP] },
      },
      DeploymentConfiguration: {
        DeploymentCircuitBreaker: { Enable: true, Rollback: true },
        MinimumHealthyPercent: 100,
      },
    });
  });

  it('scales by itself from staging up, and says no number then', () => {
    const { Resources } = templateOf(['CreateResource', ASKED], facts(), { tier: 'staging' });
    const types = Object.values(Resources).map((one) => one.Type);
    expect(types).toContain('AWS::ApplicationAutoScaling::ScalableTarget');
    const properties = serviceOf(['CreateResource', ASKED], facts(), { tier: 'staging' });
    expect(properties).not.toHaveProperty('DesiredCount');
  });

  it('makes the cluster that is not there, first', () => {
    const { steps } = taken(draft(['CreateResource', ASKED], facts({ hasCluster: false })));
    expect(steps.map((step) => step.summary)).toEqual([
      'create ECS cluster shop',
      'create ECS service shop-api',
    ]);
  });

  const NAMED = {
    arn: `arn:aws:ecs:${REGION}:${DEV}:task-definition/shop-api:7`,
    cpu: 512,
    memoryMb: 1024,
    isFargate: true,
    container: 'api',
    port: 8080,
  };

  it('runs the family that is named, and makes no role', () => {
    const { image: _image, ...rest } = ASKED;
    const asked = ['CreateResource', { ...rest, taskDefinition: 'shop-api:7' }] as const;
    const { Resources } = templateOf(asked, facts({ definition: NAMED }));
    expect(Object.values(Resources).map((one) => one.Type)).toEqual([TYPE]);
    expect(serviceOf(asked, facts({ definition: NAMED }))).toMatchObject({
      TaskDefinition: NAMED.arn,
    });
  });

  const TARGETS = { arn: 'arn:tg', type: 'ip', vpcId: VPC, isServed: true };
  const { image: _own, ...bare } = ASKED;
  const { securityGroup: _group, ...open } = ASKED;

  it.each<readonly [string, TaskParameters, Partial<EcsServiceFacts>, string]>([
    ['no image', bare, {}, 'missing-field'],
    ['no security group', open, {}, 'missing-field'],
    ['a size that Fargate has not', { ...ASKED, cpu: 512, memoryMb: 512 }, {}, 'malformed-value'],
    [
      'a secret in a variable',
      { ...ASKED, environment: { DB_PASSWORD: 'hunter2hunter2' } },
      {},
      'secret-in-request',
    ],
    ['a family that is not there', { ...bare, taskDefinition: 'x:1' }, {}, 'target-not-found'],
    [
      'a family and an image',
      { ...ASKED, taskDefinition: 'shop-api:7' },
      { definition: NAMED },
      'contradictory',
    ],
    [
      'a family that is not made for Fargate',
      { ...bare, taskDefinition: 'shop-api:7' },
      { definition: { ...NAMED, isFargate: false } },
      'contradictory',
    ],
    [
      'a group that is open to the world',
      ASKED,
      { groups: [{ id: GROUP, name: 'web', vpcId: VPC, openTo: ['22'] }] },
      'never-do',
    ],
    ['a target group that is not there', { ...ASKED, targetGroup: 'x' }, {}, 'target-not-found'],
    [
      'a target group of instances',
      { ...ASKED, targetGroup: 'x', port: 80 },
      { targets: { ...TARGETS, type: 'instance' } },
      'contradictory',
    ],
    [
      'a target group that nobody sends to',
      { ...ASKED, targetGroup: 'x', port: 80 },
      { targets: { ...TARGETS, isServed: false } },
      'stack-not-ready',
    ],
    [
      'a target group without a port',
      { ...ASKED, targetGroup: 'x' },
      { targets: TARGETS },
      'missing-field',
    ],
    ['a most, where sessions are made', { ...ASKED, maxCount: 4 }, {}, 'no-route'],
    ['a name that is taken', ASKED, { exists: true }, 'name-taken'],
  ])('with %s is refused', (_name, parameters, more, code) => {
    expect(draft(['CreateResource', parameters], facts(more))).toMatchObject({
      ok: false,
      refusal: { code },
    });
  });
});

describe('an ECS service that exists', () => {
  it.each<readonly [string, TaskParameters, Partial<EcsServiceFacts>, string]>([
    ['an image, where no stack holds its tasks', { image: IMAGE_1 }, {}, 'unsupported-task'],
    ['a deployment under way', { action: 'redeploy' }, { isRollingOut: true }, 'stack-not-ready'],
    ['one of several', { desiredCount: 3 }, { clusters: ['a', 'b'] }, 'missing-field'],
    ['one that is not there', { desiredCount: 3 }, { exists: false }, 'target-not-found'],
    [
      'one of a foreign stack',
      { desiredCount: 3 },
      { owner: { owner: 'foreign', stackName: 'web' } },
      'no-route',
    ],
  ])('is not changed: %s', (_name, parameters, more, code) => {
    expect(draft(['UpdateResource', parameters], { ...STANDING, ...more })).toMatchObject({
      ok: false,
      refusal: { code },
    });
  });

  it('is scaled by a call where no stack owns it, and to none only with care', () => {
    const [some] = taken(draft(['UpdateResource', { desiredCount: 4 }], STANDING)).steps;
    expect(some).toMatchObject({
      operation: 'ecs:scale',
      operationClass: 'non-destructive',
      input: { cluster: 'shop', service: 'shop-api', desiredCount: 4 },
    });
    const [none] = taken(draft(['UpdateResource', { desiredCount: 0 }], STANDING)).steps;
    expect(none).toMatchObject({ operationClass: 'destructive' });
  });

  it.each<readonly [string, readonly object[], boolean]>([
    ['the one that was planned on', [{ id: 'ecs-svc/1' }], false],
    ['one without an id', [{}], false],
    ['a newer one', [{ id: 'ecs-svc/2' }], true],
  ])('is redeployed when its deployment is %s: %s', (_name, deployments, isAsSent) => {
    const seen = { ...STANDING, deployment: 'ecs-svc/1' };
    const [step] = taken(draft(['UpdateResource', { action: 'redeploy' }], seen)).steps;
    const changes = step?.kind === 'operate' ? step.changes : [];
    expect(changes[0]?.properties).toMatchObject([{ before: 'ecs-svc/1' }]);
    const output = { services: [{ deployments }] };
    expect(REDEPLOY.wait.isAsSent?.(output, {}, changes)).toBe(isAsSent);
  });

  it('is scaled to none before it is deleted', () => {
    const { steps } = taken(draft(['DeleteResource', {}], STANDING));
    expect(steps).toMatchObject([{ operation: 'ecs:scale' }, { kind: 'change', action: 'delete' }]);
  });

  const made = (more: Partial<EcsServiceFacts> = {}): EcsServiceFacts => {
    const template = templateOf(['CreateResource', ASKED], facts());
    const resources = Object.entries(template.Resources).map(([logicalId, { Type: type }]) => ({
      logicalId,
      type,
      physicalId: logicalId,
    }));
    const stack = { ...ownStack(template), resources };
    const owner = { owner: 'ours', logicalId: 'ShopApiService', stack } as const;
    return { ...STANDING, properties: null, owner, ...more };
  };

  it('of ours gets the next revision by its stack, and the role may fetch the new image', () => {
    const next = REPOSITORY.replace('shop/api', 'shop/next');
    const update = ['UpdateResource', { image: `${next}:1` }] as const;
    const text = JSON.stringify(templateOf(update, made()));
    expect(text).toContain(`"Image":"${next}:1"`);
    expect(text).toContain('repository/shop/next');
    expect(text).not.toContain('repository/shop/api');
  });

  it('of ours keeps a cluster that holds others', () => {
    const clusterStack = ownStack(
      { Resources: { Shop: { Type: 'AWS::ECS::Cluster' } } },
      { stackName: 'aws-coworker-7-shop-cluster' },
    );
    const whole = taken(draft(['DeleteResource', {}], made({ clusterStack })));
    expect(whole.steps.map((step) => step.kind)).toEqual(['operate', 'remove', 'remove']);
    const kept = taken(draft(['DeleteResource', {}], made({ clusterStack, others: ['web'] })));
    expect(kept.steps.map((step) => step.kind)).toEqual(['operate', 'remove']);
    expect(kept.deviations).toMatchObject([{ because: 'it also holds web' }]);
  });
});

describe('an ECS task definition', () => {
  const family = (more: Partial<TaskDefinitionFacts> = {}): TaskDefinitionFacts => ({
    name: 'shop-job',
    identifier: `arn:aws:ecs:${REGION}:${DEV}:task-definition/shop-job:3`,
    exists: true,
    ownStack: null,
    owner: NOBODY,
    properties: { Family: 'shop-job' },
    revision: 3,
    users: [],
    role: null,
    hasLogGroup: false,
    ...more,
  });

  it.each<readonly [string, MutationType, TaskParameters, Partial<TaskDefinitionFacts>, string]>([
    ['of no stack is not changed', 'UpdateResource', { image: IMAGE_1 }, {}, 'unsupported-task'],
    [
      'that services run is kept',
      'DeleteResource',
      {},
      { users: ['shop/shop-job'] },
      'stack-not-ready',
    ],
    [
      'that is not there is not changed',
      'UpdateResource',
      { image: IMAGE_1 },
      { exists: false },
      'target-not-found',
    ],
    ['without an image is not made', 'CreateResource', {}, { exists: false }, 'missing-field'],
    [
      'with a role that is not bounded is not made',
      'CreateResource',
      { image: IMAGE_1, role: 'admin' },
      {
        exists: false,
        role: { name: 'admin', arn: 'arn:x', path: '/', boundary: '', trust: 'ecs-tasks' },
      },
      'missing-permission',
    ],
  ])('%s', (_name, taskType, parameters, more, code) => {
    const task = taskOf('AWS::ECS::TaskDefinition', taskType, { name: 'shop-job', ...parameters });
    expect(draftTaskDefinition(contextFor(task), family(more))).toMatchObject({
      ok: false,
      refusal: { code },
    });
  });
});

describe('the permissions of containers', () => {
  const input = (type: string, properties: Record<string, string>, physicalId?: string) => ({
    type,
    logicalId: 'Thing',
    action: 'create' as const,
    properties,
    changedProperties: [],
    ...(physicalId === undefined ? {} : { physicalId }),
    account: account(),
    region: REGION,
    stackName: 'aws-coworker-42-shop',
  });

  it.each<readonly [string, string | undefined]>([
    ['shop-job', `arn:aws:ecs:${REGION}:${DEV}:task-definition/shop-job:*`],
    ['*', `arn:aws:ecs:${REGION}:${DEV}:task-definition/aws-coworker-42-shop-Thing-*:*`],
  ])('of the family %s are bound to it', (Family, expected) => {
    const asked = input('AWS::ECS::TaskDefinition', { Family });
    expect(taskDefinitionTable.arnOf?.(asked)).toBe(expected);
  });

  it.each<readonly [Record<string, string>, string | undefined, string]>([
    [{ ServiceName: 'api', Cluster: 'shop' }, undefined, 'service/shop/api'],
    [{ ServiceName: 'api' }, undefined, 'service/default/api'],
    [{ ServiceName: 'api', Cluster: '*' }, undefined, 'service/default/api'],
    [{ ServiceName: '*' }, undefined, 'service/default/aws-coworker-42-shop-Thing-*'],
    [{}, `${SERVICE_ARN}|shop`, 'service/shop/shop-api'],
  ])('of the service %j are bound to it', (properties, physicalId, expected) => {
    const asked = input(TYPE, properties, physicalId);
    expect(ecsServiceTable.arnOf?.(asked)).toBe(`arn:aws:ecs:${REGION}:${DEV}:${expected}`);
  });
});
