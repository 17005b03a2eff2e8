import { describe, expect, it } from 'vitest';
import type { MutationType, TaskParameters } from '../../src/task/aws-task.ts';
import { startJourney, type Journey } from '../aws/sandbox-journey.ts';
import { carryOut } from './carry-out.ts';
import { DEV, REGION, taskOf } from './samples.ts';

const IMAGE = '333333333333.dkr.ecr.us-east-1.amazonaws.com/shop/api';
const GROUP = 'sg-0fedcba9876543210';
const at = { account: DEV, region: REGION } as const;

const service = (taskType: MutationType, parameters: TaskParameters = {}) =>
  taskOf('AWS::ECS::Service', taskType, { name: 'shop-api', ...parameters });

const definition = (taskType: MutationType, parameters: TaskParameters = {}) =>
  taskOf('AWS::ECS::TaskDefinition', taskType, { name: 'shop-job', ...parameters });

const ASKED = {
  cluster: 'shop',
  image: `${IMAGE}:1.4.0`,
  port: 8080,
  desiredCount: 2,
  healthCheck: 'curl -f http://localhost:8080/health || exit 1',
  securityGroup: GROUP,
} as const;

const DONE = { outcome: 'done', checks: [] };

const kindsOf = ({ steps }: Awaited<ReturnType<typeof carryOut>>): readonly string[] =>
  steps.map((step) => step.kind);

describe('ECS services in the sandbox, through the real doors', () => {
  it('one is made with its cluster, deployed anew, scaled, redeployed and deleted', async () => {
    const journey = startJourney();
    const asked = service('CreateResource', ASKED);
    expect(await carryOut(journey, asked, 'p1')).toMatchObject(DONE);
    expect((await carryOut(journey, asked, 'p2')).outcome).toBe('empty');
    const next = service('UpdateResource', { image: `${IMAGE}:1.5.0`, desiredCount: 3 });
    expect(await carryOut(journey, next, 'p3')).toMatchObject(DONE);
    expect((await carryOut(journey, next, 'p4')).outcome).toBe('empty');
    const moved = service('UpdateResource', { image: IMAGE.replace('shop/api', 'shop/next') });
    expect(await carryOut(journey, moved, 'p5')).toMatchObject(DONE);
    const again = await carryOut(journey, service('UpdateResource', { action: 'redeploy' }), 'p6');
    expect(again).toMatchObject({ outcome: 'done', steps: [{ kind: 'operate' }] });
    const gone = await carryOut(journey, service('DeleteResource'), 'p7');
    expect(gone.outcome).toBe('done');
    expect(kindsOf(gone)).toEqual(['operate', 'remove', 'remove']);
  });

  const standing = (): Journey =>
    startJourney({
      resources: [
        { ...at, type: 'AWS::ECS::Cluster', id: 'shop', properties: { ClusterName: 'shop' } },
        {
          ...at,
          type: 'AWS::ECS::TaskDefinition',
          id: `arn:aws:ecs:${REGION}:${DEV}:task-definition/shop-api:7`,
          properties: {
            Family: 'shop-api',
            Cpu: '256',
            Memory: '512',
            NetworkMode: 'awsvpc',
            RequiresCompatibilities: ['FARGATE'],
            ContainerDefinitions: [{ Name: 'api', Image: `${IMAGE}:1.4.0` }],
          },
        },
        {
          ...at,
          type: 'AWS::ECS::Service',
          id: `arn:aws:ecs:${REGION}:${DEV}:service/shop/shop-api`,
          properties: {
            ServiceName: 'shop-api',
            Cluster: 'shop',
            DesiredCount: 2,
            TaskDefinition: `arn:aws:ecs:${REGION}:${DEV}:task-definition/shop-api:7`,
          },
        },
      ],
    });

  it('one that no stack owns is scaled by a call, then changed, then deleted', async () => {
    const journey = standing();
    const scaled = await carryOut(journey, service('UpdateResource', { desiredCount: 4 }), 'p1');
    expect(scaled).toMatchObject({ outcome: 'done', steps: [{ operation: 'ecs:scale' }] });
    const tags = { tags: { team: 'payments' } };
    const tagged = await carryOut(journey, service('UpdateResource', tags), 'p2');
    expect(tagged).toMatchObject({ outcome: 'done', steps: [{ kind: 'change' }] });
    const gone = await carryOut(journey, service('DeleteResource', { cluster: 'shop' }), 'p3');
    expect(gone.outcome).toBe('done');
    expect(kindsOf(gone)).toEqual(['operate', 'change']);
  });

  it('one runs a family that exists, in a cluster that exists, and leaves the cluster', async () => {
    const journey = standing();
    const { image: _image, healthCheck: _check, ...rest } = ASKED;
    const parameters = { ...rest, name: 'shop-web', taskDefinition: 'shop-api' };
    expect(await carryOut(journey, service('CreateResource', parameters), 'p1')).toMatchObject(
      DONE,
    );
    const gone = await carryOut(journey, service('DeleteResource', { name: 'shop-web' }), 'p2');
    expect(kindsOf(gone)).toEqual(['operate', 'remove']);
  });
});

describe('ECS task definitions in the sandbox, through the real doors', () => {
  it('one is registered, gets its next revision, and is deregistered', async () => {
    const journey = startJourney();
    const asked = definition('CreateResource', { image: `${IMAGE}:1.4.0`, cpu: 512 });
    expect(await carryOut(journey, asked, 'p1')).toMatchObject(DONE);
    expect((await carryOut(journey, asked, 'p2')).outcome).toBe('empty');
    const next = definition('UpdateResource', { image: `${IMAGE}:1.5.0` });
    expect(await carryOut(journey, next, 'p3')).toMatchObject(DONE);
    const gone = await carryOut(journey, definition('DeleteResource'), 'p4');
    expect(gone).toMatchObject({ outcome: 'done', steps: [{ kind: 'remove' }] });
  });

  it('one that services run is kept', async () => {
    const journey = startJourney();
    await carryOut(journey, service('CreateResource', ASKED), 'p1');
    const asked = definition('DeleteResource', { name: 'shop-api' });
    await expect(carryOut(journey, asked, 'p2')).rejects.toThrow('are run by `shop/shop-api`');
  });
});
