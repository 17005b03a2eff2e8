import {
  CreateSnapshotCommand,
  DeleteSnapshotCommand,
  DescribeImagesCommand,
  DescribeSnapshotAttributeCommand,
  DescribeSnapshotsCommand,
  EC2Client,
} from '@aws-sdk/client-ec2';
import { describe, expect, it } from 'vitest';
import { assume, clientOf, DEV, reader, refusalOf, REGION, roleArn, stage } from './kit.ts';
import type { Keys, Stage } from './kit.ts';

const VOLUME = 'vol-0a11b22c33d44e55f';
const SNAPSHOT = 'snap-0a11b22c33d44e55f';
const place = { account: DEV, region: REGION };

const world = (): Stage =>
  stage({
    resources: [
      { ...place, type: 'AWS::EC2::Volume', id: VOLUME, properties: { Size: 100 } },
      {
        ...place,
        type: 'AWS::EC2::Snapshot',
        id: SNAPSHOT,
        properties: { VolumeId: VOLUME },
        attributes: { SharedWith: ['222222222222', 'all'] },
      },
      {
        ...place,
        type: 'AWS::EC2::Image',
        id: 'ami-0a11b22c33d44e55f',
        properties: { BlockDeviceMappings: [{ Ebs: { SnapshotId: SNAPSHOT } }] },
      },
    ],
  });

const operator = async (at: Stage, ...actions: readonly string[]): Promise<EC2Client> => {
  const Statement = [{ Effect: 'Allow', Action: actions, Resource: '*' }];
  const keys: Keys = await assume(at, 'aws-coworker-deployer', {
    RoleArn: roleArn(DEV, 'AwsCoworkerOperator'),
    Tags: [{ Key: 'cw-plan', Value: 'plan-1' }],
    Policy: JSON.stringify({ Version: '2012-10-17', Statement }),
  });
  return clientOf(at, EC2Client, { credentials: keys });
};

const take = new CreateSnapshotCommand({
  VolumeId: VOLUME,
  TagSpecifications: [{ ResourceType: 'snapshot', Tags: [{ Key: 'Name', Value: 'before' }] }],
});

describe('snapshots', () => {
  it('O7 one is taken in its time, with its tags', async () => {
    const at = world();
    const client = await operator(at, 'ec2:CreateSnapshot', 'ec2:CreateTags', 'ec2:Describe*');
    const { SnapshotId, State } = await client.send(take);
    expect(State).toBe('pending');
    const look = async () =>
      (
        await client.send(
          new DescribeSnapshotsCommand({
            OwnerIds: ['self'],
            Filters: [
              { Name: 'volume-id', Values: [VOLUME] },
              { Name: 'tag:Name', Values: ['before'] },
            ],
          }),
        )
      ).Snapshots;
    expect(await look()).toMatchObject([{ SnapshotId, State: 'pending', VolumeSize: 100 }]);
    await at.clock.sleep(90_000);
    expect(await look()).toMatchObject([{ SnapshotId, State: 'completed' }]);
  });

  it.each([
    ['ec2:CreateSnapshot', 'ec2:CreateTags'],
    ['ec2:CreateTags', 'ec2:CreateSnapshot'],
  ])('O7 without %s it is refused', async (missing, other) => {
    const client = await operator(world(), other);
    const refusal = await refusalOf(client.send(take));
    expect(refusal.message).toContain(missing);
  });

  it('O8 one that an image is made of is not deleted, and who shares it is told', async () => {
    const at = world();
    const client = await operator(at, 'ec2:DeleteSnapshot');
    const gone = new DeleteSnapshotCommand({ SnapshotId: SNAPSHOT });
    expect(await refusalOf(client.send(gone))).toMatchObject({ name: 'InvalidSnapshot.InUse' });
    const readers = clientOf(at, EC2Client, { credentials: await reader(at) });
    const asked = { SnapshotId: SNAPSHOT, Attribute: 'createVolumePermission' } as const;
    const told = await readers.send(new DescribeSnapshotAttributeCommand(asked));
    expect(told.CreateVolumePermissions).toEqual([{ UserId: '222222222222' }, { Group: 'all' }]);
    const filter = { Name: 'block-device-mapping.snapshot-id', Values: [SNAPSHOT] };
    const { Images } = await readers.send(
      new DescribeImagesCommand({ Owners: ['self'], Filters: [filter] }),
    );
    expect(Images).toMatchObject([{ ImageId: 'ami-0a11b22c33d44e55f' }]);
  });

  it('O8 one that nothing uses is gone at once', async () => {
    const at = stage({
      resources: [{ ...place, type: 'AWS::EC2::Snapshot', id: SNAPSHOT }],
    });
    const client = await operator(at, 'ec2:DeleteSnapshot', 'ec2:DescribeSnapshots');
    await client.send(new DeleteSnapshotCommand({ SnapshotId: SNAPSHOT }));
    const filter = { Name: 'snapshot-id', Values: [SNAPSHOT] };
    const { Snapshots } = await client.send(new DescribeSnapshotsCommand({ Filters: [filter] }));
    expect(Snapshots).toEqual([]);
  });
});
