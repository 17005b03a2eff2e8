import type { ActionRow, ActionTable } from '../required-actions.ts';

const a = (action: string, ...when: readonly string[]): ActionRow => {
  const full = action.includes(':') ? action : `elasticloadbalancing:${action}`;
  return when.length === 0 ? { action: full } : { action: full, when };
};

/** What Elastic Load Balancing looks up with the caller's rights before it takes a network. */
const NETWORK: readonly ActionRow[] = [
  a('ec2:DescribeAccountAttributes'),
  a('ec2:DescribeInternetGateways'),
  a('ec2:DescribeSecurityGroups'),
  a('ec2:DescribeSubnets'),
  a('ec2:DescribeVpcs'),
];

const BALANCER_READ: readonly ActionRow[] = [
  a('DescribeLoadBalancers'),
  a('DescribeLoadBalancerAttributes'),
  a('DescribeTags'),
  a('DescribeCapacityReservation'),
];

/** Table of what load balancers, listeners and target groups demand. */
export const LOAD_BALANCING_ACTIONS: Readonly<Record<string, ActionTable>> = {
  'AWS::ElasticLoadBalancingV2::LoadBalancer': {
    create: [
      a('CreateLoadBalancer'),
      ...NETWORK,
      a('DescribeLoadBalancers'),
      a('ModifyLoadBalancerAttributes', 'LoadBalancerAttributes'),
      a('ModifyCapacityReservation', 'MinimumLoadBalancerCapacity'),
      a('AddTags', 'Tags'),
    ],
    read: BALANCER_READ,
    update: [
      ...NETWORK,
      a('DescribeLoadBalancers'),
      a('ModifyLoadBalancerAttributes', 'LoadBalancerAttributes'),
      a('ModifyCapacityReservation', 'MinimumLoadBalancerCapacity'),
      a('ModifyIpPools', 'Ipv4IpamPoolId'),
      a('SetIpAddressType', 'IpAddressType'),
      a('SetSubnets', 'EnablePrefixForIpv6SourceNat', 'SubnetMappings', 'Subnets'),
      a('SetSecurityGroups', 'EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic'),
      a('SetSecurityGroups', 'SecurityGroups'),
      a('AddTags', 'Tags'),
      a('RemoveTags', 'Tags'),
    ],
    delete: [a('DescribeLoadBalancers'), a('DeleteLoadBalancer')],
  },
  'AWS::ElasticLoadBalancingV2::Listener': {
    create: [
      { action: 'elasticloadbalancing:CreateListener', on: ['loadBalancer'] },
      a('DescribeListeners'),
      a('ModifyListenerAttributes', 'ListenerAttributes'),
      a('AddTags', 'Tags'),
    ],
    read: [a('DescribeListeners'), a('DescribeListenerAttributes'), a('DescribeTags')],
    update: [
      a('DescribeListeners'),
      a('ModifyListener'),
      a('ModifyListenerAttributes', 'ListenerAttributes'),
      a('AddTags', 'Tags'),
      a('RemoveTags', 'Tags'),
    ],
    delete: [a('DescribeListeners'), a('DeleteListener')],
  },
  'AWS::ElasticLoadBalancingV2::TargetGroup': {
    create: [
      a('CreateTargetGroup'),
      a('DescribeTargetGroups'),
      a('RegisterTargets', 'Targets'),
      a('ModifyTargetGroupAttributes', 'TargetGroupAttributes'),
      a('AddTags', 'Tags'),
    ],
    read: [
      a('DescribeTargetGroups'),
      a('DescribeTargetGroupAttributes'),
      a('DescribeTargetHealth', 'Targets'),
      a('DescribeTags'),
    ],
    update: [
      a('DescribeTargetGroups'),
      a('ModifyTargetGroup'),
      a('ModifyTargetGroupAttributes', 'TargetGroupAttributes'),
      a('RegisterTargets', 'Targets'),
      a('DeregisterTargets', 'Targets'),
      a('AddTags', 'Tags'),
      a('RemoveTags', 'Tags'),
    ],
    delete: [a('DescribeTargetGroups'), a('DeregisterTargets', 'Targets'), a('DeleteTargetGroup')],
  },
};
