import { describe, expect, it } from 'vitest';
import { draftScalingPolicy } from '../../src/services/scaling-policy/draft.ts';
import type {
  PolicyFact,
  ScalingPolicyFacts,
} from '../../src/services/scaling-policy/facts-schema.ts';
import { policyTable } from '../../src/services/scaling-policy/permissions.ts';
import { adjustmentsOf, stepsFrom } from '../../src/services/scaling-policy/steps.ts';
import type { MutationType, TaskParameters } from '../../src/task/aws-task.ts';
import { startJourney } from '../aws/sandbox-journey.ts';
import { carryOut } from './carry-out.ts';
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

const TYPE = 'AWS::AutoScaling::ScalingPolicy';
const GROUP = 'AWS::AutoScaling::AutoScalingGroup';
const ARN =
  `arn:aws:autoscaling:${REGION}:${DEV}:scalingPolicy:0a1b2c3d-0000-4000-8000-0123456789ab:` +
  'autoScalingGroupName/fleet:policyName/keep-cpu';

const CPU: PolicyFact = {
  name: 'keep-cpu',
  arn: ARN,
  type: 'TargetTrackingScaling',
  metric: 'ASGAverageCPUUtilization',
  target: 60,
  alarms: ['TargetTracking-fleet-AlarmHigh'],
};
const STEPS: PolicyFact = {
  ...CPU,
  name: 'by-steps',
  arn: `${ARN}2`,
  type: 'StepScaling',
  metric: '',
  target: null,
  alarms: ['busy'],
};

const NEW: ScalingPolicyFacts = {
  name: 'fleet',
  identifier: '',
  exists: false,
  ownStack: null,
  owner: NOBODY,
  properties: null,
  group: { min: 1, max: 4, desired: 2 },
  policies: [],
  meant: [],
  requestLabel: '',
  labelProblem: '',
};

const TRACKING = {
  AutoScalingGroupName: 'fleet',
  PolicyType: 'TargetTrackingScaling',
  TargetTrackingConfiguration: {
    PredefinedMetricSpecification: { PredefinedMetricType: 'ASGAverageCPUUtilization' },
    TargetValue: 60,
  },
};

const loose = (more: Partial<ScalingPolicyFacts> = {}): ScalingPolicyFacts => ({
  ...NEW,
  name: 'keep-cpu',
  identifier: ARN,
  exists: true,
  properties: TRACKING,
  policies: [CPU],
  meant: [CPU],
  ...more,
});

type Asked = readonly [MutationType, TaskParameters];

const draft = ([taskType, parameters]: Asked, facts: ScalingPolicyFacts) =>
  draftScalingPolicy(
    contextFor(taskOf(TYPE, taskType, { autoScalingGroup: 'fleet', ...parameters })),
    facts,
  );

const create = (parameters: TaskParameters): Asked => ['CreateResource', parameters];
const update = (parameters: TaskParameters): Asked => ['UpdateResource', parameters];

const madeBy = (parameters: TaskParameters, facts = NEW) => {
  const [step] = taken(draft(create(parameters), facts)).steps;
  return step?.kind === 'deploy' ? step.template.Resources : {};
};

