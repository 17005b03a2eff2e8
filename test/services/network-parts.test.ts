import { describe, expect, it } from 'vitest';
import { carryOut } from './carry-out.ts';
import { startJourney } from '../aws/sandbox-journey.ts';
import { serviceOf } from '../../src/services/registry.ts';
import type { MutationTask, MutationType, TaskParameters } from '../../src/task/aws-task.ts';
import type { Template } from '../../src/plan/template.ts';
import type { AwsResourceType } from '../../src/task/resource-type.ts';
import { CLOSED_SUBNET, MAIN_VPC, NETWORK, OPEN_SUBNET, PUBLIC_KEY } from './network-samples.ts';
import {
  answer,
  contextFor,
  DEV,
  readerOf,
  REGION,
  sure,
  taken,
  taskOf,
  type Answers,
  type ContextOptions,
} from './samples.ts';

type Part =
  | 'Subnet'
  | 'NatGateway'
  | 'InternetGateway'
  | 'RouteTable'
  | 'NetworkAcl'
  | 'VPCEndpoint'
  | 'FlowLog'
  | 'KeyPair';

const typeOf = (part: Part): AwsResourceType => `AWS::EC2::${part}`;

const ask = (part: Part, taskType: MutationType, parameters: TaskParameters): MutationTask =>
  taskOf(typeOf(part), taskType, parameters);

const draft = async (task: MutationTask, answers: Answers = {}, options: ContextOptions = {}) => {
  const service = sure(serviceOf(task.resourceType));
  const context = contextFor(task, options);
  const facts = await service.readFacts(context, readerOf({ ...NETWORK, ...answers }));
  return service.draft(context, facts);
};

const create = async (part: Part, parameters: TaskParameters, answers: Answers = {}) =>
  await draft(ask(part, 'CreateResource', parameters), answers);

const templateOf = async (part: Part, parameters: TaskParameters): Promise<Template> => {
  const step = taken(await create(part, parameters)).steps.at(-1);
  if (step?.kind !== 'deploy') throw new Error('no stack');
  return step.template;
};

const mainOf = async (part: Part, parameters: TaskParameters) => {
  const { Resources } = await templateOf(part, parameters);
  return sure(Object.values(Resources).find((one) => one.Type === typeOf(part))).Properties ?? {};
};

describe('a new part of a network', () => {
  it.each<readonly [string, Part, TaskParameters, object]>([
    [
      'a subnet gives no public addresses by itself',
      'Subnet',
      { cidr: '10.30.96.0/20' },
      { VpcId: MAIN_VPC, CidrBlock: '10.30.96.0/20', MapPublicIpOnLaunch: false },
    ],
    [
      'a subnet gives them where it is asked to',
      'Subnet',
      { cidr: '10.30.96.0/20', public: true },
      { MapPublicIpOnLaunch: true },
    ],
    [
      'a NAT gateway stands in the public subnet that is named',
      'NatGateway',
      { subnet: OPEN_SUBNET },
      { SubnetId: OPEN_SUBNET, AllocationId: { 'Fn::GetAtt': expect.anything() as unknown } },
    ],
    [
      'a NAT gateway takes an address that there is',
      'NatGateway',
      { subnet: OPEN_SUBNET, elasticIp: 'eipalloc-0a11b22c33d44e55f' },
      { AllocationId: 'eipalloc-0a11b22c33d44e55f' },
    ],
    [
      'an endpoint of S3 is led to by every table',
      'VPCEndpoint',
      { service: 's3' },
      {
        VpcEndpointType: 'Gateway',
        RouteTableIds: ['rtb-0123456789abcdef0', 'rtb-0fedcba9876543210'],
      },
    ],
    [
      'an endpoint of another service stands in private subnets',
      'VPCEndpoint',
      { service: 'kms' },
      {
        VpcEndpointType: 'Interface',
        ServiceName: 'com.amazonaws.us-east-1.kms',
        SubnetIds: [CLOSED_SUBNET],
      },
    ],
    ['a flow log sees everything', 'FlowLog', {}, { ResourceId: MAIN_VPC, TrafficType: 'ALL' }],
    [
      'a key pair is its public half',
      'KeyPair',
      { name: 'a', publicKey: PUBLIC_KEY },
      { PublicKeyMaterial: PUBLIC_KEY },
    ],
  ])('%s', async (_name, part, parameters, expected) => {
    expect(await mainOf(part, parameters)).toMatchObject(expected);
  });

  it('an internet gateway is attached, and no route leads to it yet', async () => {
    const types = Object.values((await templateOf('InternetGateway', {})).Resources);
    expect(types.map(({ Type }) => Type)).toEqual([
      'AWS::EC2::InternetGateway',
      'AWS::EC2::VPCGatewayAttachment',
    ]);
  });

  it('an endpoint in subnets lets in its VPC on one port, and nobody else', async () => {
    const { Resources } = await templateOf('VPCEndpoint', { service: 'kms' });
    const group = Object.values(Resources).find((one) => one.Type === 'AWS::EC2::SecurityGroup');
    expect(group?.Properties?.['SecurityGroupIngress']).toMatchObject([
      { IpProtocol: 'tcp', FromPort: 443, ToPort: 443, CidrIp: '10.30.0.0/16' },
    ]);
  });

  it('a network ACL lets nobody outside in to administration ports', async () => {
    const { Resources } = await templateOf('NetworkAcl', {});
    const wide = Object.values(Resources)
      .map((one) => one.Properties ?? {})
      .filter((one) => one['CidrBlock'] === '0.0.0.0/0' && one['Egress'] === false)
      .map((one) => one['PortRange'] as { readonly From: number; readonly To: number });
    expect(wide.length).toBeGreaterThan(0);
    const opens = (port: number) => wide.some(({ From, To }) => From <= port && port <= To);
    expect([22, 3389].filter(opens)).toEqual([]);
  });

  it('a route table has the one route that was asked for with it', async () => {
    const given = { cidr: '0.0.0.0/0', target: 'nat-0a11b22c33d44e55f' };
    const { Resources } = await templateOf('RouteTable', given);
    const route = Object.values(Resources).find((one) => one.Type === 'AWS::EC2::Route');
    expect(route?.Properties).toMatchObject({ NatGatewayId: 'nat-0a11b22c33d44e55f' });
  });
});

