import type { Remedy } from '../service.ts';

/** Every type that the service's own templates may hold. */
export const INTERNET_GATEWAY_TEMPLATE_TYPES: readonly string[] = [
  'AWS::EC2::InternetGateway',
  'AWS::EC2::VPCGatewayAttachment',
];

/** None: a gateway has tags and nothing else that a rule could mend. */
export const internetGatewayRemedies: readonly Remedy[] = [];
