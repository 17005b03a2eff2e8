import { assert, constantFrom, property, shuffledSubarray, subarray } from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DeployDraft } from '../../src/plan/step.ts';
import { canonicalJson, type JsonObject } from '../../src/task/json.ts';
import type { Tier } from '../../src/task/tier.ts';
import { draftIssue, tasksOf, type Row } from '../services/joined-issue.ts';
import { taken } from '../services/samples.ts';

const BARE: readonly Row[] = [
  ['AWS::EC2::VPC', { name: 'ledger', cidr: '10.44.0.0/16' }],
  ['AWS::EC2::VPC', { name: 'ledger', cidr: '10.44.0.0/16', subnets: false }],
];
/** One that brings subnets and a gateway of its own, so that some lines are refused. */
const VPCS: readonly Row[] = [
  ...BARE,
  ['AWS::EC2::VPC', { name: 'ledger', cidr: '10.44.0.0/16', subnets: true }],
];
const subnet = (name: string, part: number, more: Row[1] = {}): Row => [
  'AWS::EC2::Subnet',
  { name, vpc: 'ledger', cidr: `10.44.${part}.0/24`, ...more },
];
const table = (name: string, cidr: string, target: string): Row => [
  'AWS::EC2::RouteTable',
  { name, vpc: 'ledger', cidr, target },
];
const endpoint = (service: string): Row => [
  'AWS::EC2::VPCEndpoint',
  { name: `${service}-way`, vpc: 'ledger', service },
];

const OPEN = subnet('open', 200, { public: true, availabilityZone: 'us-east-1a' });
const OPEN_2 = subnet('open-2', 201, { public: true, availabilityZone: 'us-east-1b' });
const INNER = subnet('web-1', 202);
const EDGE: Row = ['AWS::EC2::InternetGateway', { name: 'edge', vpc: 'ledger' }];
const OUT = table('out', '0.0.0.0/0', 'edge');
const NAT: Row = ['AWS::EC2::NatGateway', { name: 'nat', subnet: 'open' }];
const WEB: Row = [
  'AWS::EC2::SecurityGroup',
  { name: 'web', vpc: 'ledger', port: '443', cidr: '10.0.0.0/8' },
];

/** What can stand together, each with all that it needs. */
const SOUND: readonly (readonly Row[])[] = [
  [OPEN],
  [OPEN_2],
  [INNER],
  [subnet('web1', 203)],
  [EDGE],
  [EDGE, OUT],
  [EDGE, table('part', '10.99.0.0/16', 'edge')],
  [OPEN, NAT],
  [OPEN, NAT, table('away', '0.0.0.0/0', 'nat')],
  [OPEN_2, ['AWS::EC2::NatGateway', { name: 'nat-2', subnet: 'open-2' }]],
  [WEB],
  [WEB, ['AWS::EC2::SecurityGroup', { name: 'db', vpc: 'ledger', port: '5432', source: 'web' }]],
  [['AWS::EC2::NetworkAcl', { name: 'list', vpc: 'ledger' }]],
  [EDGE, OUT, endpoint('s3')],
  [INNER, endpoint('sqs')],
  [INNER, endpoint('logs')],
  [['AWS::EC2::FlowLog', { name: 'flow', vpc: 'ledger' }]],
];

/** Ranges that meet and a second gateway beside those, and lines that name what is not there. */
const ANY: readonly Row[] = [
  ...SOUND.flat(),
  subnet('clash', 203),
  ['AWS::EC2::InternetGateway', { name: 'other-edge', vpc: 'ledger' }],
];

const unlike = (rows: readonly Row[]): readonly Row[] => [
  ...new Map(rows.map((row) => [JSON.stringify(row), row])).values(),
];
const sound = subarray([...SOUND], { minLength: 1 }).map((some) => unlike(some.flat()));
const any = subarray([...unlike(ANY)], { minLength: 2 });

/** Some rows, and the same in another order. */
const inTwoOrders = (rows: typeof sound) =>
  rows.chain((some) =>
    shuffledSubarray([...some], { minLength: some.length }).map((other) => ({ some, other })),
  );

/** What an issue becomes, whatever numbers its lines have. */
const outcomeOf = (rows: readonly Row[], tier: Tier): string => {
  const drafted = draftIssue(tasksOf(rows), {}, tier);
  if (!drafted.ok) return canonicalJson({ ...drafted.refusal });
  return drafted.value.steps
    .flatMap(({ draft }) => (draft.kind === 'deploy' ? [draft.templateBody] : [draft.summary]))
    .toSorted()
    .join('\n');
};

const TIERS = constantFrom<Tier>('development', 'production');

describe('the lines of one issue', () => {
  it('lead to the same templates in every order', () => {
    assert(
      property(constantFrom(...BARE), inTwoOrders(sound), TIERS, (vpc, { some, other }, tier) => {
        const first = outcomeOf([vpc, ...some], tier);
        expect(first).not.toContain('"because"');
        expect(outcomeOf([...other, vpc], tier)).toBe(first);
      }),
      { numRuns: 60 },
    );
  });

  it('lead to the same refusal in every order, where they can not stand together', () => {
    assert(
      property(constantFrom(...VPCS), inTwoOrders(any), TIERS, (vpc, { some, other }, tier) => {
        expect(outcomeOf([...other, vpc], tier)).toBe(outcomeOf([vpc, ...some], tier));
      }),
      { numRuns: 60 },
    );
  });
});

type Resources = DeployDraft['template']['Resources'];

const resourcesOf = (rows: readonly Row[]): Resources =>
  Object.fromEntries(
    taken(draftIssue(tasksOf(rows))).steps.flatMap(({ draft }) =>
      draft.kind === 'deploy' ? Object.entries(draft.template.Resources) : [],
    ),
  );

const of = (resources: Resources, type: string): readonly JsonObject[] =>
  Object.values(resources)
    .filter(({ Type }) => Type === type)
    .map(({ Properties }) => Properties ?? {});

describe('a public subnet', () => {
  it('has a way to the one gateway of its network, whatever else is asked in which order', () => {
    assert(
      property(constantFrom(...BARE), inTwoOrders(sound), (vpc, { other }) => {
        const made = resourcesOf([...unlike([...other, OPEN]), vpc]);
        const [gateway, ...more] = of(made, 'AWS::EC2::VPCGatewayAttachment');
        expect(more).toEqual([]);
        const ties = of(made, 'AWS::EC2::SubnetRouteTableAssociation');
        const tie = ties.find((one) => JSON.stringify(one['SubnetId']) === '{"Ref":"OpenSubnet"}');
        const used = JSON.stringify(tie?.['RouteTableId']);
        const out = of(made, 'AWS::EC2::Route').filter(
          (one) =>
            JSON.stringify(one['RouteTableId']) === used &&
            one['DestinationCidrBlock'] === '0.0.0.0/0' &&
            JSON.stringify(one['GatewayId']) === JSON.stringify(gateway?.['InternetGatewayId']),
        );
        expect(out).toHaveLength(1);
      }),
      { numRuns: 40 },
    );
  });
});
