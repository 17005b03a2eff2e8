import type { Remedy } from '../service.ts';

/** Every type that the service's own templates may hold. */
export const ELASTIC_IP_TEMPLATE_TYPES: readonly string[] = ['AWS::EC2::EIP'];

/** None: an address has tags and nothing else that a rule could mend. */
export const elasticIpRemedies: readonly Remedy[] = [];
