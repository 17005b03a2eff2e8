import { describe, expect, it } from 'vitest';
import { priceBook } from '../../src/services/prices/price-book.ts';
import { rdsCost } from '../../src/services/rds-instance/cost.ts';
import { draftRds } from '../../src/services/rds-instance/draft.ts';
import type { RdsFacts, RdsInstanceFact } from '../../src/services/rds-instance/facts-schema.ts';
import { RDS_FIELDS } from '../../src/services/rds-instance/fields.ts';
import { readRdsFacts } from '../../src/services/rds-instance/facts.ts';
import { SNAPSHOT_DATABASE } from '../../src/services/rds-instance/operations.ts';
import { rdsInstanceTable } from '../../src/services/rds-instance/permissions.ts';
import type { MutationTask, MutationType, TaskParameters } from '../../src/task/aws-task.ts';
import type { Refusal } from '../../src/task/refusal.ts';
import type { Tier } from '../../src/task/tier.ts';
import {
  account,
  answer,
  contextFor,
  DEV,
  NOBODY,
  ownStack,
  readerOf,
  REGION,
  sure,
  taken,
  taskOf,
  wayBack,
} from './samples.ts';

const TYPE = 'AWS::RDS::DBInstance';
const NAME = 'orders-db';

const instance = (more: Partial<RdsInstanceFact> = {}): RdsInstanceFact => ({
  name: NAME,
  status: 'available',
  engine: 'postgres',
  engineVersion: '16.3',
  instanceClass: 'db.t4g.medium',
  sizeGb: 100,
  isEncrypted: true,
  isProtected: false,
  cluster: '',
  replicas: [],
  replicaOf: '',
  backupRetentionDays: 7,
  securityGroups: ['sg-0aaa1111bbb22222c'],
  ...more,
});

const subnet = (id: string, zone: string, isPrivate = true) => ({
  id,
  name: '',
  vpcId: 'vpc-1',
  zone,
  isPrivate,
  givesPublicIp: !isPrivate,
});

const AROUND = {
  version: { version: '16.4', family: 'postgres16', runsOnClass: true },
  subnetGroup: null,
  vpcs: [{ id: 'vpc-1', name: '', isDefault: true, cidr: null }],
  subnets: [subnet('subnet-a', 'us-east-1a'), subnet('subnet-b', 'us-east-1b')],
  groups: [],
};

const absent = (more: Partial<RdsFacts> = {}): RdsFacts => ({
  name: NAME,
  identifier: NAME,
  exists: false,
  ownStack: null,
  owner: NOBODY,
  properties: null,
  instance: null,
  source: null,
  taken: 0,
  aroundStack: null,
  ...AROUND,
  ...more,
});

const there = (more: Partial<RdsInstanceFact> = {}, rest: Partial<RdsFacts> = {}): RdsFacts =>
  absent({
    exists: true,
    instance: instance(more),
    properties: { DBInstanceIdentifier: NAME, AllocatedStorage: '100', MultiAZ: false },
    ...rest,
  });

const ask = (taskType: MutationType, parameters: TaskParameters = {}): MutationTask =>
  taskOf(TYPE, taskType, { name: NAME, ...parameters });

const create = (more: TaskParameters = {}): MutationTask =>
  ask('CreateResource', { engine: 'postgres', instanceType: 'db.t4g.medium', ...more });
const update = (more: TaskParameters): MutationTask => ask('UpdateResource', more);
const remove = ask('DeleteResource');

const draft = (task: MutationTask, facts: RdsFacts, tier: Tier = 'development') =>
  draftRds(contextFor(task, { tier }), facts);

const refusalOf = (task: MutationTask, facts: RdsFacts): Refusal => {
  const decided = draft(task, facts);
  if (decided.ok) throw new Error('it was drafted');
  return decided.refusal;
};

const resourcesOf = (task: MutationTask, facts: RdsFacts, tier: Tier = 'development') =>
  taken(draft(task, facts, tier)).steps.map((step) =>
    step.kind === 'deploy' ? Object.values(step.template.Resources) : [],
  );

