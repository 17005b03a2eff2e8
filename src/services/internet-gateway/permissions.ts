import { anywhere } from '../acts.ts';
import {
  arnsOfKind,
  IN_VPC,
  making,
  OF_GATEWAY,
  onEach,
  onKind,
  tagsOfKind,
} from '../network/acts.ts';
import type { TypeTable } from '../service.ts';
import { tableOf } from '../type-table.ts';

const ARN = 'internet-gateway';

/** Source: schema of AWS::EC2::InternetGateway, cut with the list of IAM. */
export const internetGatewayTable: TypeTable = tableOf({
  type: 'AWS::EC2::InternetGateway',
  arns: arnsOfKind(ARN),
  slowestMinutes: 2,
  isStateful: false,
  sensitiveProperties: [],
  create: [making('ec2:CreateInternetGateway')],
  remove: onKind('ec2:DeleteInternetGateway', ARN),
  read: [anywhere('ec2:DescribeInternetGateways')],
  properties: { Tags: tagsOfKind(ARN) },
});

/** An attachment has no ARN of its own: both ends of it are asked about. */
const attachmentTable: TypeTable = tableOf({
  type: 'AWS::EC2::VPCGatewayAttachment',
  arns: () => [],
  slowestMinutes: 2,
  isStateful: false,
  createOnly: ['InternetGatewayId', 'VpcId'],
  sensitiveProperties: ['*'],
  create: onEach('ec2:AttachInternetGateway', OF_GATEWAY, IN_VPC),
  remove: onEach('ec2:DetachInternetGateway', OF_GATEWAY, IN_VPC),
  read: [anywhere('ec2:DescribeInternetGateways')],
  properties: {},
});

/** The reviewed tables of an internet gateway and what ties it to a VPC. */
export const INTERNET_GATEWAY_TYPES: readonly TypeTable[] = [internetGatewayTable, attachmentTable];
