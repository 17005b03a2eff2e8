import { assert, integer, property, tuple } from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  blockText,
  freeBlocks,
  isRange,
  overlaps,
  parseBlock,
  partsOf,
} from '../../src/services/network/cidr.ts';
import { textIn } from '../../src/services/compare.ts';
import { draftVpc } from '../../src/services/vpc/draft.ts';
import { readVpcFacts } from '../../src/services/vpc/facts.ts';
import type { VpcFacts } from '../../src/services/vpc/facts-schema.ts';
import type { Organization } from '../../src/services/service.ts';
import type { TaskParameters } from '../../src/task/aws-task.ts';
import {
  account,
  answer,
  contextFor,
  DEV,
  NOBODY,
  ownStack,
  readerOf,
  sure,
  taken,
  taskOf,
  type ContextOptions,
} from './samples.ts';

const TYPE = 'AWS::EC2::VPC';
const ID = 'vpc-0a11b22c33d44e55f';

const one = (more: Partial<VpcFacts['found'][number]> = {}) => ({
  id: ID,
  identifier: ID,
  name: 'ledger',
  vpcId: ID,
  isDefault: false,
  ...more,
});

const facts = (more: Partial<VpcFacts> = {}): VpcFacts => ({
  found: [],
  ownStack: null,
  owner: NOBODY,
  properties: null,
  users: [],
  zones: ['us-east-1a', 'us-east-1b', 'us-east-1c', 'us-east-1d'],
  overlaps: [],
  free: ['10.1.0.0/16'],
  unread: [],
  deliveryStack: null,
  ...more,
});

const create = (
  parameters: TaskParameters = {},
  more: Partial<VpcFacts> = {},
  options: ContextOptions = {},
) => {
  const given = { name: 'ledger', cidr: '10.44.0.0/16', ...parameters };
  return draftVpc(contextFor(taskOf(TYPE, 'CreateResource', given), options), facts(more));
};

const resourcesOf = (decided: ReturnType<typeof create>) => {
  const step = taken(decided).steps.at(-1);
  if (step?.kind !== 'deploy') throw new Error('no stack');
  return Object.values(step.template.Resources);
};

const count = (decided: ReturnType<typeof create>, type: string): number =>
  resourcesOf(decided).filter((resource) => resource.Type === `AWS::EC2::${type}`).length;

describe('ranges of addresses', () => {
  it.each<readonly [string, string | undefined]>([
    ['10.44.0.0/16', '10.44.0.0/16'],
    ['0.0.0.0/0', '0.0.0.0/0'],
    ['10.44.1.0/16', undefined],
    ['10.44.0.0/33', undefined],
    ['10.44.0/16', undefined],
    ['256.0.0.0/8', undefined],
    ['010.0.0.0/8', undefined],
    ['10.44.0.0', undefined],
    ['fd00::/8', undefined],
  ])('%s', (text, expected) => {
    const block = parseBlock(text);
    expect(block === undefined ? undefined : blockText(block)).toBe(expected);
  });

  it.each<readonly [string, boolean]>([
    ['::/0', true],
    ['2001:db8::/32', true],
    ['1:2:3:4:5:6:7:8/64', true],
    ['1:2:3:4:5:6:7/64', false],
    ['1::2::3/64', false],
    ['::/129', false],
    ['g::/16', false],
  ])('IPv6 %s', (text, expected) => {
    expect(isRange(text)).toBe(expected);
  });

  const block = (text: string) => sure(parseBlock(text));

  it('two share an address where one holds the other, and not where they only touch', () => {
    expect(overlaps(block('10.0.0.0/8'), block('10.44.0.0/16'))).toBe(true);
    expect(overlaps(block('10.44.0.0/16'), block('10.0.0.0/8'))).toBe(true);
    expect(overlaps(block('10.44.0.0/16'), block('10.45.0.0/16'))).toBe(false);
  });

  it('what is free overlaps with nothing that is taken, whatever is', () => {
    const some = tuple(integer({ min: 0, max: 255 }), integer({ min: 9, max: 24 }));
    assert(
      property(some, some, integer({ min: 16, max: 24 }), (a, b, bits) => {
        const made = [a, b].map(([part, length]) => ({
          first:
            Math.floor((10 * 2 ** 24 + part * 2 ** 16) / 2 ** (32 - length)) * 2 ** (32 - length),
          bits: length,
        }));
        const free = freeBlocks(made, { bits, count: 3 });
        return (
          free.length === 3 &&
          free.every((found) => !made.some((other) => overlaps(found, other))) &&
          free.every((found) => blockText(sure(parseBlock(blockText(found)))) === blockText(found))
        );
      }),
    );
  });

  it('parts are equal, in order and apart, or none where they do not fit', () => {
    expect(partsOf(block('10.44.0.0/16'), 19, 3).map(blockText)).toEqual([
      '10.44.0.0/19',
      '10.44.32.0/19',
      '10.44.64.0/19',
    ]);
    expect(partsOf(block('10.44.0.0/16'), 19, 9)).toEqual([]);
    expect(partsOf(block('10.44.0.0/16'), 15, 1)).toEqual([]);
  });
});