describe('a new database', () => {
  it('is encrypted, private and backed up, and no password stands anywhere', () => {
    const [around, main] = resourcesOf(create({ encrypted: false }), absent());
    expect(around?.map((one) => one.Type)).toEqual([
      'AWS::RDS::DBSubnetGroup',
      'AWS::RDS::DBParameterGroup',
    ]);
    expect(around?.[0]?.Properties).toMatchObject({ SubnetIds: ['subnet-a', 'subnet-b'] });
    expect(around?.[1]?.Properties).toMatchObject({ Parameters: { 'rds.force_ssl': '1' } });
    expect(main?.find((one) => one.Type === TYPE)).toMatchObject({
      DeletionPolicy: 'Snapshot',
      UpdateReplacePolicy: 'Snapshot',
      Properties: {
        StorageEncrypted: true,
        PubliclyAccessible: false,
        ManageMasterUserPassword: true,
        BackupRetentionPeriod: 7,
        EngineVersion: '16',
        AllocatedStorage: '20',
      },
    });
    expect(JSON.stringify([around, main])).not.toContain('MasterUserPassword":"');
    expect(taken(draft(create({ encrypted: false }), absent())).deviations).toMatchObject([
      { planned: 'an encrypted database' },
    ]);
  });

  it('has no security group of its own where one was named, and uses a subnet group that is there', () => {
    const facts = absent({
      subnetGroup: { name: 'shared', vpcId: 'vpc-1', subnetIds: ['subnet-a'] },
      groups: [{ id: 'sg-0aaa1111bbb22222c', name: 'app', vpcId: 'vpc-1', openTo: [] }],
    });
    const asked = create({ securityGroup: 'sg-0aaa1111bbb22222c', subnetGroup: 'shared' });
    const [around, main] = resourcesOf(asked, facts);
    expect(around?.map((one) => one.Type)).toEqual(['AWS::RDS::DBParameterGroup']);
    expect(main).toMatchObject([
      {
        Properties: {
          DBSubnetGroupName: 'shared',
          VPCSecurityGroups: ['sg-0aaa1111bbb22222c'],
        },
      },
    ]);
  });

  it('stands in two zones, is watched and protected in production', () => {
    const [, main = []] = resourcesOf(create(), absent(), 'production');
    expect(main.find((one) => one.Type === TYPE)?.Properties).toMatchObject({
      MultiAZ: true,
      DeletionProtection: true,
      BackupRetentionPeriod: 14,
      MonitoringInterval: 60,
      EnableCloudwatchLogsExports: ['postgresql'],
    });
    expect(main.filter((one) => one.Type === 'AWS::CloudWatch::Alarm')).toHaveLength(3);
    expect(main.find((one) => one.Type === 'AWS::KMS::Key')?.DeletionPolicy).toBe('Retain');
  });

  it.each<readonly [string, TaskParameters, Partial<RdsFacts>, string, string]>([
    ['no engine', { engine: '' }, {}, 'missing-field', 'engine of the database is not named'],
    ['an engine with a licence', { engine: 'oracle-ee' }, {}, 'malformed-value', 'oracle-ee'],
    ['Aurora', { engine: 'aurora-mysql' }, {}, 'contradictory', 'runs in a cluster'],
    ['no class', { instanceType: '' }, { version: null }, 'malformed-value', 'has no postgres'],
    [
      'a class that it does not run on',
      { instanceType: 'db.x9.large' },
      { version: { version: '16.4', family: 'postgres16', runsOnClass: false } },
      'malformed-value',
      'does not run postgres 16.4',
    ],
    ['one public address', { publiclyAccessible: true }, {}, 'never-do', 'never publicly'],
    [
      'one zone only',
      {},
      { subnets: [subnet('a', 'us-east-1a')] },
      'target-not-found',
      'two zones',
    ],
    [
      'public subnets only',
      {},
      { subnets: [subnet('a', 'us-east-1a', false), subnet('b', 'us-east-1b', false)] },
      'target-not-found',
      'private subnets',
    ],
    ['a subnet group that is not there', { subnetGroup: 'x' }, {}, 'target-not-found', '`x`'],
    [
      'a group that is open to the world',
      { securityGroup: 'sg-1' },
      { groups: [{ id: 'sg-1', name: '', vpcId: 'vpc-1', openTo: ['5432'] }] },
      'never-do',
      'lets the whole world in',
    ],
    ['a key without a group', { kmsKey: 'alias/db' }, {}, 'missing-field', 'key of your own'],
    ['a name that is taken', {}, { exists: true, instance: instance() }, 'name-taken', NAME],
  ])('is refused with %s', (_name, more, facts, code, because) => {
    const refusal = refusalOf(create(more), absent(facts));
    expect(refusal.code).toBe(code);
    expect(refusal.because).toContain(because);
  });

  it('keeps the version it was made with when it is planned again', () => {
    const first = taken(draft(create(), absent())).steps.at(-1);
    const template = first?.kind === 'deploy' ? first.template : { Resources: {} };
    const later = absent({
      ownStack: ownStack(template),
      version: { version: '17.2', family: 'postgres17', runsOnClass: true },
    });
    expect(taken(draft(create(), later)).steps).toEqual([]);
  });
});

