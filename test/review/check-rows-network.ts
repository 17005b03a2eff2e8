import type { TemplateResource } from '../../src/plan/template.ts';
import type { Json, JsonObject } from '../../src/task/json.ts';
import { open, rowsFor, type Row } from './check-row.ts';

const of = (Type: string, Properties: JsonObject = {}): TemplateResource => ({ Type, Properties });
const ref = (Ref: string): JsonObject => ({ Ref });
const WORLD = { IpProtocol: 'tcp', FromPort: 5432, ToPort: 5432, CidrIp: '0.0.0.0/0' };
const HOME = { ...WORLD, CidrIp: '10.0.0.0/24' };

const group = (...rules: readonly JsonObject[]): TemplateResource =>
  of('AWS::EC2::SecurityGroup', { SecurityGroupIngress: rules });
const closed = rowsFor(
  { named: 'closed-groups', properties: ['Groups'], ports: 'all' },
  'AWS::Test::Thing',
);

const keys = rowsFor({ named: 'customer-key', property: 'Key' }, 'AWS::Test::Thing');

const KEYS: readonly Row[] = [
  keys('no key', {}, 'fail'),
  keys('an empty key', { Key: '' }, 'fail'),
  keys('a blank key', { Key: ' ' }, 'fail'),
  keys('a key that is read at deployment', { Key: '{{resolve:ssm:/rds/key:1}}' }, 'unknown'),
  keys('a key that is open', { Key: open }, 'unknown'),
  keys('the key of the service', { Key: 'alias/aws/rds' }, 'fail'),
  keys('the key of the service by its ARN', { Key: 'arn:aws:kms:r:1:alias/aws/rds' }, 'fail'),
  keys('a key of elsewhere', { Key: 'arn:aws:kms:r:1:key/2' }, 'pass'),
  keys('a key of the template', { Key: { 'Fn::GetAtt': ['K', 'Arn'] } }, 'pass', {
    others: { K: of('AWS::KMS::Key') },
  }),
  keys('something else of the template', { Key: { 'Fn::GetAtt': ['K', 'Arn'] } }, 'unknown', {
    others: { K: of('AWS::Lambda::Function') },
  }),
];

const GROUPS: readonly Row[] = [
  closed('no group', {}, 'unknown'),
  closed('groups that are open', { Groups: open }, 'unknown'),
  closed('a number for a group', { Groups: [7] }, 'unknown'),
  closed('a group of elsewhere', { Groups: ['sg-1'] }, 'unknown'),
  closed('a closed group', { Groups: [ref('G')] }, 'pass', { others: { G: group(HOME) } }),
  closed('an open group', { Groups: [ref('G')] }, 'fail', { others: { G: group(HOME, WORLD) } }),
  closed('one open group of two', { Groups: [ref('G'), ref('H')] }, 'fail', {
    others: { G: group(HOME), H: group(WORLD) },
  }),
  closed('a rule beside the group', { Groups: [{ 'Fn::GetAtt': ['G', 'GroupId'] }] }, 'fail', {
    others: {
      G: group(),
      Rule: of('AWS::EC2::SecurityGroupIngress', { ...WORLD, GroupId: ref('G') }),
    },
  }),
  closed('a rule beside another group', { Groups: [ref('G')] }, 'pass', {
    others: {
      G: group(),
      H: group(),
      Rule: of('AWS::EC2::SecurityGroupIngress', { ...WORLD, GroupId: ref('H') }),
    },
  }),
];

const subnet = (more: JsonObject = {}): TemplateResource => of('AWS::EC2::Subnet', more);
const PUBLIC = { MapPublicIpOnLaunch: true };
/** A table with a way out, and the subnet `S` behind it. */
const routed = (target: JsonObject, table: JsonObject = {}) => ({
  S: subnet(),
  Gate: of('AWS::EC2::InternetGateway'),
  Table: of('AWS::EC2::RouteTable', table),
  Behind: of('AWS::EC2::SubnetRouteTableAssociation', {
    SubnetId: ref('S'),
    RouteTableId: ref('Table'),
  }),
  Route: of('AWS::EC2::Route', { RouteTableId: ref('Table'), ...target }),
});
const privately = rowsFor(
  { named: 'private-subnets', property: 'SubnetIds' },
  'AWS::RDS::DBSubnetGroup',
);
const inS = { SubnetIds: [ref('S')] };

