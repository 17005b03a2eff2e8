import type { JsonObject } from '../../src/task/json.ts';
import type { WorldState } from '../state.ts';
import { problem, sameId, textProperty, type Place, type TypeRow } from './model.ts';

const FILES = 'AWS::EFS::FileSystem';
const TARGET = 'AWS::EFS::MountTarget';

const arnOf =
  (kind: string) =>
  (id: string, { accountId, region }: Place): string =>
    `arn:aws:elasticfilesystem:${region}:${accountId}:${kind}/${id}`;

const has = (state: WorldState, place: Place, [type, id]: readonly [string, string]): boolean =>
  state.resources.some(
    (each) =>
      each.type === type &&
      each.id === id &&
      each.accountId === place.accountId &&
      each.region === place.region,
  );

const subnetOf = (properties: JsonObject): string => textProperty(properties, 'SubnetId');

/** `AWS::EFS::FileSystem`. Stays while a mount target or a replication is there. */
export const fileSystem: TypeRow = {
  type: FILES,
  service: 'Efs',
  tags: 'list',
  seconds: { create: 8, update: 6, delete: 6 },
  replaceOn: ['AvailabilityZoneName', 'Encrypted', 'KmsKeyId', 'PerformanceMode'],
  idPrefix: 'fs-',
  idOf: sameId,
  arnOf: arnOf('file-system'),
  attributesOf: (id, place) => ({ Arn: arnOf('file-system')(id, place), FileSystemId: id }),
  bornWith: () => ({ State: 'available', SizeInBytes: 6144 }),
  refuseDelete: (resource, state) => {
    const isMounted = state.resources.some(
      (each) => each.type === TARGET && each.properties['FileSystemId'] === resource.id,
    );
    if (isMounted) return problem('InvalidRequest', 409, `${resource.id} has mount targets.`);
    return resource.properties['ReplicationConfiguration'] === undefined
      ? undefined
      : problem('InvalidRequest', 409, `${resource.id} is in a replication configuration.`);
  },
};

/** `AWS::EFS::MountTarget`. One in each zone of one VPC. */
export const mountTarget: TypeRow = {
  type: TARGET,
  service: 'Efs',
  tags: 'none',
  seconds: { create: 15, update: 5, delete: 10 },
  replaceOn: ['FileSystemId', 'IpAddress', 'IpAddressType', 'Ipv6Address', 'SubnetId'],
  idPrefix: 'fsmt-',
  idOf: sameId,
  arnOf: arnOf('mount-target'),
  attributesOf: (id) => ({ Id: id }),
  bornWith: () => ({ State: 'available' }),
  refuseCreate: ({ state, place, properties }) => {
    const files = textProperty(properties, 'FileSystemId');
    if (!has(state, place, [FILES, files]))
      return problem('NotFound', 404, `File system '${files}' does not exist.`);
    if (!has(state, place, ['AWS::EC2::Subnet', subnetOf(properties)]))
      return problem('NotFound', 400, `The subnet ID '${subnetOf(properties)}' does not exist`);
    const isTaken = state.resources.some(
      (each) =>
        each.type === TARGET &&
        each.properties['FileSystemId'] === files &&
        subnetOf(each.properties) === subnetOf(properties),
    );
    return isTaken
      ? problem('AlreadyExists', 409, 'mount target already exists in this AZ')
      : undefined;
  },
};

/** The rows of file systems. */
export const EFS_ROWS: readonly TypeRow[] = [fileSystem, mountTarget];
