import { isJsonObject, type Json } from '../../src/task/json.ts';
import type { Resource } from '../state.ts';
import {
  list,
  pageOf,
  record,
  row,
  tagList,
  texts,
  type Call,
  type OperationTable,
} from './call.ts';
import { describe } from './ec2-filter.ts';
import { ownResources } from './find.ts';

const IMAGE = 'AWS::EC2::Image';

const stateOr =
  (usual: string) =>
  ({ attributes }: Resource): Json =>
    attributes['State'] ?? usual;

const natState = stateOr('available');

const natGateways = (call: Call): unknown => {
  const page = describe(call, {
    type: 'AWS::EC2::NatGateway',
    ids: 'NatGatewayIds',
    notFound: 'NatGatewayNotFound',
    filters: {},
  });
  return {
    NatGateways: page.items.map((each) => ({
      NatGatewayId: each.id,
      SubnetId: each.properties['SubnetId'],
      State: natState(each),
      CreateTime: each.createdAt,
      Tags: tagList(each.tags),
    })),
    NextToken: page.next,
  };
};

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

const everywhere = (): string => '*';

/** EC2: what costs money by standing there. */
export const standingOperations: OperationTable = {
  DescribeNatGateways: row('ec2:DescribeNatGateways', everywhere, natGateways),
};
