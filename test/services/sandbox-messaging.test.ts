import { describe, expect, it } from 'vitest';
import type { WorldSpec } from '../../sandbox/world-spec.ts';
import type { MutationType, TaskParameters } from '../../src/task/aws-task.ts';
import type { JsonObject } from '../../src/task/json.ts';
import type { AwsResourceType } from '../../src/task/resource-type.ts';
import { startJourney } from '../aws/sandbox-journey.ts';
import { carryOut } from './carry-out.ts';
import { DEV, REGION, taskOf } from './samples.ts';

const ask = (type: AwsResourceType, taskType: MutationType, parameters: TaskParameters) =>
  taskOf(type, taskType, parameters);

/** A world with one thing that no stack owns. */
const withLoose = (
  type: AwsResourceType,
  id: string,
  properties: JsonObject,
  attributes: JsonObject = {},
): WorldSpec => ({
  resources: [{ account: DEV, region: REGION, type, id, properties, attributes }],
});

const done = { outcome: 'done', checks: [] };

describe('queues in the sandbox, through the real doors', () => {
  const type = 'AWS::SQS::Queue';
  const url = `https://sqs.us-east-1.amazonaws.com/${DEV}/old-orders`;

  it('one is made with its failures and its topic, changed, and deleted with its stack', async () => {
    const journey = startJourney();
    const create = ask(type, 'CreateResource', {
      name: 'orders',
      visibilityTimeoutSeconds: 120,
      maxReceiveCount: 3,
      topic: 'dev-alerts',
    });
    expect(await carryOut(journey, create, 'p1')).toMatchObject(done);
    expect((await carryOut(journey, create, 'p2')).outcome).toBe('empty');
    const change = ask(type, 'UpdateResource', { name: 'orders', maxReceiveCount: 5 });
    expect(await carryOut(journey, change, 'p3')).toMatchObject(done);
    const removed = await carryOut(journey, ask(type, 'DeleteResource', { name: 'orders' }), 'p4');
    expect(removed.outcome).toBe('done');
    expect(removed.steps.map((step) => step.kind)).toEqual(['remove']);
    const { resources } = await journey.world.snapshot();
    expect(resources.filter((one) => /:orders|\/orders/.test(one.id))).toEqual([]);
  });

  it('one that no stack owns is changed and deleted through Cloud Control', async () => {
    const journey = startJourney(withLoose(type, url, { QueueName: 'old-orders' }));
    const change = ask(type, 'UpdateResource', { name: 'old-orders', encryption: 'sqs' });
    const changed = await carryOut(journey, change, 'p1');
    expect(changed.steps.map((step) => step.kind)).toEqual(['change']);
    expect(changed.outcome).toBe('done');
    const remove = ask(type, 'DeleteResource', { name: 'old-orders' });
    expect((await carryOut(journey, remove, 'p2')).outcome).toBe('done');
    const { resources } = await journey.world.snapshot();
    expect(resources.filter((one) => one.id === url)).toEqual([]);
  });
});

describe('rules of events in the sandbox, through the real doors', () => {
  const type = 'AWS::Events::Rule';

  it('one calls a function, is turned off, and deleted with its stack', async () => {
    const journey = startJourney();
    const create = ask(type, 'CreateResource', {
      name: 'nightly',
      schedule: 'cron(0 3 * * ? *)',
      target: 'report-mailer',
    });
    expect(await carryOut(journey, create, 'p1')).toMatchObject(done);
    expect((await carryOut(journey, create, 'p2')).outcome).toBe('empty');
    const change = ask(type, 'UpdateResource', { name: 'nightly', enabled: false });
    expect(await carryOut(journey, change, 'p3')).toMatchObject(done);
    const removed = await carryOut(journey, ask(type, 'DeleteResource', { name: 'nightly' }), 'p4');
    expect(removed.outcome).toBe('done');
    expect(removed.steps.map((step) => step.kind)).toEqual(['remove']);
  });

  it('one that runs is turned off before its stack is deleted', async () => {
    const journey = startJourney();
    const asked = { name: 'hourly', schedule: 'rate(1 hour)', target: 'report-mailer' };
    await carryOut(journey, ask(type, 'CreateResource', asked), 'p1');
    const removed = await carryOut(journey, ask(type, 'DeleteResource', { name: 'hourly' }), 'p2');
    expect(removed.steps.map((step) => step.kind)).toEqual(['operate', 'remove']);
    expect(removed.outcome).toBe('done');
  });

  it('one that no stack owns is changed, then turned off and deleted', async () => {
    const properties = { Name: 'old', ScheduleExpression: 'rate(1 hour)', Targets: [] };
    const journey = startJourney(withLoose(type, 'old', properties));
    const change = ask(type, 'UpdateResource', { name: 'old', schedule: 'rate(2 hours)' });
    expect((await carryOut(journey, change, 'p1')).outcome).toBe('done');
    const removed = await carryOut(journey, ask(type, 'DeleteResource', { name: 'old' }), 'p2');
    expect(removed.steps.map((step) => step.kind)).toEqual(['operate', 'change']);
    expect(removed.outcome).toBe('done');
    const { resources } = await journey.world.snapshot();
    expect(resources.filter((one) => one.type === type)).toEqual([]);
  });
});