describe('a new scaling policy', () => {
  it.each<readonly [string, TaskParameters, string, number]>([
    ['processors', { targetPercent: 60 }, 'ASGAverageCPUUtilization', 60],
    ['network in', { networkInMb: 500 }, 'ASGAverageNetworkIn', 500_000_000],
    ['network out', { networkOutMb: 5 }, 'ASGAverageNetworkOut', 5_000_000],
  ])('follows %s', (_name, parameters, metric, target) => {
    expect(madeBy(parameters)).toMatchObject({
      FleetScaling: {
        Type: TYPE,
        Properties: {
          AutoScalingGroupName: 'fleet',
          PolicyType: 'TargetTrackingScaling',
          TargetTrackingConfiguration: {
            PredefinedMetricSpecification: { PredefinedMetricType: metric },
            TargetValue: target,
          },
        },
      },
    });
  });

  it('follows the requests of one target group, as Auto Scaling calls it', () => {
    const requestLabel = 'app/shop/1/targetgroup/api/2';
    const made = madeBy({ requestsPerTarget: 1000 }, { ...NEW, requestLabel });
    expect(made['FleetScaling']?.Properties).toMatchObject({
      TargetTrackingConfiguration: {
        PredefinedMetricSpecification: {
          PredefinedMetricType: 'ALBRequestCountPerTarget',
          ResourceLabel: requestLabel,
        },
      },
    });
  });

  it('leaves instances where that is asked, and waits for new ones', () => {
    const made = madeBy({ targetPercent: 60, scaleIn: false, warmupSeconds: 120 });
    expect(made['FleetScaling']?.Properties).toMatchObject({
      EstimatedInstanceWarmup: 120,
      TargetTrackingConfiguration: { DisableScaleIn: true },
    });
  });

  it('of steps comes with the alarm that calls it', () => {
    expect(madeBy({ steps: ['above 85 +2', 'add 1 instance above 70 %'] })).toMatchObject({
      FleetScaling: {
        Properties: {
          PolicyType: 'StepScaling',
          AdjustmentType: 'ChangeInCapacity',
          StepAdjustments: [
            { MetricIntervalLowerBound: 0, MetricIntervalUpperBound: 15, ScalingAdjustment: 1 },
            { MetricIntervalLowerBound: 15, ScalingAdjustment: 2 },
          ],
        },
      },
      FleetScalingAlarm: {
        Properties: {
          Threshold: 70,
          ComparisonOperator: 'GreaterThanOrEqualToThreshold',
          AlarmActions: [{ Ref: 'FleetScaling' }],
        },
      },
    });
  });

  it('of steps downwards begins below', () => {
    const steps = sure(stepsFrom(['below 20 -2', 'remove 1 instance below 30 %']));
    expect(adjustmentsOf(steps)).toEqual([
      { MetricIntervalUpperBound: 0, MetricIntervalLowerBound: -10, ScalingAdjustment: -1 },
      { MetricIntervalUpperBound: -10, ScalingAdjustment: -2 },
    ]);
    expect(stepsFrom([])).toBeUndefined();
    expect(stepsFrom(['above 70 +1', 'sometimes'])).toBeUndefined();
  });

  it.each<readonly [string, TaskParameters, Partial<ScalingPolicyFacts>, string]>([
    ['nothing to follow', {}, {}, 'missing-field'],
    ['no such group', { targetPercent: 60 }, { group: null }, 'target-not-found'],
    ['two targets', { targetPercent: 60, networkInMb: 5 }, {}, 'contradictory'],
    ['a target and steps', { targetPercent: 60, steps: ['above 70 +1'] }, {}, 'contradictory'],
    ['a target too low', { targetPercent: 5 }, {}, 'malformed-value'],
    ['a target too high', { targetPercent: 95 }, {}, 'malformed-value'],
    ['a step that is none', { steps: ['sometimes'] }, {}, 'malformed-value'],
    ['steps both ways', { steps: ['above 70 +1', 'below 30 -1'] }, {}, 'contradictory'],
    ['a step the wrong way', { steps: ['above 70 -1'] }, {}, 'contradictory'],
    ['two steps at one load', { steps: ['above 70 +1', 'above 70 +2'] }, {}, 'contradictory'],
    ['a step beyond all load', { steps: ['above 100 +1'] }, {}, 'contradictory'],
    ['a step larger than the group', { steps: ['above 70 +9'] }, {}, 'contradictory'],
    ['a schedule', { schedule: 'every morning', targetPercent: 60 }, {}, 'unsupported-task'],
    [
      'a group of one size',
      { targetPercent: 60 },
      { group: { min: 2, max: 2, desired: 2 } },
      'contradictory',
    ],
    ['requests of nobody', { requestsPerTarget: 9 }, { labelProblem: 'none' }, 'contradictory'],
    ['requests of several', { requestsPerTarget: 9 }, { labelProblem: 'several' }, 'missing-field'],
    [
      'a second policy of the same',
      { targetPercent: 50 },
      { meant: [CPU], policies: [CPU] },
      'name-taken',
    ],
  ])('with %s is refused', (_name, parameters, more, code) => {
    expect(draft(create(parameters), { ...NEW, ...more })).toMatchObject({
      ok: false,
      refusal: { code },
    });
  });
});

