import { describe, expect, it } from 'vitest';
import { resourcesBeside } from '../../src/review/planned-beside.ts';
import { readNetwork } from '../../src/services/ec2-instance/network/facts.ts';
import { reviewTemplate } from '../../src/review/review-template.ts';
import { readKnowledge } from '../../src/app/knowledge.ts';
import type { Plan } from '../../src/plan/plan.ts';
import type { DeployStep, Step } from '../../src/plan/step.ts';
import type { Template } from '../../src/plan/template.ts';
import { taskId } from '../../src/task/ids.ts';
import type { AwsTask } from '../../src/task/aws-task.ts';
import type { JsonObject } from '../../src/task/json.ts';
import { answer, contextFor, readerOf, taskOf } from '../services/samples.ts';

const { baselines } = readKnowledge();

const step = (id: string, template: Template, more: Partial<DeployStep> = {}): DeployStep =>
  ({
    id,
    kind: 'deploy',
    stackName: `stack-${id}`,
    accountId: '333333333333',
    region: 'us-east-1',
    parameters: {},
    resolvedParameters: {},
    template,
    changes: [],
    ...more,
  }) as unknown as DeployStep;

const of = (type: string, properties: JsonObject): Template => ({
  Resources: { Thing: { Type: type, Properties: properties } },
});

const DATABASE = of('AWS::RDS::DBInstance', {
  DBInstanceClass: 'db.t4g.medium',
  DBSubnetGroupName: 'orders',
  VPCSecurityGroups: ['sg-1'],
});
const SUBNETS = of('AWS::RDS::DBSubnetGroup', {
  DBSubnetGroupName: 'orders',
  SubnetIds: ['subnet-1', 'subnet-2'],
});
const PRIVATE = { 'subnet-1': true, 'subnet-2': true };

const world = (from: number) => ({ protocol: 'tcp', from, to: from, source: '0.0.0.0/0' });
const read = (groups: JsonObject[]): Readonly<Record<string, JsonObject>> => ({
  [taskId(1)]: { groups },
});

/** Tasks of this account and region, but for the second, which is elsewhere. */
const tasks = [1, 2, 3].map((at) => ({
  id: taskId(at),
  taskType: 'CreateResource',
  accountId: at === 2 ? '444444444444' : '333333333333',
  region: 'us-east-1',
})) as unknown as readonly AwsTask[];

/** What one rule says of a template, beside other steps and what was read. */
const judged = (
  template: Template,
  item: string,
  { others = [], facts = {} }: Beside,
): string | undefined => {
  const main = step('step-9', template);
  const plan = { steps: [...others, main] } as unknown as Plan;
  const found = reviewTemplate({
    template,
    tier: 'production',
    baselines,
    evidence: 'own-template',
    subnets: PRIVATE,
    elsewhere: resourcesBeside(plan, main, { facts, tasks }),
  });
  return found.find((one) => one.item === item)?.status;
};

interface Beside {
  readonly others?: readonly Step[];
  readonly facts?: Readonly<Record<string, JsonObject>>;
}

const statusOf = (item: string, others: readonly Step[], facts = read([])) =>
  judged(DATABASE, item, { others, facts });

describe('what a stack names and another of the plan makes', () => {
  it.each<readonly [string, readonly DeployStep[], string]>([
    ['nothing', [], 'UNKNOWN'],
    ['the subnet group of its database', [step('step-1', SUBNETS)], 'REMEDIATE'],
    ['one of another name', [step('step-1', of('AWS::RDS::DBSubnetGroup', {}))], 'UNKNOWN'],
    ['one elsewhere', [step('step-1', SUBNETS, { region: 'eu-west-1' } as never)], 'UNKNOWN'],
    ['one of others', [step('step-1', SUBNETS, { accountId: '1' } as never)], 'UNKNOWN'],
  ])('%s', (_name, others, status) => {
    expect(statusOf('RDS-07', others)).toBe(status);
  });
});

