import { describe, expect, it } from 'vitest';
import { draftAutoScaling } from '../../src/services/auto-scaling-group/draft.ts';
import type { AutoScalingFacts } from '../../src/services/auto-scaling-group/facts-schema.ts';
import { launchAccess } from '../../src/services/launch-template/access.ts';
import type { MutationType, TaskParameters } from '../../src/task/aws-task.ts';
import type { Tier } from '../../src/task/tier.ts';
import { startJourney, type Journey } from '../aws/sandbox-journey.ts';
import { carryOut } from './carry-out.ts';
import { contextFor, DEV, NOBODY, REGION, taken, taskOf } from './samples.ts';

const TYPE = 'AWS::AutoScaling::AutoScalingGroup';
const LAUNCH = 'AWS::EC2::LaunchTemplate';

const subnet = (id: string, zone: string) => ({
  id,
  name: '',
  vpcId: 'vpc-1',
  zone,
  isPrivate: true,
  givesPublicIp: false,
});

const NEW: AutoScalingFacts = {
  name: 'fleet',
  identifier: 'fleet',
  exists: false,
  ownStack: null,
  owner: NOBODY,
  properties: null,
  group: null,
  launchTemplate: null,
  targets: null,
  type: { name: 't3.small', architectures: ['x86_64'] },
  image: { id: 'ami-1', architecture: 'x86_64', rootDevice: '/dev/xvda', rootSizeGb: 8 },
  accessStack: null,
  launchStack: null,
  vpcs: [{ id: 'vpc-1', name: '', isDefault: true, cidr: null }],
  subnets: [subnet('subnet-a', 'us-east-1a'), subnet('subnet-b', 'us-east-1b')],
};

const LOOSE: AutoScalingFacts = {
  ...NEW,
  exists: true,
  properties: { AutoScalingGroupName: 'fleet', MinSize: '1', MaxSize: '4' },
  group: { min: 1, max: 4, desired: 2, isRefreshing: false },
};

/** Version 7 of a launch template that people made, without a profile. */
const BASE: NonNullable<AutoScalingFacts['launchTemplate']> = {
  name: 'base',
  asked: '$Default',
  version: '7',
  needsToken: true,
  profile: null,
  instanceType: 't3.small',
  volumes: [{ sizeGb: 20, type: 'gp3' }],
};

const roleArn = (path: string): string => `arn:aws:iam::${DEV}:role/${path}`;

const draft = (
  [taskType, parameters]: readonly [MutationType, TaskParameters],
  facts: AutoScalingFacts,
  tier: Tier = 'development',
) =>
  draftAutoScaling(
    contextFor(taskOf(TYPE, taskType, { name: 'fleet', ...parameters }), { tier }),
    facts,
  );

const SIZES = { minSize: 2, maxSize: 4 };
const create = (more: TaskParameters = {}) =>
  ['CreateResource', { ...SIZES, instanceType: 't3.small', ...more }] as const;

const madeBy = (...args: Parameters<typeof draft>) =>
  taken(draft(...args)).steps.flatMap((step) =>
    step.kind === 'deploy' ? Object.values(step.template.Resources) : [],
  );

