import { securityGroup } from '../../../src/services/security-group/index.ts';
import type { Service } from '../../../src/services/service.ts';
import { vpc } from '../../../src/services/vpc/index.ts';
import type { Seen } from './measured.ts';

type Row = readonly [string, Seen, string];

const GROUP: readonly Row[] = [
  ['closed', { live: { openTo: '' } }, 'Healthy'],
  ['open', { live: { openTo: '22' } }, 'Unhealthy, open ports open to the world: 22'],
  ['nothing told', { live: {} }, 'Unknown, ? open ports'],
];

const AVAILABLE: readonly Row[] = [
  ['available', { live: { state: 'available' } }, 'Healthy'],
  ['being made', { live: { state: 'pending' } }, 'Unknown, ? state'],
  ['broken', { live: { state: 'failed' } }, 'Unhealthy, state failed'],
  ['nothing told', { live: {} }, 'Unknown, ? state'],
];

/** What the health report says of the parts of a network. */
export const NETWORK_TABLES: readonly (readonly [Service, readonly Row[]])[] = [
  [securityGroup, GROUP],
  [vpc, AVAILABLE],
];
