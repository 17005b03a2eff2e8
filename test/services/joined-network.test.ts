import { describe, expect, it } from 'vitest';
import type { DeployDraft } from '../../src/plan/step.ts';
import { taskId } from '../../src/task/ids.ts';
import type { JsonObject } from '../../src/task/json.ts';
import type { Tier } from '../../src/task/tier.ts';
import { draftIssue, NOTHING_THERE, tasksOf, type Row } from './joined-issue.ts';
import { sure, taken } from './samples.ts';

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
