import { describe, expect, it } from 'vitest';
import { draftEbs } from '../../src/services/ebs-volume/draft.ts';
import type { Host } from '../../src/services/ebs-volume/attachment/facts-schema.ts';
import type { EbsFacts, VolumeFact } from '../../src/services/ebs-volume/facts-schema.ts';
import { draftSteps } from '../../src/services/draft-steps.ts';
import { draftInverse } from '../../src/services/operate-drafts.ts';
import type { TaskParameters } from '../../src/task/aws-task.ts';
import { taskId } from '../../src/task/ids.ts';
import { account, config, contextFor, issue, NOBODY, taken, taskOf } from './samples.ts';

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

/** Two volumes that one issue attaches; the first to one instance without naming a device. */
const pair = (parameters: TaskParameters, first = { id: 'vol-0b', host: HOST }) => {
  const one = { id: first.id, action: 'attach', instance: first.host };
  const tasks = [one, { id: ID, ...attach, ...parameters }].map((of, index) => ({
    ...taskOf('AWS::EC2::Volume', 'UpdateResource', of),
    id: taskId(index + 1),
  }));
  const [a, b] = tasks.map(({ id }) => id);
  const seen = {
    [a ?? '']: facts(volume({ id: first.id }), host({ id: first.host })),
    [b ?? '']: facts(volume(), host()),
  };
  const choices = { skipped: [], added: [] };
  const accounts = [account()];
  return draftSteps({ schemaVersion: 1, issue, tasks, accounts, choices, facts: seen }, config);
};

describe('two volumes that one issue attaches', () => {
  const devices = (decided: ReturnType<typeof pair>) =>
    taken(decided).steps.map(({ draft: step }) =>
      step.kind === 'operate' ? step.input['Device'] : step.kind,
    );

  it('go to different devices of one instance, and to the same of two', () => {
    expect(devices(pair({}))).toEqual(['/dev/sdf', '/dev/sdg']);
    expect(devices(pair({ device: '/dev/sdh' }))).toEqual(['/dev/sdf', '/dev/sdh']);
    const other = { id: 'vol-0b', host: 'i-0a11b22c33d44e550' };
    expect(devices(pair({}, other))).toEqual(['/dev/sdf', '/dev/sdf']);
  });

  it.each([
    ['where one device is asked for twice', { device: '/dev/sdf' }, 'vol-0b'],
    ['where both are one volume', {}, ID],
  ] as const)('are refused in words %s', (_name, more, id) => {
    const decided = pair(more, { id, host: HOST });
    expect(decided.ok ? '' : decided.refusal.because).toContain('of this issue');
  });
});

describe('a volume that one issue attaches and deletes', () => {
  it.each([
    ['first', 1, 2],
    ['last', 2, 1],
  ] as const)('is refused in words where it attaches it %s', (_name, first, second) => {
    const going = taskOf('AWS::EC2::Volume', 'DeleteResource', { id: ID });
    const asked = taskOf('AWS::EC2::Volume', 'UpdateResource', { id: ID, ...attach });
    const tasks = [
      { ...asked, id: taskId(first) },
      { ...going, id: taskId(second) },
    ].sort((a, b) => (a.id < b.id ? -1 : 1));
    const free = { ...facts(volume(), host()), properties: { VolumeId: ID, Size: 1 } };
    const decided = draftSteps(
      {
        schemaVersion: 1,
        issue,
        tasks,
        accounts: [account()],
        choices: { skipped: [], added: [] },
        facts: { [taskId(1)]: free, [taskId(2)]: free },
      },
      config,
    );
    expect(decided.ok ? '' : decided.refusal.because).toContain('deletes the volume');
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
