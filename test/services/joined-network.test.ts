import { describe, expect, it } from 'vitest';
import type { DeployDraft } from '../../src/plan/step.ts';
import { rangesRefusal } from '../../src/services/joined/ranges-apart.ts';
import type { DraftedTask } from '../../src/services/task-order/edges.ts';
import { taskId } from '../../src/task/ids.ts';
import type { JsonObject } from '../../src/task/json.ts';
import type { Tier } from '../../src/task/tier.ts';
import { draftIssue, NOTHING_THERE, tasksOf, type Row } from './joined-issue.ts';
import { sure, taken, task } from './samples.ts';

const VPC: Row = ['AWS::EC2::VPC', { name: 'ledger', cidr: '10.44.0.0/16' }];
const subnet = (name: string, cidr: string, more: Row[1] = {}): Row => [
  'AWS::EC2::Subnet',
  { name, vpc: 'ledger', cidr, ...more },
];

/** The rows drafted together, where each finds what `facts` say beside nothing. */
const draftOf = (
  rows: readonly Row[],
  { facts = {}, tier }: { readonly facts?: JsonObject; readonly tier?: Tier } = {},
) => {
  const seen = { ...NOTHING_THERE, ...facts };
  const all = Object.fromEntries(rows.map((_row, index) => [taskId(index + 1), seen]));
  return draftIssue(tasksOf(rows), all, tier);
};
const refusalOf = (...given: Parameters<typeof draftOf>) => {
  const drafted = draftOf(...given);
  return drafted.ok ? undefined : drafted.refusal;
};
const resourcesOf = (...given: Parameters<typeof draftOf>): DeployDraft['template']['Resources'] =>
  Object.fromEntries(
    taken(draftOf(...given)).steps.flatMap(({ draft }) =>
      draft.kind === 'deploy' ? Object.entries(draft.template.Resources) : [],
    ),
  );

describe('a subnet that is made in a network that exists', () => {
  const rows: readonly Row[] = [
    ['AWS::EC2::Subnet', { name: 'open', cidr: '172.31.96.0/20', public: true }],
    ['AWS::EC2::NatGateway', { name: 'out', subnet: 'open' }],
  ];
  const vpc = { id: 'vpc-0dddddddddddddddd', name: '', isDefault: true, cidr: '172.31.0.0/16' };

  it('is as open as the main table of that', () => {
    const made = resourcesOf(rows, { facts: { vpcs: [{ ...vpc, isOpen: true }] } });
    expect(made['OutNat']?.Properties?.['SubnetId']).toEqual({ Ref: 'OpenSubnet' });
  });

  it('is private where that leads nowhere', () => {
    expect(sure(refusalOf(rows, { facts: { vpcs: [vpc] } })).because).toContain('is private');
  });
});

const BALANCER: JsonObject = {
  name: 'shop',
  exists: false,
  identifier: 'shop',
  kind: '',
  scheme: '',
  isProtected: false,
  groups: [],
  targets: 0,
};
const ZONE_A = { availabilityZone: 'us-east-1a' };
const ZONE_B = { availabilityZone: 'us-east-1b' };
const open = (name: string, cidr: string, more: Row[1] = {}): Row =>
  subnet(name, cidr, { public: true, ...more });
const SHOP: Row = [
  'AWS::ElasticLoadBalancingV2::LoadBalancer',
  {
    name: 'shop',
    vpc: 'ledger',
    scheme: 'internet-facing',
    certificate: 'arn:aws:acm:us-east-1:333333333333:certificate/0a0a',
  },
];

describe('a balancer in the subnets of its issue', () => {
  it.each<readonly [string, Row[1], Row[1], boolean]>([
    ['two zones', ZONE_A, ZONE_B, true],
    ['one zone and one that AWS picks', ZONE_A, {}, false],
    ['zones that AWS picks', {}, {}, false],
    ['one zone twice', ZONE_A, ZONE_A, false],
  ])('with %s', (_name, first, second, isMade) => {
    const rows = [VPC, open('a', '10.44.1.0/24', first), open('b', '10.44.2.0/24', second), SHOP];
    const refusal = refusalOf(rows, { facts: BALANCER });
    expect(refusal?.code).toBe(isMade ? undefined : 'target-not-found');
    expect(refusal?.because ?? 'in 2 zones').toContain('in 2 zones');
  });
});

