import type { ActionRow, ActionTable } from './required-actions.ts';

/** What the calls of file systems work on, beside the file system itself. */
export type EfsTarget =
  | 'filesKey'
  | 'filesRole'
  | 'mountedFiles'
  | 'mountInterface'
  | 'mountSurroundings';

const efs = (name: string, ...when: readonly string[]): ActionRow => ({
  action: `elasticfilesystem:${name}`,
  ...(when.length === 0 ? {} : { when }),
});

const LINKED: ActionRow = {
  action: 'iam:CreateServiceLinkedRole',
  on: ['filesRole'],
  linkedTo: 'elasticfilesystem.amazonaws.com',
};

const KEY: readonly ActionRow[] = ['CreateGrant', 'DescribeKey'].map((name) => ({
  action: `kms:${name}`,
  on: ['filesKey'],
  when: ['KmsKeyId'],
}));

const SETTINGS: readonly ActionRow[] = [
  efs('PutBackupPolicy', 'BackupPolicy'),
  efs('PutFileSystemPolicy', 'FileSystemPolicy'),
  efs('PutLifecycleConfiguration', 'LifecyclePolicies'),
];

const fileSystem: ActionTable = {
  create: [
    efs('CreateFileSystem'),
    efs('DescribeFileSystems'),
    efs('TagResource', 'FileSystemTags'),
    ...SETTINGS,
    ...KEY,
    LINKED,
  ],
  read: [
    efs('DescribeBackupPolicy'),
    efs('DescribeFileSystemPolicy'),
    efs('DescribeFileSystems'),
    efs('DescribeLifecycleConfiguration'),
  ],
  update: [
    efs('DescribeFileSystems'),
    ...SETTINGS,
    efs('DeleteFileSystemPolicy', 'FileSystemPolicy'),
    efs('UpdateFileSystem', 'ProvisionedThroughputInMibps', 'ThroughputMode'),
    efs('TagResource', 'FileSystemTags'),
    efs('UntagResource', 'FileSystemTags'),
  ],
  delete: [efs('DeleteFileSystem'), efs('DescribeFileSystems')],
};

/** IAM knows no mount target: each call on one is asked of its file system. */
const mounted = (name: string, ...when: readonly string[]): ActionRow => ({
  ...efs(name, ...when),
  on: ['mountedFiles'],
});

const mountTarget: ActionTable = {
  create: [
    mounted('CreateMountTarget'),
    { action: 'ec2:CreateNetworkInterface', on: ['mountSurroundings'] },
    { action: 'ec2:DescribeSubnets', on: ['mountedFiles'] },
    { action: 'ec2:DescribeNetworkInterfaceAttribute', on: ['mountInterface'] },
    mounted('DescribeMountTargets'),
  ],
  read: [mounted('DescribeMountTargets'), mounted('DescribeMountTargetSecurityGroups')],
  update: [
    mounted('ModifyMountTargetSecurityGroups', 'SecurityGroups'),
    mounted('DescribeMountTargets'),
  ],
  delete: [
    mounted('DeleteMountTarget'),
    { action: 'ec2:DeleteNetworkInterface', on: ['mountInterface'] },
    mounted('DescribeMountTargets'),
  ],
};

/** The demands of file systems, by type. */
export const EFS_REQUIRED: Readonly<Record<string, ActionTable>> = {
  'AWS::EFS::FileSystem': fileSystem,
  'AWS::EFS::MountTarget': mountTarget,
};
