import { isJsonObject, type Json } from '../../src/task/json.ts';
import type { Resource } from '../state.ts';
import { list, pageOf, record, tagList, texts, type Call } from './call.ts';
import { ownResources } from './find.ts';

const IMAGE = 'AWS::EC2::Image';

const snapshotsIn = ({ properties }: Resource): readonly string[] => {
  const devices = properties['BlockDeviceMappings'];
  return (Array.isArray(devices) ? (devices as readonly Json[]) : []).flatMap((device) => {
    const ebs = isJsonObject(device) ? device['Ebs'] : undefined;
    const id = isJsonObject(ebs) ? ebs['SnapshotId'] : undefined;
    return typeof id === 'string' ? [id] : [];
  });
};

const USES = 'block-device-mapping.snapshot-id';

/** The snapshots whose images a call asks for; undefined when it asks for all. */
const usedIn = (call: Call): readonly string[] | undefined => {
  const filter = list(call.input, 'Filters')
    .map((each) => record(each))
    .find((each) => each['Name'] === USES);
  return filter === undefined ? undefined : texts(filter, 'Values');
};

/** Images of the caller's own; those of others are the catalogue's. */
export const ownImages = (call: Call): unknown => {
  const wanted = usedIn(call);
  const found = ownResources(call, IMAGE).filter(
    (each) => wanted === undefined || snapshotsIn(each).some((id) => wanted.includes(id)),
  );
  const page = pageOf(call, found, call.input['NextToken']);
  return {
    Images: page.items.map((each) => ({
      ImageId: each.id,
      OwnerId: each.accountId,
      State: 'available',
      CreationDate: each.createdAt.toISOString(),
      BlockDeviceMappings: each.properties['BlockDeviceMappings'] ?? [],
      Tags: tagList(each.tags),
    })),
    NextToken: page.next,
  };
};

/** The image that is made of a snapshot; undefined when none is. */
export const imageUsing = (call: Call, snapshotId: string): Resource | undefined =>
  ownResources(call, IMAGE).find((each) => snapshotsIn(each).includes(snapshotId));
