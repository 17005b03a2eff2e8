import { isJsonObject, type Json } from '../../task/json.ts';
import { listOf } from '../acts.ts';
import { arnOfKind, kindRow, thereAndTagged } from '../by-id/read-back.ts';
import { readBackElasticIp } from '../elastic-ip/read-back.ts';
import { readBackGroup } from '../security-group/read-back.ts';
import type { Kind } from '../by-id/kind.ts';
import { at, holdsWithin, textIn } from '../compare.ts';
import { readCompanion } from '../companions/read-back.ts';
import { readBackIam } from '../iam-role/read-back.ts';
import { readBackLogGroup } from '../log-group/read-back.ts';
import { findSibling, runReadBack, type ReadRow } from '../read-back.ts';
import type { ReadBackCheck, ReadBackInput } from '../service.ts';
import {
  ENDPOINTS,
  FLOW_LOGS,
  INTERNET_GATEWAYS,
  NAT_GATEWAYS,
  NETWORK_ACLS,
  ROUTE_TABLES,
  SUBNETS,
  VPCS,
} from './kinds.ts';

/** A member that is as it was planned; what only CloudFormation knows is not compared. */
const same = (kind: Kind, property: string, member = property): ReadRow =>
  kindRow(kind, { name: property, property }, (one, planned) =>
    holdsWithin(planned, at(one, member)),
  );

const vpcAttribute = (property: string, attribute: string): ReadRow => ({
  name: attribute,
  property,
  client: 'EC2',
  operation: 'DescribeVpcAttribute',
  input: ({ physicalId }) => ({ VpcId: physicalId, Attribute: attribute }),
  holds: (output, planned) => at(output, `${property}.Value`) === planned,
});

const stateRow = (kind: Kind): ReadRow =>
  kindRow(kind, { name: 'available' }, (one) => textIn(at(one, 'State')) === 'available');

/** What is looked at of each part that has an id of its own. */
const PARTS: Readonly<Record<string, readonly [Kind, readonly ReadRow[]]>> = {
  'AWS::EC2::VPC': [
    VPCS,
    [
      ...thereAndTagged(VPCS),
      same(VPCS, 'CidrBlock'),
      vpcAttribute('EnableDnsSupport', 'enableDnsSupport'),
      vpcAttribute('EnableDnsHostnames', 'enableDnsHostnames'),
    ],
  ],
  'AWS::EC2::Subnet': [
    SUBNETS,
    [
      ...thereAndTagged(SUBNETS),
      same(SUBNETS, 'CidrBlock'),
      same(SUBNETS, 'AvailabilityZone'),
      same(SUBNETS, 'MapPublicIpOnLaunch'),
    ],
  ],
  'AWS::EC2::InternetGateway': [INTERNET_GATEWAYS, thereAndTagged(INTERNET_GATEWAYS)],
  'AWS::EC2::NatGateway': [
    NAT_GATEWAYS,
    [...thereAndTagged(NAT_GATEWAYS), same(NAT_GATEWAYS, 'SubnetId'), stateRow(NAT_GATEWAYS)],
  ],
  'AWS::EC2::RouteTable': [
    ROUTE_TABLES,
    [...thereAndTagged(ROUTE_TABLES), same(ROUTE_TABLES, 'VpcId')],
  ],
  'AWS::EC2::NetworkAcl': [
    NETWORK_ACLS,
    [...thereAndTagged(NETWORK_ACLS), same(NETWORK_ACLS, 'VpcId')],
  ],
  'AWS::EC2::VPCEndpoint': [
    ENDPOINTS,
    [...thereAndTagged(ENDPOINTS), same(ENDPOINTS, 'VpcEndpointType'), stateRow(ENDPOINTS)],
  ],
  'AWS::EC2::FlowLog': [
    FLOW_LOGS,
    [...thereAndTagged(FLOW_LOGS), same(FLOW_LOGS, 'TrafficType'), same(FLOW_LOGS, 'ResourceId')],
  ],
};

