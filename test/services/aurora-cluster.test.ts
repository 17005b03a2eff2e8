import { describe, expect, it } from 'vitest';
import { draftAurora } from '../../src/services/aurora-cluster/draft.ts';
import type { AuroraFacts, ClusterFact } from '../../src/services/aurora-cluster/facts-schema.ts';
import { SNAPSHOT_CLUSTER } from '../../src/services/aurora-cluster/operations.ts';
import type { MutationTask, MutationType, TaskParameters } from '../../src/task/aws-task.ts';
import type { Refusal } from '../../src/task/refusal.ts';
import type { Tier } from '../../src/task/tier.ts';
import { contextFor, NOBODY, ownStack, taken, taskOf } from './samples.ts';

const TYPE = 'AWS::RDS::DBCluster';
const MEMBER = 'AWS::RDS::DBInstance';
const NAME = 'ledger';
const GROUP = 'sg-0aaa1111bbb22222c';

const member = (name: string, isWriter = false) => ({
  name,
  isWriter,
  properties: { DBInstanceIdentifier: name, DBInstanceClass: 'db.r6g.large' },
});

const cluster = (more: Partial<ClusterFact> = {}): ClusterFact => ({
  name: NAME,
  status: 'available',
  engine: 'aurora-postgresql',
  engineVersion: '16.4',
  isEncrypted: true,
  isProtected: false,
  members: [member('ledger-1', true), member('ledger-2')],
  ...more,
});

const subnet = (id: string, zone: string) => ({
  id,
  name: '',
  vpcId: 'vpc-1',
  zone,
  isPrivate: true,
  givesPublicIp: false,
});

const absent = (more: Partial<AuroraFacts> = {}): AuroraFacts => ({
  name: NAME,
  identifier: NAME,
  exists: false,
  ownStack: null,
  owner: NOBODY,
  properties: null,
  cluster: null,
  taken: 0,
  aroundStack: null,
  version: { version: '16.4', family: 'aurora-postgresql16', runsOnClass: true },
  subnetGroup: null,
  vpcs: [{ id: 'vpc-1', name: '', isDefault: true, cidr: null }],
  subnets: [subnet('subnet-a', 'us-east-1a'), subnet('subnet-b', 'us-east-1b')],
  groups: [{ id: GROUP, name: 'app', vpcId: 'vpc-1', openTo: [] }],
  ...more,
});

const there = (more: Partial<ClusterFact> = {}, rest: Partial<AuroraFacts> = {}): AuroraFacts =>
  absent({
    exists: true,
    cluster: cluster(more),
    properties: { DBClusterIdentifier: NAME, BackupRetentionPeriod: 7 },
    ...rest,
  });

const ask = (taskType: MutationType, parameters: TaskParameters = {}): MutationTask =>
  taskOf(TYPE, taskType, { name: NAME, ...parameters });
const create = (more: TaskParameters = {}): MutationTask =>
  ask('CreateResource', {
    engine: 'aurora-postgresql',
    instanceType: 'db.r6g.large',
    securityGroup: GROUP,
    ...more,
  });
const update = (more: TaskParameters): MutationTask => ask('UpdateResource', more);
const remove = ask('DeleteResource');

const draft = (task: MutationTask, facts: AuroraFacts, tier: Tier = 'development') =>
  draftAurora(contextFor(task, { tier }), facts);

const refusalOf = (task: MutationTask, facts: AuroraFacts): Refusal => {
  const decided = draft(task, facts);
  if (decided.ok) throw new Error('it was drafted');
  return decided.refusal;
};

const templateOf = (task: MutationTask, facts: AuroraFacts, tier: Tier = 'development') => {
  const step = taken(draft(task, facts, tier)).steps.at(-1);
  return step?.kind === 'deploy' ? step.template : { Resources: {} };
};

const membersOf = (resources: Readonly<Record<string, { readonly Type: string }>>) =>
  Object.values(resources).filter((one) => one.Type === MEMBER);

