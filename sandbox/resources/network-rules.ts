import { isRange, isWithin, overlaps, parseBlock } from '../../src/services/network/cidr.ts';
import type { Json, JsonObject } from '../../src/task/json.ts';
import type { Resource, WorldState } from '../state.ts';
import { interfacesIn } from './ec2-interfaces.ts';
import { problem, textProperty, type HandlerProblem, type Place } from './model.ts';

const refuse = (message: string): HandlerProblem => problem('InvalidRequest', 400, message);
const missing = (message: string): HandlerProblem => problem('NotFound', 400, message);

/** Resources of one type in an account and region. */
export const inPlace = (state: WorldState, place: Place, type: string): readonly Resource[] =>
  state.resources.filter(
    (each) =>
      each.type === `AWS::EC2::${type}` &&
      each.accountId === place.accountId &&
      each.region === place.region,
  );

const byProperty = (
  state: WorldState,
  place: Place,
  { type, property, is }: { readonly type: string; readonly property: string; readonly is: string },
): readonly Resource[] =>
  inPlace(state, place, type).filter((each) => textProperty(each.properties, property) === is);

interface Wanted {
  readonly state: WorldState;
  readonly place: Place;
  readonly properties: JsonObject;
}

const named = (
  { state, place, properties }: Wanted,
  [property, type, words]: readonly [string, string, string],
): HandlerProblem | undefined => {
  const id = textProperty(properties, property);
  const isThere = id === '' || inPlace(state, place, type).some((each) => each.id === id);
  return isThere ? undefined : missing(`The ${words} '${id}' does not exist`);
};

/** A range of a VPC is private to it: from /16 to /28. */
export const vpcProblem = ({ properties }: Wanted): HandlerProblem | undefined => {
  const text = textProperty(properties, 'CidrBlock');
  const block = parseBlock(text);
  if (block === undefined)
    return refuse(`Value (${text}) for parameter cidrBlock is invalid. This is not a valid CIDR.`);
  return block.bits < 16 || block.bits > 28 ? refuse(`The CIDR '${text}' is invalid.`) : undefined;
};

const INHABITANTS = [
  'Subnet',
  'NatGateway',
  'RouteTable',
  'NetworkAcl',
  'VPCEndpoint',
  'VPCGatewayAttachment',
] as const;

const isDefaultGroup = ({ properties }: Resource): boolean =>
  textProperty(properties, 'GroupName') === 'default';

/** A VPC stays while anything is in it but what AWS made with it. */
export const vpcDependencies = (vpc: Resource, state: WorldState): HandlerProblem | undefined => {
  const lives = INHABITANTS.some(
    (type) => byProperty(state, vpc, { type, property: 'VpcId', is: vpc.id }).length > 0,
  );
  const groups = byProperty(state, vpc, { type: 'SecurityGroup', property: 'VpcId', is: vpc.id });
  const isUsed =
    lives ||
    groups.some((group) => !isDefaultGroup(group)) ||
    interfacesIn(state.resources, vpc).some(({ vpcId }) => vpcId === vpc.id);
  return isUsed ? refuse(`The vpc '${vpc.id}' has dependencies and cannot be deleted.`) : undefined;
};

/** A subnet lies in its VPC and shares no address with another. */
export const subnetProblem = (wanted: Wanted): HandlerProblem | undefined => {
  const absent = named(wanted, ['VpcId', 'VPC', 'vpc ID']);
  if (absent !== undefined) return absent;
  const { state, place, properties } = wanted;
  const vpcId = textProperty(properties, 'VpcId');
  const text = textProperty(properties, 'CidrBlock');
  const vpc = inPlace(state, place, 'VPC').find(({ id }) => id === vpcId);
  const outer = parseBlock(textProperty(vpc?.properties ?? {}, 'CidrBlock'));
  const block = parseBlock(text);
  if (block === undefined || outer === undefined || !isWithin(block, outer) || block.bits > 28)
    return refuse(`The CIDR '${text}' is invalid.`);
  const others = byProperty(state, place, { type: 'Subnet', property: 'VpcId', is: vpcId });
  const clash = others.some((each) => {
    const other = parseBlock(textProperty(each.properties, 'CidrBlock'));
    return other !== undefined && overlaps(other, block);
  });
  if (clash) return refuse(`The CIDR '${text}' conflicts with another subnet`);
  const zone = textProperty(properties, 'AvailabilityZone');
  return zone === '' || zone.slice(0, -1) === place.region
    ? undefined
    : refuse(`Value (${zone}) for parameter availabilityZone is invalid.`);
};

