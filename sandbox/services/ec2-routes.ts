import type { Json, JsonObject } from '../../src/task/json.ts';
import { jsonText } from '../engine/json-text.ts';
import { destinationOf } from '../resources/network-rules.ts';
import type { Resource } from '../state.ts';
import { list, pageOf, record, tagList, text, texts, type Call } from './call.ts';
import { ownResources } from './find.ts';

const named = (
  call: Call,
  type: string,
  [property, is]: readonly [property: string, is: string],
): readonly Resource[] =>
  ownResources(call, `AWS::EC2::${type}`).filter((one) => one.properties[property] === is);

/** One route table as EC2 describes it. */
interface Table {
  readonly RouteTableId: string;
  readonly VpcId: Json;
  readonly Associations: readonly JsonObject[];
  readonly Routes: readonly JsonObject[];
  readonly Tags: readonly JsonObject[];
}

const localOf = (vpc: Resource | undefined): JsonObject => ({
  DestinationCidrBlock: vpc?.properties['CidrBlock'] ?? '10.0.0.0/8',
  GatewayId: 'local',
  State: 'active',
});

const routeOf = ({ properties }: Resource): JsonObject => ({
  ...(properties['DestinationCidrBlock'] === undefined
    ? {}
    : { DestinationCidrBlock: destinationOf(properties) }),
  ...(properties['GatewayId'] === undefined ? {} : { GatewayId: properties['GatewayId'] }),
  ...(properties['NatGatewayId'] === undefined ? {} : { NatGatewayId: properties['NatGatewayId'] }),
  State: 'active',
});

const tieOf = (one: Resource): JsonObject => ({
  Main: false,
  RouteTableAssociationId: one.id,
  RouteTableId: one.properties['RouteTableId'] ?? '',
  SubnetId: one.properties['SubnetId'] ?? '',
});

/** A table that a stack or a world has. */
const madeOf = (call: Call, table: Resource): Table => {
  const vpcId = table.properties['VpcId'] ?? '';
  const vpc = ownResources(call, 'AWS::EC2::VPC').find(({ id }) => id === vpcId);
  return {
    RouteTableId: table.id,
    VpcId: vpcId,
    Associations: named(call, 'SubnetRouteTableAssociation', ['RouteTableId', table.id]).map(tieOf),
    Routes: [localOf(vpc), ...named(call, 'Route', ['RouteTableId', table.id]).map(routeOf)],
    Tags: tagList(table.tags),
  };
};

/** A subnet of a world, which says what it reaches by giving addresses, or not. */
const isOpen =
  (call: Call, vpc: Resource) =>
  (subnet: Resource): boolean =>
    subnet.properties['VpcId'] === vpc.id &&
    subnet.properties['MapPublicIpOnLaunch'] === true &&
    named(call, 'SubnetRouteTableAssociation', ['SubnetId', subnet.id]).length === 0;

/** Each VPC has its main table, and one more with a way out for the subnets that give addresses. */
const bornWith = (call: Call, vpc: Resource): readonly Table[] => {
  const id = vpc.id.replace('vpc-', '');
  const open = ownResources(call, 'AWS::EC2::Subnet').filter(isOpen(call, vpc));
  const base = { VpcId: vpc.id, Tags: [] };
  const main = {
    ...base,
    RouteTableId: `rtb-${id}0`,
    Associations: [{ Main: true, RouteTableId: `rtb-${id}0` }],
    Routes: [localOf(vpc)],
  };
  if (open.length === 0) return [main];
  const out = { DestinationCidrBlock: '0.0.0.0/0', GatewayId: `igw-${id}`, State: 'active' };
  const more = {
    ...base,
    RouteTableId: `rtb-${id}1`,
    Associations: open.map((one) => ({ Main: true, SubnetId: one.id })),
    Routes: [localOf(vpc), out],
  };
  return [main, more];
};

const valuesOf = (table: Table, filter: string): readonly string[] => {
  if (filter === 'vpc-id') return [jsonText(table.VpcId)];
  if (filter === 'route-table-id') return [table.RouteTableId];
  const ties = (name: string): readonly string[] =>
    table.Associations.flatMap((one) => (typeof one[name] === 'string' ? [one[name]] : []));
  if (filter === 'association.subnet-id') return ties('SubnetId');
  if (filter === 'association.route-table-association-id') return ties('RouteTableAssociationId');
  if (filter === 'route.nat-gateway-id')
    return table.Routes.flatMap((one) =>
      typeof one['NatGatewayId'] === 'string' ? [one['NatGatewayId']] : [],
    );
  if (!filter.startsWith('tag:')) return [];
  return table.Tags.flatMap((tag) => (tag['Key'] === filter.slice(4) ? [text(tag, 'Value')] : []));
};

/** EC2.DescribeRouteTables: what the subnets of the world reach. */
export const routeTables = (call: Call): unknown => {
  const all = [
    ...ownResources(call, 'AWS::EC2::VPC').flatMap((vpc) => bornWith(call, vpc)),
    ...ownResources(call, 'AWS::EC2::RouteTable').map((table) => madeOf(call, table)),
  ];
  const filters = list(call.input, 'Filters').map((each) => record(each));
  const found = all.filter((table) =>
    filters.every((filter) =>
      valuesOf(table, text(filter, 'Name')).some((value) =>
        texts(filter, 'Values').includes(value),
      ),
    ),
  );
  const page = pageOf(call, found, call.input['NextToken']);
  return { RouteTables: page.items, NextToken: page.next };
};