const present = (call: string, list: string, rows: readonly object[]): Answers => ({
  [`EC2.${call}`]: answer({ [list]: rows }),
});

const SHORT_RSA = `ssh-rsa ${'A'.repeat(200)}`;

describe('what is refused of a new part', () => {
  it.each<readonly [string, Part, TaskParameters, Answers, string, string]>([
    ['a subnet of no range', 'Subnet', { cidr: '10.30.1.1/20' }, {}, 'malformed-value', 'no range'],
    [
      'a subnet that is too small',
      'Subnet',
      { cidr: '10.30.96.0/29' },
      {},
      'malformed-value',
      '16 addresses',
    ],
    [
      'a subnet outside',
      'Subnet',
      { cidr: '10.31.0.0/20' },
      {},
      'malformed-value',
      'does not lie in',
    ],
    [
      'a subnet that shares addresses',
      'Subnet',
      { cidr: '10.30.0.0/24' },
      {},
      'range-taken',
      OPEN_SUBNET,
    ],
    [
      'a subnet in a zone of another region',
      'Subnet',
      { cidr: '10.30.96.0/20', availabilityZone: 'eu-west-1a' },
      {},
      'contradictory',
      'does not lie in us-east-1',
    ],
    ['a NAT gateway nowhere', 'NatGateway', {}, {}, 'missing-field', 'In which subnet'],
    [
      'a NAT gateway in a private subnet',
      'NatGateway',
      { subnet: CLOSED_SUBNET },
      {},
      'contradictory',
      'carry nothing',
    ],
    [
      'a second internet gateway',
      'InternetGateway',
      {},
      present('DescribeInternetGateways', 'InternetGateways', [
        { InternetGatewayId: 'igw-1', Attachments: [{ VpcId: MAIN_VPC }] },
      ]),
      'name-taken',
      'takes only one',
    ],
    [
      'half a route',
      'RouteTable',
      { target: 'nat-0a11b22c33d44e55f' },
      {},
      'missing-field',
      'leads is not said',
    ],
    [
      'a route without a gateway',
      'RouteTable',
      { cidr: '0.0.0.0/0' },
      {},
      'missing-field',
      'Which gateway',
    ],
    [
      'a second endpoint of a service',
      'VPCEndpoint',
      { service: 's3' },
      present('DescribeVpcEndpoints', 'VpcEndpoints', [
        { VpcEndpointId: 'vpce-1', VpcId: MAIN_VPC, ServiceName: 'com.amazonaws.us-east-1.s3' },
      ]),
      'name-taken',
      'vpce-1',
    ],
    [
      'a second flow log',
      'FlowLog',
      {},
      present('DescribeFlowLogs', 'FlowLogs', [{ FlowLogId: 'fl-1', ResourceId: MAIN_VPC }]),
      'name-taken',
      'fl-1',
    ],
    ['a flow log of 31 days', 'FlowLog', { retentionDays: 31 }, {}, 'malformed-value', '31 days'],
    [
      'a key pair without a public key',
      'KeyPair',
      { name: 'a' },
      {},
      'never-do',
      'none is ever made',
    ],
    [
      'a key pair of a short key',
      'KeyPair',
      { name: 'a', publicKey: SHORT_RSA },
      {},
      'malformed-value',
      '2048',
    ],
    [
      'a key pair of something else',
      'KeyPair',
      { name: 'a', publicKey: 'ssh-dss AAAA' },
      {},
      'malformed-value',
      'no public key',
    ],
  ])('%s', async (_name, part, parameters, answers, code, because) => {
    const decided = await create(part, parameters, answers);
    expect(decided).toMatchObject({ refusal: { code } });
    expect(decided.ok ? '' : decided.refusal.because).toContain(because);
  });

  it('offers what is free in the VPC where the range of a subnet is not', async () => {
    const decided = await create('Subnet', { cidr: '10.30.0.0/20' });
    expect(decided.ok ? '' : decided.refusal.next).toContain('`10.30.32.0/20`');
  });
});