describe('a read replica', () => {
  const replica = ask('CreateResource', { name: 'reader', replicaOf: NAME });

  it('copies class and groups of its source, is never public and leaves no snapshot', () => {
    const [main] = resourcesOf(replica, absent({ source: instance() }));
    expect(main).toMatchObject([
      {
        DeletionPolicy: 'Delete',
        Properties: {
          SourceDBInstanceIdentifier: NAME,
          DBInstanceClass: 'db.t4g.medium',
          VPCSecurityGroups: ['sg-0aaa1111bbb22222c'],
          PubliclyAccessible: false,
        },
      },
    ]);
    expect(JSON.stringify(main)).not.toMatch(/Master|"Engine"/);
  });

  it.each<readonly [string, RdsInstanceFact | null, string]>([
    ['is not there', null, 'There is no database instance'],
    ['is not encrypted', instance({ isEncrypted: false }), 'is not encrypted'],
    ['keeps no backups', instance({ backupRetentionDays: 0 }), 'keeps no automated backups'],
    ['is a member of Aurora', instance({ cluster: 'shop' }), 'Aurora cluster `shop`'],
    ['does not run', instance({ status: 'stopped' }), 'is stopped'],
  ])('is refused where its source %s', (_name, source, because) => {
    expect(refusalOf(replica, absent({ source })).because).toContain(because);
  });
});

describe('a database that exists', () => {
  it('grows through Cloud Control, and its size is said to stay', () => {
    const { steps } = taken(draft(update({ sizeGb: 200 }), there()));
    expect(steps).toMatchObject([
      { kind: 'change', patch: [{ op: 'replace', path: '/AllocatedStorage', value: '200' }] },
    ]);
    expect(steps.map(wayBack)).toEqual(['irreversible']);
  });

  it('restarts for another class, and the plan says so', () => {
    const [step] = taken(draft(update({ instanceType: 'db.m6g.large' }), there())).steps;
    expect(step?.summary).toContain('the database restarts');
  });

  it.each<readonly [string, TaskParameters, Partial<RdsInstanceFact>, string]>([
    ['never shrinks', { sizeGb: 50 }, {}, 'Storage never shrinks'],
    ['grows by a tenth at least', { sizeGb: 105 }, {}, 'to 110 or more'],
    [
      'does not grow twice in a row',
      { sizeGb: 200 },
      { status: 'storage-optimization' },
      'still being rearranged',
    ],
    ['is not encrypted later', { encrypted: true }, { isEncrypted: false }, 'without encryption'],
    ['takes no other major version', { engineVersion: '17' }, {}, 'another major version'],
    ['is never public', { publiclyAccessible: true }, {}, 'never publicly accessible'],
    [
      'is not changed while it stands still',
      { multiAz: true },
      { status: 'stopped' },
      'is stopped',
    ],
    ['is of its cluster', { multiAz: true }, { cluster: 'shop' }, 'member of the Aurora cluster'],
  ])('%s', (_name, more, fact, because) => {
    expect(refusalOf(update(more), there(fact)).because).toContain(because);
  });

  it('tells the way to an encrypted copy', () => {
    const { next } = refusalOf(update({ encrypted: true }), there({ isEncrypted: false }));
    for (const word of ['snapshot', 'copy', 'KMS key', 'restore']) expect(next).toContain(word);
  });

  it('keeps backups for 35 days at most, and never for none', () => {
    const field = sure(RDS_FIELDS.find((one) => one.name === 'backupRetentionDays'));
    expect([field.min, field.max]).toEqual([1, 35]);
  });
});

