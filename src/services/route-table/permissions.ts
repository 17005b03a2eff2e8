import { anywhere } from '../acts.ts';
import {
  arnsOfKind,
  IN_SUBNET,
  IN_VPC,
  making,
  OF_TABLE,
  onEach,
  onKind,
  onNamed,
  tagsOfKind,
} from '../network/acts.ts';
import type { TypeTable } from '../service.ts';
import { tableOf } from '../type-table.ts';

const ARN = 'route-table';
const READ = [anywhere('ec2:DescribeRouteTables')];

/** Source: schema of AWS::EC2::RouteTable, cut with the list of IAM. */
export const routeTableTable: TypeTable = tableOf({
  type: 'AWS::EC2::RouteTable',
  arns: arnsOfKind(ARN),
  slowestMinutes: 2,
  isStateful: false,
  createOnly: ['VpcId'],
  sensitiveProperties: [],
  create: [making('ec2:CreateRouteTable'), ...onNamed('ec2:CreateRouteTable', IN_VPC)],
  remove: onKind('ec2:DeleteRouteTable', ARN),
  read: READ,
  properties: { Tags: tagsOfKind(ARN) },
});

/** A route has no ARN of its own: its table is asked about. Where traffic goes is a protection. */
const routeEntry: TypeTable = tableOf({
  type: 'AWS::EC2::Route',
  arns: () => [],
  slowestMinutes: 2,
  isStateful: false,
  createOnly: ['DestinationCidrBlock', 'DestinationIpv6CidrBlock', 'RouteTableId'],
  sensitiveProperties: ['*'],
  create: onNamed('ec2:CreateRoute', OF_TABLE),
  change: onNamed('ec2:ReplaceRoute', OF_TABLE),
  remove: onNamed('ec2:DeleteRoute', OF_TABLE),
  read: READ,
  properties: {},
});

const association: TypeTable = tableOf({
  type: 'AWS::EC2::SubnetRouteTableAssociation',
  arns: () => [],
  slowestMinutes: 2,
  isStateful: false,
  createOnly: ['RouteTableId', 'SubnetId'],
  sensitiveProperties: ['*'],
  create: onEach('ec2:AssociateRouteTable', OF_TABLE, IN_SUBNET),
  remove: onEach('ec2:DisassociateRouteTable', OF_TABLE, IN_SUBNET),
  read: READ,
  properties: {},
});

/** The reviewed tables of a route table, its routes and its subnets. */
export const ROUTE_TABLE_TYPES: readonly TypeTable[] = [routeTableTable, routeEntry, association];