describe('what needs the way to the internet', () => {
  const made = resourcesOf(
    [VPC, open('a', '10.44.1.0/24', ZONE_A), open('b', '10.44.2.0/24', ZONE_B), SHOP],
    { facts: BALANCER },
  );

  it.each(['AWS::ElasticLoadBalancingV2::LoadBalancer'])('waits for it: %s', (type) => {
    const one = sure(Object.values(made).find(({ Type }) => Type === type));
    expect(one.DependsOn).toContain('LedgerGatewayAttachment');
  });
});

describe('the target of a route', () => {
  it.each<readonly [string, string]>([
    ['nat-prod', 'target-not-found'],
    ['nat-made.Nope', 'malformed-value'],
    ['nat-made.LedgerNatA', 'malformed-value'],
    ['nat_a', 'target-not-found'],
  ])('is no %s', (target, code) => {
    const rows: Row[] = [
      VPC,
      ['AWS::EC2::RouteTable', { name: 'out', vpc: 'ledger', cidr: '0.0.0.0/0', target }],
    ];
    expect(refusalOf(rows)?.code).toBe(code);
  });
});

describe('ranges of one issue', () => {
  const vpc = (cidr: string): JsonObject => ({
    Type: 'AWS::EC2::VPC',
    Properties: { CidrBlock: cidr },
  });
  const drafted = (cidrs: readonly string[], isGiven: boolean): DraftedTask => ({
    task: task('AWS::EC2::VPC', { name: cidrs.join() }),
    draft: {
      deviations: [],
      steps: taken(draftOf([VPC])).steps.flatMap(({ draft }) =>
        draft.kind === 'deploy'
          ? [
              {
                ...draft,
                isGiven,
                template: {
                  ...draft.template,
                  Resources: Object.fromEntries(
                    cidrs.map((cidr, index) => [`V${index}`, vpc(cidr)]),
                  ) as unknown as DeployDraft['template']['Resources'],
                },
              },
            ]
          : [],
      ),
    },
  });

  it.each<readonly [string, boolean, readonly (readonly string[])[], string | undefined]>([
    [
      'one template given for two environments',
      true,
      [['10.0.0.0/16'], ['10.0.0.0/16']],
      undefined,
    ],
    ['two networks', false, [['10.0.0.0/16'], ['10.0.0.0/16']], 'range-taken'],
    [
      'a clash with another behind one of its own',
      false,
      [['10.0.0.0/16'], ['10.0.0.0/15', '10.0.0.0/16']],
      'range-taken',
    ],
  ])('%s', (_name, isGiven, all, code) => {
    expect(rangesRefusal(all.map((cidrs) => drafted(cidrs, isGiven)))?.code).toBe(code);
  });
});

describe('an order that the issue says', () => {
  it('gives way where what waits is made with what is waited for', () => {
    const rows: Row[] = [
      VPC,
      ['AWS::EC2::VPC', { name: 'other', cidr: '10.60.0.0/16' }],
      subnet('a', '10.44.1.0/24'),
    ];
    const [first, second, third] = tasksOf(rows);
    const waiting = [
      sure(first),
      { ...sure(second), dependencies: [taskId(1)] },
      { ...sure(third), dependencies: [taskId(2)] },
    ];
    const steps = taken(draftIssue(waiting)).steps.filter(({ draft }) => draft.kind === 'deploy');
    const stacks = steps.map(({ draft }) => draft.taskIds.join());
    expect(stacks.indexOf('task-1,task-3')).toBeLessThan(stacks.indexOf('task-2'));
    expect(stacks).toContain('task-1,task-3');
    expect(taken(draftIssue(waiting)).deviations.map(({ asked }) => asked)).toContain(
      'Subnet `a` after VPC `other`',
    );
  });
});

describe('a list that is named as a part of the review', () => {
  const A = subnet('ledger-a', '10.44.1.0/24');
  const B = subnet('ledger-b', '10.44.2.0/24');
  const list = (name: string): Row => ['AWS::EC2::NetworkAcl', { name, vpc: 'ledger' }];

  it.each<readonly [string, readonly Row[], string | undefined]>([
    ['above another subnet', [VPC, A, list('ledger-a-subnet'), B], 'contradictory'],
    ['of another name', [VPC, A, list('inner'), B], undefined],
  ])('%s is never written over', (_name, rows, code) => {
    expect(refusalOf(rows, { tier: 'staging' })?.code).toBe(code);
  });
});