describe('a new network', () => {
  it('has public and private subnets in two zones, and one way out', () => {
    const made = create();
    expect(count(made, 'Subnet')).toBe(4);
    expect(count(made, 'NatGateway')).toBe(1);
    expect(count(made, 'InternetGateway')).toBe(1);
    expect(count(made, 'VPCEndpoint')).toBe(2);
    expect(count(made, 'FlowLog')).toBe(0);
  });

  it('has subnets that lie in its range and share no address', () => {
    const blocks = resourcesOf(create({ zones: 3 }))
      .filter((resource) => resource.Type === 'AWS::EC2::Subnet')
      .map((resource) => sure(parseBlock(textIn(resource.Properties?.['CidrBlock']))));
    expect(blocks).toHaveLength(6);
    const clashes = blocks.filter((a, i) => blocks.some((b, j) => i < j && overlaps(a, b)));
    expect(clashes).toEqual([]);
    const outer = sure(parseBlock('10.44.0.0/16'));
    expect(blocks.every((block) => overlaps(block, outer))).toBe(true);
  });

  it('leads no private table to the internet gateway', () => {
    const routes = resourcesOf(create({}, {}, { tier: 'production' })).filter(
      (resource) => resource.Type === 'AWS::EC2::Route',
    );
    const open = routes.filter((route) => route.Properties?.['GatewayId'] !== undefined);
    expect(open.map((route) => route.Properties?.['RouteTableId'])).toEqual([
      { Ref: 'LedgerPublicTable' },
    ]);
    expect(routes).toHaveLength(4);
  });

  it.each<readonly [string, TaskParameters, ContextOptions, Readonly<Record<string, number>>]>([
    ['the VPC alone', { subnets: false }, {}, { Subnet: 0, InternetGateway: 0, NatGateway: 0 }],
    ['without NAT', { natGateway: false }, {}, { Subnet: 4, NatGateway: 0, Route: 1 }],
    ['in three zones', { zones: 3 }, {}, { Subnet: 6, NatGateway: 1 }],
    ['without NAT in a sandbox', {}, { tier: 'sandbox' }, { Subnet: 4, NatGateway: 0 }],
    ['with NAT skipped', {}, { skipped: ['VPC-06'] }, { NatGateway: 0 }],
    ['without endpoints, skipped', {}, { skipped: ['VPC-10'] }, { VPCEndpoint: 0 }],
    ['with a flow log', { flowLogs: true }, {}, { FlowLog: 1 }],
    ['with a flow log added', {}, { added: ['VPC-09'] }, { FlowLog: 1 }],
    ['in staging', {}, { tier: 'staging' }, { Subnet: 6, FlowLog: 1, NetworkAcl: 1 }],
    ['in production', {}, { tier: 'production' }, { NatGateway: 3, RouteTable: 4, VPCEndpoint: 3 }],
  ])('%s', (_name, parameters, options, expected) => {
    const made = create(parameters, {}, options);
    const counts = Object.keys(expected).map((type) => [type, count(made, type)] as const);
    expect(Object.fromEntries(counts)).toEqual(expected);
  });

  it('keeps its flow log with a role of a stack before it, which writes there alone', () => {
    const [first, second] = taken(create({ flowLogs: true })).steps;
    expect(first).toMatchObject({ kind: 'deploy', stackName: 'aws-coworker-42-ledger-delivery' });
    const role = JSON.stringify(first?.kind === 'deploy' ? first.template : '');
    expect(role).toContain(`arn:aws:logs:us-east-1:${DEV}:log-group:/vpc/aws-coworker-42-ledger`);
    expect(role).not.toContain('"Resource":"*"');
    expect(second).toMatchObject({ kind: 'deploy', stackName: 'aws-coworker-42-ledger' });
  });

  it('says which accounts its range was not compared with', () => {
    const { deviations } = taken(create({}, { unread: ['apollo-prod'] }));
    expect(deviations).toMatchObject([
      { planned: expect.stringContaining('apollo-prod') as string },
    ]);
  });

  it.each<readonly [string, TaskParameters, Partial<VpcFacts>, string, string]>([
    [
      'of a range that is in use',
      {},
      { overlaps: ['`vpc-1` (shop) 10.44.0.0/20 in apollo-prod, eu-west-1'] },
      'range-taken',
      'shop',
    ],
    ['of no range', { cidr: '10.44.0.1/16' }, {}, 'malformed-value', 'no range of IPv4'],
    ['of public addresses', { cidr: '52.0.0.0/16' }, {}, 'malformed-value', 'private addresses'],
    ['that is too large', { cidr: '10.0.0.0/8' }, {}, 'malformed-value', 'is a /8'],
    ['that is too small', { cidr: '10.44.0.0/29' }, {}, 'malformed-value', 'is a /29'],
    ['too small for subnets', { cidr: '10.44.0.0/27' }, {}, 'malformed-value', 'too small'],
    ['of a name in use', {}, { found: [one()] }, 'name-taken', 'ledger'],
  ])('%s is refused', (_name, parameters, more, code, because) => {
    const decided = create(parameters, more);
    expect(decided).toMatchObject({ refusal: { code } });
    expect(decided.ok ? '' : decided.refusal.because).toContain(because);
  });

  it('offers what is free where its range is not', () => {
    const decided = create({}, { overlaps: ['`vpc-1`'] });
    expect(decided.ok ? '' : decided.refusal.next).toContain('`10.1.0.0/16`');
  });
});

