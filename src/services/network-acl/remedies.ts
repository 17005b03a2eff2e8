import type { Remedy } from '../service.ts';

/** Every type that the service's own templates may hold. */
export const NETWORK_ACL_TEMPLATE_TYPES: readonly string[] = [
  'AWS::EC2::NetworkAcl',
  'AWS::EC2::NetworkAclEntry',
];

/** None: what its entries let through is decided when it is made. */
export const networkAclRemedies: readonly Remedy[] = [];