const TOGETHER = 'Ask for their deletion in this same issue, and they go first';
const ELSEWHERE = 'Take it from there where that is managed';

describe('a part that is there', () => {
  const remove = async (part: Part, id: string, answers: Answers, options: ContextOptions = {}) =>
    await draft(ask(part, 'DeleteResource', { id }), answers, options);

  it.each<readonly [string, Part, string, Answers, string]>([
    [
      'a subnet with an interface',
      'Subnet',
      OPEN_SUBNET,
      {
        ...present('DescribeSubnets', 'Subnets', [{ SubnetId: OPEN_SUBNET }]),
        ...present('DescribeNetworkInterfaces', 'NetworkInterfaces', [
          { NetworkInterfaceId: 'eni-1', Description: 'RDS' },
        ]),
      },
      '`eni-1` (RDS)',
    ],
    [
      'a NAT gateway that a table leads to',
      'NatGateway',
      'nat-1',
      present('DescribeNatGateways', 'NatGateways', [
        { NatGatewayId: 'nat-1', State: 'available' },
      ]),
      '`rtb-0123456789abcdef0` (route table)',
    ],
    [
      'an internet gateway that is attached',
      'InternetGateway',
      'igw-1',
      present('DescribeInternetGateways', 'InternetGateways', [
        { InternetGatewayId: 'igw-1', Attachments: [{ VpcId: MAIN_VPC }] },
      ]),
      `\`${MAIN_VPC}\` (VPC)`,
    ],
    [
      'a main table',
      'RouteTable',
      'rtb-1',
      present('DescribeRouteTables', 'RouteTables', [
        { RouteTableId: 'rtb-1', Associations: [{ Main: true }] },
      ]),
      'whose main table it is',
    ],
    [
      'a list that a subnet uses',
      'NetworkAcl',
      'acl-1',
      present('DescribeNetworkAcls', 'NetworkAcls', [
        { NetworkAclId: 'acl-1', Associations: [{ SubnetId: OPEN_SUBNET }] },
      ]),
      `\`${OPEN_SUBNET}\` (subnet)`,
    ],
  ])('%s is kept, and its users are named', async (_name, part, id, answers, user) => {
    const decided = await remove(part, id, answers);
    expect(decided).toMatchObject({ refusal: { code: 'still-in-use' } });
    expect(decided.ok ? '' : decided.refusal.because).toContain(user);
  });

  it.each<readonly [string, object, string]>([
    [
      'of a database, which nothing tells apart, can not be',
      { Description: 'RDSNetworkInterface', RequesterManaged: true },
      ELSEWHERE,
    ],
    [
      'of a NAT gateway can be',
      { Description: 'Interface for NAT Gateway nat-0a1', RequesterManaged: true },
      TOGETHER,
    ],
  ])('an interface %s asked for in the same issue', async (_name, row, next) => {
    const table = present('DescribeSubnets', 'Subnets', [{ SubnetId: OPEN_SUBNET }]);
    const rows = [{ ...row }];
    const decided = await remove('Subnet', OPEN_SUBNET, {
      ...table,
      ...present('DescribeNetworkInterfaces', 'NetworkInterfaces', rows),
    });
    expect(decided.ok ? '' : decided.refusal.next).toContain(next);
  });

  it('a default list stays as long as its VPC', async () => {
    const rows = [{ NetworkAclId: 'acl-1', IsDefault: true }];
    const decided = await remove(
      'NetworkAcl',
      'acl-1',
      present('DescribeNetworkAcls', 'NetworkAcls', rows),
    );
    expect(decided).toMatchObject({ refusal: { code: 'aws-refused' } });
  });

  it('a flow log stays in production', async () => {
    const rows = present('DescribeFlowLogs', 'FlowLogs', [{ FlowLogId: 'fl-1' }]);
    const decided = await remove('FlowLog', 'fl-1', rows, { tier: 'production' });
    expect(decided).toMatchObject({ refusal: { code: 'never-do' } });
  });

  it('a key pair that is not there gets no tags', async () => {
    const task = ask('KeyPair', 'UpdateResource', { name: 'a', owner: 'network' });
    expect(await draft(task)).toMatchObject({ refusal: { code: 'target-not-found' } });
  });
});

