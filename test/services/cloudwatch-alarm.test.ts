import { describe, expect, it } from 'vitest';
import { draftAlarm } from '../../src/services/cloudwatch-alarm/draft.ts';
import type { AlarmFacts } from '../../src/services/cloudwatch-alarm/facts-schema.ts';
import { alarmName } from '../../src/services/cloudwatch-alarm/name.ts';
import type { MutationType, TaskParameters } from '../../src/task/aws-task.ts';
import type { JsonObject } from '../../src/task/json.ts';
import type { Tier } from '../../src/task/tier.ts';
import { contextFor, DEV, NOBODY, taken, taskOf } from './samples.ts';

const TYPE = 'AWS::CloudWatch::Alarm';
const ERRORS = { metric: 'Errors', resource: 'mailer', threshold: 5 };
const NAME = 'development-mailer-Errors-over-5';

const facts = (properties: JsonObject | null, more: Partial<AlarmFacts> = {}): AlarmFacts => ({
  name: NAME,
  identifier: NAME,
  exists: properties !== null,
  ownStack: null,
  owner: NOBODY,
  properties,
  isWatchedThere: true,
  topic: null,
  parents: [],
  ...more,
});

type Ask = readonly [MutationType, TaskParameters];

const contextOf = ([taskType, parameters]: Ask, tier: Tier = 'development') =>
  contextFor(taskOf(TYPE, taskType, parameters), { tier });

const draft = (asked: Ask, seen: AlarmFacts, tier: Tier = 'development') =>
  draftAlarm(contextOf(asked, tier), seen);

const make = (parameters: TaskParameters = ERRORS): Ask => ['CreateResource', parameters];
const change = (parameters: TaskParameters): Ask => [
  'UpdateResource',
  { name: NAME, ...parameters },
];
const remove: Ask = ['DeleteResource', { name: NAME }];

const propertiesOf = (found: ReturnType<typeof draft>): JsonObject => {
  const [step] = taken(found).steps;
  const [made] = step?.kind === 'deploy' ? Object.values(step.template.Resources) : [];
  return made?.Properties ?? {};
};

describe('the name of an alarm', () => {
  it.each<readonly [string, TaskParameters, Tier, string]>([
    ['is made of what it watches', ERRORS, 'development', NAME],
    [
      'says how it compares',
      { ...ERRORS, comparison: 'LessThanThreshold' },
      'production',
      'production-mailer-Errors-under-5',
    ],
    ['is another where another is asked', { ...ERRORS, name: 'mails' }, 'development', NAME],
    [
      'stays where it has the form',
      { ...ERRORS, name: 'development-mails-Errors-high' },
      'development',
      'development-mails-Errors-high',
    ],
    [
      'names the namespace of a metric of one’s own',
      { metric: 'Carts', namespace: 'Shop', threshold: 1 },
      'test',
      'test-Shop-Carts-over-1',
    ],
  ])('%s', (_name, parameters, tier, expected) => {
    expect(alarmName(contextOf(make(parameters), tier))).toBe(expected);
  });

  it('that is planned otherwise is said', () => {
    const found = draft(make({ ...ERRORS, name: 'mails' }), facts(null));
    expect(taken(found).deviations).toMatchObject([
      { asked: 'name mails', planned: `name ${NAME}` },
    ]);
  });
});

describe('a new alarm', () => {
  it.each<readonly [string, TaskParameters, JsonObject]>([
    [
      'counts errors, and silence is good',
      ERRORS,
      {
        Namespace: 'AWS/Lambda',
        Dimensions: [{ Name: 'FunctionName', Value: 'mailer' }],
        Statistic: 'Sum',
        TreatMissingData: 'notBreaching',
        Period: 300,
        EvaluationPeriods: 1,
      },
    ],
    [
      'of a machine knows that silence says nothing',
      { metric: 'CPUUtilization', resource: 'i-0a11b22c33d44e55f', threshold: 80 },
      { Namespace: 'AWS/EC2', Statistic: 'Average', TreatMissingData: 'missing' },
    ],
    [
      'of a database of the same metric',
      { metric: 'CPUUtilization', resource: 'ledger', threshold: 80 },
      { Namespace: 'AWS/RDS', Dimensions: [{ Name: 'DBInstanceIdentifier', Value: 'ledger' }] },
    ],
    [
      'says what silence means where that is asked',
      { ...ERRORS, missingData: 'breaching' },
      { TreatMissingData: 'breaching' },
    ],
  ])('%s', (_name, parameters, expected) => {
    expect(propertiesOf(draft(make(parameters), facts(null)))).toMatchObject(expected);
  });

  it('tells a topic', () => {
    const arn = `arn:aws:sns:us-east-1:${DEV}:on-call`;
    const topic = { arn, exists: true, key: '' };
    const found = draft(make({ ...ERRORS, topic: 'on-call' }), facts(null, { topic }));
    expect(propertiesOf(found)).toMatchObject({ AlarmActions: [arn] });
  });

  const topic = { arn: 'arn:aws:sns:us-east-1:1:on-call', exists: true, key: '' };
  it.each<readonly [string, TaskParameters, Partial<AlarmFacts>, string]>([
    ['a name that is taken', ERRORS, { exists: true }, 'name-taken'],
    ['a metric that nobody sends', { ...ERRORS, metric: 'Bugs' }, {}, 'missing-field'],
    ['a metric of everything at once', { metric: 'Errors', threshold: 5 }, {}, 'missing-field'],
    ['something that is not there', ERRORS, { isWatchedThere: false }, 'target-not-found'],
    [
      'a topic that is not there',
      ERRORS,
      { topic: { ...topic, exists: false } },
      'target-not-found',
    ],
    [
      'a topic that CloudWatch can not write to',
      ERRORS,
      { topic: { ...topic, key: 'alias/aws/sns' } },
      'missing-permission',
    ],
    [
      'a look back over more than a day',
      { ...ERRORS, periodMinutes: 60, evaluationPeriods: 25 },
      {},
      'malformed-value',
    ],
    ['half a minute', { ...ERRORS, periodMinutes: 1.5 }, {}, 'malformed-value'],
  ])('is refused for %s', (_name, parameters, more, code) => {
    expect(draft(make(parameters), facts(null, more))).toMatchObject({
      ok: false,
      refusal: { code },
    });
  });
});

describe('an alarm that exists', () => {
  it('is changed where it is asked, and nothing else of it', () => {
    const before = { AlarmName: NAME, Threshold: 5, Period: 60 };
    const [step] = taken(draft(change({ threshold: 9, enabled: false }), facts(before))).steps;
    const patch = step?.kind === 'change' ? step.patch : [];
    expect(patch).toEqual([
      { op: 'add', path: '/ActionsEnabled', value: false },
      { op: 'replace', path: '/Threshold', value: 9 },
    ]);
  });

  const scaling = 'arn:aws:autoscaling:us-east-1:1:scalingPolicy:x';
  it.each<readonly [string, Ask, Partial<AlarmFacts>, string]>([
    ['that is not there', remove, { exists: false }, 'target-not-found'],
    ['that scales', remove, { properties: { AlarmActions: [scaling] } }, 'no-route'],
    [
      'that scales, changed',
      change({ threshold: 9 }),
      { properties: { AlarmActions: [scaling] } },
      'no-route',
    ],
    ['that another is made of', remove, { parents: ['shop'] }, 'still-in-use'],
  ])('%s is refused', (_name, asked, more, code) => {
    expect(draft(asked, facts({}, more))).toMatchObject({ ok: false, refusal: { code } });
  });
});
