import { addresses } from './addresses.ts';
import { instances } from './instances.ts';
import { natGateways } from './nat-gateways.ts';
import { snapshots } from './snapshots.ts';
import type { Source } from './source.ts';
import { volumes } from './volumes.ts';

/** Everything that is looked at, each in every account and region. */
export const SOURCES: readonly Source[] = [instances, volumes, addresses, natGateways, snapshots];
