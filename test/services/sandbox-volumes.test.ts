import { describe, expect, it } from 'vitest';
import type { MutationTask } from '../../src/task/aws-task.ts';
import { startJourney, type Journey } from '../aws/sandbox-journey.ts';
import { carryOut } from './carry-out.ts';
import { DEV, REGION, taskOf } from './samples.ts';

const VOLUME = 'vol-0a11b22c33d44e55f';
const SNAPSHOT = 'snap-0a11b22c33d44e55f';
const TYPE = 'AWS::EC2::Volume';

const place = { account: DEV, region: REGION };

const worldWithVolume = (): Journey =>
  startJourney({
    resources: [
      {
        ...place,
        type: TYPE,
        id: VOLUME,
        properties: { Size: 100, VolumeType: 'gp2', AvailabilityZone: 'us-east-1a' },
        tags: { Name: 'old-ledger' },
        attributes: { State: 'available' },
      },
    ],
  });

const remove = (id: string): MutationTask => taskOf(TYPE, 'DeleteResource', { id });

describe('volumes in the sandbox, through the real doors', () => {
  it('a volume is made as planned, grown in its stack, and planned again to nothing', async () => {
    const journey = startJourney();
    const asked = taskOf(TYPE, 'CreateResource', {
      name: 'ledger-data',
      sizeGb: 20,
      availabilityZone: 'us-east-1a',
    });
    expect(await carryOut(journey, asked, 'p1')).toMatchObject({ outcome: 'done', checks: [] });
    expect((await carryOut(journey, asked, 'p2')).outcome).toBe('empty');
    const grow = taskOf(TYPE, 'UpdateResource', { name: 'ledger-data', sizeGb: 40 });
    const grown = await carryOut(journey, grow, 'p3');
    expect(grown).toMatchObject({ outcome: 'done', checks: [] });
    expect(grown.steps.map((step) => step.kind)).toEqual(['deploy']);
  });

  it('a volume that no stack owns is deleted behind a snapshot of it', async () => {
    const journey = worldWithVolume();
    const found = await carryOut(journey, remove(VOLUME), 'p1');
    expect(found.outcome).toBe('done');
    expect(found.steps.map(({ kind, phase }) => [kind, phase])).toEqual([
      ['operate', 1],
      ['change', 2],
    ]);
    const { resources, calls } = await journey.world.snapshot();
    expect(resources.filter((one) => one.id === VOLUME)).toEqual([]);
    const snapshots = resources.filter((one) => one.type === 'AWS::EC2::Snapshot');
    expect(snapshots).toMatchObject([
      {
        state: 'completed',
        properties: { VolumeId: VOLUME, VolumeSize: 100 },
        tags: { Name: `aws-coworker-42-${VOLUME}`, CoworkerIssue: 'acme/cloud/issues/42' },
      },
    ]);
    const writes = calls.filter((call) => /Create|Delete/.test(call.action));
    expect(writes.map(({ action, decision }) => `${action} ${decision}`)).toEqual([
      'ec2:CreateSnapshot allowed',
      'ec2:CreateSnapshot allowed',
      'ec2:CreateTags allowed',
      'cloudformation:DeleteResource allowed',
      'ec2:DeleteVolume allowed',
    ]);
  });

  it('a volume whose snapshot is not completed in time stays', async () => {
    const journey = startJourney({
      seconds: { 'AWS::EC2::Snapshot': 7200 },
      resources: [{ ...place, type: TYPE, id: VOLUME, properties: { Size: 100 } }],
    });
    const found = await carryOut(journey, remove(VOLUME), 'p1');
    expect(found.outcome).not.toBe('done');
    const { resources, calls } = await journey.world.snapshot();
    expect(resources.some((one) => one.id === VOLUME)).toBe(true);
    expect(calls.filter((call) => call.action === 'ec2:DeleteVolume')).toEqual([]);
  });

  it('a volume that no stack owns is changed through Cloud Control', async () => {
    const update = taskOf(TYPE, 'UpdateResource', { id: VOLUME, volumeType: 'gp3' });
    const found = await carryOut(worldWithVolume(), update, 'p1');
    expect(found.steps.map((step) => step.kind)).toEqual(['change']);
    expect(found.outcome).toBe('done');
  });

  it('a snapshot alone is taken, and a second one has a name of its own', async () => {
    const journey = worldWithVolume();
    const ask = taskOf(TYPE, 'UpdateResource', { id: VOLUME, action: 'snapshot' });
    expect((await carryOut(journey, ask, 'p1')).outcome).toBe('done');
    expect((await carryOut(journey, ask, 'p2')).outcome).toBe('done');
    const { resources } = await journey.world.snapshot();
    const taken = resources.filter((one) => one.type === 'AWS::EC2::Snapshot');
    expect(taken.map(({ tags }) => tags['Name'])).toEqual([
      `aws-coworker-42-${VOLUME}`,
      `aws-coworker-42-${VOLUME}-2`,
    ]);
  });

  it('a snapshot that nothing uses is deleted', async () => {
    const journey = startJourney({
      resources: [
        { ...place, type: 'AWS::EC2::Snapshot', id: SNAPSHOT, properties: { VolumeId: VOLUME } },
      ],
    });
    const found = await carryOut(journey, remove(SNAPSHOT), 'p1');
    expect(found.outcome).toBe('done');
    const { resources } = await journey.world.snapshot();
    expect(resources.filter((one) => one.id === SNAPSHOT)).toEqual([]);
  });
});
