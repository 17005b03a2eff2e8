import type { Remedy } from '../service.ts';
import { vpcRemedies } from '../vpc/remedies.ts';

/** Every type that the service's own templates may hold, companions of higher tiers included. */
export const NAT_GATEWAY_TEMPLATE_TYPES: readonly string[] = [
  'AWS::EC2::NatGateway',
  'AWS::EC2::EIP',
  'AWS::CloudWatch::Alarm',
];

/** The same as in a whole network. */
export const natGatewayRemedies: readonly Remedy[] = vpcRemedies.filter(
  ({ type }) => type === 'AWS::EC2::NatGateway',
);
