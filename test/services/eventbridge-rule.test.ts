import { describe, expect, it } from 'vitest';
import { textIn } from '../../src/services/compare.ts';
import { draftRule } from '../../src/services/eventbridge-rule/draft.ts';
import type { RuleFacts, RuleTarget } from '../../src/services/eventbridge-rule/facts-schema.ts';
import { letsRuleIn } from '../../src/services/eventbridge-rule/targets/lets-in.ts';
import type { MutationType, TaskParameters } from '../../src/task/aws-task.ts';
import type { JsonObject } from '../../src/task/json.ts';
import type { Tier } from '../../src/task/tier.ts';
import { contextFor, DEV, NOBODY, taken, taskOf } from './samples.ts';

const TYPE = 'AWS::Events::Rule';
const NAME = 'nightly';
const ARN = `arn:aws:events:us-east-1:${DEV}:rule/${NAME}`;

const target = (kind: RuleTarget['kind'], name: string, letsIn = true): RuleTarget => ({
  kind,
  arn: `arn:aws:${kind}:us-east-1:${DEV}:${kind === 'lambda' ? 'function:' : ''}${name}`,
  letsIn,
});

const facts = (properties: JsonObject | null, more: Partial<RuleFacts> = {}): RuleFacts => ({
  name: NAME,
  identifier: ARN,
  exists: properties !== null,
  ownStack: null,
  owner: NOBODY,
  properties,
  arn: ARN,
  state: properties === null ? '' : 'ENABLED',
  managedBy: '',
  targets: [target('lambda', 'mailer')],
  ...more,
});

type Ask = readonly [MutationType, TaskParameters];

const draft = ([taskType, parameters]: Ask, seen: RuleFacts, tier: Tier = 'development') =>
  draftRule(contextFor(taskOf(TYPE, taskType, { name: NAME, ...parameters }), { tier }), seen);

const resourcesOf = (found: ReturnType<typeof draft>): JsonObject => {
  const [step] = taken(found).steps;
  return step?.kind === 'deploy' ? (step.template.Resources as unknown as JsonObject) : {};
};

const DAILY = { schedule: 'rate(1 day)', target: 'mailer' };
const make = (parameters: TaskParameters = DAILY): Ask => ['CreateResource', parameters];
const change = (parameters: TaskParameters): Ask => ['UpdateResource', parameters];
const remove: Ask = ['DeleteResource', {}];

describe('a new rule', () => {
  it('calls a function that lets in this rule and nobody else', () => {
    expect(resourcesOf(draft(make(), facts(null)))).toMatchObject({
      NightlyRule: {
        Properties: {
          State: 'ENABLED',
          ScheduleExpression: 'rate(1 day)',
          Targets: [{ Id: 'target', Arn: target('lambda', 'mailer').arn }],
        },
      },
      NightlyRulePermission: {
        Properties: {
          Principal: 'events.amazonaws.com',
          SourceArn: { 'Fn::GetAtt': ['NightlyRule', 'Arn'] },
        },
      },
    });
  });

  it('keeps what it can not deliver, from staging up', () => {
    const made = resourcesOf(draft(make(), facts(null), 'staging'));
    expect(made).toMatchObject({
      NightlyRule: {
        Properties: {
          Targets: [
            { DeadLetterConfig: { Arn: { 'Fn::GetAtt': ['NightlyRuleFailures', 'Arn'] } } },
          ],
        },
      },
      NightlyRuleFailures: { Properties: { SqsManagedSseEnabled: true } },
      NightlyRuleFailuresPolicy: { Type: 'AWS::SQS::QueuePolicy' },
    });
    expect(JSON.stringify(made['NightlyRuleFailures'])).toContain('CoworkerIssue');
  });

  it('tells a FIFO queue to which group its messages belong', () => {
    const seen = facts(null, { targets: [target('sqs', 'jobs.fifo')] });
    expect(resourcesOf(draft(make(), seen))).toMatchObject({
      NightlyRule: { Properties: { Targets: [{ SqsParameters: { MessageGroupId: NAME } }] } },
    });
  });

  it.each<readonly [string, TaskParameters, Partial<RuleFacts>, string]>([
    ['neither schedule nor pattern', { target: 'mailer' }, {}, 'missing-field'],
    ['a name that is taken', DAILY, { exists: true }, 'name-taken'],
    ['no such target', DAILY, { targets: [] }, 'target-not-found'],
    [
      'two targets of one name',
      DAILY,
      { targets: [target('lambda', 'jobs'), target('sqs', 'jobs')] },
      'missing-field',
    ],
    [
      'a queue that does not let it in',
      DAILY,
      { targets: [target('sqs', 'jobs', false)] },
      'missing-permission',
    ],
  ])('is refused with %s', (_name, parameters, more, code) => {
    expect(draft(make(parameters), facts(null, more))).toMatchObject({
      ok: false,
      refusal: { code },
    });
  });
});