const SUBNETS: readonly Row[] = [
  privately('no subnet', {}, 'fail'),
  privately('subnets that are open', { SubnetIds: open }, 'unknown'),
  privately('a subnet of elsewhere', { SubnetIds: ['subnet-1'] }, 'unknown'),
  privately('one that was looked up', { SubnetIds: ['subnet-1'] }, 'pass', {
    context: { subnets: { 'subnet-1': true } },
  }),
  privately('a key of JavaScript', { SubnetIds: ['__proto__'] }, 'unknown', {
    context: { subnets: { 'subnet-1': true } },
  }),
  privately('a private one', inS, 'pass', { others: { S: subnet() } }),
  privately('one that gives addresses', inS, 'fail', { others: { S: subnet(PUBLIC) } }),
  privately('one public of two', { SubnetIds: [ref('S'), ref('T')] }, 'fail', {
    others: { S: subnet(), T: subnet(PUBLIC) },
  }),
  privately('one with a route out', inS, 'fail', { others: routed({ GatewayId: ref('Gate') }) }),
  privately('one with a written route out', inS, 'fail', {
    others: routed({ GatewayId: 'igw-1' }),
  }),
  privately('one with a route that is open', inS, 'unknown', {
    others: routed({ GatewayId: open }),
  }),
  privately('one behind a NAT gateway', inS, 'pass', { others: routed({ NatGatewayId: 'nat-1' }) }),
];

const exit = rowsFor({ named: 'no-private-exit' }, 'AWS::EC2::Route');
const out = { RouteTableId: ref('Table'), GatewayId: ref('Gate') };
const tables = (table: JsonObject, more: Row['others'] = {}): Row['others'] => ({
  Gate: of('AWS::EC2::InternetGateway'),
  Table: of('AWS::EC2::RouteTable', table),
  ...more,
});
const called = (Value: string): JsonObject => ({ Tags: [{ Key: 'Name', Value }] });

const EXITS: readonly Row[] = [
  exit('no gateway', {}, 'pass'),
  exit('a NAT gateway', { NatGatewayId: 'nat-1' }, 'pass'),
  exit('a gateway that is open', { GatewayId: open, RouteTableId: 'rtb-1' }, 'unknown'),
  exit('a table of elsewhere', { GatewayId: 'igw-1', RouteTableId: 'rtb-1' }, 'unknown'),
  exit('a public table', out, 'pass', { others: tables(called('public')) }),
  exit('a table called private', out, 'fail', { others: tables(called('Private A')) }),
  exit('tags that are open', out, 'pass', { others: tables({ Tags: open }) }),
  exit('a table of a private subnet', out, 'fail', {
    others: tables(
      {},
      {
        PrivateSubnet: subnet(),
        Behind: of('AWS::EC2::SubnetRouteTableAssociation', {
          SubnetId: ref('PrivateSubnet'),
          RouteTableId: ref('Table'),
        }),
      },
    ),
  }),
];

const spread = rowsFor({ named: 'spread', property: 'List', min: 2 }, 'AWS::Test::Thing');

const LISTS: readonly Row[] = [
  spread('nothing', {}, 'fail'),
  spread('a list that is open', { List: open }, 'unknown'),
  spread('a text for a list', { List: 'ab' }, 'fail'),
  spread('one', { List: ['a'] }, 'fail'),
  spread('one twice', { List: ['a', 'a'] }, 'fail'),
  spread('two', { List: ['a', 'b'] }, 'pass'),
  spread('two of the template', { List: [ref('A'), ref('B')] }, 'pass'),
  spread('two of one zone', { List: [ref('A'), ref('B')] }, 'fail', {
    others: { A: subnet({ AvailabilityZone: 'a' }), B: subnet({ AvailabilityZone: 'a' }) },
  }),
  spread('two of two zones', { List: [ref('A'), ref('B')] }, 'pass', {
    others: { A: subnet({ AvailabilityZone: 'a' }), B: subnet({ AvailabilityZone: 'b' }) },
  }),
];

const zoned = (AvailabilityZone: Json | undefined, more: JsonObject = {}): TemplateResource =>
  subnet({
    VpcId: ref('It'),
    ...(AvailabilityZone === undefined ? {} : { AvailabilityZone }),
    ...more,
  });
const nth = (index: number): JsonObject => ({ 'Fn::Select': [index, { 'Fn::GetAZs': '' }] });
const zones = rowsFor({ named: 'vpc-zones', min: 2 }, 'AWS::EC2::VPC');
const nats = rowsFor({ named: 'nat-per-zone' }, 'AWS::EC2::VPC');
const nat = (subnetId: string): TemplateResource =>
  of('AWS::EC2::NatGateway', { SubnetId: ref(subnetId) });
