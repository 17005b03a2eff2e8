import { BudgetsClient, DescribeBudgetCommand } from '@aws-sdk/client-budgets';
import { CloudControlClient, GetResourceCommand } from '@aws-sdk/client-cloudcontrol';
import {
  CloudWatchClient,
  DescribeAlarmsCommand,
  GetDashboardCommand,
  ListDashboardsCommand,
} from '@aws-sdk/client-cloudwatch';
import {
  DescribeRuleCommand,
  DisableRuleCommand,
  EventBridgeClient,
  ListRulesCommand,
} from '@aws-sdk/client-eventbridge';
import { ListSubscriptionsCommand, SNSClient } from '@aws-sdk/client-sns';
import {
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ListDeadLetterSourceQueuesCommand,
  ListQueuesCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { GetSamplingRulesCommand, XRayClient } from '@aws-sdk/client-xray';
import { describe, expect, it } from 'vitest';
import {
  assume,
  clientOf,
  deploy,
  DEV,
  failureOf,
  reader,
  refusalOf,
  REGION,
  roleArn,
  stage,
  template,
  type Stage,
} from './kit.ts';

const urlOf = (name: string): string => `https://sqs.${REGION}.amazonaws.com/${DEV}/${name}`;
const arnOf = (name: string): string => `arn:aws:sqs:${REGION}:${DEV}:${name}`;
const QUEUE = { account: DEV, region: REGION, type: 'AWS::SQS::Queue' };

const world = (): Stage =>
  stage({
    resources: [
      {
        ...QUEUE,
        id: urlOf('orders'),
        properties: { RedrivePolicy: { deadLetterTargetArn: arnOf('dead'), maxReceiveCount: 3 } },
        attributes: { ApproximateNumberOfMessages: 12 },
      },
      { ...QUEUE, id: urlOf('dead') },
    ],
  });

const sqs = async (at: Stage): Promise<SQSClient> =>
  clientOf(at, SQSClient, { credentials: await reader(at) });

describe('queues', () => {
  it('Q1 one is found by its name, with what SQS says of it', async () => {
    const client = await sqs(world());
    const { QueueUrl } = await client.send(new GetQueueUrlCommand({ QueueName: 'orders' }));
    expect(QueueUrl).toBe(urlOf('orders'));
    const asked = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] });
    expect((await client.send(asked)).Attributes).toMatchObject({
      QueueArn: arnOf('orders'),
      ApproximateNumberOfMessages: '12',
      ApproximateNumberOfMessagesDelayed: '0',
      SqsManagedSseEnabled: 'true',
      VisibilityTimeout: '30',
    });
    const none = new GetQueueUrlCommand({ QueueName: 'none' });
    expect(await refusalOf(client.send(none))).toMatchObject({ name: 'QueueDoesNotExist' });
  });

  it('Q1 all are listed, and those that send their failures to one', async () => {
    const client = await sqs(world());
    const { QueueUrls, NextToken } = await client.send(new ListQueuesCommand({ MaxResults: 9 }));
    expect([QueueUrls?.length, NextToken === undefined]).toEqual([2, false]);
    const sources = new ListDeadLetterSourceQueuesCommand({ QueueUrl: urlOf('dead') });
    expect((await client.send(sources)).queueUrls).toEqual([urlOf('orders')]);
  });

  const queue = (Properties: object) => ({ Type: 'AWS::SQS::Queue', Properties });
  const redrive = (name: string, maxReceiveCount = 3) => ({
    RedrivePolicy: { deadLetterTargetArn: arnOf(name), maxReceiveCount },
  });

  it.each([
    ['nobody there', queue(redrive('none')), 'Dead letter target does not exist.'],
    ['no tries', queue(redrive('dead', 0)), 'Invalid value for maxReceiveCount'],
    [
      'another kind',
      queue({ QueueName: 'o.fifo', FifoQueue: true, ...redrive('dead') }),
      'must be same type of queue',
    ],
    [
      'two encryptions',
      queue({ SqsManagedSseEnabled: true, KmsMasterKeyId: 'alias/x' }),
      'one type of server-side encryption',
    ],
  ])('Q2 %s is refused', async (_name, Queue, words) => {
    const at = world();
    const { status, stackId } = await deploy(at, template({ Queue }));
    expect(status).toBe('ROLLBACK_COMPLETE');
    expect(await failureOf(at, stackId)).toContain(words);
  });
});

