import { describe, expect, it } from 'vitest';
import { draftListener } from '../../src/services/load-balancer-listener/draft.ts';
import type { ListenerFacts } from '../../src/services/load-balancer-listener/facts-schema.ts';
import { draftTargetGroup } from '../../src/services/target-group/draft.ts';
import type { TargetGroupFacts } from '../../src/services/target-group/facts-schema.ts';
import type { MutationType, TaskParameters } from '../../src/task/aws-task.ts';
import { startJourney } from '../aws/sandbox-journey.ts';
import { carryOut } from './carry-out.ts';
import { contextFor, DEV, NOBODY, taken, taskOf } from './samples.ts';

const BALANCER = 'AWS::ElasticLoadBalancingV2::LoadBalancer';
const LISTENER = 'AWS::ElasticLoadBalancingV2::Listener';
const GROUP = 'AWS::ElasticLoadBalancingV2::TargetGroup';
const PREFIX = `arn:aws:elasticloadbalancing:us-east-1:${DEV}`;
const certificate = `arn:aws:acm:us-east-1:${DEV}:certificate/0a1b2c3d-0000-4000-8000-0123456789ab`;
const other = certificate.replace('0a1b2c3d', '9f8e7d6c');

const COMMON = { ownStack: null, owner: NOBODY, properties: null } as const;

describe('a target group', () => {
  const facts = (more: Partial<TargetGroupFacts> = {}): TargetGroupFacts => ({
    ...COMMON,
    name: 'shop',
    identifier: `${PREFIX}:targetgroup/shop/0123456789abcdef`,
    exists: true,
    properties: { Name: 'shop', HealthCheckPath: '/' },
    protocol: 'HTTP',
    usedBy: [],
    vpcs: [{ id: 'vpc-1', name: 'main', isDefault: true, cidr: null }],
    ...more,
  });
  const draft = (
    [taskType, parameters]: readonly [MutationType, TaskParameters],
    seen: TargetGroupFacts,
  ) => draftTargetGroup(contextFor(taskOf(GROUP, taskType, { name: 'shop', ...parameters })), seen);

  it.each<readonly [string, TaskParameters, object]>([
    ['HTTP', { port: 8080 }, { Protocol: 'HTTP', Port: 8080, HealthCheckPath: '/' }],
    ['a path', { port: 80, healthCheckPath: '/up' }, { HealthCheckPath: '/up' }],
    ['TCP', { port: 5432, protocol: 'TCP' }, { Protocol: 'TCP', HealthCheckProtocol: 'TCP' }],
  ])('of %s is made with a health check', (_name, parameters, expected) => {
    const absent = facts({ exists: false, properties: null });
    const [step] = taken(draft(['CreateResource', parameters], absent)).steps;
    const [group] = step?.kind === 'deploy' ? Object.values(step.template.Resources) : [];
    expect(group?.Properties).toMatchObject({ VpcId: 'vpc-1', TargetType: 'ip', ...expected });
  });

  it('asks another path', () => {
    const update = ['UpdateResource', { healthCheckPath: '/up' }] as const;
    expect(taken(draft(update, facts())).steps).toMatchObject([
      { kind: 'change', patch: [{ op: 'replace', path: '/HealthCheckPath', value: '/up' }] },
    ]);
  });

  it.each<readonly [string, MutationType, TaskParameters, Partial<TargetGroupFacts>, string]>([
    [
      'one in use',
      'DeleteResource',
      {},
      { usedBy: [{ words: '`shop-web`', is: [] }] },
      'still-in-use',
    ],
    ['a missing one', 'DeleteResource', {}, { exists: false }, 'target-not-found'],
    ['a taken name', 'CreateResource', { port: 80 }, {}, 'name-taken'],
    [
      'a path of TCP',
      'UpdateResource',
      { healthCheckPath: '/up' },
      { protocol: 'TCP' },
      'contradictory',
    ],
  ])('refuses %s', (_name, taskType, parameters, more, code) => {
    expect(draft([taskType, parameters], facts(more))).toMatchObject({
      ok: false,
      refusal: { code },
    });
  });
});