describe('the look at the organization', () => {
  const rows = (cidr: string) => answer({ Vpcs: [{ VpcId: 'vpc-1', CidrBlock: cidr }] });
  const context = contextFor(
    taskOf(TYPE, 'CreateResource', { name: 'ledger', cidr: '10.44.0.0/16' }),
  );
  const own = readerOf({
    'EC2.DescribeVpcs': answer({ Vpcs: [] }),
    'EC2.DescribeAvailabilityZones': answer({ AvailabilityZones: [{ ZoneName: 'us-east-1a' }] }),
  });

  const organization = (answers: readonly ReturnType<typeof rows>[]): Organization => ({
    accounts: answers.map((_, index) => ({ ...account(), name: `account-${index}` })),
    openReader: (() => {
      let next = 0;
      return () => Promise.resolve(readerOf({ 'EC2.DescribeVpcs': sure(answers[next++]) }));
    })(),
  });

  it('E26 finds what shares addresses in any account, and names it', async () => {
    const others = organization([rows('10.0.0.0/16'), rows('10.44.128.0/20')]);
    const found = await readVpcFacts(context, own, () => Promise.resolve(others));
    expect(found.overlaps).toEqual(['`vpc-1` 10.44.128.0/20 in account-1, us-east-1']);
    expect(found.free).toEqual(['10.1.0.0/16', '10.2.0.0/16', '10.3.0.0/16']);
  });

  it('says whom it could not ask, and goes on', async () => {
    const denied = {
      ok: false,
      code: 'UnauthorizedOperation',
      httpStatus: 403,
      message: '',
    } as const;
    const others = organization([denied, rows('10.44.0.0/24')]);
    const found = await readVpcFacts(context, own, () => Promise.resolve(others));
    expect(found.unread).toEqual(['account-0']);
    expect(found.overlaps).toHaveLength(1);
  });

  it('asks the account of the task where there is no organization', async () => {
    expect((await readVpcFacts(context, own)).overlaps).toEqual([]);
    expect(own.calls.some(({ operation }) => operation === 'DescribeVpcs')).toBe(true);
  });
});

describe('the end of a network', () => {
  const remove = (more: Partial<VpcFacts> = {}) =>
    draftVpc(
      contextFor(taskOf(TYPE, 'DeleteResource', { id: ID })),
      facts({ found: [one()], properties: { CidrBlock: '10.44.0.0/16' }, ...more }),
    );

  it('is refused while anything lives in it, each named', () => {
    const users = ['`eni-1` (instance i-1)', '`subnet-1` (subnet app)'];
    const decided = remove({ users: users.map((words) => ({ words, is: [] })) });
    expect(decided).toMatchObject({ refusal: { code: 'still-in-use' } });
    expect(decided.ok ? '' : decided.refusal.because).toContain(users.join(', '));
  });

  it('takes its stack with all its parts, and then the role of its flow log', () => {
    const stack = ownStack(
      {
        Resources: {
          LedgerVpc: { Type: TYPE },
          LedgerGateway: { Type: 'AWS::EC2::InternetGateway' },
        },
      },
      {
        resources: [
          { logicalId: 'LedgerVpc', type: TYPE, physicalId: ID },
          { logicalId: 'LedgerGateway', type: 'AWS::EC2::InternetGateway', physicalId: 'igw-1' },
        ],
      },
    );
    const owner = { owner: 'ours', logicalId: 'LedgerVpc', stack } as const;
    const role = { Resources: { Delivery: { Type: 'AWS::IAM::Role' } } };
    const deliveryStack = ownStack(role, { stackName: 'aws-coworker-7-d' });
    const { steps } = taken(remove({ owner, deliveryStack }));
    expect(steps.map((step) => step.kind)).toEqual(['remove', 'remove']);
    const partStacks = [ownStack(role, { stackName: 'aws-coworker-7-flow-delivery' })];
    const all = taken(remove({ owner, deliveryStack, partStacks })).steps;
    expect(all.map(({ summary }) => summary)).toEqual([
      ...steps.map(({ summary }) => summary),
      'delete aws-coworker-7-flow-delivery, the stack that served it alone',
    ]);
  });

  it('of the default VPC is sensitive', () => {
    const { steps } = taken(remove({ found: [one({ isDefault: true })] }));
    expect(steps).toMatchObject([
      { operationClass: 'sensitive', changes: [{ isSensitive: true }] },
    ]);
  });
});
