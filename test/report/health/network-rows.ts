import { securityGroup } from '../../../src/services/security-group/index.ts';
import type { Service } from '../../../src/services/service.ts';
import type { Seen } from './measured.ts';

type Row = readonly [string, Seen, string];

const GROUP: readonly Row[] = [
  ['closed', { live: { openTo: '' } }, 'Healthy'],
  ['open', { live: { openTo: '22' } }, 'Unhealthy, open ports open to the world: 22'],
  ['nothing told', { live: {} }, 'Unknown, ? open ports'],
];

/** What the health report says of the parts of a network. */
export const NETWORK_TABLES: readonly (readonly [Service, readonly Row[]])[] = [
  [securityGroup, GROUP],
];