describe('the operations of a database', () => {
  it.each<readonly [string, string, string]>([
    ['start', 'stopped', 'rds:start'],
    ['stop', 'available', 'rds:stop'],
    ['reboot', 'available', 'rds:reboot'],
    ['snapshot', 'available', 'rds:snapshot'],
  ])('%s', (action, status, operation) => {
    const { steps } = taken(draft(update({ action }), there({ status })));
    expect(steps).toMatchObject([{ kind: 'operate', operation, target: NAME }]);
  });

  it('a stop says that AWS starts it again', () => {
    const [step] = taken(draft(update({ action: 'stop' }), there())).steps;
    expect(step?.summary).toContain('after 7 days');
    expect(step?.inverse.summary).toContain('after 7 days');
  });

  it.each<readonly [string, TaskParameters, Partial<RdsInstanceFact>]>([
    ['is so already', { action: 'stop' }, { status: 'stopped' }],
    ['is being done', { action: 'start' }, { status: 'starting' }],
  ])('nothing is done that %s', (_name, more, fact) => {
    expect(taken(draft(update(more), there(fact))).steps).toEqual([]);
  });

  it.each<readonly [string, string, Partial<RdsInstanceFact>, string]>([
    ['a source of replicas', 'stop', { replicas: ['reader'] }, 'replicates or is replicated'],
    ['a replica', 'stop', { replicaOf: 'main' }, 'replicates or is replicated'],
    ['what is being changed', 'reboot', { status: 'modifying' }, 'is modifying'],
    ['a snapshot of what stands still', 'snapshot', { status: 'stopped' }, 'is stopped'],
    ['a snapshot of an unknown state', 'snapshot', { status: '' }, 'in an unknown state'],
  ])('refuses %s', (_name, action, fact, because) => {
    expect(refusalOf(update({ action }), there(fact)).because).toContain(because);
  });

  it('a snapshot is waited for by its own name, and only when it is there', () => {
    const facts = there({}, { taken: 1 });
    const [step] = taken(draft(update({ action: 'snapshot' }), facts)).steps;
    const sent = step?.kind === 'operate' ? step.input : {};
    expect(SNAPSHOT_DATABASE.wait.input(NAME, sent)).toEqual({
      DBSnapshotIdentifier: `aws-coworker-42-${NAME}-2`,
    });
    const states = (...names: readonly string[]) => ({
      DBSnapshots: names.map((Status) => ({ Status })),
    });
    expect(SNAPSHOT_DATABASE.wait.isDone(states('available'))).toBe(true);
    for (const seen of [states(), states('creating'), {}, null])
      expect(SNAPSHOT_DATABASE.wait.isDone(seen)).toBe(false);
  });
});

describe('the deletion of a database', () => {
  it('that no stack owns comes after a snapshot', () => {
    expect(taken(draft(remove, there())).steps).toMatchObject([
      { kind: 'operate', operation: 'rds:snapshot' },
      { kind: 'change', action: 'delete', operationClass: 'destructive' },
    ]);
  });

  it.each<readonly [string, string | undefined, readonly string[]]>([
    ['leaves the final snapshot of its template', 'Snapshot', ['remove']],
    ['takes one first where the template leaves none', 'Delete', ['operate', 'remove']],
  ])('of a stack of ours %s', (_name, DeletionPolicy, kinds) => {
    const Resources = { Db: { Type: TYPE, DeletionPolicy, Properties: { MultiAZ: false } } };
    const resources = [{ logicalId: 'Db', type: TYPE, physicalId: NAME }];
    const stack = ownStack({ Resources }, { resources });
    const facts = there({}, { owner: { owner: 'ours', logicalId: 'Db', stack }, properties: null });
    expect(taken(draft(remove, facts)).steps.map((step) => step.kind)).toEqual(kinds);
  });

  it.each<readonly [string, Partial<RdsInstanceFact>, string]>([
    ['is protected', { isProtected: true }, 'protected against deletion'],
    ['has replicas', { replicas: ['reader-1', 'reader-2'] }, '`reader-1`, `reader-2`'],
    ['stands still', { status: 'stopped' }, 'is stopped'],
    ['is a member of Aurora', { cluster: 'shop' }, 'Aurora cluster `shop`'],
  ])('is refused where it %s', (_name, fact, because) => {
    expect(refusalOf(remove, there(fact)).because).toContain(because);
  });

  it('is refused where there is none, or where it belongs to somebody else', () => {
    expect(refusalOf(remove, absent()).code).toBe('target-not-found');
    const owner = { owner: 'foreign', stackName: 'shop' } as const;
    expect(refusalOf(remove, there({}, { owner })).code).toBe('no-route');
  });
});

