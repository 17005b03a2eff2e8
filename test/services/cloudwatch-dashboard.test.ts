import { describe, expect, it } from 'vitest';
import { withShown } from '../../src/services/cloudwatch-dashboard/body.ts';
import { draftDashboard } from '../../src/services/cloudwatch-dashboard/draft.ts';
import type { DashboardFacts } from '../../src/services/cloudwatch-dashboard/facts-schema.ts';
import type { MutationType, TaskParameters } from '../../src/task/aws-task.ts';
import type { JsonObject } from '../../src/task/json.ts';
import { contextFor, DEV, NOBODY, taken, taskOf } from './samples.ts';

const TYPE = 'AWS::CloudWatch::Dashboard';
const NAME = 'orders';
const PLACE = { region: 'us-east-1', accountId: DEV };
const FUNCTION = { kind: 'function', name: 'mailer' } as const;
const ALARM = { kind: 'alarm', name: 'slow' } as const;

interface Body {
  readonly widgets: readonly {
    readonly x: number;
    readonly y: number;
    readonly properties: JsonObject;
  }[];
}

const parsed = (body: string): Body => JSON.parse(body) as Body;

describe('the body of a dashboard', () => {
  it('has the metrics of each thing, two beside each other', () => {
    const { widgets } = parsed(withShown(undefined, [FUNCTION, ALARM, FUNCTION], PLACE));
    expect(widgets.map(({ x, y }) => [x, y])).toEqual([
      [0, 0],
      [12, 0],
      [0, 6],
    ]);
    expect(widgets[0]?.properties['metrics']).toContainEqual([
      'AWS/Lambda',
      'Errors',
      'FunctionName',
      'mailer',
      { stat: 'Sum' },
    ]);
    expect(widgets[1]?.properties['alarms']).toEqual([
      `arn:aws:cloudwatch:us-east-1:${DEV}:alarm:slow`,
    ]);
  });

  it('keeps what is drawn there, and adds nothing twice', () => {
    const drawn = { type: 'text', x: 0, y: 0, properties: { markdown: 'Hello' } };
    const before = JSON.stringify({ start: '-PT6H', widgets: [drawn] });
    const once = withShown(before, [FUNCTION], PLACE);
    expect(parsed(once)).toMatchObject({ start: '-PT6H', widgets: [drawn, { x: 12, y: 0 }] });
    expect(withShown(once, [FUNCTION], PLACE)).toBe(once);
  });
});

const facts = (properties: JsonObject | null, missing: string[] = []): DashboardFacts => ({
  name: NAME,
  identifier: NAME,
  exists: properties !== null,
  ownStack: null,
  owner: NOBODY,
  properties,
  missing,
});

const draft = (taskType: MutationType, parameters: TaskParameters, seen: DashboardFacts) =>
  draftDashboard(contextFor(taskOf(TYPE, taskType, { name: NAME, ...parameters })), seen);

describe('a dashboard', () => {
  it.each<readonly [string, MutationType, TaskParameters, DashboardFacts, string]>([
    ['that shows nothing', 'CreateResource', {}, facts(null), 'missing-field'],
    [
      'that shows what has no form',
      'CreateResource',
      { shows: ['everything'] },
      facts(null),
      'missing-field',
    ],
    [
      'that shows what is not there',
      'CreateResource',
      { shows: ['queue mails'] },
      facts(null, ['queue mails']),
      'target-not-found',
    ],
    [
      'of a name that is taken',
      'CreateResource',
      { shows: ['queue mails'] },
      facts({}),
      'name-taken',
    ],
    ['that is not there', 'DeleteResource', {}, facts(null), 'target-not-found'],
  ])('%s is refused', (_name, taskType, parameters, seen, code) => {
    expect(draft(taskType, parameters, seen)).toMatchObject({ ok: false, refusal: { code } });
  });

  it('that no stack owns is changed and deleted through Cloud Control', () => {
    const seen = facts({ DashboardName: NAME, DashboardBody: '{"widgets":[]}' });
    const changed = taken(draft('UpdateResource', { shows: ['queue mails'] }, seen)).steps;
    expect(changed).toMatchObject([{ kind: 'change', action: 'update' }]);
    expect(taken(draft('DeleteResource', {}, seen)).steps).toMatchObject([
      { kind: 'change', action: 'delete', inverse: { reversibility: 'partly reversible' } },
    ]);
  });
});
