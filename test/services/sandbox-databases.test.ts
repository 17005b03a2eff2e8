import { describe, expect, it } from 'vitest';
import type { WorldSpec } from '../../sandbox/world-spec.ts';
import type { MutationTask, TaskParameters } from '../../src/task/aws-task.ts';
import { startJourney, type Journey } from '../aws/sandbox-journey.ts';
import { carryOut } from './carry-out.ts';
import { DEV, REGION, taskOf } from './samples.ts';

const TYPE = 'AWS::RDS::DBInstance';
const place = { account: DEV, region: REGION };

const create = (more: TaskParameters = {}): MutationTask =>
  taskOf(TYPE, 'CreateResource', {
    name: 'orders-db',
    engine: 'postgres',
    instanceType: 'db.t4g.medium',
    ...more,
  });
const update = (more: TaskParameters): MutationTask =>
  taskOf(TYPE, 'UpdateResource', { name: 'orders-db', ...more });
const remove = taskOf(TYPE, 'DeleteResource', { name: 'orders-db' });

/** A database that no stack owns. */
const loose = (more: WorldSpec['resources'] = []): Journey =>
  startJourney({
    resources: [
      {
        ...place,
        type: TYPE,
        id: 'orders-db',
        properties: {
          DBInstanceIdentifier: 'orders-db',
          DBInstanceClass: 'db.t3.medium',
          Engine: 'postgres',
          EngineVersion: '16.3',
          AllocatedStorage: '100',
          BackupRetentionPeriod: 7,
          StorageEncrypted: true,
          ManageMasterUserPassword: true,
          PubliclyAccessible: false,
        },
      },
      ...more,
    ],
  });

const snapshotsIn = async (journey: Journey) =>
  (await journey.world.snapshot()).resources.filter((one) => one.type === 'AWS::RDS::DBSnapshot');

describe('databases in the sandbox, through the real doors', () => {
  it('a database is made as planned, and planned again to nothing', async () => {
    const journey = startJourney();
    const made = await carryOut(journey, create(), 'p1');
    expect(made).toMatchObject({ outcome: 'done', checks: [] });
    expect(made.steps.map(({ kind, phase }) => [kind, phase])).toEqual([
      ['deploy', 1],
      ['deploy', 2],
    ]);
    expect((await carryOut(journey, create(), 'p2')).outcome).toBe('empty');
  });

  it('grows, changes its class, and goes with its stacks, leaving a final snapshot', async () => {
    const journey = startJourney();
    await carryOut(journey, create(), 'p1');
    const grown = await carryOut(
      journey,
      update({ sizeGb: 40, instanceType: 'db.t4g.large' }),
      'p2',
    );
    expect(grown).toMatchObject({ outcome: 'done', checks: [] });
    const gone = await carryOut(journey, remove, 'p3');
    expect(gone.outcome).toBe('done');
    expect(gone.steps.map((step) => step.kind)).toEqual(['remove', 'remove']);
    const { resources } = await journey.world.snapshot();
    const rds = resources.filter((one) => one.type.startsWith('AWS::RDS::'));
    expect(rds.map((one) => one.type)).toEqual(['AWS::RDS::DBSnapshot']);
    expect(await snapshotsIn(journey)).toMatchObject([
      { id: expect.stringMatching(/^aws-coworker-42-orders-db-snapshot-/) as unknown },
    ]);
  });

  it('one that no stack owns is changed through Cloud Control, and deleted behind a snapshot', async () => {
    const journey = loose();
    const changed = await carryOut(journey, update({ sizeGb: 200, multiAz: true }), 'p1');
    expect(changed.steps.map((step) => step.kind)).toEqual(['change']);
    expect(changed.outcome).toBe('done');
    const gone = await carryOut(journey, remove, 'p2');
    expect(gone.outcome).toBe('done');
    expect(gone.steps.map(({ kind, phase }) => [kind, phase])).toEqual([
      ['operate', 1],
      ['change', 2],
    ]);
    expect(await snapshotsIn(journey)).toMatchObject([
      {
        id: 'aws-coworker-42-orders-db',
        state: 'available',
        tags: { CoworkerIssue: 'acme/cloud/issues/42' },
      },
    ]);
  });

  it('one whose snapshot is not finished in time stays', async () => {
    const journey = startJourney({
      seconds: { 'AWS::RDS::DBSnapshot': 7200 },
      resources: [
        {
          ...place,
          type: TYPE,
          id: 'orders-db',
          properties: {
            DBInstanceIdentifier: 'orders-db',
            Engine: 'mysql',
            AllocatedStorage: '20',
          },
        },
      ],
    });
    expect((await carryOut(journey, remove, 'p1')).outcome).not.toBe('done');
    const { resources, calls } = await journey.world.snapshot();
    expect(resources.some((one) => one.id === 'orders-db')).toBe(true);
    expect(calls.filter((call) => call.action === 'rds:DeleteDBInstance')).toEqual([]);
  });

  it('is stopped, started again and restarted, each time until it is so', async () => {
    const journey = loose();
    for (const [action, plan] of [
      ['stop', 'p1'],
      ['start', 'p2'],
      ['reboot', 'p3'],
    ] as const)
      expect((await carryOut(journey, update({ action }), plan)).outcome).toBe('done');
    expect((await carryOut(journey, update({ action: 'start' }), 'p4')).outcome).toBe('empty');
  });

  it('two snapshots of one issue have names of their own', async () => {
    const journey = loose();
    const ask = update({ action: 'snapshot' });
    expect((await carryOut(journey, ask, 'p1')).outcome).toBe('done');
    expect((await carryOut(journey, ask, 'p2')).outcome).toBe('done');
    expect((await snapshotsIn(journey)).map((one) => one.id)).toEqual([
      'aws-coworker-42-orders-db',
      'aws-coworker-42-orders-db-2',
    ]);
  });

  it('a read replica is made of what runs, and goes without a snapshot of its own', async () => {
    const journey = loose();
    const replica = { name: 'orders-db-reader' };
    const made = await carryOut(
      journey,
      taskOf(TYPE, 'CreateResource', { ...replica, replicaOf: 'orders-db' }),
      'p1',
    );
    expect(made).toMatchObject({ outcome: 'done', checks: [] });
    const gone = await carryOut(journey, taskOf(TYPE, 'DeleteResource', replica), 'p2');
    expect(gone.outcome).toBe('done');
    expect(await snapshotsIn(journey)).toEqual([]);
  });
});