describe('a listener', () => {
  const facts = (more: Partial<ListenerFacts> = {}): ListenerFacts => ({
    ...COMMON,
    name: 'shop:8443',
    identifier: '',
    exists: false,
    balancer: { arn: `${PREFIX}:loadbalancer/app/shop/0123456789abcdef`, kind: 'application' },
    protocol: '',
    groupArn: `${PREFIX}:targetgroup/shop/0123456789abcdef`,
    ...more,
  });
  const draft = (
    [taskType, parameters]: readonly [MutationType, TaskParameters],
    seen: ListenerFacts,
  ) =>
    draftListener(
      contextFor(taskOf(LISTENER, taskType, { loadBalancer: 'shop', port: 8443, ...parameters })),
      seen,
    );
  const madeOf = (parameters: TaskParameters, seen: ListenerFacts) => {
    const { steps, deviations } = taken(draft(['CreateResource', parameters], seen));
    const [step] = steps;
    const [made] = step?.kind === 'deploy' ? Object.values(step.template.Resources) : [];
    return { properties: made?.Properties, deviations };
  };

  it('with a certificate ends TLS and forwards', () => {
    const { properties, deviations } = madeOf({ certificate, targetGroup: 'shop' }, facts());
    expect(properties).toMatchObject({
      Port: 8443,
      Protocol: 'HTTPS',
      DefaultActions: [{ Type: 'forward' }],
    });
    expect(deviations).toEqual([]);
  });

  it('without one only redirects, and says so to who asked for more', () => {
    const { properties, deviations } = madeOf({ port: 8080, targetGroup: 'shop' }, facts());
    expect(properties).toMatchObject({
      Protocol: 'HTTP',
      DefaultActions: [{ Type: 'redirect' }],
    });
    expect(deviations).toMatchObject([
      { asked: 'plain HTTP to shop', planned: 'a redirect to HTTPS on port 443' },
    ]);
  });

  it('of a network load balancer passes TCP on', () => {
    const network = facts({ balancer: { arn: `${PREFIX}:x`, kind: 'network' } });
    expect(madeOf({ targetGroup: 'shop' }, network).properties).toMatchObject({
      Protocol: 'TCP',
      DefaultActions: [{ Type: 'forward' }],
    });
  });

  const plain = { exists: true, protocol: 'HTTP', properties: { Port: 80 } };
  const none = { groupArn: null };

  it.each<readonly [string, MutationType, TaskParameters, Partial<ListenerFacts>, string]>([
    ['no load balancer', 'CreateResource', { certificate }, { balancer: null }, 'target-not-found'],
    ['port 443 in plain', 'CreateResource', { port: 443 }, none, 'missing-field'],
    ['nowhere to go', 'CreateResource', { certificate }, none, 'missing-field'],
    ['an unknown group', 'CreateResource', { targetGroup: 'x' }, none, 'target-not-found'],
    ['a port in use', 'CreateResource', { certificate }, { exists: true }, 'name-taken'],
    [
      'another region',
      'CreateResource',
      { certificate: certificate.replace('us-east-1', 'eu-west-1') },
      {},
      'contradictory',
    ],
    ['a certificate of plain HTTP', 'UpdateResource', { certificate }, plain, 'contradictory'],
    ['a missing one', 'DeleteResource', {}, {}, 'target-not-found'],
  ])('refuses %s', (_name, taskType, parameters, more, code) => {
    expect(draft([taskType, parameters], facts(more))).toMatchObject({
      ok: false,
      refusal: { code },
    });
  });
});

describe('the parts of a load balancer in the sandbox, through the real doors', () => {
  it('a group and a listener are made, changed and deleted, each by itself', async () => {
    const journey = startJourney();
    const ask = async (type: Parameters<typeof taskOf>[0], rest: Parts, plan: string) => {
      const [taskType, parameters] = rest;
      return await carryOut(journey, taskOf(type, taskType, parameters), plan);
    };
    type Parts = readonly [MutationType, TaskParameters];
    const done = { outcome: 'done', checks: [] };
    const group = { name: 'shop-api', port: 8080 };
    const listener = { loadBalancer: 'shop', port: 8443 };
    const created = { certificate, targetGroup: 'shop-api', ...listener };
    await ask(BALANCER, ['CreateResource', { name: 'shop', certificate }], 'p1');
    expect(await ask(GROUP, ['CreateResource', group], 'p2')).toMatchObject(done);
    expect((await ask(GROUP, ['CreateResource', group], 'p3')).outcome).toBe('empty');
    expect(await ask(LISTENER, ['CreateResource', created], 'p4')).toMatchObject(done);
    expect((await ask(LISTENER, ['CreateResource', created], 'p5')).outcome).toBe('empty');
    const again = { ...listener, certificate: other };
    expect(await ask(LISTENER, ['UpdateResource', again], 'p6')).toMatchObject(done);
    const path = { name: 'shop-api', healthCheckPath: '/up' };
    expect(await ask(GROUP, ['UpdateResource', path], 'p7')).toMatchObject(done);
    await expect(ask(GROUP, ['DeleteResource', { name: 'shop-api' }], 'p8')).rejects.toThrow(
      'still-in-use',
    );
    expect((await ask(LISTENER, ['DeleteResource', listener], 'p9')).outcome).toBe('done');
    const gone = await ask(GROUP, ['DeleteResource', { name: 'shop-api' }], 'p10');
    expect(gone.outcome).toBe('done');
  });
});