/** A subnet stays while an interface is in it. */
export const subnetDependencies = (
  subnet: Resource,
  state: WorldState,
): HandlerProblem | undefined =>
  interfacesIn(state.resources, subnet).some(({ subnetId }) => subnetId === subnet.id)
    ? refuse(`The subnet '${subnet.id}' has dependencies and cannot be deleted.`)
    : undefined;

/** Refuses a deletion while resources of a type name this one. */
export const whileNamedBy =
  (type: string, property: string, words: string) =>
  (resource: Resource, state: WorldState): HandlerProblem | undefined =>
    byProperty(state, resource, { type, property, is: resource.id }).length > 0
      ? refuse(`The ${words} '${resource.id}' has dependencies and cannot be deleted.`)
      : undefined;

/** Both ends are there, and a VPC has one gateway. */
export const attachmentProblem = (wanted: Wanted): HandlerProblem | undefined => {
  const absent =
    named(wanted, ['InternetGatewayId', 'InternetGateway', 'internetGateway ID']) ??
    named(wanted, ['VpcId', 'VPC', 'vpc ID']);
  if (absent !== undefined) return absent;
  const { state, place, properties } = wanted;
  const is = textProperty(properties, 'VpcId');
  return byProperty(state, place, { type: 'VPCGatewayAttachment', property: 'VpcId', is }).length >
    0
    ? refuse(`Network ${is} already has an internet gateway attached`)
    : undefined;
};

const subnetsOf = (state: WorldState, place: Place, is: string): ReadonlySet<string> =>
  new Set(byProperty(state, place, { type: 'Subnet', property: 'VpcId', is }).map(({ id }) => id));

/** A gateway is not taken from a VPC with public addresses in use. */
export const attachmentDependencies = (
  attachment: Resource,
  state: WorldState,
): HandlerProblem | undefined => {
  const vpc = textProperty(attachment.properties, 'VpcId');
  const subnets = subnetsOf(state, attachment, vpc);
  const isMapped = inPlace(state, attachment, 'NatGateway').some(({ properties }) =>
    subnets.has(textProperty(properties, 'SubnetId')),
  );
  return isMapped
    ? refuse(`Network ${vpc} has some mapped public address(es). Please unmap those first.`)
    : undefined;
};

/** Subnet and address are there. */
export const natProblem = (wanted: Wanted): HandlerProblem | undefined => {
  const absent = named(wanted, ['SubnetId', 'Subnet', 'subnet ID']);
  if (absent !== undefined) return absent;
  const { state, place, properties } = wanted;
  const id = textProperty(properties, 'AllocationId');
  if (id === '')
    return textProperty(properties, 'ConnectivityType') === 'private'
      ? undefined
      : refuse('The request must include the AllocationId parameter.');
  const isThere = inPlace(state, place, 'EIP').some(({ attributes }) => {
    const known: Json | undefined = attributes['AllocationId'];
    return known === id;
  });
  return isThere ? undefined : missing(`The allocation ID '${id}' does not exist`);
};

/** A part is in a VPC that is there. */
export const inVpcProblem = (wanted: Wanted): HandlerProblem | undefined =>
  named(wanted, ['VpcId', 'VPC', 'vpc ID']);