describe('a security group that planning looked up', () => {
  it.each<readonly [string, JsonObject, string]>([
    ['lets nobody in', { id: 'sg-1', world: [] }, 'REMEDIATE'],
    ['lets the world in', { id: 'sg-1', world: [world(443)] }, 'BLOCKED'],
    ['is another', { id: 'sg-2', world: [] }, 'UNKNOWN'],
    [
      'lets a prefix list in',
      { id: 'sg-1', world: [{ ...world(443), source: 'pl-1' }] },
      'UNKNOWN',
    ],
    ['was not read whole', { id: 'sg-1' }, 'UNKNOWN'],
    ['is no group', { id: 7, world: [] }, 'UNKNOWN'],
  ])('%s', (_name, group, status) => {
    expect(statusOf('RDS-03', [], read([group]))).toBe(status);
  });
});

const GROUP = 'AWS::EC2::SecurityGroup';
const RULE = 'AWS::EC2::SecurityGroupIngress';
const OPEN = { IpProtocol: 'tcp', FromPort: 8443, ToPort: 8443, CidrIp: '0.0.0.0/0' };
const rules = (...SecurityGroupIngress: JsonObject[]): Template =>
  of(GROUP, { GroupName: 'db', SecurityGroupIngress });
const changed = (type: string, physicalId?: string, action = 'change') => ({
  changes: [{ logicalId: 'Thing', type, action, ...(physicalId ? { physicalId } : {}) }],
});
const withRule = (action: string, group: JsonObject): Step =>
  step(
    'step-1',
    {
      Resources: {
        Rule: { Type: RULE, Properties: { ...OPEN, GroupId: { Ref: 'Thing' } } },
        Thing: { Type: GROUP, Properties: group },
      },
    },
    {
      changes: [
        { logicalId: 'Rule', type: RULE, action: 'create' },
        { logicalId: 'Thing', type: GROUP, action },
      ],
    } as never,
  );

describe('a security group that planning looked up, and a step that touches it', () => {
  it.each<readonly [string, readonly Step[], string]>([
    ['no step', [], 'REMEDIATE'],
    [
      'a step that changes another',
      [step('step-1', rules(OPEN), changed(GROUP, 'sg-2') as never)],
      'REMEDIATE',
    ],
    [
      'a step that opens it',
      [step('step-1', rules(OPEN), changed(GROUP, 'sg-1') as never)],
      'BLOCKED',
    ],
    [
      'a step that leaves it closed',
      [step('step-1', rules(), changed(GROUP, 'sg-1') as never)],
      'REMEDIATE',
    ],
    ['a rule that opens it', [step('step-1', of(RULE, { ...OPEN, GroupId: 'sg-1' }))], 'BLOCKED'],
    [
      'a rule that opens another',
      [step('step-1', of(RULE, { ...OPEN, GroupId: 'sg-2' }))],
      'REMEDIATE',
    ],
    [
      'an open rule of who knows which',
      [step('step-1', of(RULE, { ...OPEN, GroupId: { 'Fn::ImportValue': 'x' } }))],
      'UNKNOWN',
    ],
    [
      'an open rule elsewhere',
      [step('step-1', of(RULE, { ...OPEN, GroupId: 'sg-1' }), { region: 'eu-west-1' } as never)],
      'REMEDIATE',
    ],
    ['a rule of a new group', [withRule('create', {})], 'REMEDIATE'],
    ['a rule of a group that its stack holds', [withRule('none', {})], 'UNKNOWN'],
    [
      'a change without a stack',
      [
        {
          ...step('step-1', rules()),
          kind: 'change',
          typeName: GROUP,
          identifier: 'sg-1',
        } as unknown as Step,
      ],
      'UNKNOWN',
    ],
  ])('%s', (_name, others, status) => {
    expect(statusOf('RDS-03', others, read([{ id: 'sg-1', world: [] }]))).toBe(status);
  });

  it('is not the one of another account', () => {
    const facts = { [taskId(2)]: { groups: [{ id: 'sg-1', world: [] }] } };
    expect(statusOf('RDS-03', [], facts)).toBe('UNKNOWN');
  });
});

const LAUNCH = 'AWS::EC2::LaunchTemplate';
const launches = (HttpTokens: string): Template =>
  of(LAUNCH, {
    LaunchTemplateName: 'web',
    LaunchTemplateData: { MetadataOptions: { HttpTokens } },
  });