const four = {
  A: zoned('a', PUBLIC),
  B: zoned('b', PUBLIC),
  C: zoned('a'),
  D: zoned('b'),
};

const ZONES: readonly Row[] = [
  zones('no subnet', {}, 'fail'),
  zones('one zone', {}, 'fail', { others: { A: zoned('a'), B: zoned('a') } }),
  zones('two zones', {}, 'pass', { others: { A: zoned('a'), B: zoned('b') } }),
  zones('two zones by their place', {}, 'pass', { others: { A: zoned(nth(0)), B: zoned(nth(1)) } }),
  zones('one zone by its place', {}, 'fail', {
    others: { A: zoned(nth(0), { CidrBlock: '1' }), B: zoned(nth(0), { CidrBlock: '2' }) },
  }),
  zones('zones that AWS chooses', {}, 'unknown', {
    others: { A: zoned(undefined), B: zoned(undefined) },
  }),
  zones('subnets of another VPC', {}, 'fail', {
    others: { A: subnet({ VpcId: 'vpc-1' }), B: subnet({ VpcId: 'vpc-1' }) },
  }),
  nats('no subnet', {}, 'pass'),
  nats('no NAT gateway', {}, 'fail', { others: four }),
  nats('one for two zones', {}, 'fail', { others: { ...four, N: nat('A') } }),
  nats('one in each zone', {}, 'pass', { others: { ...four, N: nat('A'), M: nat('B') } }),
];

const refers = rowsFor(
  { named: 'refers-to', property: 'Of', types: ['AWS::EC2::VPC'] },
  'AWS::Test::Thing',
);
const VPC = { others: { V: of('AWS::EC2::VPC') } };

const NAMES: readonly Row[] = [
  refers('nothing', {}, 'fail'),
  refers('a name that is open', { Of: open }, 'unknown'),
  refers('a number', { Of: 7 }, 'fail', VPC),
  refers('one of elsewhere', { Of: 'vpc-1' }, 'fail', VPC),
  refers('one of the template', { Of: ref('V') }, 'pass', VPC),
  refers('an attribute of it', { Of: { 'Fn::GetAtt': 'V.DefaultSecurityGroup' } }, 'pass', VPC),
  refers('one of another type', { Of: ref('W') }, 'fail', {
    others: { W: of('AWS::EC2::Subnet') },
  }),
];

const cluster = rowsFor(
  { named: 'members', min: 2, policies: { types: ['AWS::RDS::DBInstance'], by: 'Of' } },
  'AWS::RDS::DBCluster',
);
const member = (name: Json): TemplateResource => of('AWS::RDS::DBInstance', { Of: name });

const MEMBERS: readonly Row[] = [
  cluster('none', {}, 'fail'),
  cluster('one', {}, 'fail', { others: { A: member(ref('It')) } }),
  cluster('two', {}, 'pass', { others: { A: member(ref('It')), B: member(ref('It')) } }),
  cluster('two of another', {}, 'fail', { others: { A: member('x'), B: member('x') } }),
  cluster('two that are open', {}, 'unknown', { others: { A: member(open), B: member(open) } }),
];

const beside = rowsFor(
  { named: 'beside', types: ['AWS::Config::DeliveryChannel'] },
  'AWS::Config::ConfigurationRecorder',
);
const channel = of('AWS::Config::DeliveryChannel');
const retained = rowsFor({ named: 'retained' }, 'AWS::Test::Thing');
const KEPT = { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' };

const STANDING: readonly Row[] = [
  beside('alone', {}, 'fail'),
  beside('with another', {}, 'fail', { others: { C: of('AWS::Test::Thing') } }),
  beside('with it', {}, 'pass', { others: { C: channel } }),
  retained('nothing said', {}, 'fail'),
  retained('kept by half', {}, 'fail', {
    others: { It: { ...of('A'), DeletionPolicy: 'Retain' } },
  }),
  retained('deleted', {}, 'fail', {
    others: { It: { ...of('A'), ...KEPT, DeletionPolicy: 'Delete' } },
  }),
  retained('kept', {}, 'pass', { others: { It: { ...of('A'), ...KEPT } } }),
  retained('kept, but it runs', {}, 'unknown', {
    others: { It: { ...of('A'), ...KEPT } },
    context: { isLive: true },
  }),
];

/** Rows of the checks that look at networks and at what belongs together. */
export const OF_NETWORKS: readonly Row[] = [
  ...GROUPS,
  ...KEYS,
  ...SUBNETS,
  ...EXITS,
  ...LISTS,
  ...ZONES,
  ...NAMES,
  ...MEMBERS,
  ...STANDING,
];