describe('subscriptions', () => {
  it('Q3 those of the account are listed by their ARN', async () => {
    const at = world();
    const Topic = { Type: 'AWS::SNS::Topic', Properties: { TopicName: 'paid' } };
    const Properties = { TopicArn: { Ref: 'Topic' }, Protocol: 'sqs', Endpoint: arnOf('orders') };
    const Subscription = { Type: 'AWS::SNS::Subscription', Properties };
    await deploy(at, template({ Topic, Subscription }));
    const client = clientOf(at, SNSClient, { credentials: await reader(at) });
    const { Subscriptions } = await client.send(new ListSubscriptionsCommand({}));
    expect(Subscriptions).toMatchObject([
      {
        SubscriptionArn: expect.stringMatching(/:paid:subscription-/) as string,
        Endpoint: arnOf('orders'),
      },
    ]);
  });
});

describe('rules', () => {
  const RULE = { account: DEV, region: REGION, type: 'AWS::Events::Rule' };
  const withRules = (): Stage =>
    stage({
      resources: [
        { ...RULE, id: 'nightly', properties: { ScheduleExpression: 'rate(1 day)' } },
        { ...RULE, id: 'scaling', attributes: { ManagedBy: 'autoscaling.amazonaws.com' } },
      ],
    });
  const operator = async (at: Stage): Promise<EventBridgeClient> => {
    const Action = ['events:DisableRule', 'events:DescribeRule', 'events:ListRules'];
    const Statement = [{ Effect: 'Allow', Action, Resource: '*' }];
    const credentials = await assume(at, 'aws-coworker-deployer', {
      RoleArn: roleArn(DEV, 'AwsCoworkerOperator'),
      Tags: [{ Key: 'cw-plan', Value: 'plan-1' }],
      Policy: JSON.stringify({ Version: '2012-10-17', Statement }),
    });
    return clientOf(at, EventBridgeClient, { credentials });
  };

  it('Q4 one is turned off, unless a service of AWS looks after it', async () => {
    const client = await operator(withRules());
    await client.send(new DisableRuleCommand({ Name: 'nightly' }));
    const { State } = await client.send(new DescribeRuleCommand({ Name: 'nightly' }));
    expect(State).toBe('DISABLED');
    const managed = client.send(new DisableRuleCommand({ Name: 'scaling' }));
    expect(await refusalOf(managed)).toMatchObject({ name: 'ManagedRuleException' });
    const none = client.send(new DescribeRuleCommand({ Name: 'none' }));
    expect(await refusalOf(none)).toMatchObject({ name: 'ResourceNotFoundException' });
    const { Rules } = await client.send(new ListRulesCommand({}));
    expect(Rules).toMatchObject([{ Name: 'nightly' }, { ManagedBy: 'autoscaling.amazonaws.com' }]);
  });

  it.each([
    ['neither schedule nor pattern', {}, 'must be specified'],
    ['a rate of one days', { ScheduleExpression: 'rate(1 days)' }, 'ScheduleExpression is not'],
    ['two days at once', { ScheduleExpression: 'cron(0 3 * * * *)' }, 'ScheduleExpression is not'],
    ['an empty pattern', { EventPattern: {} }, 'Event pattern is not valid'],
  ])('Q5 %s is refused', async (_name, Properties, words) => {
    const at = stage();
    const Rule = { Type: 'AWS::Events::Rule', Properties };
    const { stackId } = await deploy(at, template({ Rule }));
    expect(await failureOf(at, stackId)).toContain(words);
  });
});

describe('alarms and dashboards', () => {
  const ALARM = { account: DEV, region: REGION, type: 'AWS::CloudWatch::Alarm' };
  const withBoards = (): Stage =>
    stage({
      resources: [
        { ...ALARM, id: 'slow', attributes: { StateValue: 'ALARM' } },
        { ...ALARM, id: 'late' },
        {
          ...ALARM,
          type: 'AWS::CloudWatch::CompositeAlarm',
          id: 'shop',
          properties: { AlarmRule: 'ALARM(slow) OR ALARM(far)' },
        },
        {
          ...ALARM,
          region: 'global',
          type: 'AWS::CloudWatch::Dashboard',
          id: 'orders',
          properties: { DashboardBody: '{"widgets":[]}' },
        },
      ],
    });

  it('Q6 alarms are told by name, and what is made of one', async () => {
    const at = withBoards();
    const client = clientOf(at, CloudWatchClient, { credentials: await reader(at) });
    const named = new DescribeAlarmsCommand({ AlarmNames: ['slow'] });
    expect((await client.send(named)).MetricAlarms).toMatchObject([{ StateValue: 'ALARM' }]);
    const parents = new DescribeAlarmsCommand({ ParentsOfAlarmName: 'slow' });
    expect((await client.send(parents)).CompositeAlarms).toMatchObject([{ AlarmName: 'shop' }]);
    const both = new DescribeAlarmsCommand({ ParentsOfAlarmName: 'slow', AlarmNames: ['late'] });
    expect(await refusalOf(client.send(both))).toMatchObject({ name: 'ValidationError' });
  });

  it('Q6 dashboards are read, listed, and refused without widgets', async () => {
    const at = withBoards();
    const client = clientOf(at, CloudWatchClient, { credentials: await reader(at) });
    const one = new GetDashboardCommand({ DashboardName: 'orders' });
    expect((await client.send(one)).DashboardBody).toBe('{"widgets":[]}');
    const { DashboardEntries } = await client.send(new ListDashboardsCommand({}));
    expect(DashboardEntries).toMatchObject([{ DashboardName: 'orders' }]);
    const Properties = { DashboardName: 'bad', DashboardBody: '{}' };
    const Board = { Type: 'AWS::CloudWatch::Dashboard', Properties };
    const { stackId } = await deploy(at, template({ Board }));
    expect(await failureOf(at, stackId)).toContain('The dashboard body is invalid');
  });
});