const readOf = (needsToken: boolean, asked = '4') => ({
  launchTemplate: { name: 'web', version: '4', asked, needsToken },
});
const asks = (Version: string) =>
  of('AWS::AutoScaling::AutoScalingGroup', {
    LaunchTemplate: { LaunchTemplateName: 'web', Version },
  });

describe('the launch template that a group starts from', () => {
  const [safe, open] = [readOf(true), readOf(false)];
  const update = [step('step-1', launches('required'), changed(LAUNCH) as never)];
  const create = [step('step-1', launches('required'), changed(LAUNCH, 'web', 'create') as never)];
  it.each<readonly [string, string, Beside, string]>([
    ['nothing read', '4', {}, 'UNKNOWN'],
    ['the version that was read', '4', { facts: { [taskId(1)]: safe } }, 'REMEDIATE'],
    ['that version, which asks for no token', '4', { facts: { [taskId(1)]: open } }, 'BLOCKED'],
    ['another version', '3', { facts: { [taskId(1)]: safe } }, 'UNKNOWN'],
    ['one of another account', '4', { facts: { [taskId(2)]: safe } }, 'UNKNOWN'],
    [
      'one of another account first',
      '4',
      { facts: { [taskId(2)]: safe, [taskId(3)]: open } },
      'BLOCKED',
    ],
    [
      'the default, as it was read',
      '$Default',
      { facts: { [taskId(1)]: readOf(true, '$Default') } },
      'REMEDIATE',
    ],
    [
      'the default, where a step changes it',
      '$Default',
      { others: update, facts: { [taskId(1)]: readOf(true, '$Default') } },
      'UNKNOWN',
    ],
    [
      'the version before that of a step',
      '4',
      { others: update, facts: { [taskId(1)]: open } },
      'BLOCKED',
    ],
    [
      'the version that a step makes',
      '5',
      { others: update, facts: { [taskId(1)]: open } },
      'REMEDIATE',
    ],
    ['a version beside a step', '1', { others: update }, 'UNKNOWN'],
    ['the first of one that a step creates', '1', { others: create }, 'REMEDIATE'],
    ['the second of one that a step creates', '2', { others: create }, 'UNKNOWN'],
  ])('%s', (_name, version, beside, status) => {
    expect(judged(asks(version), 'ASG-01', beside)).toBe(status);
  });
});

/** The group that planning reads in EC2 with one rule, as it stands in the facts of a task. */
const groupOf = async (rule: JsonObject): Promise<JsonObject> => {
  const id = 'sg-0123456789abcdef0';
  const task = taskOf('AWS::EC2::Instance', 'CreateResource', { securityGroup: id });
  const page = { SecurityGroups: [{ GroupId: id, GroupName: 'db', IpPermissions: [rule] }] };
  const reader = readerOf({ 'EC2.DescribeSecurityGroups': answer(page) });
  const { groups } = await readNetwork(contextFor(task), reader);
  return { ...groups[0], id: 'sg-1' };
};

describe('a security group as EC2 describes it', () => {
  const ports = { IpProtocol: 'tcp', FromPort: 5432, ToPort: 5432 };
  it.each<readonly [string, JsonObject, string]>([
    ['a range of our own', { ...ports, IpRanges: [{ CidrIp: '10.0.0.0/24' }] }, 'REMEDIATE'],
    ['the world', { ...ports, IpRanges: [{ CidrIp: '0.0.0.0/0' }] }, 'BLOCKED'],
    ['the world of IPv6', { ...ports, Ipv6Ranges: [{ CidrIpv6: '::/0' }] }, 'BLOCKED'],
    ['a prefix list', { ...ports, PrefixListIds: [{ PrefixListId: 'pl-0a' }] }, 'UNKNOWN'],
    ['a prefix list without an id', { ...ports, PrefixListIds: [{}] }, 'UNKNOWN'],
    ['another group', { ...ports, UserIdGroupPairs: [{ GroupId: 'sg-2' }] }, 'REMEDIATE'],
  ])('lets in %s', async (_name, rule, status) => {
    expect(statusOf('RDS-03', [], read([await groupOf(rule)]))).toBe(status);
  });
});
