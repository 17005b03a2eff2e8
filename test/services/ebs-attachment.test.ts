import { describe, expect, it } from 'vitest';
import { draftEbs } from '../../src/services/ebs-volume/draft.ts';
import type { Host } from '../../src/services/ebs-volume/attachment/facts-schema.ts';
import type { EbsFacts, VolumeFact } from '../../src/services/ebs-volume/facts-schema.ts';
import { draftInverse } from '../../src/services/operate-drafts.ts';
import type { TaskParameters } from '../../src/task/aws-task.ts';
import { contextFor, NOBODY, taken, taskOf } from './samples.ts';

const ID = 'vol-0a11b22c33d44e55f';
const HOST = 'i-0a11b22c33d44e55f';

const volume = (more: Partial<VolumeFact> = {}): VolumeFact => ({
  id: ID,
  name: 'ledger-data',
  state: 'available',
  attachedTo: [],
  outlives: [],
  zone: 'us-east-1a',
  ...more,
});

const host = (more: Partial<Host> = {}): Host => ({
  id: HOST,
  state: 'stopped',
  zone: 'us-east-1a',
  rootDevice: '/dev/xvda',
  devices: [{ name: '/dev/xvda', volumeId: 'vol-root' }],
  ...more,
});

const HELD = volume({ state: 'in-use', attachedTo: [HOST] });
const HOLDS = host({
  devices: [
    { name: '/dev/xvda', volumeId: 'vol-root' },
    { name: '/dev/sdf', volumeId: ID },
  ],
});

const facts = (found: VolumeFact, of: Host | null): EbsFacts => ({
  found: [found],
  ownStack: null,
  owner: NOBODY,
  properties: null,
  taken: 0,
  snapshot: null,
  host: of,
});

const draft = (parameters: TaskParameters, seen: EbsFacts) =>
  draftEbs(
    contextFor(taskOf('AWS::EC2::Volume', 'UpdateResource', { id: ID, ...parameters })),
    seen,
  );

const attach = { action: 'attach', instance: HOST };
const detach = { action: 'detach' };

describe('a volume that is attached', () => {
  it('goes to the first device that is free, and says so', () => {
    const [step] = taken(draft(attach, facts(volume(), HOLDS))).steps;
    expect(step).toMatchObject({
      operation: 'ec2:attach-volume',
      input: { VolumeId: ID, InstanceId: HOST, Device: '/dev/sdg' },
      changes: [{ properties: [{ path: '/AttachedTo', after: `${HOST} as /dev/sdg` }] }],
    });
  });

  it('asks for nothing where it is there already', () => {
    expect(taken(draft(attach, facts(HELD, HOLDS))).steps).toEqual([]);
  });

  it.each([
    ['no instance', { action: 'attach' }, volume(), null, 'missing-field'],
    ['an instance that is not there', attach, volume(), null, 'target-not-found'],
    ['another zone', attach, volume(), host({ zone: 'us-east-1b' }), 'contradictory'],
    ['an instance that goes', attach, volume(), host({ state: 'shutting-down' }), 'not-ready'],
    ['a volume in use', attach, volume({ state: 'in-use', attachedTo: ['i-1'] }), host(), 'in-use'],
    ['a taken device', { ...attach, device: '/dev/sdf' }, volume(), HOLDS, 'contradictory'],
  ] as const)('is refused with %s', (_name, task, found, of, code) => {
    const decided = draft(task, facts(found, of));
    expect(decided.ok ? '' : decided.refusal.code).toContain(code);
  });
});

describe('a volume that is detached', () => {
  it('comes from a stopped instance, and goes back as the same device', () => {
    const task = taskOf('AWS::EC2::Volume', 'UpdateResource', { id: ID, ...detach });
    const [step] = taken(draft(detach, facts(HELD, HOLDS))).steps;
    if (step?.kind !== 'operate') throw new Error('no call');
    expect(step).toMatchObject({ operation: 'ec2:detach-volume', target: `${ID}/${HOST}` });
    expect(draftInverse(contextFor(task), step)).toMatchObject({
      operation: 'ec2:attach-volume',
      input: { VolumeId: ID, InstanceId: HOST, Device: '/dev/sdf' },
    });
  });

  it('asks for nothing where nothing has it', () => {
    expect(taken(draft(detach, facts(volume(), null))).steps).toEqual([]);
  });

  it.each([
    ['an instance that runs', detach, HELD, { ...HOLDS, state: 'running' }, 'in-use'],
    ['the root', detach, HELD, { ...HOLDS, rootDevice: '/dev/sdf' }, 'contradictory'],
    ['another instance', { ...detach, instance: 'i-0b' }, HELD, HOLDS, 'contradictory'],
    ['two instances', detach, volume({ attachedTo: [HOST, 'i-2'] }), HOLDS, 'contradictory'],
  ] as const)('is refused from %s', (_name, task, found, of, code) => {
    const decided = draft(task, facts(found, of));
    expect(decided.ok ? '' : decided.refusal.code).toContain(code);
  });
});