describe('a new Auto Scaling group', () => {
  it('starts from a launch template that asks for IMDSv2 and encrypts its volumes', () => {
    const launch = madeBy(create(), NEW).find((one) => one.Type === LAUNCH);
    expect(launch?.Properties).toMatchObject({
      VersionDescription: 'Runs 2 at once at the least',
      LaunchTemplateData: {
        ImageId: 'ami-1',
        InstanceType: 't3.small',
        MetadataOptions: { HttpTokens: 'required', HttpPutResponseHopLimit: 1 },
        BlockDeviceMappings: [{ Ebs: { Encrypted: true } }],
      },
    });
  });

  it('is made after its role and its launch template, which it names by number', () => {
    const { steps } = taken(draft(create(), NEW));
    expect(steps.map((step) => (step.kind === 'deploy' ? step.stackName : ''))).toEqual([
      'aws-coworker-42-fleet-access',
      'aws-coworker-42-fleet-launch',
      'aws-coworker-42-fleet',
    ]);
    const group = madeBy(create(), NEW).find((one) => one.Type === TYPE);
    expect(group?.Properties).toMatchObject({
      MinSize: '2',
      MaxSize: '4',
      VPCZoneIdentifier: ['subnet-a', 'subnet-b'],
      LaunchTemplate: { LaunchTemplateName: 'aws-coworker-42-fleet', Version: '1' },
    });
  });

  it.each<readonly [string, Tier, string]>([
    ['that was made with it, by its one role', 'development', launchAccess(REGION, 'base')],
    ['of ours, by the workflow', 'staging', 'other'],
  ])('passes on the role of a template %s', (_name, tier, role) => {
    const profile = { name: role, role: roleArn(`coworker/${role}`) };
    const asked = ['CreateResource', { ...SIZES, launchTemplate: 'base' }] as const;
    const seen = { ...NEW, launchTemplate: { ...BASE, profile } };
    expect(draft(asked, seen, tier)).toMatchObject({ ok: true });
  });

  it('hands its tags on to each instance', () => {
    const group = madeBy(create(), NEW).find((one) => one.Type === TYPE);
    const tags = group?.Properties?.['Tags'] as readonly { PropagateAtLaunch?: boolean }[];
    expect(tags.every((tag) => tag.PropagateAtLaunch === true)).toBe(true);
  });

  it('of a named launch template makes none, and names its default version by number', () => {
    const named = { ...NEW, launchTemplate: BASE };
    const asked = ['CreateResource', { ...SIZES, launchTemplate: 'base' }] as const;
    const made = madeBy(asked, named);
    expect(made.map((one) => one.Type)).toEqual([TYPE]);
    expect(made[0]?.Properties).toMatchObject({
      LaunchTemplate: { LaunchTemplateName: 'base', Version: '7' },
    });
  });

  it.each<readonly [Tier, number]>([
    ['development', 0],
    ['production', 1],
  ])('of %s scales by itself: %i policies', (tier, count) => {
    const policies = madeBy(create(), NEW, tier).filter(
      (one) => one.Type === 'AWS::AutoScaling::ScalingPolicy',
    );
    expect(policies).toHaveLength(count);
  });

  const named = (launchTemplate: AutoScalingFacts['launchTemplate']) => ({
    ...NEW,
    launchTemplate,
  });
  const launchOnly = { ...SIZES, launchTemplate: 'base' };
  const tasks = { arn: 'arn', type: 'ip', vpcId: 'vpc-1' };

  it.each<readonly [string, TaskParameters, AutoScalingFacts, Tier, string]>([
    ['no sizes', { instanceType: 't3.small' }, NEW, 'development', 'missing-field'],
    ['sizes turned round', { minSize: 5, maxSize: 2 }, NEW, 'development', 'contradictory'],
    ['too many', { ...SIZES, desiredCapacity: 9 }, NEW, 'development', 'contradictory'],
    ['no instance type', SIZES, NEW, 'development', 'missing-field'],
    ['no such template', launchOnly, named(null), 'development', 'target-not-found'],
    [
      'a template without IMDSv2',
      launchOnly,
      named({ ...BASE, needsToken: false }),
      'development',
      'never-do',
    ],
    [
      'a template whose profile has a role of others',
      launchOnly,
      named({ ...BASE, profile: { name: 'ops', role: roleArn('ops') } }),
      'development',
      'missing-permission',
    ],
    [
      'a template whose profile is not there',
      launchOnly,
      named({ ...BASE, profile: { name: 'ops', role: '' } }),
      'development',
      'missing-permission',
    ],
    [
      'a template with the role of another one',
      launchOnly,
      named({ ...BASE, profile: { name: 'x', role: roleArn('coworker/x') } }),
      'development',
      'missing-permission',
    ],
    [
      'a template with a role of others, in a pull request',
      launchOnly,
      named({ ...BASE, profile: { name: 'ops', role: roleArn('ops') } }),
      'staging',
      'missing-permission',
    ],
    [
      'a target group of addresses',
      { ...SIZES, instanceType: 't3.small', targetGroup: 'api' },
      { ...NEW, targets: tasks },
      'development',
      'contradictory',
    ],
    [
      'one zone in staging',
      { ...SIZES, instanceType: 't3.small' },
      { ...NEW, subnets: NEW.subnets.slice(0, 1) },
      'staging',
      'target-not-found',
    ],
    ['a taken name', { ...SIZES, instanceType: 't3.small' }, LOOSE, 'development', 'name-taken'],
  ])('is refused with %s', (_name, parameters, facts, tier, code) => {
    expect(draft(['CreateResource', parameters], facts, tier)).toMatchObject({
      ok: false,
      refusal: { code },
    });
  });
});

