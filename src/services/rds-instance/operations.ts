import type { ActionNeed } from '../../plan/action-need.ts';
import type { AwsAccount } from '../../task/account.ts';
import type { Region } from '../../task/ids.ts';
import type { JsonObject } from '../../task/json.ts';
import { listOf } from '../acts.ts';
import { at, textIn } from '../compare.ts';
import type { Operation } from '../service.ts';

const instanceArn = (name: string, account: AwsAccount, region: Region): string =>
  `arn:aws:rds:${region}:${account.id}:db:${name}`;

const read = (action: string): ActionNeed => ({
  action,
  resources: ['*'],
  purpose: 'read',
  via: 'direct',
});

const needsOf =
  (action: string): Operation['needs'] =>
  (target, account, region) => [
    {
      action,
      resources: [instanceArn(target, account, region)],
      purpose: 'forward',
      via: 'direct',
    },
    read('rds:DescribeDBInstances'),
  ];

const named = (target: string): JsonObject => ({ DBInstanceIdentifier: target });

const until = (status: string, timeoutMinutes: number): Operation['wait'] => ({
  client: 'RDS',
  operation: 'DescribeDBInstances',
  input: named,
  isDone: (output) =>
    listOf(at(output, 'DBInstances')).some((one) => at(one, 'DBInstanceStatus') === status),
  timeoutMinutes,
});

const base = { client: 'RDS', input: named, operationClass: 'non-destructive' } as const;

export const START_DATABASE: Operation = {
  ...base,
  name: 'rds:start',
  operation: 'StartDBInstance',
  inverse: { reversibility: 'reversible', summary: 'stop it again', operation: 'rds:stop' },
  needs: needsOf('rds:StartDBInstance'),
  wait: until('available', 30),
};

/** AWS starts a stopped instance by itself after seven days, so that it misses no maintenance. */
export const STOP_DATABASE: Operation = {
  ...base,
  name: 'rds:stop',
  operation: 'StopDBInstance',
  inverse: {
    reversibility: 'reversible',
    summary: 'start it again; AWS does so by itself after 7 days',
    operation: 'rds:start',
  },
  needs: needsOf('rds:StopDBInstance'),
  wait: until('stopped', 30),
};

export const REBOOT_DATABASE: Operation = {
  ...base,
  name: 'rds:reboot',
  operation: 'RebootDBInstance',
  inverse: {
    reversibility: 'irreversible',
    summary: 'a restart can not be undone: connections are closed, open transactions roll back',
  },
  needs: needsOf('rds:RebootDBInstance'),
  wait: until('available', 15),
};

/** A snapshot outlives its database. Its name is in the plan; only that one is waited for. */
export const SNAPSHOT_DATABASE: Operation = {
  ...base,
  name: 'rds:snapshot',
  operation: 'CreateDBSnapshot',
  inverse: {
    reversibility: 'partly reversible',
    summary: 'delete the snapshot by its name, where snapshots are managed',
  },
  needs: (target, account, region) => {
    const snapshot = `arn:aws:rds:${region}:${account.id}:snapshot:aws-coworker-*-${target}*`;
    return [
      {
        action: 'rds:CreateDBSnapshot',
        resources: [instanceArn(target, account, region), snapshot],
        purpose: 'forward',
        via: 'direct',
      },
      { action: 'rds:AddTagsToResource', resources: [snapshot], purpose: 'forward', via: 'direct' },
      read('rds:DescribeDBSnapshots'),
    ];
  },
  wait: {
    client: 'RDS',
    operation: 'DescribeDBSnapshots',
    input: (_target, sent) => ({ DBSnapshotIdentifier: textIn(sent['DBSnapshotIdentifier']) }),
    isDone: (output) => {
      const found = listOf(at(output, 'DBSnapshots'));
      return found.length > 0 && found.every((one) => at(one, 'Status') === 'available');
    },
    madeIn: (output) =>
      listOf(at(output, 'DBSnapshots')).map((one) => ({
        type: 'AWS::RDS::DBSnapshot',
        id: textIn(at(one, 'DBSnapshotIdentifier')),
      })),
    timeoutMinutes: 60,
  },
};

/** The catalogue of database instances. */
export const rdsOperations: readonly Operation[] = [
  START_DATABASE,
  STOP_DATABASE,
  REBOOT_DATABASE,
  SNAPSHOT_DATABASE,
];
