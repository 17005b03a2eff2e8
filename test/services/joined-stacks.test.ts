import { describe, expect, it } from 'vitest';
import type { DeployDraft } from '../../src/plan/step.ts';
import { groupTable } from '../../src/services/security-group/permissions.ts';
import { needsOfDeploy } from '../../src/services/needs.ts';
import type { NeedInput } from '../../src/services/service.ts';
import { parseRegion, taskId } from '../../src/task/ids.ts';
import type { JsonObject } from '../../src/task/json.ts';
import {
  draftIssue,
  factsAfter,
  madeBy,
  NOTHING_THERE,
  tasksOf,
  type Row,
} from './joined-issue.ts';
import { account, sure, taken } from './samples.ts';

const VPC: Row = ['AWS::EC2::VPC', { name: 'ledger', cidr: '10.44.0.0/16' }];
const subnet = (name: string, cidr: string, more: Row[1] = {}): Row => [
  'AWS::EC2::Subnet',
  { name, vpc: 'ledger', cidr, ...more },
];
const group = (name: string, more: Row[1] = {}): Row => [
  'AWS::EC2::SecurityGroup',
  { name, vpc: 'ledger', ...more },
];
const A = subnet('ledger-a', '10.44.1.0/24');
const OPEN = subnet('open', '10.44.9.0/24', { public: true });
const NAT: Row = ['AWS::EC2::NatGateway', { name: 'out', subnet: 'open' }];

const deploysOf = (...rows: readonly Row[]): readonly DeployDraft[] =>
  taken(draftIssue(tasksOf(rows))).steps.flatMap(({ draft }) =>
    draft.kind === 'deploy' ? [draft] : [],
  );
const only = (...rows: readonly Row[]): DeployDraft => {
  const [step, ...others] = deploysOf(...rows);
  expect(others).toEqual([]);
  return sure(step);
};
const refusalOf = (...rows: readonly Row[]) => {
  const drafted = draftIssue(tasksOf(rows));
  return drafted.ok ? undefined : drafted.refusal;
};

describe('a chain of one issue', () => {
  const step = only(
    NAT,
    ['AWS::EC2::RouteTable', { name: 'away', vpc: 'ledger', cidr: '0.0.0.0/0', target: 'out' }],
    OPEN,
    VPC,
  );
  const { Resources } = step.template;

  it('is one stack, named for what everything stands in, in whatever order it is asked', () => {
    expect(step.stackName).toBe('aws-coworker-42-ledger');
    expect(step.taskIds).toEqual(['task-4', 'task-3', 'task-1', 'task-2']);
    expect(step.summary).toBe(
      'create VPC ledger with subnet open, NAT gateway out and route table away',
    );
  });

  it('leads from each to the next', () => {
    expect(Resources['OpenSubnet']?.Properties?.['VpcId']).toEqual({ Ref: 'LedgerVpc' });
    expect(Resources['OutNat']?.Properties?.['SubnetId']).toEqual({ Ref: 'OpenSubnet' });
    const route = sure(
      Object.values(Resources).find((one) => 'NatGatewayId' in (one.Properties ?? {})),
    );
    expect(route.Properties).toMatchObject({
      NatGatewayId: { Ref: 'OutNat' },
      RouteTableId: { Ref: 'AwayTable' },
    });
  });

  it('makes a public subnet so, and waits for the way out before what needs it', () => {
    expect(Resources['OpenSubnetRoutes']?.Properties).toEqual({
      RouteTableId: { Ref: 'LedgerPublicTable' },
      SubnetId: { Ref: 'OpenSubnet' },
    });
    expect(Resources['OutNat']?.DependsOn).toEqual(['LedgerGatewayAttachment']);
  });
});

