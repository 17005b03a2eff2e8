import { anywhere, onChange, onSet, tagActs } from '../acts.ts';
import type { TypeTable } from '../service.ts';
import { tableOf } from '../type-table.ts';
import { arnsByName } from './own-names.ts';

const PREFIX = 'elasticloadbalancing';

/** Any type of its name: the name is one of all types together. */
const kindOf = (): string => 'loadbalancer/*';

/** Source: schema of AWS::ElasticLoadBalancingV2::LoadBalancer, cut with the list of IAM. */
export const loadBalancerTable: TypeTable = tableOf({
  type: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
  arns: arnsByName(kindOf),
  slowestMinutes: 6,
  isStateful: false,
  nameProperty: 'Name',
  createOnly: ['Name', 'Scheme', 'Type'],
  sensitiveProperties: ['SecurityGroups', 'LoadBalancerAttributes'],
  create: [`${PREFIX}:CreateLoadBalancer`],
  remove: [`${PREFIX}:DeleteLoadBalancer`],
  read: [
    'ec2:DescribeAccountAttributes',
    'ec2:DescribeInternetGateways',
    'ec2:DescribeSecurityGroups',
    'ec2:DescribeSubnets',
    'ec2:DescribeVpcs',
    `${PREFIX}:DescribeCapacityReservation`,
    `${PREFIX}:DescribeLoadBalancerAttributes`,
    `${PREFIX}:DescribeLoadBalancers`,
    `${PREFIX}:DescribeTags`,
  ].map((action) => anywhere(action)),
  properties: {
    EnablePrefixForIpv6SourceNat: onChange(`${PREFIX}:SetSubnets`),
    EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic: onChange(`${PREFIX}:SetSecurityGroups`),
    IpAddressType: onChange(`${PREFIX}:SetIpAddressType`),
    Ipv4IpamPoolId: onChange(`${PREFIX}:ModifyIpPools`),
    LoadBalancerAttributes: onSet(
      [`${PREFIX}:ModifyLoadBalancerAttributes`],
      [`${PREFIX}:ModifyLoadBalancerAttributes`],
    ),
    MinimumLoadBalancerCapacity: onSet(
      [`${PREFIX}:ModifyCapacityReservation`],
      [`${PREFIX}:ModifyCapacityReservation`],
    ),
    SecurityGroups: onChange(`${PREFIX}:SetSecurityGroups`),
    SubnetMappings: onChange(`${PREFIX}:SetSubnets`),
    Subnets: onChange(`${PREFIX}:SetSubnets`),
    Tags: tagActs(`${PREFIX}:AddTags`, `${PREFIX}:RemoveTags`),
  },
});

/** The reviewed table of a load balancer. */
export const LOAD_BALANCER_TYPES: readonly TypeTable[] = [loadBalancerTable];
