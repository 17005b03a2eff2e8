import { anywhere, onSet } from '../acts.ts';
import {
  arnsOfKind,
  IN_VPC,
  making,
  onKind,
  onNamed,
  tagsOfKind,
  whenChanged,
  whenMade,
  type Named,
} from '../network/acts.ts';
import type { TypeTable } from '../service.ts';
import { tableOf, type PropertyActs } from '../type-table.ts';

const ARN = 'vpc-endpoint';

const TABLES: Named = { property: 'RouteTableIds', prefix: 'rtb-', arn: 'route-table' };
const SUBNETS: Named = { property: 'SubnetIds', prefix: 'subnet-', arn: 'subnet' };
const GROUPS: Named = { property: 'SecurityGroupIds', prefix: 'sg-', arn: 'security-group' };

const MODIFY = onKind('ec2:ModifyVpcEndpoint', ARN);

/** What an endpoint is put into, when it is made and when that changes. */
const placedIn = (named: Named): PropertyActs =>
  onSet(
    [
      ...whenMade(onNamed('ec2:CreateVpcEndpoint', named)),
      ...whenChanged([...onNamed('ec2:ModifyVpcEndpoint', named), ...MODIFY]),
    ],
    MODIFY,
  );

const CHANGED = onSet(whenChanged(MODIFY), MODIFY);

/** Source: schema of AWS::EC2::VPCEndpoint, cut with the list of IAM. */
export const endpointTable: TypeTable = tableOf({
  type: 'AWS::EC2::VPCEndpoint',
  arns: arnsOfKind(ARN),
  slowestMinutes: 6,
  isStateful: false,
  createOnly: ['ServiceName', 'VpcEndpointType', 'VpcId'],
  sensitiveProperties: ['PolicyDocument', 'SecurityGroupIds'],
  create: [making('ec2:CreateVpcEndpoint'), ...onNamed('ec2:CreateVpcEndpoint', IN_VPC)],
  remove: onKind('ec2:DeleteVpcEndpoints', ARN),
  read: [anywhere('ec2:DescribeVpcEndpoints')],
  properties: {
    PolicyDocument: CHANGED,
    PrivateDnsEnabled: CHANGED,
    RouteTableIds: placedIn(TABLES),
    SecurityGroupIds: placedIn(GROUPS),
    SubnetIds: placedIn(SUBNETS),
    Tags: tagsOfKind(ARN),
  },
});

/** The reviewed table of a VPC endpoint. */
export const VPC_ENDPOINT_TYPES: readonly TypeTable[] = [endpointTable];
