import { describe, expect, it } from 'vitest';
import { draftEbs } from '../../src/services/ebs-volume/draft.ts';
import type { EbsFacts, SnapshotFact } from '../../src/services/ebs-volume/facts-schema.ts';
import { SNAPSHOT } from '../../src/services/ebs-volume/operations.ts';
import type { MutationTask, MutationType, TaskParameters } from '../../src/task/aws-task.ts';
import type { Refusal } from '../../src/task/refusal.ts';
import type { Tier } from '../../src/task/tier.ts';
import { contextFor, NOBODY, ownStack, taken, taskOf, wayBack } from './samples.ts';

const TYPE = 'AWS::EC2::Volume';
const ID = 'vol-0a11b22c33d44e55f';
const SNAP = 'snap-0a11b22c33d44e55f';

const facts = (more: Partial<EbsFacts> = {}): EbsFacts => ({
  found: [
    {
      id: ID,
      name: 'old-ledger',
      state: 'available',
      attachedTo: [],
      outlives: [],
      zone: 'us-east-1a',
    },
  ],
  ownStack: null,
  owner: NOBODY,
  properties: { Size: 100, VolumeType: 'gp2', AvailabilityZone: 'us-east-1a', VolumeId: ID },
  taken: 0,
  snapshot: null,
  host: null,
  ...more,
});

const snapshot = (more: Partial<SnapshotFact> = {}): SnapshotFact => ({
  id: SNAP,
  state: 'completed',
  volumeId: ID,
  imageId: '',
  backup: '',
  sharedWith: [],
  ...more,
});

const ask = (taskType: MutationType, parameters: TaskParameters): MutationTask =>
  taskOf(TYPE, taskType, parameters);

const draft = (task: MutationTask, seen: EbsFacts, tier: Tier = 'development') =>
  draftEbs(contextFor(task, { tier }), seen);

const refusalOf = (task: MutationTask, seen: EbsFacts): Refusal => {
  const decided = draft(task, seen);
  if (decided.ok) throw new Error('it was drafted');
  return decided.refusal;
};

const remove = ask('DeleteResource', { id: ID });
const create = (more: TaskParameters = {}): MutationTask =>
  ask('CreateResource', {
    name: 'ledger-data',
    sizeGb: 20,
    availabilityZone: 'us-east-1a',
    ...more,
  });
const update = (more: TaskParameters): MutationTask => ask('UpdateResource', { id: ID, ...more });

describe('the deletion of a volume', () => {
  it('takes a snapshot first, under a name of its own, and then deletes', () => {
    const [first, second, ...others] = taken(draft(remove, facts())).steps;
    expect(first).toMatchObject({
      kind: 'operate',
      operation: 'ec2:create-snapshot',
      operationClass: 'non-destructive',
      input: {
        VolumeId: ID,
        Description: `Taken of ${ID} by AWS Coworker`,
        TagSpecifications: [{ ResourceType: 'snapshot' }],
      },
      changes: [],
    });
    expect(JSON.stringify(first)).toContain(`"Value":"aws-coworker-42-${ID}"`);
    expect(second).toMatchObject({
      kind: 'change',
      action: 'delete',
      identifier: ID,
      operationClass: 'destructive',
      inverse: { reversibility: 'partly reversible' },
      changes: [{ action: 'delete', losesData: true }],
    });
    expect(others).toEqual([]);
  });

  it('of a stack of ours takes the snapshot, and then removes the whole stack', () => {
    const stack = ownStack(
      { Resources: { LedgerVolume: { Type: TYPE, Properties: { Size: 100 } } } },
      { resources: [{ logicalId: 'LedgerVolume', type: TYPE, physicalId: ID }] },
    );
    const owner = { owner: 'ours', logicalId: 'LedgerVolume', stack } as const;
    const { steps } = taken(draft(remove, facts({ owner, properties: null })));
    expect(steps.map(({ kind }) => kind)).toEqual(['operate', 'remove']);
  });

  it.each<readonly [string, Partial<EbsFacts>, string]>([
    [
      'one that is attached names the instance',
      {
        found: [
          {
            id: ID,
            name: '',
            state: 'in-use',
            attachedTo: ['i-0a11b22c33d44e55f'],
            outlives: [],
            zone: 'us-east-1a',
          },
        ],
      },
      'attached to the instance `i-0a11b22c33d44e55f`',
    ],
    [
      'one that is being made',
      {
        found: [
          { id: ID, name: '', state: 'creating', attachedTo: [], outlives: [], zone: 'us-east-1a' },
        ],
      },
      'is creating',
    ],
    [
      'one whose state is not told',
      {
        found: [{ id: ID, name: '', state: '', attachedTo: [], outlives: [], zone: 'us-east-1a' }],
      },
      'can not be deleted now',
    ],
    ['one that is not there', { found: [] }, 'There is no volume'],
    [
      'one of a stack that is not ours',
      { owner: { owner: 'foreign', stackName: 'shop' } },
      'belongs to the stack `shop`',
    ],
    ['one that Cloud Control does not read', { properties: null }, 'There is no volume'],
  ])('refuses %s', (_name, more, because) => {
    expect(refusalOf(remove, facts(more)).because).toContain(because);
  });

  it('several of one name are asked about', () => {
    const two = [ID, 'vol-0a11b22c33d44e560'].map((id) => ({
      id,
      name: 'data',
      state: 'available',
      attachedTo: [],
      outlives: [],
      zone: 'us-east-1a',
    }));
    const task = ask('DeleteResource', { name: 'data' });
    expect(refusalOf(task, facts({ found: two }))).toMatchObject({ code: 'missing-field' });
  });
});

