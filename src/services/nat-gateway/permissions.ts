import { anywhere, inThisStack, regionalArn } from '../acts.ts';
import { arnsOfKind, IN_SUBNET, making, onKind, onNamed, tagsOfKind } from '../network/acts.ts';
import type { NeedInput, TypeTable } from '../service.ts';
import { tableOf, type Act } from '../type-table.ts';

const ARN = 'natgateway';

const allocation = (input: NeedInput): string | undefined => {
  const id = input.properties['AllocationId'];
  return typeof id === 'string' && id.startsWith('eipalloc-') ? id : undefined;
};

/** IAM knows an address by its allocation id, which a template of its own does not tell. */
const onAddress: readonly Act[] = [
  {
    action: 'ec2:CreateNatGateway',
    resources: (input) => [regionalArn('ec2', input, `elastic-ip/${allocation(input) ?? '*'}`)],
    when: (input) => allocation(input) !== undefined,
  },
  {
    action: 'ec2:CreateNatGateway',
    resources: (input) => [regionalArn('ec2', input, '*')],
    conditions: inThisStack,
    when: (input) =>
      input.properties['AllocationId'] !== undefined && allocation(input) === undefined,
  },
];

/** Source: schema of AWS::EC2::NatGateway, cut with the list of IAM. */
export const natGatewayTable: TypeTable = tableOf({
  type: 'AWS::EC2::NatGateway',
  arns: arnsOfKind(ARN),
  slowestMinutes: 6,
  isStateful: false,
  createOnly: ['AllocationId', 'ConnectivityType', 'SubnetId', 'VpcId'],
  sensitiveProperties: [],
  create: [
    making('ec2:CreateNatGateway'),
    ...onNamed('ec2:CreateNatGateway', IN_SUBNET),
    ...onAddress,
  ],
  remove: onKind('ec2:DeleteNatGateway', ARN),
  read: [anywhere('ec2:DescribeNatGateways')],
  properties: { Tags: tagsOfKind(ARN) },
});

/** The reviewed table of a NAT gateway. */
export const NAT_GATEWAY_TYPES: readonly TypeTable[] = [natGatewayTable];
