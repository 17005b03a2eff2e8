import type { ActionRow, ActionTable, ActionTarget } from './required-actions.ts';

const a = (action: string, ...when: readonly string[]): ActionRow =>
  when.length === 0 ? { action } : { action, when };
const on = (action: string, ...targets: readonly ActionTarget[]): ActionRow => ({
  action,
  on: targets,
});
const onIf = (action: string, target: ActionTarget, ...when: readonly string[]): ActionRow => ({
  action,
  on: [target],
  when,
});

const TAGS: readonly ActionRow[] = [a('ec2:CreateTags', 'Tags'), a('ec2:DeleteTags', 'Tags')];
const TAG = a('ec2:CreateTags', 'Tags');

const ENDPOINT_PLACES: readonly (readonly [ActionTarget, string])[] = [
  ['routeTables', 'RouteTableIds'],
  ['subnets', 'SubnetIds'],
  ['securityGroups', 'SecurityGroupIds'],
];

const ENDPOINT_SETTINGS = [
  'PolicyDocument',
  'PrivateDnsEnabled',
  'RouteTableIds',
  'SecurityGroupIds',
  'SubnetIds',
] as const;

/** What a part without an ARN of its own needs: everything is asked of what it ties together. */
const tie = (
  describe: string,
  {
    create,
    update,
    remove,
  }: Readonly<Record<'create' | 'update' | 'remove', readonly ActionRow[]>>,
): ActionTable => ({
  create: [...create, a(describe)],
  read: [a(describe)],
  update: [...update, a(describe)],
  delete: [...remove, a(describe)],
});