describe('a scaling policy that exists', () => {
  it('gets another target', () => {
    expect(taken(draft(update({ targetPercent: 50 }), loose())).steps).toMatchObject([
      {
        kind: 'change',
        identifier: ARN,
        changes: [
          {
            properties: [{ after: { ...TRACKING.TargetTrackingConfiguration, TargetValue: 50 } }],
          },
        ],
        inverse: { reversibility: 'reversible' },
      },
    ]);
    expect(taken(draft(update({ targetPercent: 60 }), loose())).steps).toEqual([]);
  });

  it('of steps in a stack of ours moves with its alarm', () => {
    const stack = ownStack({
      Resources: {
        Steps: {
          Type: TYPE,
          Properties: { AutoScalingGroupName: 'fleet', PolicyType: 'StepScaling' },
        },
        Busy: {
          Type: 'AWS::CloudWatch::Alarm',
          Properties: { Threshold: 70, AlarmActions: [{ Ref: 'Steps' }] },
        },
        Other: { Type: 'AWS::CloudWatch::Alarm', Properties: { Threshold: 5 } },
      },
    });
    const owner = { owner: 'ours', logicalId: 'Steps', stack } as const;
    const seen = loose({ owner, properties: null, meant: [STEPS], policies: [STEPS] });
    expect(taken(draft(update({ steps: ['above 80 +2'] }), seen)).steps).toMatchObject([
      {
        kind: 'deploy',
        template: {
          Resources: {
            Steps: { Properties: { StepAdjustments: [{ ScalingAdjustment: 2 }] } },
            Busy: { Properties: { Threshold: 80 } },
            Other: { Properties: { Threshold: 5 } },
          },
        },
      },
    ]);
  });

  it.each<readonly [string, Asked, Partial<ScalingPolicyFacts>, string]>([
    ['that is not there', update({ targetPercent: 50 }), { meant: [] }, 'target-not-found'],
    [
      'among several',
      ['DeleteResource', {}],
      { meant: [CPU, STEPS], policies: [CPU, STEPS] },
      'missing-field',
    ],
    ['of steps, with a target', update({ targetPercent: 50 }), { meant: [STEPS] }, 'contradictory'],
    ['of a target, with steps', update({ steps: ['above 70 +1'] }), {}, 'contradictory'],
    [
      'of steps, whose alarm is not ours',
      update({ steps: ['above 70 +1'] }),
      { meant: [STEPS] },
      'unsupported-task',
    ],
    [
      'of another stack',
      update({ targetPercent: 50 }),
      { owner: { owner: 'foreign', stackName: 'shop' } },
      'no-route',
    ],
    ['of a group that is gone', ['DeleteResource', {}], { group: null }, 'target-not-found'],
  ])('%s is refused', (_name, asked, more, code) => {
    expect(draft(asked, loose(more))).toMatchObject({ ok: false, refusal: { code } });
  });

  it.each<readonly [string, Partial<ScalingPolicyFacts>, string]>([
    ['the only one', {}, 'it then keeps its 2 instances until somebody changes that'],
    ['one of two', { policies: [CPU, STEPS] }, '1 other policy of it goes on'],
    [
      'one of steps',
      { meant: [STEPS], policies: [STEPS] },
      'it then keeps its 2 instances until somebody changes that; the alarm `busy` stays, and ' +
        'calls nothing',
    ],
  ])('%s is deleted, and the group is named', (_name, more, because) => {
    const { steps, deviations } = taken(draft(['DeleteResource', {}], loose(more)));
    expect(steps).toMatchObject([{ kind: 'change', action: 'delete', identifier: ARN }]);
    expect(deviations).toMatchObject([{ planned: 'as asked; the group `fleet` stays', because }]);
  });
});

