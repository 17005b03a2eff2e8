import { describe, expect, it } from 'vitest';
import { startJourney } from '../aws/sandbox-journey.ts';
import { carryOut } from './carry-out.ts';
import { DEV, REGION, taskOf } from './samples.ts';

const TYPE = 'AWS::EFS::FileSystem';
const ID = 'fs-0a11b22c33d44e55f';
const place = { account: DEV, region: REGION };

describe('file systems in the sandbox, through the real doors', () => {
  it('one is made as planned, changed, and goes with its mount targets', async () => {
    const journey = startJourney();
    const named = { name: 'shared-home' };
    const create = taskOf(TYPE, 'CreateResource', {
      ...named,
      securityGroup: 'sg-0fedcba9876543210',
    });
    expect(await carryOut(journey, create, 'p1')).toMatchObject({ outcome: 'done', checks: [] });
    expect((await carryOut(journey, create, 'p2')).outcome).toBe('empty');
    const update = taskOf(TYPE, 'UpdateResource', { ...named, transitionDays: 90 });
    expect(await carryOut(journey, update, 'p3')).toMatchObject({ outcome: 'done', checks: [] });
    const gone = await carryOut(journey, taskOf(TYPE, 'DeleteResource', named), 'p4');
    expect(gone.outcome).toBe('done');
    const { resources } = await journey.world.snapshot();
    expect(resources.filter((one) => one.type.startsWith('AWS::EFS::'))).toEqual([]);
  });

  it('one that no stack owns is changed, and deleted after its mount targets', async () => {
    const journey = startJourney({
      resources: [
        {
          ...place,
          type: TYPE,
          id: ID,
          properties: { Encrypted: true, BackupPolicy: { Status: 'ENABLED' } },
          attributes: { SizeInBytes: 5_000_000 },
        },
        {
          ...place,
          type: 'AWS::EFS::MountTarget',
          id: 'fsmt-0a11b22c33d44e55f',
          properties: {
            FileSystemId: ID,
            SubnetId: 'subnet-0333aaaa1111bbbb1',
            SecurityGroups: ['sg-0fedcba9876543210'],
          },
        },
      ],
    });
    const update = taskOf(TYPE, 'UpdateResource', { id: ID, throughputMode: 'elastic' });
    expect((await carryOut(journey, update, 'p1')).outcome).toBe('done');
    const gone = await carryOut(journey, taskOf(TYPE, 'DeleteResource', { id: ID }), 'p2');
    expect(gone.outcome).toBe('done');
    expect(gone.steps.map((one) => one.kind)).toEqual(['change', 'change']);
    const { resources } = await journey.world.snapshot();
    expect(resources.filter((one) => one.type.startsWith('AWS::EFS::'))).toEqual([]);
  });
});
