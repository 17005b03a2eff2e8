import { describe, expect, it } from 'vitest';
import { deleted, stackOf, type Gone } from './joined-gone.ts';
import type { Row } from './joined-issue.ts';
import { taken } from './samples.ts';

const OPEN: Row = [
  'AWS::EC2::Subnet',
  { name: 'open', vpc: 'ledger', cidr: '10.44.9.0/24', public: true },
];
const NAT: Row = ['AWS::EC2::NatGateway', { name: 'out', subnet: 'open' }];
const AWAY: Row = [
  'AWS::EC2::RouteTable',
  { name: 'away', vpc: 'ledger', cidr: '0.0.0.0/0', target: 'out' },
];
const VPC: Row = ['AWS::EC2::VPC', { name: 'ledger', cidr: '10.44.0.0/16' }];

const SUBNET: Gone = ['AWS::EC2::Subnet', 'open'];
const GATEWAY: Gone = ['AWS::EC2::NatGateway', 'out'];
const TABLE: Gone = ['AWS::EC2::RouteTable', 'away'];

const endingOf = (rows: readonly Row[], gone: readonly Gone[]): string => {
  const drafted = deleted(stackOf(rows), gone);
  return drafted.ok
    ? drafted.value.steps.map(({ draft }) => draft.kind).join(' ')
    : `${drafted.refusal.code}: ${drafted.refusal.because}`;
};

const STAYS = 'still-in-use: The stack `aws-coworker-42-open` holds these too: ';
const ROUTES = `${STAYS}route table \`away\`.`;

describe('what a stack is named for, and what joined it', () => {
  it.each<readonly [string, readonly Row[], readonly Gone[], string]>([
    ['a subnet alone', [OPEN], [SUBNET], 'remove'],
    ['all that stands there', [OPEN, NAT, AWAY], [SUBNET, GATEWAY, TABLE], 'remove'],
    ['a subnet, not its gateway', [OPEN, NAT], [SUBNET], 'NAT gateway `out`.'],
    [
      'a subnet and its gateway, not the table of the way to that',
      [OPEN, NAT, AWAY],
      [SUBNET, GATEWAY],
      ROUTES,
    ],
    [
      'a network, with what can stand nowhere else',
      [VPC, OPEN, NAT, AWAY],
      [['AWS::EC2::VPC', 'ledger']],
      'remove',
    ],
  ])('%s', (_name, rows, gone, ending) => {
    expect(endingOf(rows, gone)).toContain(ending);
  });

  it('goes whole in one step', () => {
    const { steps } = taken(deleted(stackOf([OPEN, NAT, AWAY]), [TABLE, GATEWAY, SUBNET]));
    expect(steps.map(({ draft }) => draft.taskIds)).toEqual([['task-1', 'task-2', 'task-3']]);
  });
});