describe('alarms and dashboards in the sandbox, through the real doors', () => {
  const type = 'AWS::CloudWatch::Alarm';
  const name = 'development-report-mailer-Errors-over-5';

  it('an alarm is named as alarms are, changed, and deleted with its stack', async () => {
    const journey = startJourney();
    const create = ask(type, 'CreateResource', {
      metric: 'Errors',
      resource: 'report-mailer',
      threshold: 5,
      topic: 'dev-alerts',
    });
    expect(await carryOut(journey, create, 'p1')).toMatchObject(done);
    expect((await carryOut(journey, create, 'p2')).outcome).toBe('empty');
    const change = ask(type, 'UpdateResource', { name, threshold: 10, missingData: 'ignore' });
    expect(await carryOut(journey, change, 'p3')).toMatchObject(done);
    const removed = await carryOut(journey, ask(type, 'DeleteResource', { name }), 'p4');
    expect(removed.outcome).toBe('done');
    const { resources } = await journey.world.snapshot();
    expect(resources.filter((one) => one.type === type)).toEqual([]);
  });

  it('an alarm that no stack owns is changed and deleted', async () => {
    const properties = { AlarmName: 'old', ComparisonOperator: 'x', EvaluationPeriods: 1 };
    const journey = startJourney(withLoose(type, 'old', properties));
    const change = ask(type, 'UpdateResource', {
      name: 'old',
      comparison: 'LessThanThreshold',
      threshold: 3,
    });
    expect((await carryOut(journey, change, 'p1')).outcome).toBe('done');
    const remove = ask(type, 'DeleteResource', { name: 'old' });
    expect((await carryOut(journey, remove, 'p2')).outcome).toBe('done');
  });

  const board = 'AWS::CloudWatch::Dashboard';

  it('a dashboard shows what is there, and more when it is asked', async () => {
    const journey = startJourney();
    const create = ask(board, 'CreateResource', {
      name: 'orders',
      shows: ['function report-mailer', 'queue thumbnail-jobs'],
    });
    expect(await carryOut(journey, create, 'p1')).toMatchObject(done);
    expect((await carryOut(journey, create, 'p2')).outcome).toBe('empty');
    const more = ask(board, 'UpdateResource', { name: 'orders', shows: ['topic dev-alerts'] });
    expect(await carryOut(journey, more, 'p3')).toMatchObject(done);
    expect((await carryOut(journey, more, 'p4')).outcome).toBe('empty');
    const remove = ask(board, 'DeleteResource', { name: 'orders' });
    expect((await carryOut(journey, remove, 'p5')).outcome).toBe('done');
  });

  it('a dashboard that no stack owns is changed and deleted', async () => {
    const properties = { DashboardName: 'old', DashboardBody: '{"widgets":[]}' };
    const spec = withLoose(board, 'old', properties).resources ?? [];
    const resources = spec.map((one) => ({ ...one, region: 'global' }));
    const journey = startJourney({ resources });
    const more = ask(board, 'UpdateResource', { name: 'old', shows: ['topic dev-alerts'] });
    expect((await carryOut(journey, more, 'p1')).outcome).toBe('done');
    const remove = ask(board, 'DeleteResource', { name: 'old' });
    expect((await carryOut(journey, remove, 'p2')).outcome).toBe('done');
  });
});