describe('a snapshot', () => {
  const removal = ask('DeleteResource', { id: SNAP });

  it('that nothing uses is deleted for good', () => {
    const seen = facts({ found: [], snapshot: snapshot() });
    expect(taken(draft(removal, seen)).steps).toMatchObject([
      {
        operation: 'ec2:delete-snapshot',
        input: { SnapshotId: SNAP },
        operationClass: 'destructive',
        inverse: { reversibility: 'irreversible' },
        changes: [{ action: 'delete', type: 'AWS::EC2::Snapshot', losesData: true }],
      },
    ]);
  });

  it.each<readonly [string, SnapshotFact | null, string]>([
    ['an image is made of', snapshot({ imageId: 'ami-1' }), 'The image `ami-1` is made of'],
    ['a backup plan made', snapshot({ backup: 'tag aws:backup:source' }), 'A backup plan made'],
    ['is shared', snapshot({ sharedWith: ['111111111111'] }), 'shared with 111111111111'],
    ['is public', snapshot({ sharedWith: ['all'] }), 'shared with all'],
    ['is not finished', snapshot({ state: 'pending' }), 'is pending'],
    ['has an unknown state', snapshot({ state: '' }), 'in an unknown state'],
    ['is not there', null, 'There is no snapshot'],
  ])('that %s stays', (_name, one, because) => {
    expect(refusalOf(removal, facts({ found: [], snapshot: one })).because).toContain(because);
  });

  it('never changes', () => {
    const task = ask('UpdateResource', { id: SNAP, sizeGb: 20 });
    expect(refusalOf(task, facts({ found: [], snapshot: snapshot() })).code).toBe(
      'unsupported-task',
    );
  });

  it('is waited for by its own name, and only when it is completed', () => {
    const step = taken(draft(remove, facts({ taken: 1 }))).steps[0];
    const sent = step?.kind === 'operate' ? step.input : {};
    expect(SNAPSHOT.wait.input(ID, sent)).toEqual({
      OwnerIds: ['self'],
      Filters: [
        { Name: 'volume-id', Values: [ID] },
        { Name: 'tag:Name', Values: [`aws-coworker-42-${ID}-2`] },
      ],
    });
    const states = (...names: readonly string[]) => ({
      Snapshots: names.map((State) => ({ State })),
    });
    expect(SNAPSHOT.wait.isDone(states('completed'))).toBe(true);
    for (const seen of [states(), states('pending'), states('completed', 'pending'), {}, null])
      expect(SNAPSHOT.wait.isDone(seen)).toBe(false);
  });
});

describe('a new volume', () => {
  it('is encrypted, gp3 and tagged, whatever is asked', () => {
    const none = facts({ found: [], properties: null });
    const { steps, deviations } = taken(draft(create({ encrypted: false }), none));
    const [step] = steps;
    const made = step?.kind === 'deploy' ? Object.values(step.template.Resources) : [];
    expect(made).toMatchObject([
      {
        Type: TYPE,
        Properties: {
          Encrypted: true,
          VolumeType: 'gp3',
          Size: 20,
          AvailabilityZone: 'us-east-1a',
        },
      },
    ]);
    expect(JSON.stringify(made)).toContain('CoworkerIssue');
    expect(deviations).toMatchObject([{ planned: 'an encrypted volume' }]);
  });

  it.each<readonly [string, TaskParameters, string]>([
    ['another zone than the region', { availabilityZone: 'eu-west-1a' }, 'contradictory'],
    ['io1 without operations', { volumeType: 'io1' }, 'missing-field'],
    ['too small a disk', { volumeType: 'st1' }, 'malformed-value'],
    ['too large a gp2', { volumeType: 'gp2', sizeGb: 20_000 }, 'malformed-value'],
    ['throughput of gp2', { volumeType: 'gp2', throughputMbps: 250 }, 'contradictory'],
    ['operations of st1', { volumeType: 'st1', sizeGb: 500, iops: 500 }, 'contradictory'],
  ])('refuses %s', (_name, more, code) => {
    expect(refusalOf(create(more), facts({ found: [] })).code).toBe(code);
  });

  it('asks for size and zone', () => {
    const bare = (name: string) => ask('CreateResource', { name });
    expect(refusalOf(bare('a'), facts({ found: [] })).code).toBe('missing-field');
    const sized = ask('CreateResource', { name: 'a', sizeGb: 1 });
    expect(refusalOf(sized, facts({ found: [] })).next).toContain('Availability zone: us-east-1a');
  });

  it('does not take a name that a volume has', () => {
    expect(refusalOf(create(), facts()).code).toBe('name-taken');
  });
});

describe('a volume that exists', () => {
  it('grows and changes its type through Cloud Control', () => {
    const { steps } = taken(draft(update({ sizeGb: 200, volumeType: 'gp3' }), facts()));
    expect(steps).toMatchObject([
      {
        kind: 'change',
        operationClass: 'non-destructive',
        patch: [
          { op: 'replace', path: '/Size', value: 200 },
          { op: 'replace', path: '/VolumeType', value: 'gp3' },
        ],
      },
    ]);
    expect(steps.map(wayBack)).toEqual(['partly reversible']);
  });

  it('is set back to its type, since only its size stays', () => {
    const { steps } = taken(draft(update({ volumeType: 'gp3' }), facts()));
    expect(steps.map(wayBack)).toEqual(['reversible']);
  });

  it('never shrinks', () => {
    expect(refusalOf(update({ sizeGb: 50 }), facts()).because).toContain('never shrinks');
  });
});
