import type { Service } from '../../../src/services/service.ts';
import { auroraCluster } from '../../../src/services/aurora-cluster/index.ts';
import { efsFileSystem } from '../../../src/services/efs-file-system/index.ts';
import { rdsInstance } from '../../../src/services/rds-instance/index.ts';
import type { Seen, Values } from './measured.ts';

type Row = readonly [string, Seen, string];

const GIB = 1024 ** 3;

const CALM = {
  CPUUtilization: [10, 10],
  DatabaseConnections: [10, 10],
  FreeableMemory: [2 * GIB, 2 * GIB],
};

/** Of 4 GiB, so that PostgreSQL takes 450 connections. */
const LIVE = {
  status: 'available',
  engine: 'postgres',
  instanceClass: 'db.t4g.medium',
  sizeGb: 100,
  cluster: '',
};

const seen = (values: Values, live: Seen['live'] = {}): Seen => ({
  values: { ...CALM, FreeStorageSpace: [50 * GIB, 50 * GIB], ...values },
  live: { ...LIVE, ...live },
});

const DATABASE: readonly Row[] = [
  ['calm', seen({}), 'Healthy'],
  ['a stopped one measures nothing', { live: { ...LIVE, status: 'stopped' } }, 'Healthy'],
  ['its state is not told', { live: { ...LIVE, status: '' } }, 'Unknown, ? status'],
  ['its storage is full', seen({}, { status: 'storage-full' }), 'Unhealthy, status storage-full'],
  [
    'its key is gone',
    seen({}, { status: 'inaccessible-encryption-credentials' }),
    'Unhealthy, status inaccessible-encryption-credentials',
  ],
  ['processor at', seen({ CPUUtilization: [80, 80] }), 'Healthy'],
  ['processor over once', seen({ CPUUtilization: [99, 80] }), 'Healthy'],
  ['processor over', seen({ CPUUtilization: [81, 90] }), 'Degraded, processor 81 %'],
  ['connections at', seen({ DatabaseConnections: [360, 360] }), 'Healthy'],
  ['connections over', seen({ DatabaseConnections: [405, 405] }), 'Degraded, connections 90 %'],
  [
    'an unknown class',
    seen({}, { instanceClass: 'db.x.y' }),
    'Unknown, ? connections, ? freeable memory',
  ],
  ['memory at', seen({ FreeableMemory: [0.4 * GIB, 0.4 * GIB] }), 'Healthy'],
  [
    'memory under',
    seen({ FreeableMemory: [0.2 * GIB, 0.2 * GIB] }),
    'Degraded, freeable memory 5 %',
  ],
  ['storage at', seen({ FreeStorageSpace: [20 * GIB, 20 * GIB] }), 'Healthy'],
  [
    'storage under',
    seen({ FreeStorageSpace: [19 * GIB, 19 * GIB] }),
    'Degraded, free storage 19 %',
  ],
  [
    'storage of a member of Aurora',
    seen({ FreeStorageSpace: [0, 0] }, { cluster: 'shop' }),
    'Healthy',
  ],
  [
    'nothing measured',
    { live: LIVE },
    'Unknown, ? processor, ? connections, ? freeable memory, ? free storage',
  ],
];

const cluster = (values: Values, live: Seen['live'] = {}): Seen => ({
  values: { CPUUtilization: [10, 10], ...values },
  live: { status: 'available', writer: 'ledger-1', ...live },
});

const CLUSTER: readonly Row[] = [
  ['calm', cluster({}), 'Healthy'],
  ['stopped', { live: { status: 'stopped', writer: '' } }, 'Healthy'],
  ['nobody writes', cluster({}, { writer: '' }), 'Unhealthy, writer none'],
  [
    'its key is gone',
    cluster({}, { status: 'inaccessible-encryption-credentials' }),
    'Unhealthy, status inaccessible-encryption-credentials',
  ],
  ['its state is not told', { live: { status: '' } }, 'Unknown, ? status'],
  ['processor at', cluster({ CPUUtilization: [80, 80] }), 'Healthy'],
  ['processor over', cluster({ CPUUtilization: [81, 81] }), 'Degraded, processor 81 %'],
  ['nothing measured', { live: { status: 'available', writer: 'a' } }, 'Unknown, ? processor'],
];

const LIVE_FILES = { state: 'available', throughputMode: 'bursting', mountTargets: 2 };
const TIB = 1024 ** 4;

const FILES: readonly Row[] = [
  ['calm', { live: LIVE_FILES, values: { BurstCreditBalance: [2 * TIB, 2 * TIB] } }, 'Healthy'],
  [
    'elastic ones have no credits',
    { live: { ...LIVE_FILES, throughputMode: 'elastic' } },
    'Healthy',
  ],
  [
    'credits low',
    { live: LIVE_FILES, values: { BurstCreditBalance: [1000, 1000] } },
    'Degraded, burst credits 1000',
  ],
  ['credits not measured', { live: LIVE_FILES }, 'Unknown, ? burst credits'],
  [
    'broken',
    { live: { ...LIVE_FILES, throughputMode: 'elastic', state: 'error' } },
    'Unhealthy, state error',
  ],
  [
    'not mounted',
    { live: { ...LIVE_FILES, throughputMode: 'elastic', mountTargets: 0 } },
    'Degraded, mount targets none',
  ],
  ['not told', { live: {} }, 'Unknown, ? state, ? mount targets'],
];

/** Databases and file systems. */
export const DATA_TABLES: readonly (readonly [Service, readonly Row[]])[] = [
  [rdsInstance, DATABASE],
  [auroraCluster, CLUSTER],
  [efsFileSystem, FILES],
];