describe('a new cluster', () => {
  it('is encrypted and backed up, its instances name it, and no password stands anywhere', () => {
    const { Resources } = templateOf(create({ instances: 2 }), absent());
    expect(Resources['LedgerCluster']).toMatchObject({
      DeletionPolicy: 'Snapshot',
      Properties: {
        StorageEncrypted: true,
        ManageMasterUserPassword: true,
        EngineVersion: '16',
        VpcSecurityGroupIds: [GROUP],
      },
    });
    expect(membersOf(Resources)).toMatchObject([
      { Properties: { DBInstanceIdentifier: 'ledger-1', PubliclyAccessible: false } },
      { Properties: { DBClusterIdentifier: { Ref: 'LedgerCluster' } } },
    ]);
    expect(JSON.stringify(Resources)).not.toContain('"MasterUserPassword"');
  });

  it('is serverless where capacity is asked for', () => {
    const asked = ask('CreateResource', {
      engine: 'aurora-mysql',
      minCapacity: 0.5,
      maxCapacity: 4,
      securityGroup: GROUP,
    });
    const { Resources } = templateOf(asked, absent());
    expect(Resources['LedgerCluster']?.Properties).toMatchObject({
      ServerlessV2ScalingConfiguration: { MinCapacity: 0.5, MaxCapacity: 4 },
    });
    expect(membersOf(Resources)).toMatchObject([
      { Properties: { DBInstanceClass: 'db.serverless' } },
    ]);
  });

  it('has two instances from staging up, each watched', () => {
    const { Resources } = templateOf(create(), absent(), 'staging');
    expect(membersOf(Resources)).toMatchObject([
      { Properties: { DBInstanceIdentifier: 'ledger-1', MonitoringInterval: 60 } },
      { Properties: { DBInstanceIdentifier: 'ledger-2', MonitoringInterval: 60 } },
    ]);
  });

  it.each<readonly [string, TaskParameters, Partial<AuroraFacts>, string]>([
    ['an engine that is not Aurora', { engine: 'postgres' }, {}, '`postgres` is not Aurora'],
    ['a version that is not there', { engineVersion: '9' }, { version: null }, 'RDS has no'],
    ['least above most', { minCapacity: 8, maxCapacity: 4 }, {}, 'is more than the most'],
    ['serverless without a most', { instanceType: 'db.serverless' }, {}, 'the most capacity'],
    [
      'a class that it does not run on',
      {},
      { version: { version: '16.4', family: 'f', runsOnClass: false } },
      'does not run 16.4',
    ],
    [
      'a group that is open',
      {},
      { groups: [{ id: GROUP, name: '', vpcId: 'vpc-1', openTo: ['5432'] }] },
      'lets the whole world in',
    ],
    ['a name that is taken', {}, { exists: true, cluster: cluster() }, 'exists already'],
  ])('is refused with %s', (_name, more, facts, because) => {
    expect(refusalOf(create(more), absent(facts)).because).toContain(because);
  });

  it('asks for class and security group', () => {
    const bare = { engine: 'aurora-mysql' };
    expect(refusalOf(ask('CreateResource', bare), absent()).next).toContain('Max capacity: 4');
    const sized = ask('CreateResource', { ...bare, instanceType: 'db.r6g.large' });
    expect(refusalOf(sized, absent()).next).toContain('Security group: sg-');
  });
});