describe('what can not stand together', () => {
  it.each<readonly [string, readonly Row[], string, string]>([
    [
      'subnets that share addresses',
      [VPC, A, subnet('b', '10.44.0.0/20')],
      'range-taken',
      'subnet `b`',
    ],
    [
      'a subnet beyond the range',
      [VPC, subnet('b', '10.45.0.0/20')],
      'malformed-value',
      '`ledger`',
    ],
    [
      'two of one name',
      [VPC, A, subnet('ledger-a', '10.44.2.0/24')],
      'contradictory',
      '`ledger-a`',
    ],
    [
      'NAT in what is private',
      [VPC, A, ['AWS::EC2::NatGateway', { name: 'n', subnet: 'ledger-a' }]],
      'contradictory',
      'private',
    ],
    [
      'a second gateway',
      [
        ['AWS::EC2::VPC', { ...VPC[1], subnets: true }],
        ['AWS::EC2::InternetGateway', { name: 'igw', vpc: 'ledger' }],
      ],
      'name-taken',
      '`ledger`',
    ],
    [
      'VPCs that share addresses',
      [VPC, ['AWS::EC2::VPC', { name: 'other', cidr: '10.44.128.0/17' }]],
      'range-taken',
      'VPC `other`',
    ],
    [
      'groups that name each other',
      [VPC, group('a', { port: '443', source: 'b' }), group('b', { port: '443', source: 'a' })],
      'dependency-cycle',
      'it names `a`',
    ],
  ])('%s are refused', (_name, rows, code, words) => {
    const refusal = sure(refusalOf(...rows));
    expect(refusal.code).toBe(code);
    expect(refusal.because).toContain(words);
    expect(`${refusal.because} ${refusal.next}`).not.toContain('made.');
  });

  it('a thing of another region is not the one that is named', () => {
    const elsewhere = sure(parseRegion('us-west-2'));
    const [vpc, one] = tasksOf([VPC, A]);
    const drafted = draftIssue([{ ...sure(vpc), region: elsewhere }, sure(one)]);
    expect(drafted.ok ? '' : drafted.refusal.because).toBe(
      'There is no vpc `ledger` in this account and region.',
    );
  });
});

describe('what is too much for one template', () => {
  const many = (count: number): readonly Row[] =>
    Array.from({ length: count }, (_, index) => subnet(`s-${index}`, `10.44.${index}.0/24`));

  it.each([
    [27, undefined],
    [28, 'template-unsupported'],
  ])('%i subnets of a higher tier: %s', (count, code) => {
    const drafted = draftIssue(tasksOf([VPC, ...many(count)]), {}, 'staging');
    expect(drafted.ok ? undefined : drafted.refusal.code).toBe(code);
    if (drafted.ok) return;
    expect(drafted.refusal.because).toMatch(/`aws-coworker-42-ledger` .* 51,200 with a call/);
    expect(drafted.refusal.next).toContain('issue of their own');
  });
});

describe('a network that brings parts of its own', () => {
  it('brings them where only groups are asked beside it', () => {
    const { template } = only(VPC, group('web'));
    expect(template.Resources['LedgerPublicA']).toBeDefined();
    expect(taken(draftIssue(tasksOf([VPC, group('web')]))).deviations).toEqual([]);
  });

  it('keeps them when a subnet is asked for later', () => {
    const stack = madeBy(only(VPC));
    const tasks = tasksOf([VPC, subnet('more', '10.44.200.0/24')]);
    const facts = factsAfter(tasks, stack);
    const before = { ...facts, [taskId(2)]: { ...facts[taskId(2)], found: [] } };
    const [step] = taken(draftIssue(tasks, before)).steps;
    const draft = sure(step).draft;
    if (draft.kind !== 'deploy') throw new Error(draft.kind);
    expect(draft.changeSetType).toBe('UPDATE');
    const ids = stack.resources.map(({ logicalId }) => logicalId);
    expect(Object.keys(draft.template.Resources).toSorted()).toEqual(
      [...ids, 'MoreSubnet'].toSorted(),
    );
    expect(draft.template.Resources['MoreSubnet']?.Properties?.['VpcId']).toEqual({
      Ref: 'LedgerVpc',
    });
  });

  it('says that it brings none where the issue asks for subnets', () => {
    expect(taken(draftIssue(tasksOf([VPC, A]))).deviations).toMatchObject([
      { planned: 'it without subnets and NAT of its own' },
    ]);
  });

  it('holds in its list and leads to its endpoints what joins it in a higher tier', () => {
    const drafted = taken(draftIssue(tasksOf([VPC, A]), {}, 'staging'));
    const all = drafted.steps.flatMap(({ draft }) =>
      draft.kind === 'deploy' ? Object.entries(draft.template.Resources) : [],
    );
    expect(Object.fromEntries(all)['LedgerASubnetAcl']?.Properties).toEqual({
      NetworkAclId: { Ref: 'LedgerVpcAcl' },
      SubnetId: { Ref: 'LedgerASubnet' },
    });
    expect(JSON.stringify(Object.fromEntries(all)['LedgerVpcS3'])).toContain(
      '{"Ref":"LedgerASubnetTable"}',
    );
  });
});

