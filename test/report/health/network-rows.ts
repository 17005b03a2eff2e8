import { securityGroup } from '../../../src/services/security-group/index.ts';
import type { Service } from '../../../src/services/service.ts';
import { flowLog } from '../../../src/services/flow-log/index.ts';
import { internetGateway } from '../../../src/services/internet-gateway/index.ts';
import { keyPair } from '../../../src/services/key-pair/index.ts';
import { natGateway } from '../../../src/services/nat-gateway/index.ts';
import { networkAcl } from '../../../src/services/network-acl/index.ts';
import { routeTable } from '../../../src/services/route-table/index.ts';
import { subnet } from '../../../src/services/subnet/index.ts';
import { vpcEndpoint } from '../../../src/services/vpc-endpoint/index.ts';
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

const KEY: readonly Row[] = [
  ['told', { live: { keyType: 'ed25519' } }, 'Healthy'],
  ['not told', { live: {} }, 'Unknown, ? key'],
];

const GATEWAY: readonly Row[] = [
  ['attached', { live: { attachedTo: 'vpc-1' } }, 'Healthy'],
  ['loose', { live: { attachedTo: '' } }, 'Degraded, attached attached to nothing'],
  ['nothing told', { live: {} }, 'Unknown, ? attached'],
];

const TABLE: readonly Row[] = [
  ['every route leads somewhere', { live: { routes: 'active' } }, 'Healthy'],
  [
    'one leads nowhere',
    { live: { routes: '1 of 3 lead nowhere' } },
    'Unhealthy, routes 1 of 3 lead nowhere',
  ],
  ['nothing told', { live: {} }, 'Unknown, ? routes'],
];

const LIST: readonly Row[] = [
  ['closed', { live: { openTo: '' } }, 'Healthy'],
  ['open', { live: { openTo: '22' } }, 'Degraded, open ports open to the world: 22'],
  ['nothing told', { live: {} }, 'Unknown, ? open ports'],
];

const FLOW: readonly Row[] = [
  ['delivered', { live: { delivery: 'SUCCESS' } }, 'Healthy'],
  ['not delivered', { live: { delivery: 'FAILED' } }, 'Unhealthy, delivery FAILED'],
  ['nothing told', { live: {} }, 'Unknown, ? delivery'],
];

/** What the health report says of the parts of a network. */
export const NETWORK_TABLES: readonly (readonly [Service, readonly Row[]])[] = [
  [securityGroup, GROUP],
  [vpc, AVAILABLE],
  [keyPair, KEY],
  [subnet, AVAILABLE],
  [internetGateway, GATEWAY],
  [natGateway, AVAILABLE],
  [routeTable, TABLE],
  [networkAcl, LIST],
  [vpcEndpoint, AVAILABLE],
  [flowLog, FLOW],
];
