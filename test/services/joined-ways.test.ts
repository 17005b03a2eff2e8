import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/task/json.ts';
import type { Tier } from '../../src/task/tier.ts';
import { taskId } from '../../src/task/ids.ts';
import {
  draftIssue,
  factsAfter,
  madeBy,
  NOTHING_THERE,
  tasksOf,
  type Row,
} from './joined-issue.ts';
import { sure, taken } from './samples.ts';

const VPC: Row = ['AWS::EC2::VPC', { name: 'ledger', cidr: '10.44.0.0/16' }];
const OPEN: Row = [
  'AWS::EC2::Subnet',
  { name: 'open', vpc: 'ledger', cidr: '10.44.9.0/24', public: true },
];
const INNER: Row = ['AWS::EC2::Subnet', { name: 'inner', vpc: 'ledger', cidr: '10.44.1.0/24' }];
const EDGE: Row = ['AWS::EC2::InternetGateway', { name: 'edge', vpc: 'ledger' }];
const OUT: Row = [
  'AWS::EC2::RouteTable',
  { name: 'out', vpc: 'ledger', cidr: '0.0.0.0/0', target: 'edge' },
];
const endpoint = (service: string): Row => [
  'AWS::EC2::VPCEndpoint',
  { name: `${service}-way`, vpc: 'ledger', service },
];

const deployOf = (drafted: ReturnType<typeof draftIssue>) => {
  const draft = sure(taken(drafted).steps.at(-1)).draft;
  if (draft.kind !== 'deploy') throw new Error(draft.kind);
  return draft;
};
const made = (rows: readonly Row[], tier: Tier = 'development') =>
  deployOf(draftIssue(tasksOf(rows), {}, tier)).template.Resources;

const tieOf = (resources: ReturnType<typeof made>) =>
  resources['OpenSubnetRoutes']?.Properties?.['RouteTableId'];

describe('the way out of a public subnet', () => {
  it.each<readonly [string, readonly Row[], string]>([
    ['the table of the network', [VPC, OPEN], 'LedgerPublicTable'],
    ['the table of the issue', [VPC, EDGE, OUT, OPEN], 'OutTable'],
    ['the same, asked below it', [VPC, OPEN, OUT, EDGE], 'OutTable'],
    ['a table of its own to the gateway of the issue', [VPC, OPEN, EDGE], 'OpenSubnetTable'],
    [
      'a table of its own where the other leads elsewhere',
      [VPC, EDGE, OPEN, [OUT[0], { ...OUT[1], cidr: '10.99.0.0/16' }]],
      'OpenSubnetTable',
    ],
    [
      'the table of a network that is asked for without subnets',
      [['AWS::EC2::VPC', { ...VPC[1], subnets: false }], OPEN],
      'LedgerPublicTable',
    ],
  ])('is %s', (_name, rows, table) => {
    expect(tieOf(made(rows))).toEqual({ Ref: table });
  });

  it('waits for the gateway, and is no way of another subnet', () => {
    const resources = made([
      VPC,
      EDGE,
      OPEN,
      ['AWS::EC2::Subnet', { ...OPEN[1], name: 'wide', cidr: '10.44.10.0/24' }],
    ]);
    expect(resources['OpenSubnetTableOut']?.DependsOn).toEqual(['EdgeAttachment']);
    expect(resources['WideSubnetRoutes']?.Properties?.['RouteTableId']).toEqual({
      Ref: 'WideSubnetTable',
    });
  });

  it('stays what it was when a table is asked for later', () => {
    const own = madeBy(deployOf(draftIssue(tasksOf([VPC, EDGE, OPEN]))));
    const tasks = tasksOf([VPC, EDGE, OPEN, OUT]);
    const facts = Object.fromEntries(
      Object.entries(factsAfter(tasks, own)).map(([id, one]) => [id, { ...one, found: [] }]),
    );
    const resources = deployOf(draftIssue(tasks, facts)).template.Resources;
    expect(Object.keys(resources)).toContain('OutTable');
    expect(tieOf(resources)).toEqual({ Ref: 'OpenSubnetTable' });
  });

  it.each<readonly [string, JsonObject, boolean]>([
    ['is said to be missing', {}, true],
    ['is the main table of a network that leads out', { isOpen: true }, false],
  ])('%s in a network that exists', (_name, more, isSaid) => {
    const vpc = { id: 'vpc-0123456789abcdef0', name: 'ledger', isDefault: false };
    const facts = { ...NOTHING_THERE, vpcs: [{ ...vpc, cidr: '10.44.0.0/16', ...more }] };
    const { deviations } = taken(draftIssue(tasksOf([OPEN]), { [taskId(1)]: facts }));
    expect(deviations.map(({ planned }) => planned)).toEqual(
      isSaid ? ['it with public addresses, and without a way to the internet'] : [],
    );
  });
});

describe('an endpoint of the issue', () => {
  const endpointsIn = (resources: ReturnType<typeof made>): readonly string[] =>
    Object.keys(resources)
      .filter((id) => resources[id]?.Type === 'AWS::EC2::VPCEndpoint')
      .toSorted();

  it.each<readonly [string, readonly Row[], Tier, readonly string[]]>([
    [
      'for S3 takes the place of that of its network',
      [VPC, endpoint('s3'), OPEN],
      'development',
      ['LedgerVpcDynamoDB', 'S3WayEndpoint'],
    ],
    [
      'for DynamoDB as well',
      [VPC, OPEN, endpoint('dynamodb')],
      'staging',
      ['DynamodbWayEndpoint', 'LedgerVpcS3'],
    ],
    [
      'for logs as well',
      [['AWS::EC2::VPC', { ...VPC[1], subnets: true }], endpoint('logs')],
      'production',
      ['LedgerVpcDynamoDB', 'LedgerVpcS3', 'LogsWayEndpoint'],
    ],
  ])('%s', (_name, rows, tier, ids) => {
    expect(endpointsIn(made(rows, tier))).toEqual(ids);
  });

  it('serves every subnet and table of the issue, wherever their lines are', () => {
    const resources = made([endpoint('sqs'), endpoint('s3'), OUT, INNER, VPC, EDGE]);
    expect(resources['SqsWayEndpoint']?.Properties?.['SubnetIds']).toEqual([
      { Ref: 'InnerSubnet' },
    ]);
    expect(resources['S3WayEndpoint']?.Properties?.['RouteTableIds']).toEqual([
      { Ref: 'OutTable' },
    ]);
  });

  it('stays the only one when its line is taken out', () => {
    const own = madeBy(deployOf(draftIssue(tasksOf([VPC, OPEN, endpoint('s3')]))));
    const tasks = tasksOf([VPC, OPEN]);
    expect(taken(draftIssue(tasks, factsAfter(tasks, own))).steps).toEqual([]);
  });

  it('is refused where the network was made with one', () => {
    const own = madeBy(deployOf(draftIssue(tasksOf([VPC, OPEN]))));
    const tasks = tasksOf([VPC, OPEN, endpoint('s3')]);
    const drafted = draftIssue(tasks, factsAfter(tasks, own));
    expect(drafted.ok ? 'taken' : drafted.refusal.code).toBe('name-taken');
  });
});
