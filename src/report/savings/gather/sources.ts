import { addresses } from './addresses.ts';
import { buckets } from './buckets.ts';
import { databases } from './databases.ts';
import { instances } from './instances.ts';
import { loadBalancers } from './load-balancers.ts';
import { logGroups } from './log-groups.ts';
import { natGateways } from './nat-gateways.ts';
import { snapshots } from './snapshots.ts';
import type { Source } from './source.ts';
import { volumes } from './volumes.ts';

/** Everything that is looked at, each in every account and region. */
export const SOURCES: readonly Source[] = [
  instances,
  databases,
  volumes,
  snapshots,
  addresses,
  natGateways,
  loadBalancers,
  buckets,
  logGroups,
];