const CLUSTER = 'AWS::RDS::DBCluster';

describe('Aurora in the sandbox, through the real doors', () => {
  const named = { name: 'ledger' };
  const make = taskOf(CLUSTER, 'CreateResource', {
    ...named,
    engine: 'aurora-postgresql',
    instanceType: 'db.r6g.large',
    instances: 2,
    securityGroup: 'sg-0fedcba9876543210',
  });
  const change = (more: TaskParameters): MutationTask =>
    taskOf(CLUSTER, 'UpdateResource', { ...named, ...more });
  const end = taskOf(CLUSTER, 'DeleteResource', named);

  const standing = () =>
    startJourney({
      resources: [
        {
          ...place,
          type: CLUSTER,
          id: 'ledger',
          properties: { DBClusterIdentifier: 'ledger', Engine: 'aurora-postgresql' },
        },
        ...['ledger-a', 'ledger-b'].map((id) => ({
          ...place,
          type: TYPE,
          id,
          properties: {
            DBInstanceIdentifier: id,
            DBClusterIdentifier: 'ledger',
            DBInstanceClass: 'db.r6g.large',
            Engine: 'aurora-postgresql',
          },
        })),
      ],
    });

  const typesIn = async (journey: Journey) =>
    (await journey.world.snapshot()).resources
      .map((one) => one.type)
      .filter((type) => type.startsWith('AWS::RDS::'))
      .toSorted();

  it('a cluster is made as planned, changed with its instances, and goes after them', async () => {
    const journey = startJourney();
    expect(await carryOut(journey, make, 'p1')).toMatchObject({ outcome: 'done', checks: [] });
    expect((await carryOut(journey, make, 'p2')).outcome).toBe('empty');
    const wished = change({ instanceType: 'db.r6g.xlarge', instances: 1 });
    const changed = await carryOut(journey, wished, 'p3');
    expect(changed).toMatchObject({ outcome: 'done', checks: [] });
    expect((await carryOut(journey, end, 'p4')).outcome).toBe('done');
    expect(await typesIn(journey)).toEqual(['AWS::RDS::DBClusterSnapshot']);
  });

  it('one that no stack owns loses its instances first, behind a snapshot', async () => {
    const journey = standing();
    const found = await carryOut(journey, end, 'p1');
    expect(found.outcome).toBe('done');
    expect(found.steps.map((step) => step.kind)).toEqual(['operate', 'change', 'change', 'change']);
    expect(await typesIn(journey)).toEqual(['AWS::RDS::DBClusterSnapshot']);
  });

  it('one that no stack owns is resized instance by instance, the writer last', async () => {
    const journey = standing();
    const found = await carryOut(journey, change({ instanceType: 'db.r6g.xlarge' }), 'p1');
    expect(found.outcome).toBe('done');
    const order = found.steps.map((step) => (step.kind === 'change' ? step.identifier : ''));
    expect(order).toEqual(['ledger-b', 'ledger-a']);
  });

  it('fails over, stops, starts and is snapshotted', async () => {
    const journey = standing();
    for (const [action, plan] of [
      ['failover', 'p1'],
      ['snapshot', 'p2'],
      ['stop', 'p3'],
      ['start', 'p4'],
    ] as const)
      expect((await carryOut(journey, change({ action }), plan)).outcome).toBe('done');
  });
});
