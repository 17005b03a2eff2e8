import type { Remedy } from '../service.ts';

/** Every type that the service's own templates may hold. */
export const VPC_ENDPOINT_TEMPLATE_TYPES: readonly string[] = [
  'AWS::EC2::VPCEndpoint',
  'AWS::EC2::SecurityGroup',
];

/** None: it is closed to all but its VPC when it is made. */
export const vpcEndpointRemedies: readonly Remedy[] = [];