/** The id that a property gives: written in it, or that of the resource it refers to. */
const idIn = async (input: ReadBackInput, property: string): Promise<string> => {
  const value = input.properties[property];
  if (typeof value === 'string') return value;
  const name = value !== undefined && isJsonObject(value) ? value['Ref'] : undefined;
  return typeof name === 'string' ? await findSibling(input, name) : '';
};

/** How a part without an id of its own is seen in what holds it. */
interface Tie {
  readonly kind: Kind;
  /** The property that names what holds it. */
  readonly holder: string;
  readonly holds: (holder: Json | undefined, ids: Ids) => boolean;
}

interface Ids {
  readonly subnet: string;
  readonly vpc: string;
  readonly planned: ReadBackInput['properties'];
}

const some = (holder: Json | undefined, list: string, holds: (one: Json) => boolean): boolean =>
  listOf(at(holder, list)).some((one) => holds(one));

const TIES: Readonly<Record<string, Tie>> = {
  'AWS::EC2::VPCGatewayAttachment': {
    kind: INTERNET_GATEWAYS,
    holder: 'InternetGatewayId',
    holds: (gateway, { vpc }) => some(gateway, 'Attachments', (one) => at(one, 'VpcId') === vpc),
  },
  'AWS::EC2::Route': {
    kind: ROUTE_TABLES,
    holder: 'RouteTableId',
    holds: (table, { planned }) =>
      some(
        table,
        'Routes',
        (one) =>
          at(one, 'DestinationCidrBlock') === planned['DestinationCidrBlock'] &&
          at(one, 'State') === 'active',
      ),
  },
  'AWS::EC2::SubnetRouteTableAssociation': {
    kind: ROUTE_TABLES,
    holder: 'RouteTableId',
    holds: (table, { subnet }) =>
      some(table, 'Associations', (one) => at(one, 'SubnetId') === subnet),
  },
  'AWS::EC2::NetworkAclEntry': {
    kind: NETWORK_ACLS,
    holder: 'NetworkAclId',
    holds: (acl, { planned }) =>
      some(
        acl,
        'Entries',
        (one) =>
          at(one, 'RuleNumber') === planned['RuleNumber'] &&
          at(one, 'Egress') === (planned['Egress'] ?? false) &&
          at(one, 'RuleAction') === planned['RuleAction'],
      ),
  },
  'AWS::EC2::SubnetNetworkAclAssociation': {
    kind: NETWORK_ACLS,
    holder: 'NetworkAclId',
    holds: (acl, { subnet }) => some(acl, 'Associations', (one) => at(one, 'SubnetId') === subnet),
  },
};

const readBackTie = async (input: ReadBackInput, tie: Tie): Promise<ReadBackCheck> => {
  const holder = await idIn(input, tie.holder);
  const ids = {
    subnet: await idIn(input, 'SubnetId'),
    vpc: await idIn(input, 'VpcId'),
    planned: input.properties,
  };
  const row = kindRow(tie.kind, { name: 'in place' }, (one) => tie.holds(one, ids));
  const checked = await runReadBack({ ...input, physicalId: holder }, '', [row]);
  return { ...checked, arn: arnOfKind(tie.kind, { ...input, physicalId: holder }) };
};

/** Reads any part of a network back by EC2's own calls, and its companions by theirs. */
export const readBackNetwork = async (input: ReadBackInput): Promise<ReadBackCheck> => {
  const part = PARTS[input.type];
  if (part !== undefined) return await runReadBack(input, arnOfKind(part[0], input), part[1]);
  const tie = TIES[input.type];
  if (tie !== undefined) return await readBackTie(input, tie);
  if (input.type === 'AWS::EC2::EIP') return await readBackElasticIp(input);
  if (input.type === 'AWS::EC2::SecurityGroup') return await readBackGroup(input);
  if (input.type === 'AWS::Logs::LogGroup') return await readBackLogGroup(input);
  if (input.type.startsWith('AWS::IAM::')) return await readBackIam(input);
  return await readCompanion(input);
};
