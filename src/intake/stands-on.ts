import type { AwsResourceType } from '../task/resource-type.ts';
import type { TypeMention } from './find-types.ts';

/** Table: what stands on something else and is changed by itself, with what it stands on. */
const STANDS_ON: Readonly<Record<string, AwsResourceType>> = {
  'AWS::ElasticLoadBalancingV2::Listener': 'AWS::ElasticLoadBalancingV2::LoadBalancer',
  'AWS::ECS::Service': 'AWS::ECS::Cluster',
  'AWS::EKS::Nodegroup': 'AWS::EKS::Cluster',
  'AWS::EKS::Addon': 'AWS::EKS::Cluster',
  'AWS::AutoScaling::ScalingPolicy': 'AWS::AutoScaling::AutoScalingGroup',
};

/** True for "the listener of the load balancer": the listener is meant, not what carries it. */
export const standsOn = (noun: TypeMention, next: TypeMention): boolean =>
  noun.type !== undefined && next.type !== undefined && STANDS_ON[noun.type] === next.type;
