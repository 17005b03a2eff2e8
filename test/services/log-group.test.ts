import { describe, expect, it } from 'vitest';
import { draftLogGroup } from '../../src/services/log-group/draft.ts';
import type { NamedFacts } from '../../src/services/named/facts-schema.ts';
import type { MutationType, TaskParameters } from '../../src/task/aws-task.ts';
import type { JsonObject } from '../../src/task/json.ts';
import type { Tier } from '../../src/task/tier.ts';
import { startJourney, type Journey } from '../aws/sandbox-journey.ts';
import { carryOut } from './carry-out.ts';
import { contextFor, DEV, NOBODY, ownStack, REGION, taken, taskOf } from './samples.ts';

const TYPE = 'AWS::Logs::LogGroup';
const NAME = '/aws/lambda/thumbnails';

const facts = (properties: JsonObject | null, more: Partial<NamedFacts> = {}): NamedFacts => ({
  name: NAME,
  identifier: NAME,
  exists: properties !== null,
  ownStack: null,
  owner: NOBODY,
  properties,
  ...more,
});

const draft = (
  [taskType, parameters]: readonly [MutationType, TaskParameters],
  seen: NamedFacts,
  tier: Tier = 'development',
) =>
  draftLogGroup(contextFor(taskOf(TYPE, taskType, { name: NAME, ...parameters }), { tier }), seen);

const retain = (days: number) => ['UpdateResource', { retentionDays: days }] as const;

describe('the retention of a log group', () => {
  it.each<readonly [string, JsonObject, number, boolean]>([
    ['set first', {}, 30, true],
    ['shorter', { RetentionInDays: 90 }, 30, true],
    ['longer', { RetentionInDays: 7 }, 30, false],
  ])('%s: says whether events are lost', (_name, before, days, isLost) => {
    const properties = { LogGroupName: NAME, ...before };
    const [step] = taken(draft(retain(days), facts(properties))).steps;
    expect(step).toMatchObject({
      kind: 'change',
      operationClass: 'sensitive',
      changes: [{ losesData: isLost, isSensitive: true }],
      inverse: { reversibility: isLost ? 'partly reversible' : 'reversible' },
    });
  });

  it('a first retention says that what it deletes is gone', () => {
    const [step] = taken(draft(retain(30), facts({ LogGroupName: NAME }))).steps;
    expect(step?.inverse.summary).toBe(
      'keep events for ever again; those deleted by then are gone',
    );
  });

  it('that is so already changes nothing', () => {
    expect(taken(draft(retain(30), facts({ RetentionInDays: 30 }))).steps).toEqual([]);
  });

  it('of a stack of ours changes in its template, and says the same', () => {
    const Properties = { LogGroupName: NAME, RetentionInDays: 90 };
    const stack = ownStack({ Resources: { Logs: { Type: TYPE, Properties } } });
    const owner = { owner: 'ours', logicalId: 'Logs', stack } as const;
    const [step] = taken(draft(retain(30), facts({}, { owner, properties: null }))).steps;
    expect(step).toMatchObject({
      kind: 'deploy',
      inverse: { summary: 'keep events 90 days again; those deleted by then are gone' },
    });
  });

  it('that CloudWatch Logs does not know is refused with the nearest ones', () => {
    expect(draft(retain(45), facts({}))).toMatchObject({
      ok: false,
      refusal: { code: 'malformed-value', next: 'Ask for 30 or 60 days.' },
    });
  });
});

describe('the deletion of a log group', () => {
  const remove = ['DeleteResource', {}] as const;

  it('loses its events, and says so', () => {
    expect(taken(draft(remove, facts({ LogGroupName: NAME }))).steps).toMatchObject([
      {
        kind: 'change',
        action: 'delete',
        operationClass: 'destructive',
        inverse: { reversibility: 'irreversible' },
        changes: [{ losesData: true }],
      },
    ]);
  });

  it.each<readonly [string, NamedFacts, Tier, string]>([
    ['one that is not there', facts(null), 'development', 'target-not-found'],
    ['a protected one', facts({ DeletionProtectionEnabled: true }), 'development', 'aws-refused'],
    ['one of staging', facts({}), 'staging', 'never-do'],
    [
      "one of somebody else's stack",
      facts({}, { owner: { owner: 'foreign', stackName: 'shop' } }),
      'development',
      'no-route',
    ],
  ])('refuses %s', (_name, seen, tier, code) => {
    expect(draft(remove, seen, tier)).toMatchObject({ ok: false, refusal: { code } });
  });
});