describe('traces', () => {
  const Default = { RuleName: 'Default', FixedRate: 1, Host: '*', HTTPMethod: '*', Priority: 1 };
  const rest = { ReservoirSize: 1, ResourceARN: '*', ServiceName: '*', ServiceType: '*' };
  const SamplingRule = { ...Default, ...rest, URLPath: '*', Version: 1 };

  it('Q7 the rule of X-Ray itself is listed, and not made again', async () => {
    const at = stage();
    const client = clientOf(at, XRayClient, { credentials: await reader(at) });
    const { SamplingRuleRecords } = await client.send(new GetSamplingRulesCommand({}));
    expect(SamplingRuleRecords).toMatchObject([{ SamplingRule: { RuleName: 'Default' } }]);
    const Rule = { Type: 'AWS::XRay::SamplingRule', Properties: { SamplingRule } };
    const { stackId } = await deploy(at, template({ Rule }));
    expect(await failureOf(at, stackId)).toContain('Sampling rule Default already exists');
  });

  it('Q7 a group of its name is not made', async () => {
    const at = stage();
    const Group = { Type: 'AWS::XRay::Group', Properties: { GroupName: 'Default' } };
    const { stackId } = await deploy(at, template({ Group }));
    expect(await failureOf(at, stackId)).toContain('Group name is not valid');
  });
});

describe('budgets', () => {
  const Budget = { BudgetName: 'shop', BudgetType: 'COST', TimeUnit: 'MONTHLY' };
  const Notification = {
    NotificationType: 'ACTUAL',
    ComparisonOperator: 'GREATER_THAN',
    Threshold: 80,
  };

  it('Q8 one is described with what is spent, and Cloud Control knows none', async () => {
    const at = stage({
      resources: [
        {
          account: DEV,
          region: 'global',
          type: 'AWS::Budgets::Budget',
          id: 'shop',
          properties: { Budget: { ...Budget, BudgetLimit: { Amount: 100, Unit: 'USD' } } },
          attributes: { ActualUsd: 40 },
        },
      ],
    });
    const credentials = await reader(at);
    const client = clientOf(at, BudgetsClient, { credentials });
    const asked = new DescribeBudgetCommand({ AccountId: DEV, BudgetName: 'shop' });
    expect((await client.send(asked)).Budget).toMatchObject({
      BudgetLimit: { Amount: '100', Unit: 'USD' },
      CalculatedSpend: { ActualSpend: { Amount: '40' } },
    });
    const none = new DescribeBudgetCommand({ AccountId: DEV, BudgetName: 'none' });
    expect(await refusalOf(client.send(none))).toMatchObject({ name: 'NotFoundException' });
    const control = clientOf(at, CloudControlClient, { credentials });
    const TypeName = 'AWS::Budgets::Budget';
    const got = control.send(new GetResourceCommand({ TypeName, Identifier: 'shop' }));
    expect(await refusalOf(got)).toMatchObject({ name: 'UnsupportedActionException' });
  });

  it('Q8 a notification that tells nobody is refused', async () => {
    const at = stage();
    const Properties = {
      Budget,
      NotificationsWithSubscribers: [{ Notification, Subscribers: [] }],
    };
    const Shop = { Type: 'AWS::Budgets::Budget', Properties };
    const { stackId } = await deploy(at, template({ Shop }));
    expect(await failureOf(at, stackId)).toContain('Subscribers must not be empty');
  });
});
