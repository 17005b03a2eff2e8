import type { Json } from '../../src/task/json.ts';
import type { Resource } from '../state.ts';
import { pageOf, row, tagList, texts, type Call, type OperationTable } from './call.ts';
import { byProperty, describe } from './ec2-filter.ts';
import { ownResources } from './find.ts';

const stateOr =
  (usual: string) =>
  ({ attributes }: Resource): Json =>
    attributes['State'] ?? usual;

const addresses = (call: Call): unknown => {
  const wanted = texts(call.input, 'AllocationIds');
  const found = ownResources(call, 'AWS::EC2::EIP').filter(
    (each) => wanted.length === 0 || wanted.includes(each.id),
  );
  return {
    Addresses: found.map((each) => ({
      AllocationId: each.id,
      PublicIp: each.attributes['PublicIp'],
      PublicIpv4Pool: each.properties['PublicIpv4Pool'] ?? 'amazon',
      Domain: 'vpc',
      AssociationId: each.attributes['AssociationId'],
      InstanceId: each.attributes['InstanceId'],
      NetworkInterfaceId: each.attributes['NetworkInterfaceId'],
      Tags: tagList(each.tags),
    })),
  };
};

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

const snapshotState = stateOr('completed');

const snapshots = (call: Call): unknown => {
  const page = describe(call, {
    type: 'AWS::EC2::Snapshot',
    ids: 'SnapshotIds',
    notFound: 'InvalidSnapshot.NotFound',
    filters: { 'volume-id': byProperty('VolumeId'), 'snapshot-id': ({ id }) => id },
  });
  return {
    Snapshots: page.items.map((each) => ({
      SnapshotId: each.id,
      OwnerId: each.accountId,
      VolumeId: each.properties['VolumeId'],
      VolumeSize: each.properties['VolumeSize'],
      FullSnapshotSizeInBytes: each.attributes['FullSnapshotSizeInBytes'],
      Description: each.properties['Description'] ?? '',
      StorageTier: each.properties['StorageTier'] ?? 'standard',
      StartTime: each.createdAt,
      State: snapshotState(each),
      Tags: tagList(each.tags),
    })),
    NextToken: page.next,
  };
};

/** Images of the caller's own; those of others are the catalogue's. */
export const ownImages = (call: Call): unknown => {
  const page = pageOf(call, ownResources(call, 'AWS::EC2::Image'), call.input['NextToken']);
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

const everywhere = (): string => '*';

/** EC2: what costs money by standing there. */
export const standingOperations: OperationTable = {
  DescribeAddresses: row('ec2:DescribeAddresses', everywhere, addresses),
  DescribeNatGateways: row('ec2:DescribeNatGateways', everywhere, natGateways),
  DescribeSnapshots: row('ec2:DescribeSnapshots', everywhere, snapshots),
};