describe('parts in the sandbox, through the real doors', () => {
  const VPC = 'vpc-0123456789abcdef0';
  const rows: readonly (readonly [Part, TaskParameters])[] = [
    ['Subnet', { name: 'reports-c', cidr: '10.30.200.0/24', vpc: VPC }],
    ['NatGateway', { name: 'reports-nat', subnet: 'subnet-0333aaaa1111bbbb3' }],
    ['InternetGateway', { name: 'reports-gateway', vpc: VPC }],
    ['RouteTable', { name: 'reports-routes', vpc: VPC }],
    ['NetworkAcl', { name: 'reports-list', vpc: VPC }],
    ['VPCEndpoint', { name: 'reports-s3', service: 's3', vpc: VPC }],
    ['VPCEndpoint', { name: 'reports-kms', service: 'kms', vpc: VPC }],
    ['FlowLog', { name: 'reports-flows', vpc: VPC }],
  ];

  it.each(rows)(
    '%s %j is made as planned, to nothing again, tagged and deleted',
    async (part, given) => {
      const journey = startJourney();
      const name = { name: sure(given['name']) };
      const made = await carryOut(journey, ask(part, 'CreateResource', given), 'p1');
      expect(made).toMatchObject({ outcome: 'done', checks: [] });
      expect((await carryOut(journey, ask(part, 'CreateResource', given), 'p2')).outcome).toBe(
        'empty',
      );
      const tagged = ask(part, 'UpdateResource', { ...name, application: 'reports' });
      expect(await carryOut(journey, tagged, 'p3')).toMatchObject({ outcome: 'done', checks: [] });
      expect((await carryOut(journey, ask(part, 'DeleteResource', name), 'p4')).outcome).toBe(
        'done',
      );
      const { resources } = await journey.world.snapshot();
      const left = resources.filter(
        (one) => one.type === typeOf(part) && one.tags['CoworkerIssue'],
      );
      expect(left).toEqual([]);
    },
  );

  it('a key pair is imported, to nothing again, and deleted', async () => {
    const journey = startJourney();
    const imported = ask('KeyPair', 'CreateResource', { name: 'laptop', publicKey: PUBLIC_KEY });
    expect(await carryOut(journey, imported, 'p1')).toMatchObject({ outcome: 'done', checks: [] });
    expect((await carryOut(journey, imported, 'p2')).outcome).toBe('empty');
    const gone = await carryOut(
      journey,
      ask('KeyPair', 'DeleteResource', { name: 'laptop' }),
      'p3',
    );
    expect(gone.outcome).toBe('done');
  });

  const place = { account: DEV, region: REGION };
  it.each<readonly [Part, string, Readonly<Record<string, string>>]>([
    ['Subnet', 'subnet-0a11b22c33d44e55f', { VpcId: VPC, CidrBlock: '10.30.96.0/24' }],
    ['NatGateway', 'nat-0a11b22c33d44e55f', { SubnetId: 'subnet-0333aaaa1111bbbb3' }],
    ['InternetGateway', 'igw-0a11b22c33d44e55f', {}],
    ['RouteTable', 'rtb-0a11b22c33d44e55f', { VpcId: VPC }],
    ['NetworkAcl', 'acl-0a11b22c33d44e55f', { VpcId: VPC }],
    ['VPCEndpoint', 'vpce-0a11b22c33d44e55f', { VpcId: VPC, ServiceName: 's3' }],
    ['FlowLog', 'fl-0a11b22c33d44e55f', { ResourceId: VPC, ResourceType: 'VPC' }],
  ])('%s that no stack owns is deleted through Cloud Control', async (part, id, properties) => {
    const journey = startJourney({ resources: [{ ...place, type: typeOf(part), id, properties }] });
    const gone = await carryOut(journey, ask(part, 'DeleteResource', { id }), 'p1');
    expect(gone).toMatchObject({ outcome: 'done', steps: [{ kind: 'change' }] });
    const { resources } = await journey.world.snapshot();
    expect(resources.filter((one) => one.id === id)).toEqual([]);
  });
});