describe('when a rule runs', () => {
  it.each<readonly [string, boolean]>([
    ['rate(1 day)', true],
    ['rate(1 days)', false],
    ['rate(5 minute)', false],
    ['rate(5 minutes)', true],
    ['rate(0 hours)', false],
    ['rate(2 weeks)', false],
    ['cron(0 3 * * ? *)', true],
    ['cron(0 3 ? * MON-FRI *)', true],
    ['cron(0 3 * * *)', false],
    ['cron(0 3 * * * *)', false],
    ['cron(0 3 ? * ? *)', false],
  ])('%s: %s', (schedule, isKnown) => {
    expect(draft(make({ ...DAILY, schedule }), facts(null)).ok).toBe(isKnown);
  });

  it.each<readonly [string, boolean]>([
    ['{"source":["aws.ec2"]}', true],
    ['{"detail":{"state":["stopped"]}}', true],
    ['{}', false],
    ['{"source":[]}', false],
    ['{"source":"aws.ec2"}', false],
    ['{source}', false],
  ])('%s: %s', (eventPattern, isKnown) => {
    expect(draft(make({ target: 'mailer', eventPattern }), facts(null)).ok).toBe(isKnown);
  });
});

describe('a rule that exists', () => {
  it.each<readonly [string, TaskParameters, JsonObject]>([
    ['is turned off', { enabled: false }, { State: 'DISABLED' }],
    [
      'runs at another time',
      { schedule: 'rate(2 hours)' },
      { ScheduleExpression: 'rate(2 hours)' },
    ],
  ])('%s', (_name, parameters, after) => {
    const before = { Name: NAME, State: 'ENABLED', ScheduleExpression: 'rate(1 hour)' };
    const [step] = taken(draft(change(parameters), facts(before))).steps;
    const patch = step?.kind === 'change' ? step.patch : [];
    const values = patch.map((one) => [textIn(one['path']).slice(1), one['value']] as const);
    expect(Object.fromEntries(values)).toEqual(after);
  });

  it('is turned off before it is deleted, unless it is so already', () => {
    const kinds = (seen: RuleFacts) => taken(draft(remove, seen)).steps.map(({ kind }) => kind);
    expect(kinds(facts({ Name: NAME }))).toEqual(['operate', 'change']);
    expect(kinds(facts({ Name: NAME }, { state: 'DISABLED' }))).toEqual(['change']);
  });

  it.each<readonly [string, Ask, Partial<RuleFacts>, string]>([
    ['of a service of AWS', remove, { managedBy: 'autoscaling.amazonaws.com' }, 'no-route'],
    ['that is not there', remove, { exists: false }, 'target-not-found'],
    [
      'that would run by both',
      change({ schedule: 'rate(1 day)' }),
      { properties: { EventPattern: { source: ['aws.ec2'] } } },
      'contradictory',
    ],
    [
      "of somebody else's stack",
      remove,
      { owner: { owner: 'foreign', stackName: 's' } },
      'no-route',
    ],
  ])('%s is refused', (_name, asked, more, code) => {
    expect(draft(asked, facts({}, more))).toMatchObject({ ok: false, refusal: { code } });
  });
});

describe('whether a policy lets a rule in', () => {
  const policy = (more: JsonObject): string =>
    JSON.stringify({
      Statement: [
        {
          Effect: 'Allow',
          Principal: { Service: 'events.amazonaws.com' },
          Action: 'sqs:SendMessage',
          ...more,
        },
      ],
    });
  const from = (condition: JsonObject): JsonObject => ({ Condition: condition });

  it.each<readonly [string, string, boolean]>([
    ['no policy', '', false],
    ['no text of JSON', '{', false],
    ['to the service', policy({}), true],
    ['to this rule', policy(from({ ArnEquals: { 'aws:SourceArn': ARN } })), true],
    ['to all rules', policy(from({ ArnLike: { 'aws:SourceArn': ARN.replace(NAME, '*') } })), true],
    ['to another rule', policy(from({ ArnEquals: { 'aws:SourceArn': `${ARN}2` } })), false],
    ['to its account', policy(from({ StringEquals: { 'aws:SourceAccount': DEV } })), true],
    ['to what is not understood', policy(from({ Bool: { 'aws:Other': 'true' } })), false],
    ['for something else', policy({ Action: 'sqs:ReceiveMessage' }), false],
    ['as a denial', policy({ Effect: 'Deny' }), false],
    ['to another service', policy({ Principal: { Service: 'sns.amazonaws.com' } }), false],
  ])('%s: %s', (_name, text, isOpen) => {
    expect(letsRuleIn(text, 'sqs:sendmessage', ARN)).toBe(isOpen);
  });
});
