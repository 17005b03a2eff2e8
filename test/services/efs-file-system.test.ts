import { describe, expect, it } from 'vitest';
import { draftEfs } from '../../src/services/efs-file-system/draft.ts';
import type { EfsFacts, FileSystemFact } from '../../src/services/efs-file-system/facts-schema.ts';
import type { MutationTask, MutationType, TaskParameters } from '../../src/task/aws-task.ts';
import type { Refusal } from '../../src/task/refusal.ts';
import type { Tier } from '../../src/task/tier.ts';
import { contextFor, NOBODY, ownStack, taken, taskOf } from './samples.ts';

const TYPE = 'AWS::EFS::FileSystem';
const TARGET = 'AWS::EFS::MountTarget';
const ID = 'fs-0a11b22c33d44e55f';
const GROUP = 'sg-0aaa1111bbb22222c';

const files = (more: Partial<FileSystemFact> = {}): FileSystemFact => ({
  id: ID,
  name: 'shared-home',
  state: 'available',
  isEncrypted: true,
  sizeBytes: 10_000_000,
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

const absent = (more: Partial<EfsFacts> = {}): EfsFacts => ({
  found: [],
  ownStack: null,
  owner: NOBODY,
  properties: null,
  mountTargets: [],
  isBackedUp: false,
  isReplicated: false,
  vpcs: [{ id: 'vpc-1', name: '', isDefault: true, cidr: null }],
  subnets: [
    subnet('subnet-a', 'us-east-1a'),
    subnet('subnet-a2', 'us-east-1a'),
    subnet('subnet-b', 'us-east-1b'),
    subnet('subnet-c', 'us-east-1c', false),
  ],
  groups: [{ id: GROUP, name: 'clients', vpcId: 'vpc-1', openTo: [] }],
  ...more,
});

const there = (more: Partial<FileSystemFact> = {}, rest: Partial<EfsFacts> = {}): EfsFacts =>
  absent({
    found: [files(more)],
    properties: { FileSystemId: ID, Encrypted: true, ThroughputMode: 'bursting' },
    isBackedUp: true,
    ...rest,
  });

const ask = (taskType: MutationType, parameters: TaskParameters): MutationTask =>
  taskOf(TYPE, taskType, parameters);
const create = (more: TaskParameters = {}): MutationTask =>
  ask('CreateResource', { name: 'shared-home', securityGroup: GROUP, ...more });
const update = (more: TaskParameters): MutationTask => ask('UpdateResource', { id: ID, ...more });
const remove = ask('DeleteResource', { id: ID });

const draft = (task: MutationTask, facts: EfsFacts, tier: Tier = 'development') =>
  draftEfs(contextFor(task, { tier }), facts);

const refusalOf = (task: MutationTask, facts: EfsFacts): Refusal => {
  const decided = draft(task, facts);
  if (decided.ok) throw new Error('it was drafted');
  return decided.refusal;
};

const resourcesOf = (task: MutationTask, facts: EfsFacts, tier: Tier = 'development') => {
  const [step] = taken(draft(task, facts, tier)).steps;
  return step?.kind === 'deploy' ? Object.values(step.template.Resources) : [];
};

describe('a new file system', () => {
  it('is encrypted and backed up, with a mount target in each zone', () => {
    const made = resourcesOf(create({ encrypted: false }), absent());
    expect(made.find((one) => one.Type === TYPE)?.Properties).toMatchObject({
      Encrypted: true,
      ThroughputMode: 'elastic',
      BackupPolicy: { Status: 'ENABLED' },
    });
    const written = JSON.stringify(made.find((one) => one.Type === TYPE)?.Properties);
    expect(written).toContain('CoworkerIssue');
    const targets = made.filter((one) => one.Type === TARGET);
    expect(targets.map((one) => one.Properties?.['SubnetId'])).toEqual(['subnet-a', 'subnet-b']);
    expect(targets.map((one) => one.Properties?.['SecurityGroups'])).toEqual([[GROUP], [GROUP]]);
    expect(taken(draft(create({ encrypted: false }), absent())).deviations).toMatchObject([
      { planned: 'an encrypted file system' },
    ]);
  });

  it('has three mount targets where there are more zones, and says which are left out', () => {
    const subnets = ['a', 'b', 'c', 'd'].map((one) => subnet(`subnet-${one}`, `us-east-1${one}`));
    const made = resourcesOf(create(), absent({ subnets }));
    expect(made.filter((one) => one.Type === TARGET)).toHaveLength(3);
    expect(taken(draft(create(), absent({ subnets }))).deviations).toMatchObject([
      { planned: 'none in `us-east-1d`' },
    ]);
  });

  it('has a copy in another region and a key of its own in production', () => {
    const made = resourcesOf(create(), absent(), 'production');
    expect(made.find((one) => one.Type === TYPE)?.Properties).toMatchObject({
      ReplicationConfiguration: { Destinations: [{ Region: 'us-west-2' }] },
    });
    expect(made.some((one) => one.Type === 'AWS::KMS::Key')).toBe(true);
    expect(JSON.stringify(made)).toContain('aws:SecureTransport');
  });

  it.each<readonly [string, TaskParameters, Partial<EfsFacts>, string]>([
    ['days that EFS does not know', { transitionDays: 31 }, {}, '31 is none of them'],
    ['no private subnet', {}, { subnets: [subnet('c', 'us-east-1c', false)] }, 'no private subnet'],
    ['a group that is not there', { securityGroup: 'sg-1' }, {}, 'no security group `sg-1`'],
    ['a name that is taken', {}, { found: [files()] }, 'exists already'],
  ])('is refused with %s', (_name, more, facts, because) => {
    expect(refusalOf(create(more), absent(facts)).because).toContain(because);
  });

  it('asks for the security group of its mount targets', () => {
    const bare = ask('CreateResource', { name: 'shared-home' });
    expect(refusalOf(bare, absent()).next).toContain('port 2049');
  });

  it('stays as it was made when it is planned again', () => {
    const [step] = taken(draft(create(), absent())).steps;
    const template = step?.kind === 'deploy' ? step.template : { Resources: {} };
    const later = absent({ ownStack: ownStack(template), subnets: [] });
    expect(taken(draft(create(), later)).steps).toEqual([]);
  });
});

describe('a file system that exists', () => {
  it('changes through Cloud Control', () => {
    const { steps } = taken(draft(update({ transitionDays: 30, backups: true }), there()));
    expect(steps).toMatchObject([
      {
        kind: 'change',
        patch: [
          { op: 'add', path: '/BackupPolicy', value: { Status: 'ENABLED' } },
          { op: 'add', path: '/LifecyclePolicies' },
        ],
      },
    ]);
  });

  it.each<readonly [string, TaskParameters, Partial<FileSystemFact>, string]>([
    ['is not encrypted later', { encrypted: true }, { isEncrypted: false }, 'without encryption'],
    ['is not changed while it is', { backups: true }, { state: 'updating' }, 'is updating'],
  ])('%s', (_name, more, fact, because) => {
    expect(refusalOf(update(more), there(fact)).because).toContain(because);
  });

  it('of one name is asked about where there are several', () => {
    const task = ask('DeleteResource', { name: 'shared-home' });
    const two = [files(), files({ id: 'fs-0a11b22c33d44e560' })];
    expect(refusalOf(task, there({}, { found: two })).code).toBe('missing-field');
  });
});

describe('the deletion of a file system', () => {
  it('takes the mount targets first', () => {
    const mountTargets = ['fsmt-1', 'fsmt-2'].map((id) => ({
      id,
      properties: { FileSystemId: ID, SubnetId: 'subnet-a', Id: id },
    }));
    const { steps } = taken(draft(remove, there({}, { mountTargets })));
    expect(steps.map((one) => (one.kind === 'change' ? one.identifier : ''))).toEqual([
      'fsmt-1',
      'fsmt-2',
      ID,
    ]);
    expect(steps.at(-1)?.inverse.reversibility).toBe('partly reversible');
  });

  it('of a stack of ours is the deletion of the stack', () => {
    const stack = ownStack(
      { Resources: { Files: { Type: TYPE, Properties: {} } } },
      { resources: [{ logicalId: 'Files', type: TYPE, physicalId: ID }] },
    );
    const owner = { owner: 'ours', logicalId: 'Files', stack } as const;
    const { steps } = taken(draft(remove, there({}, { owner, properties: null })));
    expect(steps.map((one) => one.kind)).toEqual(['remove']);
  });

  it('of an empty one without backups loses nothing and says that it is for good', () => {
    const { steps } = taken(draft(remove, there({ sizeBytes: 6144 }, { isBackedUp: false })));
    expect(steps.at(-1)?.inverse.reversibility).toBe('irreversible');
  });

  it.each<readonly [string, Partial<FileSystemFact>, Partial<EfsFacts>, string]>([
    ['holds files and has no backup', {}, { isBackedUp: false }, 'no backup keeps a copy'],
    ['is replicated', {}, { isReplicated: true }, 'is replicated'],
    ['is being changed', { state: 'updating' }, {}, 'is updating'],
    ['is not there', {}, { found: [] }, 'There is no file system'],
    [
      'belongs to somebody else',
      {},
      { owner: { owner: 'foreign', stackName: 'shop' } },
      'belongs to the stack `shop`',
    ],
  ])('is refused where it %s', (_name, fact, rest, because) => {
    expect(refusalOf(remove, there(fact, rest)).because).toContain(because);
  });
});
