import { describe, expect, it } from 'vitest';
import { claimKey, claimsOf } from '../../src/services/claims.ts';
import type { Plan } from '../../src/plan/plan.ts';

type Change = Readonly<Record<string, unknown>>;

const planOf = (...changes: readonly Change[]): Pick<Plan, 'steps'> =>
  ({
    steps: [
      {
        kind: 'deploy',
        accountId: '333333333333',
        region: 'eu-west-1',
        changes,
        template: { Resources: { Orders: { Type: '', Properties: { TopicName: 'orders' } } } },
      },
    ],
  }) as unknown as Pick<Plan, 'steps'>;

const rows: readonly (readonly [string, readonly Change[], readonly string[]])[] = [
  ['nothing', [], []],
  ['what gets its id when it is made', [{ type: 'AWS::EC2::Instance', action: 'create' }], []],
  [
    'what is made under a name',
    [{ type: 'AWS::SQS::Queue', physicalId: 'orders' }],
    ['333333333333 eu-west-1 AWS::SQS::Queue orders'],
  ],
  [
    'what the template names, before it is made',
    [{ type: 'AWS::SNS::Topic', logicalId: 'Orders' }],
    ['333333333333 eu-west-1 AWS::SNS::Topic orders'],
  ],
  [
    'one thing by its name and by its ARN',
    [
      { type: 'AWS::SNS::Topic', physicalId: 'orders' },
      { type: 'AWS::SNS::Topic', physicalId: 'arn:aws:sns:eu-west-1:333333333333:orders' },
    ],
    ['333333333333 eu-west-1 AWS::SNS::Topic orders'],
  ],
  [
    'a revision and a version by name and number, and a topic that is called by a number',
    [
      { type: 'AWS::ECS::TaskDefinition', physicalId: 'arn:aws:ecs:r:1:task-definition/shop:3' },
      { type: 'AWS::Lambda::Version', physicalId: 'arn:aws:lambda:r:1:function:auth:3' },
      { type: 'AWS::SNS::Topic', physicalId: 'arn:aws:sns:eu-west-1:333333333333:2024' },
    ],
    [
      '333333333333 eu-west-1 AWS::ECS::TaskDefinition shop:3',
      '333333333333 eu-west-1 AWS::Lambda::Version auth:3',
      '333333333333 eu-west-1 AWS::SNS::Topic 2024',
    ],
  ],
  [
    'what lies in no region',
    [{ type: 'AWS::IAM::Role', physicalId: 'reports' }],
    ['333333333333 global AWS::IAM::Role reports'],
  ],
  [
    'what is only recorded in a template',
    [{ type: 'AWS::SQS::Queue', physicalId: 'orders', isOnlyRecorded: true }],
    [],
  ],
];

const LEDGER = {
  accountId: '333333333333',
  region: 'eu-west-1',
  stackName: 'aws-coworker-1-ledger',
};
const STACK = '333333333333 eu-west-1 AWS::CloudFormation::Stack aws-coworker-1-ledger';
const GROUP = { type: 'AWS::EC2::SecurityGroup', physicalId: 'sg-1' };
const SUBNET = { type: 'AWS::EC2::Subnet', action: 'create', logicalId: 'C' };

describe('two plans for different parts of one stack', () => {
  it.each<readonly [string, Change, readonly string[]]>([
    ['a change of one', { kind: 'deploy', stackId: 'arn', changes: [SUBNET] }, [STACK]],
    [
      'a deletion of all',
      { kind: 'remove', changes: [GROUP] },
      ['333333333333 eu-west-1 AWS::EC2::SecurityGroup sg-1', STACK],
    ],
    ['but not what makes it', { kind: 'deploy', changes: [SUBNET] }, []],
    ['but not a call on one', { kind: 'operate', changes: [] }, []],
  ])('both claim the stack: %s', (_name, more, keys) => {
    const template = { Resources: {} };
    const steps = [{ ...LEDGER, template, ...more }] as unknown as Plan['steps'];
    expect(claimsOf({ steps }).map(claimKey)).toEqual(keys);
  });
});

describe('what a plan claims', () => {
  it.each(rows)('%s', (_name, changes, keys) => {
    expect(claimsOf(planOf(...changes)).map(claimKey)).toEqual(keys);
  });
});