/** The destination of a route, of whatever family. */
export const destinationOf = (properties: JsonObject): string =>
  textProperty(properties, 'DestinationCidrBlock') ||
  textProperty(properties, 'DestinationIpv6CidrBlock') ||
  textProperty(properties, 'DestinationPrefixListId');

/** The table is there, the destination is new, and what it leads to is in the same network. */
export const routeProblem = (wanted: Wanted): HandlerProblem | undefined => {
  const absent =
    named(wanted, ['RouteTableId', 'RouteTable', 'routeTable ID']) ??
    named(wanted, ['NatGatewayId', 'NatGateway', 'natGateway ID']) ??
    named(wanted, ['GatewayId', 'InternetGateway', 'internetGateway ID']);
  if (absent !== undefined) return absent;
  const { state, place, properties } = wanted;
  const [table, gateway] = ['RouteTableId', 'GatewayId'].map((name) =>
    textProperty(properties, name),
  );
  const to = destinationOf(properties);
  if (!to.startsWith('pl-') && !isRange(to)) return refuse(`The CIDR '${to}' is invalid.`);
  const vpc = inPlace(state, place, 'RouteTable').find(({ id }) => id === table)?.properties;
  const isTied = byProperty(state, place, {
    type: 'VPCGatewayAttachment',
    property: 'InternetGatewayId',
    is: gateway ?? '',
  }).some((each) => each.properties['VpcId'] === vpc?.['VpcId']);
  return gateway !== '' && !isTied
    ? refuse(`route table ${table} and network gateway ${gateway} belong to different networks`)
    : undefined;
};

/** A route to the same destination stands there already. */
export const routeTaken = (wanted: Wanted): HandlerProblem | undefined => {
  const { state, place, properties } = wanted;
  const to = destinationOf(properties);
  const isTaken = byProperty(state, place, {
    type: 'Route',
    property: 'RouteTableId',
    is: textProperty(properties, 'RouteTableId'),
  }).some((each) => destinationOf(each.properties) === to);
  return isTaken
    ? problem('AlreadyExists', 400, `The route identified by ${to} already exists.`)
    : undefined;
};

/** A subnet has one table and one list of its own. */
export const associationProblem =
  (type: string, [property, of, words]: readonly [string, string, string]) =>
  (wanted: Wanted): HandlerProblem | undefined => {
    const absent =
      named(wanted, [property, of, words]) ?? named(wanted, ['SubnetId', 'Subnet', 'subnet ID']);
    if (absent !== undefined) return absent;
    const { state, place, properties } = wanted;
    const is = textProperty(properties, 'SubnetId');
    return byProperty(state, place, { type, property: 'SubnetId', is }).length > 0
      ? problem('AlreadyExists', 400, `the specified association conflicts with one of ${is}`)
      : undefined;
  };

/** One rule of a list for each number and direction. */
export const entryProblem = (wanted: Wanted): HandlerProblem | undefined => {
  const absent = named(wanted, ['NetworkAclId', 'NetworkAcl', 'networkAcl ID']);
  if (absent !== undefined) return absent;
  const { state, place, properties } = wanted;
  const is = textProperty(properties, 'NetworkAclId');
  const isSame = (each: Resource): boolean =>
    Number(each.properties['RuleNumber']) === Number(properties['RuleNumber']) &&
    (each.properties['Egress'] ?? false) === (properties['Egress'] ?? false);
  const others = byProperty(state, place, {
    type: 'NetworkAclEntry',
    property: 'NetworkAclId',
    is,
  });
  return others.some(isSame)
    ? problem('AlreadyExists', 400, 'The network acl entry identified by it already exists.')
    : undefined;
};

/** What a flow log watches is there. */
export const flowLogProblem = (wanted: Wanted): HandlerProblem | undefined =>
  textProperty(wanted.properties, 'ResourceType') === 'VPC'
    ? named(wanted, ['ResourceId', 'VPC', 'vpc ID'])
    : undefined;
