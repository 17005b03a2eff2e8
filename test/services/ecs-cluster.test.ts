import { describe, expect, it } from 'vitest';
import { draftEcsCluster } from '../../src/services/ecs-cluster/draft.ts';
import type { EcsClusterFacts } from '../../src/services/ecs-cluster/facts-schema.ts';
import type { MutationType, TaskParameters } from '../../src/task/aws-task.ts';
import type { Tier } from '../../src/task/tier.ts';
import { startJourney, type Journey } from '../aws/sandbox-journey.ts';
import { carryOut } from './carry-out.ts';
import { contextFor, DEV, NOBODY, REGION, taken, taskOf } from './samples.ts';

const TYPE = 'AWS::ECS::Cluster';

const facts = (more: Partial<EcsClusterFacts> = {}): EcsClusterFacts => ({
  name: 'shop',
  identifier: 'shop',
  exists: true,
  ownStack: null,
  owner: NOBODY,
  properties: { ClusterName: 'shop' },
  services: [],
  tasks: 0,
  machines: 0,
  ...more,
});

const NONE = facts({ exists: false, properties: null });

const draft = (
  [taskType, parameters]: readonly [MutationType, TaskParameters],
  seen: EcsClusterFacts,
  tier: Tier = 'development',
) =>
  draftEcsCluster(
    contextFor(taskOf(TYPE, taskType, { name: 'shop', ...parameters }), { tier }),
    seen,
  );

const settingsOf = (...args: Parameters<typeof draft>) => {
  const [step] = taken(draft(...args)).steps;
  const [cluster] = step?.kind === 'deploy' ? Object.values(step.template.Resources) : [];
  return cluster?.Properties?.['ClusterSettings'];
};

describe('a new ECS cluster', () => {
  const ON = [{ Name: 'containerInsights', Value: 'enhanced' }];

  it.each<readonly [Tier, TaskParameters, unknown]>([
    ['development', {}, undefined],
    ['development', { containerInsights: true }, ON],
    ['staging', {}, ON],
    ['staging', { containerInsights: false }, ON],
  ])('of %s, asked for with %j, is measured as its tier asks', (tier, parameters, expected) => {
    expect(settingsOf(['CreateResource', parameters], NONE, tier)).toEqual(expected);
  });

  it('says what its tier turns on against the request', () => {
    const asked = ['CreateResource', { containerInsights: false }] as const;
    expect(taken(draft(asked, NONE, 'staging')).deviations).toMatchObject([
      { asked: 'no Container Insights', because: 'staging asks for it (ECS-12)' },
    ]);
    expect(taken(draft(asked, NONE)).deviations).toEqual([]);
  });

  it('of a taken name is refused with the choices', () => {
    expect(draft(['CreateResource', {}], facts())).toMatchObject({
      ok: false,
      refusal: { code: 'name-taken' },
    });
  });
});

describe('an ECS cluster that exists', () => {
  it('of no stack is measured through Cloud Control', () => {
    const update = ['UpdateResource', { containerInsights: true }] as const;
    expect(taken(draft(update, facts())).steps).toMatchObject([
      {
        kind: 'change',
        patch: [
          {
            path: '/ClusterSettings',
            value: [{ Name: 'containerInsights', Value: 'enhanced' }],
          },
        ],
      },
    ]);
  });

  it.each<readonly [string, Partial<EcsClusterFacts>, string, string]>([
    [
      'services',
      { services: ['api', 'web'], tasks: 4 },
      'still-in-use',
      'The cluster `shop` still holds 2 services: `api`, `web`.',
    ],
    [
      'one service at 0',
      { services: ['api'] },
      'still-in-use',
      'The cluster `shop` still holds the service `api`.',
    ],
    ['tasks', { tasks: 1 }, 'still-in-use', 'The cluster `shop` still holds 1 task.'],
    ['machines', { machines: 2 }, 'still-in-use', 'The cluster `shop` still holds 2 machines.'],
    [
      'nothing, since it is not there',
      { exists: false },
      'target-not-found',
      'There is no ECS cluster named `shop` in this account and region.',
    ],
  ])('is not deleted while it holds %s', (_name, more, code, because) => {
    expect(draft(['DeleteResource', {}], facts(more))).toMatchObject({
      ok: false,
      refusal: { code, because },
    });
  });
});

describe('ECS clusters in the sandbox, through the real doors', () => {
  const ask = (taskType: MutationType, parameters: TaskParameters = {}) =>
    taskOf(TYPE, taskType, { name: 'shop', ...parameters });

  it('one is made, planned again to nothing, changed and deleted', async () => {
    const journey = startJourney();
    const asked = ask('CreateResource');
    expect(await carryOut(journey, asked, 'p1')).toMatchObject({ outcome: 'done', checks: [] });
    expect((await carryOut(journey, asked, 'p2')).outcome).toBe('empty');
    const measured = ask('UpdateResource', { containerInsights: true });
    expect(await carryOut(journey, measured, 'p3')).toMatchObject({ outcome: 'done', checks: [] });
    const removed = await carryOut(journey, ask('DeleteResource'), 'p4');
    expect(removed).toMatchObject({ outcome: 'done', steps: [{ kind: 'remove' }] });
  });

  const standing = (isBusy: boolean): Journey => {
    const place = { account: DEV, region: REGION };
    const service = { ...place, type: 'AWS::ECS::Service', id: 'api' };
    return startJourney({
      resources: [
        { ...place, type: TYPE, id: 'shop', properties: { ClusterName: 'shop' } },
        ...(isBusy ? [{ ...service, properties: { Cluster: 'shop', DesiredCount: 2 } }] : []),
      ],
    });
  };

  it.each<readonly [string, MutationType, TaskParameters]>([
    ['changed', 'UpdateResource', { containerInsights: true }],
    ['deleted', 'DeleteResource', {}],
  ])('one that no stack owns is %s', async (_name, taskType, parameters) => {
    const found = await carryOut(standing(false), ask(taskType, parameters), 'p1');
    expect(found).toMatchObject({ outcome: 'done', steps: [{ kind: 'change' }] });
  });

  it('one with a service in it is kept', async () => {
    await expect(carryOut(standing(true), ask('DeleteResource'), 'p1')).rejects.toThrow(
      'still holds the service `api`',
    );
  });
});