/** Table of the actions of networks; see `required-actions.ts`. */
export const NETWORK_ACTIONS: Readonly<Record<string, ActionTable>> = {
  'AWS::EC2::VPC': {
    create: [
      a('ec2:CreateVpc'),
      a('ec2:DescribeVpcs'),
      a('ec2:DescribeVpcAttribute'),
      a('ec2:ModifyVpcAttribute', 'EnableDnsHostnames', 'EnableDnsSupport'),
      TAG,
    ],
    read: [
      a('ec2:DescribeVpcs'),
      a('ec2:DescribeVpcAttribute'),
      a('ec2:DescribeSecurityGroups'),
      a('ec2:DescribeNetworkAcls'),
    ],
    update: [
      a('ec2:ModifyVpcAttribute', 'EnableDnsHostnames', 'EnableDnsSupport'),
      ...TAGS,
      a('ec2:DescribeVpcs'),
    ],
    delete: [a('ec2:DeleteVpc'), a('ec2:DescribeVpcs')],
  },
  'AWS::EC2::Subnet': {
    create: [
      on('ec2:CreateSubnet', 'self', 'vpc'),
      a('ec2:DescribeSubnets'),
      a('ec2:ModifySubnetAttribute', 'MapPublicIpOnLaunch'),
      TAG,
    ],
    read: [a('ec2:DescribeSubnets')],
    update: [a('ec2:ModifySubnetAttribute', 'MapPublicIpOnLaunch'), ...TAGS],
    delete: [a('ec2:DeleteSubnet'), a('ec2:DescribeSubnets')],
  },
  'AWS::EC2::InternetGateway': {
    create: [a('ec2:CreateInternetGateway'), a('ec2:DescribeInternetGateways'), TAG],
    read: [a('ec2:DescribeInternetGateways')],
    update: [...TAGS, a('ec2:DescribeInternetGateways')],
    delete: [a('ec2:DeleteInternetGateway'), a('ec2:DescribeInternetGateways')],
  },
  'AWS::EC2::VPCGatewayAttachment': tie('ec2:DescribeInternetGateways', {
    create: [on('ec2:AttachInternetGateway', 'internetGateway', 'vpc')],
    update: [],
    remove: [on('ec2:DetachInternetGateway', 'internetGateway', 'vpc')],
  }),
  'AWS::EC2::NatGateway': {
    create: [
      on('ec2:CreateNatGateway', 'self', 'subnet', 'address'),
      a('ec2:DescribeNatGateways'),
      TAG,
    ],
    read: [a('ec2:DescribeNatGateways')],
    update: [...TAGS, a('ec2:DescribeNatGateways')],
    delete: [a('ec2:DeleteNatGateway'), a('ec2:DescribeNatGateways')],
  },
  'AWS::EC2::RouteTable': {
    create: [on('ec2:CreateRouteTable', 'self', 'vpc'), a('ec2:DescribeRouteTables'), TAG],
    read: [a('ec2:DescribeRouteTables')],
    update: [...TAGS, a('ec2:DescribeRouteTables')],
    delete: [a('ec2:DeleteRouteTable'), a('ec2:DescribeRouteTables')],
  },
  'AWS::EC2::Route': tie('ec2:DescribeRouteTables', {
    create: [on('ec2:CreateRoute', 'routeTable')],
    update: [on('ec2:ReplaceRoute', 'routeTable')],
    remove: [on('ec2:DeleteRoute', 'routeTable')],
  }),
  'AWS::EC2::SubnetRouteTableAssociation': tie('ec2:DescribeRouteTables', {
    create: [on('ec2:AssociateRouteTable', 'routeTable', 'subnet')],
    update: [],
    remove: [on('ec2:DisassociateRouteTable', 'routeTable', 'subnet')],
  }),
  'AWS::EC2::NetworkAcl': {
    create: [on('ec2:CreateNetworkAcl', 'self', 'vpc'), a('ec2:DescribeNetworkAcls'), TAG],
    read: [a('ec2:DescribeNetworkAcls')],
    update: [...TAGS, a('ec2:DescribeNetworkAcls')],
    delete: [a('ec2:DeleteNetworkAcl'), a('ec2:DescribeNetworkAcls')],
  },
  'AWS::EC2::NetworkAclEntry': tie('ec2:DescribeNetworkAcls', {
    create: [on('ec2:CreateNetworkAclEntry', 'networkAcl')],
    update: [on('ec2:ReplaceNetworkAclEntry', 'networkAcl')],
    remove: [on('ec2:DeleteNetworkAclEntry', 'networkAcl')],
  }),
  'AWS::EC2::SubnetNetworkAclAssociation': tie('ec2:DescribeNetworkAcls', {
    create: [on('ec2:ReplaceNetworkAclAssociation', 'networkAcl', 'subnet')],
    update: [],
    remove: [on('ec2:ReplaceNetworkAclAssociation', 'defaultAcl', 'subnet')],
  }),
  'AWS::EC2::VPCEndpoint': {
    create: [
      on('ec2:CreateVpcEndpoint', 'self', 'vpc'),
      ...ENDPOINT_PLACES.map(([target, name]) => onIf('ec2:CreateVpcEndpoint', target, name)),
      a('ec2:DescribeVpcEndpoints'),
      TAG,
    ],
    read: [a('ec2:DescribeVpcEndpoints')],
    update: [
      a('ec2:ModifyVpcEndpoint', ...ENDPOINT_SETTINGS),
      ...ENDPOINT_PLACES.map(([target, name]) => onIf('ec2:ModifyVpcEndpoint', target, name)),
      ...TAGS,
      a('ec2:DescribeVpcEndpoints'),
    ],
    delete: [a('ec2:DeleteVpcEndpoints'), a('ec2:DescribeVpcEndpoints')],
  },
  'AWS::EC2::FlowLog': {
    create: [
      on('ec2:CreateFlowLogs', 'self', 'flowTarget'),
      a('ec2:DescribeFlowLogs'),
      {
        action: 'iam:PassRole',
        on: ['flowRole'],
        passedTo: 'vpc-flow-logs.amazonaws.com',
        when: ['DeliverLogsPermissionArn'],
      },
      TAG,
    ],
    read: [a('ec2:DescribeFlowLogs')],
    update: [...TAGS, a('ec2:DescribeFlowLogs')],
    delete: [a('ec2:DeleteFlowLogs'), a('ec2:DescribeFlowLogs')],
  },
  'AWS::EC2::KeyPair': {
    create: [a('ec2:ImportKeyPair', 'PublicKeyMaterial'), a('ec2:DescribeKeyPairs'), TAG],
    read: [a('ec2:DescribeKeyPairs')],
    update: [a('ec2:DescribeKeyPairs')],
    delete: [a('ec2:DeleteKeyPair'), a('ec2:DescribeKeyPairs')],
  },
};