describe('a new log group', () => {
  it.each<readonly [Tier, boolean]>([
    ['development', false],
    ['staging', true],
  ])('of %s keeps its events for a month, and has a key of its own: %s', (tier, hasKey) => {
    const [step] = taken(draft(['CreateResource', {}], facts(null), tier)).steps;
    const made = step?.kind === 'deploy' ? step.template.Resources : {};
    expect(made['AwsLambdaThumbnailsLogs']?.Properties).toMatchObject({ RetentionInDays: 30 });
    expect(Object.values(made).some((one) => one.Type === 'AWS::KMS::Key')).toBe(hasKey);
  });
});

describe('log groups in the sandbox, through the real doors', () => {
  const world = (): Journey =>
    startJourney({
      resources: [
        {
          account: DEV,
          region: REGION,
          type: TYPE,
          id: NAME,
          properties: { LogGroupName: NAME },
        },
      ],
    });
  const ask = (taskType: MutationType, parameters: TaskParameters) =>
    taskOf(TYPE, taskType, parameters);

  it('one is made as planned, changed in its stack, and planned again to nothing', async () => {
    const journey = startJourney();
    const create = ask('CreateResource', { name: '/apps/ledger', retentionDays: 90 });
    expect(await carryOut(journey, create, 'p1')).toMatchObject({ outcome: 'done', checks: [] });
    expect((await carryOut(journey, create, 'p2')).outcome).toBe('empty');
    const shorter = ask('UpdateResource', { name: '/apps/ledger', retentionDays: 30 });
    const changed = await carryOut(journey, shorter, 'p3');
    expect(changed).toMatchObject({ outcome: 'done', checks: [] });
    expect(changed.steps).toMatchObject([{ kind: 'deploy', changes: [{ losesData: true }] }]);
  });

  it('one that no stack owns gets its retention through Cloud Control', async () => {
    const journey = world();
    const update = ask('UpdateResource', { name: NAME, retentionDays: 30 });
    expect((await carryOut(journey, update, 'p1')).outcome).toBe('done');
    const { resources } = await journey.world.snapshot();
    const seen = resources.find((one) => one.id === NAME && one.account === DEV);
    expect(seen?.properties).toMatchObject({ RetentionInDays: 30 });
  });

  it('one that no stack owns is deleted', async () => {
    const journey = world();
    expect((await carryOut(journey, ask('DeleteResource', { name: NAME }), 'p1')).outcome).toBe(
      'done',
    );
    const { resources } = await journey.world.snapshot();
    expect(resources.filter((one) => one.id === NAME)).toEqual([]);
  });
});

describe('the lines of a log group that are counted', () => {
  const count = ['UpdateResource', { filterPattern: '?ERROR ?Exception' }] as const;
  const ours = facts(null, {
    exists: true,
    owner: {
      owner: 'ours',
      logicalId: 'Logs',
      stack: ownStack({ Resources: { Logs: { Type: TYPE, Properties: { LogGroupName: NAME } } } }),
    },
  });

  it('get a filter beside the group in its stack', () => {
    const [step] = taken(draft(count, ours)).steps;
    if (step?.kind !== 'deploy') throw new Error('no deploy step');
    expect(step.template.Resources['LogsFilter']).toEqual({
      Type: 'AWS::Logs::MetricFilter',
      Properties: {
        LogGroupName: { Ref: 'Logs' },
        FilterPattern: '?ERROR ?Exception',
        MetricTransformations: [
          {
            MetricName: 'aws-lambda-thumbnails-matches',
            MetricNamespace: 'Coworker/Logs',
            MetricValue: '1',
            DefaultValue: 0,
          },
        ],
      },
    });
  });

  it('are not counted in a group that no stack of ours holds', () => {
    expect(draft(count, facts({ LogGroupName: NAME }))).toMatchObject({
      refusal: { code: 'no-route' },
    });
  });
});