const standing = (type: string, id: string, properties: Readonly<Record<string, unknown>>) =>
  ({ account: DEV, region: REGION, type, id, properties }) as never;

const FLEET = standing(GROUP, 'fleet', {
  AutoScalingGroupName: 'fleet',
  MinSize: '1',
  MaxSize: '4',
  VPCZoneIdentifier: [],
});

const ask = (taskType: MutationType, parameters: TaskParameters) =>
  taskOf(TYPE, taskType, { autoScalingGroup: 'fleet', ...parameters });

describe('the permissions of a scaling policy', () => {
  it('name its group, and the one that it was of where its group is replaced', () => {
    const needs = policyTable.needs({
      type: TYPE,
      logicalId: 'Scaling',
      action: 'delete',
      properties: { AutoScalingGroupName: 'fleet-next' },
      changedProperties: [],
      physicalId: ARN,
      account: account(),
      region: REGION,
      stackName: 'aws-coworker-42-fleet',
    });
    const deletion = needs.find(({ action }) => action === 'autoscaling:DeletePolicy');
    expect(deletion?.resources.map((arn) => arn.split('/').at(-1))).toEqual([
      'fleet',
      'fleet-next',
    ]);
  });
});

describe('scaling policies in the sandbox, through the real doors', () => {
  it('one is made as planned, follows another target, and goes', async () => {
    const journey = startJourney({ resources: [FLEET] });
    const made = ask('CreateResource', { targetPercent: 60 });
    expect(await carryOut(journey, made, 'p1')).toMatchObject({ outcome: 'done', checks: [] });
    expect((await carryOut(journey, made, 'p2')).outcome).toBe('empty');
    const lower = ask('UpdateResource', { targetPercent: 50 });
    expect(await carryOut(journey, lower, 'p3')).toMatchObject({
      outcome: 'done',
      checks: [],
      steps: [{ kind: 'deploy' }],
    });
    expect(await carryOut(journey, ask('DeleteResource', {}), 'p4')).toMatchObject({
      outcome: 'done',
      steps: [{ kind: 'remove' }],
    });
  });

  it('one of steps is made with its alarm, moved, and goes with it', async () => {
    const journey = startJourney({ resources: [FLEET] });
    const made = ask('CreateResource', { steps: ['above 70 +1', 'above 85 +2'] });
    expect(await carryOut(journey, made, 'p1')).toMatchObject({ outcome: 'done', checks: [] });
    const moved = ask('UpdateResource', { steps: ['above 80 +2'] });
    expect(await carryOut(journey, moved, 'p2')).toMatchObject({ outcome: 'done', checks: [] });
    expect((await carryOut(journey, ask('DeleteResource', {}), 'p3')).outcome).toBe('done');
    const { resources } = await journey.world.snapshot();
    expect(resources.filter(({ type }) => type === 'AWS::CloudWatch::Alarm')).toEqual([]);
  });

  it('one that no stack owns is changed and deleted through Cloud Control', async () => {
    const journey = startJourney({ resources: [FLEET, standing(TYPE, ARN, TRACKING)] });
    const lower = ask('UpdateResource', { targetPercent: 50 });
    expect(await carryOut(journey, lower, 'p1')).toMatchObject({
      outcome: 'done',
      steps: [{ kind: 'change' }],
    });
    expect((await carryOut(journey, lower, 'p2')).outcome).toBe('empty');
    expect((await carryOut(journey, ask('DeleteResource', {}), 'p3')).outcome).toBe('done');
  });
});
