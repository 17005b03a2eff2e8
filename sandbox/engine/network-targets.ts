import type { Json, JsonObject } from '../../src/task/json.ts';
import type { Place } from '../resources/model.ts';

const strings = (value: Json | undefined): readonly string[] =>
  (Array.isArray(value) ? value : value === undefined ? [] : [value]).filter(
    (each) => typeof each === 'string',
  );

export type NetworkTarget =
  | 'address'
  | 'defaultAcl'
  | 'flowRole'
  | 'flowTarget'
  | 'internetGateway'
  | 'networkAcl'
  | 'routeTable'
  | 'routeTables'
  | 'subnets';

/** ARNs that an action on a part of a network is asked about, beside the part itself. */
export const networkTargets = (
  properties: JsonObject,
  { region, accountId }: Place,
): Readonly<Record<NetworkTarget, () => readonly string[]>> => {
  const ec2 = `arn:aws:ec2:${region}:${accountId}`;
  const named = (property: string, kind: string) => (): readonly string[] =>
    strings(properties[property]).map((id) => `${ec2}:${kind}/${id}`);
  return {
    address: named('AllocationId', 'elastic-ip'),
    defaultAcl: () => [`${ec2}:network-acl/acl-${'0'.repeat(17)}`],
    flowRole: () => strings(properties['DeliverLogsPermissionArn']),
    flowTarget: named('ResourceId', 'vpc'),
    internetGateway: named('InternetGatewayId', 'internet-gateway'),
    networkAcl: named('NetworkAclId', 'network-acl'),
    routeTable: named('RouteTableId', 'route-table'),
    routeTables: named('RouteTableIds', 'route-table'),
    subnets: named('SubnetIds', 'subnet'),
  };
};

/** The call in which a new part is tagged. */
export const NETWORK_CREATES: Readonly<Record<string, string>> = {
  'AWS::EC2::VPC': 'CreateVpc',
  'AWS::EC2::Subnet': 'CreateSubnet',
  'AWS::EC2::InternetGateway': 'CreateInternetGateway',
  'AWS::EC2::NatGateway': 'CreateNatGateway',
  'AWS::EC2::RouteTable': 'CreateRouteTable',
  'AWS::EC2::NetworkAcl': 'CreateNetworkAcl',
  'AWS::EC2::VPCEndpoint': 'CreateVpcEndpoint',
  'AWS::EC2::FlowLog': 'CreateFlowLogs',
  'AWS::EC2::KeyPair': 'ImportKeyPair',
};
