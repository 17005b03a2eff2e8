import type { TypeShape } from './shapes.ts';

const AFTER =
  '=AFTER_14_DAYS|AFTER_180_DAYS|AFTER_1_DAY|AFTER_270_DAYS|AFTER_30_DAYS|AFTER_365_DAYS|' +
  'AFTER_60_DAYS|AFTER_7_DAYS|AFTER_90_DAYS';

/** Properties of file systems and their mount targets, from the published schemas. */
export const EFS_SHAPES: Readonly<Record<string, TypeShape>> = {
  'AWS::EFS::FileSystem': {
    '': [
      'AvailabilityZoneName text 1..64',
      'BackupPolicy #BackupPolicy',
      'BypassPolicyLockoutSafetyCheck flag',
      'Encrypted flag',
      'FileSystemPolicy json',
      'FileSystemProtection #FileSystemProtection',
      'FileSystemTags #ElasticFileSystemTag[]',
      'KmsKeyId text 0..2048',
      'LifecyclePolicies #LifecyclePolicy[]',
      'PerformanceMode =generalPurpose|maxIO',
      'ProvisionedThroughputInMibps number 1.0..',
      'ReplicationConfiguration #ReplicationConfiguration',
      'ThroughputMode =bursting|elastic|provisioned',
    ],
    BackupPolicy: ['Status! =DISABLED|ENABLED'],
    ElasticFileSystemTag: ['Key! text', 'Value! text'],
    FileSystemProtection: ['ReplicationOverwriteProtection =DISABLED|ENABLED'],
    LifecyclePolicy: [
      `TransitionToArchive ${AFTER}`,
      `TransitionToIA ${AFTER}`,
      'TransitionToPrimaryStorageClass =AFTER_1_ACCESS',
    ],
    ReplicationConfiguration: ['Destinations #ReplicationDestination[]'],
    ReplicationDestination: [
      'AvailabilityZoneName text',
      'FileSystemId text',
      'KmsKeyId text',
      'Region text',
      'RoleArn text',
      'Status text',
      'StatusMessage text',
    ],
  },
  'AWS::EFS::MountTarget': {
    '': [
      'FileSystemId! text 0..128',
      'IpAddress text 7..15',
      'IpAddressType =IPV4_ONLY|IPV6_ONLY|DUAL_STACK',
      'Ipv6Address text 3..39',
      'SecurityGroups! text[]',
      'SubnetId! text 15..47',
    ],
  },
};