describe('a cluster that exists', () => {
  const Resources = {
    LedgerCluster: {
      Type: TYPE,
      DeletionPolicy: 'Snapshot',
      Properties: { DBClusterIdentifier: NAME },
    },
    LedgerMember1: {
      Type: MEMBER,
      Properties: { DBInstanceIdentifier: 'ledger-1', DBInstanceClass: 'db.r6g.large' },
    },
  };
  const stack = ownStack(
    { Resources },
    {
      resources: [
        { logicalId: 'LedgerCluster', type: TYPE, physicalId: NAME },
        { logicalId: 'LedgerMember1', type: MEMBER, physicalId: 'ledger-1' },
      ],
    },
  );
  const owner = { owner: 'ours', logicalId: 'LedgerCluster', stack } as const;
  const ours = there({ members: [member('ledger-1', true)] }, { owner, properties: null });

  it('of ours gets a reader more, like the first, and loses the newest again', () => {
    const grown = templateOf(update({ instances: 3 }), ours);
    expect(Object.keys(grown.Resources)).toEqual([
      'LedgerCluster',
      'LedgerMember1',
      'LedgerMember2',
      'LedgerMember3',
    ]);
    expect(grown.Resources['LedgerMember3']?.Properties).toMatchObject({
      DBInstanceIdentifier: 'ledger-3',
      DBInstanceClass: 'db.r6g.large',
    });
  });

  it('of ours changes the class of every instance at once', () => {
    const { Resources: after } = templateOf(update({ instanceType: 'db.r6g.xlarge' }), ours);
    expect(membersOf(after)).toMatchObject([{ Properties: { DBInstanceClass: 'db.r6g.xlarge' } }]);
  });

  it('of no stack changes its readers before its writer', () => {
    const { steps } = taken(draft(update({ instanceType: 'db.r6g.xlarge' }), there()));
    expect(steps.map((one) => (one.kind === 'change' ? one.identifier : ''))).toEqual([
      'ledger-2',
      'ledger-1',
    ]);
  });

  it.each<readonly [string, TaskParameters, Partial<ClusterFact>, string]>([
    ['is not encrypted later', { encrypted: true }, { isEncrypted: false }, 'without encryption'],
    ['takes no other version', { engineVersion: '17' }, {}, 'can not be undone'],
    ['of no stack gets no instance', { instances: 5 }, {}, 'not counted here'],
    ['is not changed while it stands', { minCapacity: 1 }, { status: 'stopped' }, 'is stopped'],
  ])('%s', (_name, more, fact, because) => {
    expect(refusalOf(update(more), there(fact)).because).toContain(because);
  });

  it('is deleted by its stack, which leaves a snapshot', () => {
    const { steps } = taken(draft(remove, ours));
    expect(steps.map((one) => one.kind)).toEqual(['remove']);
    expect(steps[0]?.summary).toContain('final snapshot');
  });

  it('of no stack is deleted behind a snapshot, after its instances', () => {
    const { steps } = taken(draft(remove, there()));
    expect(
      steps.map((one) => (one.kind === 'change' ? one.identifier : 'summary' in one && one.kind)),
    ).toEqual(['operate', 'ledger-1', 'ledger-2', NAME]);
  });

  it.each<readonly [string, Partial<ClusterFact>, string]>([
    ['is protected', { isProtected: true }, 'protected against deletion'],
    ['stands still', { status: 'stopped' }, 'is stopped'],
  ])('stays where it %s', (_name, fact, because) => {
    expect(refusalOf(remove, there(fact)).because).toContain(because);
  });
});

describe('the operations of a cluster', () => {
  it.each<readonly [string, string, string]>([
    ['failover', 'available', 'rds:failover-cluster'],
    ['start', 'stopped', 'rds:start-cluster'],
    ['stop', 'available', 'rds:stop-cluster'],
    ['snapshot', 'available', 'rds:snapshot-cluster'],
  ])('%s', (action, status, operation) => {
    expect(taken(draft(update({ action }), there({ status }))).steps).toMatchObject([
      { kind: 'operate', operation, target: NAME },
    ]);
  });

  it('nobody takes over where there is one instance alone', () => {
    const facts = there({ members: [member('ledger-1', true)] });
    expect(refusalOf(update({ action: 'failover' }), facts).because).toContain('no second');
  });

  it('nothing is done that is so already', () => {
    const { steps } = taken(draft(update({ action: 'stop' }), there({ status: 'stopped' })));
    expect(steps).toEqual([]);
  });

  it('a snapshot is waited for by its own name', () => {
    const [step] = taken(draft(update({ action: 'snapshot' }), there())).steps;
    const sent = step?.kind === 'operate' ? step.input : {};
    expect(SNAPSHOT_CLUSTER.wait.input(NAME, sent)).toEqual({
      DBClusterSnapshotIdentifier: `aws-coworker-42-${NAME}`,
    });
    expect(SNAPSHOT_CLUSTER.wait.isDone({ DBClusterSnapshots: [{ Status: 'creating' }] })).toBe(
      false,
    );
  });
});
