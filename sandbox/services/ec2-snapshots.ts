import { AwsError } from '../aws-error.ts';
import { jsonText } from '../engine/json-text.ts';
import { start, type Steps } from '../engine/timeline.ts';
import { nextHex, type Resource } from '../state.ts';
import { list, record, row, tagList, tagsFrom, text } from './call.ts';
import type { Call, OperationTable } from './call.ts';
import { byProperty, describe } from './ec2-filter.ts';
import { imageUsing } from './ec2-standing.ts';
import { ownResource } from './find.ts';

const TYPE = 'AWS::EC2::Snapshot';
const VOLUME = 'AWS::EC2::Volume';

const arnOf = (call: Call, id: string): string => `arn:aws:ec2:${call.region}::snapshot/${id}`;

const volumeArn = (call: Call): string =>
  `arn:aws:ec2:${call.region}:${call.accountId}:volume/${text(call.input, 'VolumeId')}`;

const stateOf = ({ attributes }: Resource): string => jsonText(attributes['State']) || 'completed';

const view = (snapshot: Resource): object => ({
  SnapshotId: snapshot.id,
  OwnerId: snapshot.accountId,
  VolumeId: snapshot.properties['VolumeId'],
  VolumeSize: snapshot.properties['VolumeSize'],
  FullSnapshotSizeInBytes: snapshot.attributes['FullSnapshotSizeInBytes'],
  Description: snapshot.properties['Description'] ?? '',
  StorageTier: snapshot.properties['StorageTier'] ?? 'standard',
  StartTime: snapshot.createdAt,
  State: stateOf(snapshot),
  Tags: tagList(snapshot.tags),
});

const snapshots = (call: Call): unknown => {
  const page = describe(call, {
    type: TYPE,
    ids: 'SnapshotIds',
    notFound: 'InvalidSnapshot.NotFound',
    filters: {
      'volume-id': byProperty('VolumeId'),
      'snapshot-id': ({ id }) => id,
      status: stateOf,
    },
  });
  return { Snapshots: page.items.map(view), NextToken: page.next };
};

const tagsToSet = (call: Call): Record<string, string> =>
  Object.assign(
    {},
    ...list(call.input, 'TagSpecifications')
      .map((each) => record(each))
      .filter((each) => each['ResourceType'] === 'snapshot')
      .map((each) => tagsFrom(each['Tags'])),
  ) as Record<string, string>;

const keysOf = (
  prefix: string,
  tags: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(tags).map(([key, value]) => [`${prefix}/${key}`, value]));

async function* copying(snapshot: Resource, seconds: number): Steps {
  yield seconds;
  snapshot.attributes['State'] = 'completed';
}

const COPY_SECONDS = 90;

/** Stands for the id that a snapshot will have. */
const NEW = `snap-${'0'.repeat(17)}`;

const create = (call: Call): unknown => {
  const id = text(call.input, 'VolumeId');
  const volume = ownResource(call, VOLUME, id);
  if (volume === undefined)
    throw new AwsError('InvalidVolume.NotFound', 400, `The volume '${id}' does not exist.`);
  const snapshotId = `snap-${nextHex(call.state, 17)}`;
  const snapshot: Resource = {
    type: TYPE,
    accountId: call.accountId,
    region: call.region,
    id: snapshotId,
    arn: arnOf(call, snapshotId),
    properties: {
      VolumeId: id,
      VolumeSize: volume.properties['Size'] ?? 8,
      Description: text(call.input, 'Description'),
    },
    tags: tagsToSet(call),
    attributes: { State: 'pending' },
    createdAt: call.state.now,
  };
  call.state.resources.push(snapshot);
  start(call.state, copying(snapshot, call.state.spec.seconds?.[TYPE] ?? COPY_SECONDS));
  return view(snapshot);
};

const needSnapshot = (call: Call): Resource => {
  const id = text(call.input, 'SnapshotId');
  const found = ownResource(call, TYPE, id);
  if (found !== undefined) return found;
  throw new AwsError('InvalidSnapshot.NotFound', 400, `The snapshot '${id}' does not exist.`);
};

const remove = (call: Call): unknown => {
  const snapshot = needSnapshot(call);
  const image = imageUsing(call, snapshot.id);
  if (image !== undefined)
    throw new AwsError(
      'InvalidSnapshot.InUse',
      400,
      `The snapshot ${snapshot.id} is currently in use by ${image.id}`,
    );
  call.state.resources.splice(call.state.resources.indexOf(snapshot), 1);
  return {};
};

const attribute = (call: Call): unknown => {
  const { id, attributes } = needSnapshot(call);
  const shared = attributes['SharedWith'];
  return {
    SnapshotId: id,
    CreateVolumePermissions: (Array.isArray(shared) ? shared : []).map((each) =>
      each === 'all' ? { Group: 'all' } : { UserId: each },
    ),
  };
};

/** What CreateSnapshot asks of IAM: the volume, the snapshot, and the right to tag it. */
const demandsOfCreate = (call: Call) => {
  const tags = tagsToSet(call);
  const asked = keysOf('aws:RequestTag', tags);
  const volume = ownResource(call, VOLUME, text(call.input, 'VolumeId'));
  const made = arnOf(call, NEW);
  const action = 'ec2:CreateSnapshot';
  const context = { ...asked, 'ec2:CreateAction': 'CreateSnapshot' };
  return [
    {
      action,
      resource: volumeArn(call),
      context: keysOf('aws:ResourceTag', volume?.tags ?? {}),
    },
    { action, resource: made, context: asked },
    ...(Object.keys(tags).length === 0
      ? []
      : [{ action: 'ec2:CreateTags', resource: made, context }]),
  ];
};

const ofSnapshot = (call: Call): string => arnOf(call, text(call.input, 'SnapshotId'));

/** EC2: snapshots, taken in their time and deleted where nothing uses them. */
export const snapshotOperations: OperationTable = {
  DescribeSnapshots: row('ec2:DescribeSnapshots', () => '*', snapshots),
  DescribeSnapshotAttribute: row('ec2:DescribeSnapshotAttribute', ofSnapshot, attribute),
  CreateSnapshot: { demands: demandsOfCreate, run: create },
  DeleteSnapshot: row('ec2:DeleteSnapshot', ofSnapshot, remove),
};