describe('an Auto Scaling group that exists', () => {
  it('gets other bounds through Cloud Control', () => {
    expect(taken(draft(['UpdateResource', { maxSize: 8 }], LOOSE)).steps).toMatchObject([
      { kind: 'change', patch: [{ op: 'replace', path: '/MaxSize', value: '8' }] },
    ]);
  });

  it.each<readonly [string, number, string]>([
    ['more', 4, 'non-destructive'],
    ['fewer', 1, 'destructive'],
  ])('runs %s instances by a call of its own', (_name, desiredCapacity, operationClass) => {
    expect(taken(draft(['UpdateResource', { desiredCapacity }], LOOSE)).steps).toMatchObject([
      {
        kind: 'operate',
        operation: 'autoscaling:set-desired',
        operationClass,
        summary: `run ${desiredCapacity} instances of fleet, not 2`,
        input: { AutoScalingGroupName: 'fleet', DesiredCapacity: desiredCapacity },
      },
    ]);
  });

  it('that runs as many already is left alone', () => {
    expect(taken(draft(['UpdateResource', { desiredCapacity: 2 }], LOOSE)).steps).toEqual([]);
  });

  const refreshing = { group: { min: 1, max: 4, desired: 2, isRefreshing: true } };
  const refresh = { action: 'instance-refresh' };

  it.each<readonly [string, MutationType, TaskParameters, Partial<AutoScalingFacts>, string]>([
    ['more than its most', 'UpdateResource', { desiredCapacity: 9 }, {}, 'contradictory'],
    ['a second refresh', 'UpdateResource', refresh, refreshing, 'stack-not-ready'],
    ['a refresh of none', 'UpdateResource', refresh, { exists: false }, 'target-not-found'],
    ['another type', 'UpdateResource', { instanceType: 't3.small' }, {}, 'unsupported-task'],
    ['a missing one', 'DeleteResource', {}, { exists: false }, 'target-not-found'],
    [
      "somebody else's",
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
});

describe('Auto Scaling groups in the sandbox, through the real doors', () => {
  const ask = (taskType: MutationType, parameters: TaskParameters) =>
    taskOf(TYPE, taskType, { name: 'fleet', ...parameters });

  it('one is made, planned again to nothing, changed, scaled, refreshed and deleted', async () => {
    const journey = startJourney();
    const asked = ask('CreateResource', { ...SIZES, instanceType: 't3.small', targetPercent: 60 });
    expect(await carryOut(journey, asked, 'p1')).toMatchObject({ outcome: 'done', checks: [] });
    expect((await carryOut(journey, asked, 'p2')).outcome).toBe('empty');
    const wider = ask('UpdateResource', { minSize: 1, maxSize: 6 });
    expect(await carryOut(journey, wider, 'p3')).toMatchObject({ outcome: 'done', checks: [] });
    const scaled = await carryOut(journey, ask('UpdateResource', { desiredCapacity: 4 }), 'p4');
    expect(scaled).toMatchObject({ outcome: 'done', steps: [{ kind: 'operate' }] });
    const larger = await carryOut(
      journey,
      ask('UpdateResource', { instanceType: 't3.large' }),
      'p5',
    );
    expect(larger.outcome).toBe('done');
    expect(larger.steps.map((step) => step.kind)).toEqual(['deploy', 'deploy', 'operate']);
    const removed = await carryOut(journey, ask('DeleteResource', {}), 'p6');
    expect(removed.steps.map((step) => step.kind)).toEqual(['remove', 'remove', 'remove']);
    expect(removed.outcome).toBe('done');
  });

  const standing = (): Journey =>
    startJourney({
      resources: [
        {
          account: DEV,
          region: REGION,
          type: TYPE,
          id: 'fleet',
          properties: { AutoScalingGroupName: 'fleet', MinSize: '1', MaxSize: '4' },
        },
      ],
    });

  it.each<readonly [string, MutationType, TaskParameters, string]>([
    ['changed', 'UpdateResource', { maxSize: 8 }, 'change'],
    ['scaled', 'UpdateResource', { desiredCapacity: 3 }, 'operate'],
    ['refreshed', 'UpdateResource', { action: 'instance-refresh' }, 'operate'],
    ['deleted', 'DeleteResource', {}, 'change'],
  ])('one that no stack owns is %s', async (_name, taskType, parameters, kind) => {
    const found = await carryOut(standing(), ask(taskType, parameters), 'p1');
    expect(found.steps.map((step) => step.kind)).toEqual([kind]);
    expect(found.outcome).toBe('done');
  });
});
