import type { ActionNeed } from '../../plan/action-need.ts';
import type { AwsAccount } from '../../task/account.ts';
import type { Region } from '../../task/ids.ts';
import type { JsonObject } from '../../task/json.ts';
import { listOf } from '../acts.ts';
import { at, textIn } from '../compare.ts';
import type { Operation } from '../service.ts';

const clusterArn = (name: string, account: AwsAccount, region: Region): string =>
  `arn:aws:rds:${region}:${account.id}:cluster:${name}`;

const read = (action: string): ActionNeed => ({
  action,
  resources: ['*'],
  purpose: 'read',
  via: 'direct',
});

const needsOf =
  (action: string, more: (target: string) => readonly string[] = () => []): Operation['needs'] =>
  (target, account, region) => [
    {
      action,
      resources: [
        clusterArn(target, account, region),
        ...more(target).map((rest) => `arn:aws:rds:${region}:${account.id}:${rest}`),
      ],
      purpose: 'forward',
      via: 'direct',
    },
    read('rds:DescribeDBClusters'),
  ];

const idOf = (target: string): JsonObject => ({ DBClusterIdentifier: target });

const until = (status: string, timeoutMinutes: number): Operation['wait'] => ({
  client: 'RDS',
  operation: 'DescribeDBClusters',
  input: idOf,
  isDone: (output) => listOf(at(output, 'DBClusters')).some((one) => at(one, 'Status') === status),
  timeoutMinutes,
});

const base = { client: 'RDS', input: idOf, operationClass: 'non-destructive' } as const;

/** Another instance takes over the writing; connections to the writer are closed for that. */
export const FAILOVER: Operation = {
  ...base,
  name: 'rds:failover-cluster',
  operation: 'FailoverDBCluster',
  inverse: {
    reversibility: 'reversible',
    summary: 'fail over again',
    operation: 'rds:failover-cluster',
  },
  // Members are named as they please; an action on them is this one failover alone.
  needs: needsOf('rds:FailoverDBCluster', () => ['db:*']),
  wait: until('available', 15),
};

export const START_CLUSTER: Operation = {
  ...base,
  name: 'rds:start-cluster',
  operation: 'StartDBCluster',
  inverse: { reversibility: 'reversible', summary: 'stop it again', operation: 'rds:stop-cluster' },
  needs: needsOf('rds:StartDBCluster'),
  wait: until('available', 30),
};

/** AWS starts a stopped cluster by itself after seven days, so that it misses no maintenance. */
export const STOP_CLUSTER: Operation = {
  ...base,
  name: 'rds:stop-cluster',
  operation: 'StopDBCluster',
  inverse: {
    reversibility: 'reversible',
    summary: 'start it again; AWS does so by itself after 7 days',
    operation: 'rds:start-cluster',
  },
  needs: needsOf('rds:StopDBCluster'),
  wait: until('stopped', 30),
};

/** A snapshot outlives its cluster. Its name is in the plan; only that one is waited for. */
export const SNAPSHOT_CLUSTER: Operation = {
  ...base,
  name: 'rds:snapshot-cluster',
  operation: 'CreateDBClusterSnapshot',
  inverse: {
    reversibility: 'partly reversible',
    summary: 'delete the snapshot by its name, where snapshots are managed',
  },
  needs: (target, account, region) => {
    const named = `cluster-snapshot:aws-coworker-*-${target}*`;
    const snapshot = `arn:aws:rds:${region}:${account.id}:${named}`;
    return [
      {
        action: 'rds:CreateDBClusterSnapshot',
        resources: [clusterArn(target, account, region), snapshot],
        purpose: 'forward',
        via: 'direct',
      },
      { action: 'rds:AddTagsToResource', resources: [snapshot], purpose: 'forward', via: 'direct' },
      read('rds:DescribeDBClusterSnapshots'),
    ];
  },
  wait: {
    client: 'RDS',
    operation: 'DescribeDBClusterSnapshots',
    input: (_target, sent) => ({
      DBClusterSnapshotIdentifier: textIn(sent['DBClusterSnapshotIdentifier']),
    }),
    isDone: (output) => {
      const found = listOf(at(output, 'DBClusterSnapshots'));
      return found.length > 0 && found.every((one) => at(one, 'Status') === 'available');
    },
    madeIn: (output) =>
      listOf(at(output, 'DBClusterSnapshots')).map((one) => ({
        type: 'AWS::RDS::DBClusterSnapshot',
        id: textIn(at(one, 'DBClusterSnapshotIdentifier')),
      })),
    timeoutMinutes: 60,
  },
};

/** The catalogue of clusters. */
export const auroraOperations: readonly Operation[] = [
  FAILOVER,
  START_CLUSTER,
  STOP_CLUSTER,
  SNAPSHOT_CLUSTER,
];
