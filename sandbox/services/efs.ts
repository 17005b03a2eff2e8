import { AwsError } from '../aws-error.ts';
import { jsonText } from '../engine/json-text.ts';
import { isJsonObject, type Json } from '../../src/task/json.ts';
import type { Resource } from '../state.ts';
import { pageOf, row, tagList, tagsFrom, text, type Call, type OperationTable } from './call.ts';
import { ownResource, ownResources } from './find.ts';

const FILES = 'AWS::EFS::FileSystem';
const TARGET = 'AWS::EFS::MountTarget';

const listOf = (value: Json | undefined): readonly Json[] =>
  Array.isArray(value) ? (value as readonly Json[]) : [];

const member = (value: Json | undefined, name: string): Json | undefined =>
  isJsonObject(value) ? value[name] : undefined;

const arnOf = (call: Call): string =>
  `arn:aws:elasticfilesystem:${call.region}:${call.accountId}:file-system/` +
  (text(call.input, 'FileSystemId') || '*');

const notFound = (id: string): AwsError =>
  new AwsError('FileSystemNotFound', 404, `File system '${id}' does not exist.`);

const needFiles = (call: Call): Resource => {
  const id = text(call.input, 'FileSystemId');
  const found = ownResource(call, FILES, id);
  if (found === undefined) throw notFound(id);
  return found;
};

const targetsOf = (call: Call, id: string): readonly Resource[] =>
  ownResources(call, TARGET).filter((each) => id === '' || each.properties['FileSystemId'] === id);

/** Its own tags and those of its stack. */
const tagsOf = (files: Resource): Readonly<Record<string, string>> => ({
  ...files.tags,
  ...tagsFrom(files.properties['FileSystemTags']),
});

const view = (call: Call, files: Resource): object => {
  const tags = tagsOf(files);
  return {
    FileSystemId: files.id,
    FileSystemArn: files.arn,
    Name: tags['Name'],
    OwnerId: files.accountId,
    LifeCycleState: jsonText(files.attributes['State']) || 'available',
    NumberOfMountTargets: targetsOf(call, files.id).length,
    SizeInBytes: { Value: Number(jsonText(files.attributes['SizeInBytes']) || 6144) },
    Encrypted: files.properties['Encrypted'] ?? false,
    ThroughputMode: files.properties['ThroughputMode'] ?? 'bursting',
    CreationTime: files.createdAt,
    Tags: tagList(tags),
  };
};

const fileSystems = (call: Call): unknown => {
  const id = text(call.input, 'FileSystemId');
  const found = ownResources(call, FILES).filter((each) => id === '' || each.id === id);
  if (id !== '' && found.length === 0) throw notFound(id);
  const page = pageOf(call, found, call.input['Marker']);
  return { FileSystems: page.items.map((each) => view(call, each)), NextMarker: page.next };
};

const mountTargets = (call: Call): unknown => {
  const own = text(call.input, 'MountTargetId');
  const found = targetsOf(call, text(call.input, 'FileSystemId')).filter(
    (each) => own === '' || each.id === own,
  );
  if (own !== '' && found.length === 0)
    throw new AwsError('MountTargetNotFound', 404, `Mount target '${own}' does not exist.`);
  const page = pageOf(call, found, call.input['Marker']);
  return {
    MountTargets: page.items.map((each) => ({
      MountTargetId: each.id,
      FileSystemId: each.properties['FileSystemId'],
      SubnetId: each.properties['SubnetId'],
      LifeCycleState: 'available',
    })),
    NextMarker: page.next,
  };
};

const missing = (code: string, message: string): never => {
  throw new AwsError(code, 404, message);
};

const backupPolicy = (call: Call): unknown => ({
  BackupPolicy: {
    Status: member(needFiles(call).properties['BackupPolicy'], 'Status') ?? 'DISABLED',
  },
});

const policy = (call: Call): unknown => {
  const files = needFiles(call);
  const own = files.properties['FileSystemPolicy'];
  return own === undefined
    ? missing('PolicyNotFound', `Policy for file system '${files.id}' does not exist.`)
    : { FileSystemId: files.id, Policy: JSON.stringify(own) };
};

const replications = (call: Call): unknown => {
  const { id, properties } = needFiles(call);
  return properties['ReplicationConfiguration'] === undefined
    ? missing('ReplicationNotFound', `Replication for file system '${id}' does not exist.`)
    : { Replications: [{ SourceFileSystemId: id, Destinations: [] }] };
};

/** EFS: the configuration reads. */
export const efsOperations: OperationTable = {
  DescribeFileSystems: row('elasticfilesystem:DescribeFileSystems', arnOf, fileSystems),
  DescribeMountTargets: row('elasticfilesystem:DescribeMountTargets', arnOf, mountTargets),
  DescribeBackupPolicy: row('elasticfilesystem:DescribeBackupPolicy', arnOf, backupPolicy),
  DescribeFileSystemPolicy: row('elasticfilesystem:DescribeFileSystemPolicy', arnOf, policy),
  DescribeLifecycleConfiguration: row(
    'elasticfilesystem:DescribeLifecycleConfiguration',
    arnOf,
    (call) => ({ LifecyclePolicies: listOf(needFiles(call).properties['LifecyclePolicies']) }),
  ),
  DescribeReplicationConfigurations: row(
    'elasticfilesystem:DescribeReplicationConfigurations',
    arnOf,
    replications,
  ),
};
