import type { TypeShape } from './shapes.ts';

/** Table of the properties of ECS clusters. */
export const ECS_SHAPES: Readonly<Record<string, TypeShape>> = {
  'AWS::ECS::Cluster': {
    '': [
      'CapacityProviders text[]',
      'ClusterName text',
      'ClusterSettings #ClusterSettings[]',
      'Configuration #ClusterConfiguration',
      'DefaultCapacityProviderStrategy #CapacityProviderStrategyItem[]',
      'ServiceConnectDefaults #ServiceConnectDefaults',
      'Tags #Tag[]',
    ],
    ClusterSettings: ['Name text', 'Value text'],
    CapacityProviderStrategyItem: ['Base whole', 'CapacityProvider text', 'Weight whole'],
    ClusterConfiguration: [
      'ExecuteCommandConfiguration #ExecuteCommandConfiguration',
      'ManagedStorageConfiguration #ManagedStorageConfiguration',
    ],
    ServiceConnectDefaults: ['Namespace text'],
    ExecuteCommandConfiguration: [
      'KmsKeyId text',
      'LogConfiguration #ExecuteCommandLogConfiguration',
      'Logging text',
    ],
    ManagedStorageConfiguration: ['FargateEphemeralStorageKmsKeyId text', 'KmsKeyId text'],
    ExecuteCommandLogConfiguration: [
      'CloudWatchEncryptionEnabled flag',
      'CloudWatchLogGroupName text',
      'S3BucketName text',
      'S3EncryptionEnabled flag',
      'S3KeyPrefix text',
    ],
    Tag: ['Key! text', 'Value! text'],
  },
};