describe('what has a stack of its own', () => {
  it('keeps it, and is not moved into that of another', () => {
    const tasks = tasksOf([VPC, A]);
    const vpcs = [{ id: 'vpc-00000001', name: 'ledger', isDefault: false, cidr: '10.44.0.0/16' }];
    const made = madeBy(only(VPC));
    const alone = taken(draftIssue(tasksOf([A]), { [taskId(1)]: { ...NOTHING_THERE, vpcs } }));
    const step = sure(alone.steps[0]).draft;
    if (step.kind !== 'deploy') throw new Error(step.kind);
    const own = madeBy(step);
    const drafted = taken(
      draftIssue(tasks, {
        [taskId(1)]: { ...NOTHING_THERE, ownStack: made },
        [taskId(2)]: { ...NOTHING_THERE, vpcs, ownStack: own },
      }),
    );
    expect(drafted.steps).toEqual([]);
  });
});

describe('rights on what the same stack makes', () => {
  const needing = (properties: JsonObject): NeedInput => ({
    type: 'x',
    logicalId: 'X',
    action: 'create',
    properties,
    changedProperties: Object.keys(properties),
    account: account(),
    region: sure(parseRegion('us-east-1')),
    stackName: 'aws-coworker-42-ledger',
  });
  const bounds = (
    needs: readonly { readonly action: string; readonly conditions?: unknown }[],
    action: string,
  ) =>
    needs
      .filter((need) => need.action === action)
      .map(({ conditions }) => JSON.stringify(conditions ?? ''));
  const OWN = 'aws:cloudformation:stack-id';

  it('are bound to the stack for a group in its VPC, and to an id where there is one', () => {
    const made = groupTable.needs(needing({ VpcId: { Ref: 'LedgerVpc' } }));
    expect(bounds(made, 'ec2:CreateSecurityGroup').some((one) => one.includes(OWN))).toBe(true);
    const known = groupTable.needs(needing({ VpcId: 'vpc-0123456789abcdef0' }));
    expect(bounds(known, 'ec2:CreateSecurityGroup').some((one) => one.includes(OWN))).toBe(false);
  });

  const conditionsIn = (action: string, type: string, properties: JsonObject) => {
    const Resources = {
      A: { Type: 'AWS::EC2::Subnet', Properties: { VpcId: 'vpc-0123456789abcdef0' } },
      G: { Type: 'AWS::EC2::SecurityGroup', Properties: { VpcId: 'vpc-0123456789abcdef0' } },
      X: { Type: type, Properties: properties },
    };
    const draft = {
      template: { Resources },
      parameters: {},
      tags: {},
      region: sure(parseRegion('us-east-1')),
      stackName: 'aws-coworker-42-a',
    };
    const made = { action: 'create', logicalId: 'X', type, ownerAgent: 'BillGates' } as const;
    const rest = { properties: [], losesData: false, isSensitive: false, isConditional: false };
    const changes = [{ ...made, ...rest }];
    return needsOfDeploy({ draft, account: account(), changes }).filter(
      (need) => need.action === action && need.purpose === 'forward',
    );
  };
  const KNOWN = 'subnet-0123456789abcdef0';
  const MINE = 'sg-0123456789abcdef0';

  it.each<readonly [string, string, string, JsonObject, boolean]>([
    [
      'an instance in its subnet',
      'ec2:RunInstances',
      'AWS::EC2::Instance',
      { SubnetId: { Ref: 'A' }, SecurityGroupIds: [MINE] },
      true,
    ],
    [
      'an instance in a subnet that is there',
      'ec2:RunInstances',
      'AWS::EC2::Instance',
      { SubnetId: KNOWN, SecurityGroupIds: [MINE] },
      false,
    ],
    [
      'a mount target in its subnet',
      'ec2:CreateNetworkInterface',
      'AWS::EFS::MountTarget',
      { FileSystemId: 'fs-0123456789abcdef0', SubnetId: { Ref: 'A' }, SecurityGroups: [MINE] },
      true,
    ],
    [
      'a mount target with its group',
      'ec2:CreateNetworkInterface',
      'AWS::EFS::MountTarget',
      {
        FileSystemId: 'fs-0123456789abcdef0',
        SubnetId: KNOWN,
        SecurityGroups: [{ 'Fn::GetAtt': ['G', 'GroupId'] }],
      },
      true,
    ],
    [
      'a mount target in what is there',
      'ec2:CreateNetworkInterface',
      'AWS::EFS::MountTarget',
      { FileSystemId: 'fs-0123456789abcdef0', SubnetId: KNOWN, SecurityGroups: [MINE] },
      false,
    ],
  ])('are bound to the stack: %s', (_name, action, type, properties, isBound) => {
    const found = conditionsIn(action, type, properties);
    expect(bounds(found, action).some((one) => one.includes(OWN))).toBe(isBound);
    const wide = found
      .filter(({ conditions }) => conditions === undefined)
      .flatMap(({ resources }) => resources)
      .filter((arn) => /:(?:subnet|security-group)\/.*\*/.test(arn));
    expect(wide).toEqual([]);
  });
});