describe('what a session may do', () => {
  const base = {
    type: TYPE,
    logicalId: 'Db',
    account: account(),
    region: REGION,
    stackName: 'aws-coworker-42-orders-db',
    changedProperties: [],
  } as const;

  it('a deletion names the instance and the snapshots of its own stack, and nothing else', () => {
    const needs = rdsInstanceTable.needs({
      ...base,
      action: 'delete',
      properties: { DBInstanceIdentifier: NAME, DBSubnetGroupName: 'shared' },
      physicalId: NAME,
    });
    const writes = needs.filter((need) => need.purpose !== 'read');
    expect(new Set(writes.flatMap((need) => need.resources))).toEqual(
      new Set([
        `arn:aws:rds:us-east-1:${DEV}:db:${NAME}`,
        `arn:aws:rds:us-east-1:${DEV}:snapshot:aws-coworker-42-orders-db-*`,
      ]),
    );
  });

  it('a password is made only where RDS manages it', () => {
    const actions = (properties: TaskParameters) =>
      rdsInstanceTable.needs({ ...base, action: 'create', properties }).map((need) => need.action);
    expect(actions({ ManageMasterUserPassword: true })).toContain('secretsmanager:CreateSecret');
    expect(actions({})).not.toContain('secretsmanager:CreateSecret');
  });
});

describe('what is looked up', () => {
  const row = { DBInstanceIdentifier: NAME, DBInstanceStatus: 'available', Engine: 'postgres' };

  it('the newest version that begins as it was asked for, over all pages', async () => {
    const pages: Readonly<Record<string, object>> = {
      first: {
        DBEngineVersions: [
          { EngineVersion: '16.9', DBParameterGroupFamily: 'postgres16' },
          { EngineVersion: '160.1', DBParameterGroupFamily: 'no' },
        ],
        Marker: 'second',
      },
      second: {
        DBEngineVersions: [{ EngineVersion: '16.10', DBParameterGroupFamily: 'postgres16' }],
      },
    };
    const reader = readerOf({
      'RDS.DescribeDBEngineVersions': (call) =>
        answer(pages[(call.input['Marker'] as string | undefined) ?? 'first']),
      'RDS.DescribeOrderableDBInstanceOptions': answer({ OrderableDBInstanceOptions: [] }),
      'EC2.DescribeVpcs': answer({}),
      'EC2.DescribeSubnets': answer({}),
      'EC2.DescribeRouteTables': answer({}),
    });
    const facts = await readRdsFacts(contextFor(create({ engineVersion: '16' })), reader);
    expect(facts.version).toEqual({
      version: '16.10',
      family: 'postgres16',
      runsOnClass: false,
    });
  });

  it('only the snapshots that this issue took are counted', async () => {
    const names = ['aws-coworker-42-orders-db', 'aws-coworker-7-orders-db', 'by-hand'];
    const reader = readerOf({
      'RDS.DescribeDBInstances': answer({ DBInstances: [row] }),
      'RDS.DescribeDBSnapshots': answer({
        DBSnapshots: names.map((DBSnapshotIdentifier) => ({ DBSnapshotIdentifier })),
      }),
      'CloudFormation.DescribeStackResources': answer({ StackResources: [] }),
      'CloudControl.GetResource': answer({ ResourceDescription: { Properties: '{}' } }),
    });
    expect((await readRdsFacts(contextFor(remove), reader)).taken).toBe(1);
  });
});

describe('the cost of a database', () => {
  const place = { prices: priceBook, region: 'us-east-1' };
  const properties = {
    Engine: 'postgres',
    DBInstanceClass: 'db.t4g.medium',
    AllocatedStorage: '100',
    StorageType: 'gp3',
  };

  it('is its class all month with its storage, twice in two zones', () => {
    const once = rdsCost({ type: TYPE, properties }, place);
    const twice = rdsCost({ type: TYPE, properties: { ...properties, MultiAZ: true } }, place);
    const usd = (cost: typeof once) => ('unpriced' in cost ? 0 : cost.afterUsdMonthly);
    expect(usd(once)).toBeCloseTo(0.129 * 0.5 * 730 + 11.5, 2);
    expect(usd(twice)).toBeCloseTo(2 * usd(once), 5);
  });

  it.each([
    ['another engine', { ...properties, Engine: 'oracle-ee' }],
    ['an unknown size', { ...properties, DBInstanceClass: 'db.x9.mega' }],
  ])('is not guessed for %s', (_name, given) => {
    expect(rdsCost({ type: TYPE, properties: given }, place)).toHaveProperty('unpriced');
  });
});
