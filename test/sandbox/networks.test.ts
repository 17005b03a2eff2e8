import {
  DescribeInternetGatewaysCommand,
  DescribeNetworkAclsCommand,
  DescribeNetworkInterfacesCommand,
  DescribeRouteTablesCommand,
  DescribeVpcsCommand,
  EC2Client,
} from '@aws-sdk/client-ec2';
import { describe, expect, it } from 'vitest';
import { modelOf } from '../../sandbox/resources/registry.ts';
import type { Resource, WorldState } from '../../sandbox/state.ts';
import {
  clientOf,
  deploy,
  DEV,
  failureOf,
  reader,
  REGION,
  stage,
  template,
  type Body,
} from './kit.ts';
import { NETWORK_STACKS } from './network-stacks.ts';

const part = (type: string, Properties: Body): Body => ({ Type: `AWS::EC2::${type}`, Properties });
const stackOf = (type: string): Body => NETWORK_STACKS[`AWS::EC2::${type}`]?.before ?? {};

const ROUTE = stackOf('Route');
const TIE = stackOf('SubnetRouteTableAssociation');

const broken: readonly (readonly [string, Body, string])[] = [
  ['T14 a VPC of half the world', { A: part('VPC', { CidrBlock: '10.0.0.0/8' }) }, 'is invalid'],
  [
    'T14 a subnet outside of its VPC',
    {
      ...stackOf('Subnet'),
      A: part('Subnet', { VpcId: { Ref: 'Vpc' }, CidrBlock: '10.51.0.0/24' }),
    },
    'is invalid',
  ],
  [
    'T14 two subnets that share addresses',
    {
      ...stackOf('Subnet'),
      A: part('Subnet', { VpcId: { Ref: 'Vpc' }, CidrBlock: '10.50.0.0/20' }),
    },
    'conflicts with another subnet',
  ],
  [
    'T14 a route to a gateway of nobody',
    {
      ...TIE,
      A: part('Route', {
        RouteTableId: { Ref: 'Table' },
        DestinationCidrBlock: '0.0.0.0/0',
        GatewayId: 'igw-0',
      }),
    },
    "The internetGateway ID 'igw-0' does not exist",
  ],
  [
    'T14 two routes to one place',
    {
      ...ROUTE,
      A: {
        ...part('Route', {
          RouteTableId: { Ref: 'Table' },
          DestinationCidrBlock: '0.0.0.0/0',
          NatGatewayId: { Ref: 'Nat' },
        }),
        DependsOn: 'Main',
      },
    },
    'already exists',
  ],
  [
    'T14 a second table for a subnet',
    { ...TIE, A: { ...(TIE['Main'] as Body), DependsOn: 'Main' } },
    'conflicts with one of',
  ],
  [
    'T15 a key pair of no public key',
    { A: part('KeyPair', { KeyName: 'laptop', PublicKeyMaterial: 'ssh-ed25519 AAAA' }) },
    'not in valid OpenSSH public key format',
  ],
];

const thing = (type: string, id: string, properties: Resource['properties'] = {}): Resource => ({
  type: `AWS::EC2::${type}`,
  accountId: DEV,
  region: REGION,
  id,
  arn: id,
  properties,
  tags: {},
  attributes: {},
  createdAt: new Date(0),
});

const refusalOfDelete = (one: Resource, others: readonly Resource[]): string => {
  const state = { resources: [one, ...others] } as unknown as WorldState;
  return modelOf(one.type)?.refuseDelete?.(one, state)?.message ?? '';
};

describe('networks', () => {
  it.each(broken)('%s is refused', async (_name, resources, words) => {
    const at = stage();
    const made = await deploy(at, template(resources));
    expect(await failureOf(at, made.stackId)).toContain(words);
  });

  const vpc = thing('VPC', 'vpc-1');
  const subnet = thing('Subnet', 'subnet-1', { VpcId: 'vpc-1' });
  const table = thing('RouteTable', 'rtb-1', { VpcId: 'vpc-1' });
  const gateway = thing('InternetGateway', 'igw-1');
  const attachment = thing('VPCGatewayAttachment', 'IGW|vpc-1', {
    VpcId: 'vpc-1',
    InternetGatewayId: 'igw-1',
  });
  const nat = thing('NatGateway', 'nat-1', { SubnetId: 'subnet-1' });
  const tie = thing('SubnetRouteTableAssociation', 'rtbassoc-1', {
    RouteTableId: 'rtb-1',
    SubnetId: 'subnet-1',
  });

  it.each<readonly [string, Resource, readonly Resource[]]>([
    ['a VPC with a subnet', vpc, [subnet]],
    ['a VPC with a gateway', vpc, [attachment]],
    ['a VPC with a group', vpc, [thing('SecurityGroup', 'sg-1', { VpcId: 'vpc-1' })]],
    ['a subnet with an interface', subnet, [nat]],
    ['a gateway that is attached', gateway, [attachment]],
    ['a table that a subnet uses', table, [tie]],
  ])('T14 %s is not deleted', (_name, one, others) => {
    expect(refusalOfDelete(one, others)).toContain('has dependencies and cannot be deleted');
    expect(refusalOfDelete(one, [])).toBe('');
  });

  it('T14 a gateway stays attached while public addresses are in use', () => {
    expect(refusalOfDelete(attachment, [subnet, nat])).toContain('mapped public address');
  });

  it('R16 what a stack made is described, beside what AWS makes with a VPC', async () => {
    const at = stage();
    await deploy(at, template(ROUTE));
    const client = clientOf(at, EC2Client, { credentials: await reader(at) });
    const all = { MaxResults: 100 };
    const vpcs = await client.send(new DescribeVpcsCommand(all));
    const made = vpcs.Vpcs?.find(({ CidrBlock }) => CidrBlock === '10.50.0.0/16')?.VpcId ?? '';
    const Filters = [{ Name: 'vpc-id', Values: [made] }];
    const tables = await client.send(new DescribeRouteTablesCommand({ ...all, Filters }));
    expect(tables.RouteTables?.map(({ Routes }) => Routes?.length)).toEqual([1, 2]);
    const lists = await client.send(new DescribeNetworkAclsCommand({ ...all, Filters }));
    expect(lists.NetworkAcls).toMatchObject([{ IsDefault: true, VpcId: made }]);
    const interfaces = await client.send(new DescribeNetworkInterfacesCommand({ ...all, Filters }));
    expect(interfaces.NetworkInterfaces?.[0]?.Description).toMatch(
      /^Interface for NAT Gateway nat-/,
    );
    const gateways = await client.send(
      new DescribeInternetGatewaysCommand({
        ...all,
        Filters: [{ Name: 'attachment.vpc-id', Values: [made] }],
      }),
    );
    expect(gateways.InternetGateways).toHaveLength(1);
  });
});