describe('groups of traces and sampling rules in the sandbox, through the real doors', () => {
  const group = 'AWS::XRay::Group';

  it('a group is made, changed, and deleted with its stack', async () => {
    const journey = startJourney();
    const filterExpression = 'service("orders")';
    const create = ask(group, 'CreateResource', { name: 'checkout', filterExpression });
    expect(await carryOut(journey, create, 'p1')).toMatchObject(done);
    expect((await carryOut(journey, create, 'p2')).outcome).toBe('empty');
    const change = ask(group, 'UpdateResource', { name: 'checkout', insights: true });
    expect(await carryOut(journey, change, 'p3')).toMatchObject(done);
    const remove = ask(group, 'DeleteResource', { name: 'checkout' });
    expect((await carryOut(journey, remove, 'p4')).outcome).toBe('done');
  });

  it('a group that no stack owns is changed and deleted', async () => {
    const id = `arn:aws:xray:us-east-1:${DEV}:group/old/ABCDEF`;
    const journey = startJourney(withLoose(group, id, { GroupName: 'old' }));
    const change = ask(group, 'UpdateResource', { name: 'old', filterExpression: 'fault' });
    expect((await carryOut(journey, change, 'p1')).outcome).toBe('done');
    const remove = ask(group, 'DeleteResource', { name: 'old' });
    expect((await carryOut(journey, remove, 'p2')).outcome).toBe('done');
  });

  const rule = 'AWS::XRay::SamplingRule';

  it('a sampling rule is made, changed, and deleted with its stack', async () => {
    const journey = startJourney();
    const create = ask(rule, 'CreateResource', { name: 'checkout', priority: 1000 });
    expect(await carryOut(journey, create, 'p1')).toMatchObject(done);
    expect((await carryOut(journey, create, 'p2')).outcome).toBe('empty');
    const change = ask(rule, 'UpdateResource', { name: 'checkout', ratePercent: 10 });
    expect(await carryOut(journey, change, 'p3')).toMatchObject(done);
    const remove = ask(rule, 'DeleteResource', { name: 'checkout' });
    expect((await carryOut(journey, remove, 'p4')).outcome).toBe('done');
  });

  it('a sampling rule that no stack owns is changed and deleted', async () => {
    const id = `arn:aws:xray:us-east-1:${DEV}:sampling-rule/old`;
    const SamplingRule = {
      RuleName: 'old',
      FixedRate: 1,
      ReservoirSize: 1,
      Priority: 5,
      Host: '*',
      HTTPMethod: '*',
      URLPath: '*',
      ResourceARN: '*',
      ServiceName: '*',
      ServiceType: '*',
    };
    const journey = startJourney(withLoose(rule, id, { SamplingRule }));
    const change = ask(rule, 'UpdateResource', { name: 'old', ratePercent: 5 });
    expect((await carryOut(journey, change, 'p1')).outcome).toBe('done');
    const remove = ask(rule, 'DeleteResource', { name: 'old' });
    expect((await carryOut(journey, remove, 'p2')).outcome).toBe('done');
  });
});

describe('budgets in the sandbox, through the real doors', () => {
  const type = 'AWS::Budgets::Budget';

  it('one is made, gets another limit, and is deleted with its stack', async () => {
    const journey = startJourney();
    const create = ask(type, 'CreateResource', {
      name: 'team-orders',
      limitUsd: 500,
      subscribers: ['finops@example.com'],
    });
    expect(await carryOut(journey, create, 'p1')).toMatchObject(done);
    expect((await carryOut(journey, create, 'p2')).outcome).toBe('empty');
    const change = ask(type, 'UpdateResource', { name: 'team-orders', limitUsd: 700 });
    expect(await carryOut(journey, change, 'p3')).toMatchObject(done);
    const remove = ask(type, 'DeleteResource', { name: 'team-orders' });
    expect((await carryOut(journey, remove, 'p4')).outcome).toBe('done');
  });

  it('one that no stack owns is deleted by its own call', async () => {
    const spec = withLoose(type, 'old', { Budget: { BudgetName: 'old' } }).resources ?? [];
    const resources = spec.map((one) => ({ ...one, region: 'global' }));
    const journey = startJourney({ resources });
    const found = await carryOut(journey, ask(type, 'DeleteResource', { name: 'old' }), 'p1');
    expect(found.steps.map((step) => step.kind)).toEqual(['operate']);
    expect(found.outcome).toBe('done');
    const after = await journey.world.snapshot();
    expect(after.resources.filter((one) => one.type === type)).toEqual([]);
  });
});

describe('subscriptions in the sandbox, through the real doors', () => {
  const type = 'AWS::SNS::Topic';

  it('a topic of no stack tells a mail address and a function, once', async () => {
    const journey = startJourney();
    const subscribe = ask(type, 'UpdateResource', {
      name: 'dev-alerts',
      action: 'subscribe',
      subscriptions: ['ops@example.com'],
      function: 'report-mailer',
    });
    expect(await carryOut(journey, subscribe, 'p1')).toMatchObject(done);
    expect((await carryOut(journey, subscribe, 'p2')).outcome).toBe('empty');
  });

  it('a topic of ours is made with a subscriber, gets another, and is deleted', async () => {
    const journey = startJourney();
    const create = ask(type, 'CreateResource', {
      name: 'orders',
      subscriptions: ['ops@example.com'],
    });
    expect(await carryOut(journey, create, 'p1')).toMatchObject(done);
    const more = ask(type, 'UpdateResource', { name: 'orders', function: 'report-mailer' });
    expect(await carryOut(journey, more, 'p2')).toMatchObject(done);
    expect((await carryOut(journey, more, 'p3')).outcome).toBe('empty');
    const remove = ask(type, 'DeleteResource', { name: 'orders' });
    expect((await carryOut(journey, remove, 'p4')).outcome).toBe('done');
  });
});
