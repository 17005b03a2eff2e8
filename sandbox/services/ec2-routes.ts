import type { Resource } from '../state.ts';
import { pageOf, type Call } from './call.ts';
import { ownResources } from './find.ts';

const LOCAL = { DestinationCidrBlock: '10.0.0.0/8', GatewayId: 'local', State: 'active' };

const isPublic = (subnet: Resource): boolean => subnet.properties['MapPublicIpOnLaunch'] === true;

/** Each VPC has its main table, and one more with a way out for the subnets that give addresses. */
const tablesOf = (vpc: Resource, subnets: readonly Resource[]): readonly object[] => {
  const id = vpc.id.replace('vpc-', '');
  const open = subnets.filter((one) => one.properties['VpcId'] === vpc.id && isPublic(one));
  const main = {
    RouteTableId: `rtb-${id}0`,
    VpcId: vpc.id,
    Associations: [{ Main: true, RouteTableId: `rtb-${id}0` }],
    Routes: [LOCAL],
  };
  if (open.length === 0) return [main];
  const out = { DestinationCidrBlock: '0.0.0.0/0', GatewayId: `igw-${id}`, State: 'active' };
  const more = {
    RouteTableId: `rtb-${id}1`,
    VpcId: vpc.id,
    Associations: open.map((one) => ({ Main: false, SubnetId: one.id })),
    Routes: [LOCAL, out],
  };
  return [main, more];
};

/** EC2.DescribeRouteTables: what the subnets of the world reach. */
export const routeTables = (call: Call): unknown => {
  const subnets = ownResources(call, 'AWS::EC2::Subnet');
  const tables = ownResources(call, 'AWS::EC2::VPC').flatMap((vpc) => tablesOf(vpc, subnets));
  const page = pageOf(call, tables, call.input['NextToken']);
  return { RouteTables: page.items, NextToken: page.next };
};
