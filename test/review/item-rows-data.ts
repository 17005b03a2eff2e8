import { IT, alarmsOn, allowing, groupOpenTo, of, ref, row, rowOf, subnets } from './item-row.ts';
import type { ItemRow } from './item-row.ts';

const CLUSTER = 'AWS::RDS::DBCluster';
const inGroup = { VPCSecurityGroups: [ref('Group')] };
const inSubnets = { DBSubnetGroupName: ref('Subnets') };
const subnetGroup = (isPublic: boolean) => ({
  ...subnets(isPublic),
  Subnets: of('AWS::RDS::DBSubnetGroup', { SubnetIds: [ref('A'), ref('B')] }),
});
const members = (count: number) =>
  Object.fromEntries(
    Array.from({ length: count }, (_, n) => [
      `Member${n}`,
      of('AWS::RDS::DBInstance', { DBClusterIdentifier: IT }),
    ]),
  );

const RDS: readonly ItemRow[] = [
  row('RDS-01', [{ StorageEncrypted: true }], [{ KmsKeyId: 'k' }]),
  rowOf(CLUSTER, row('RDS-01', [{ StorageEncrypted: true }], [{ StorageEncrypted: false }])),
  row('RDS-02', [{ PubliclyAccessible: false }], [{ PubliclyAccessible: true }]),
  row('RDS-03', [inGroup, groupOpenTo('10.0.0.0/16')], [inGroup, groupOpenTo('0.0.0.0/0')]),
  row('RDS-04', [{ ManageMasterUserPassword: true }], [{ MasterUserPassword: 'x' }]),
  row('RDS-06', [{ BackupRetentionPeriod: 1 }], [{ BackupRetentionPeriod: 0 }]),
  row('RDS-07', [inSubnets, subnetGroup(false)], [inSubnets, subnetGroup(true)]),
  row('RDS-08', [{ DBInstanceClass: 'db.t4g.large' }], [{ DBInstanceClass: 'db.r6g.16xlarge' }]),
  row('RDS-09', [{ DBParameterGroupName: 'own' }], [{}]),
  rowOf(CLUSTER, row('RDS-09', [{ DBClusterParameterGroupName: 'own' }], [{}])),
  row('RDS-10', [{ StorageEncrypted: true, KmsKeyId: 'k' }], [{ StorageEncrypted: true }]),
  row('RDS-11', [{ MultiAZ: true }], [{ MultiAZ: false }]),
  row('RDS-12', [{ BackupRetentionPeriod: 7 }], [{ BackupRetentionPeriod: 6 }]),
  row('RDS-13', [{ MonitoringInterval: 60 }], [{ MonitoringInterval: 0 }]),
  row('RDS-14', [{ EnablePerformanceInsights: true }], [{}]),
  row('RDS-15', [{ DeletionProtection: true }], [{ DeletionProtection: false }]),
  row('RDS-16', [{ KmsKeyId: 'alias/own' }], [{ KmsKeyId: 'alias/aws/rds' }]),
  row('RDS-17', [{ EnableIAMDatabaseAuthentication: true }], [{}]),
  row('RDS-18', [{ BackupRetentionPeriod: 14 }], [{ BackupRetentionPeriod: 13 }]),
  row('RDS-19', [{ AutomaticBackupReplicationRegion: 'eu-west-1' }], [{}]),
  rowOf(CLUSTER, row('RDS-19', [{ Tags: [{ Key: 'Backup', Value: 'copied' }] }], [{}])),
  row(
    'RDS-20',
    [{ EnablePerformanceInsights: true, PerformanceInsightsRetentionPeriod: 7 }],
    [{ EnablePerformanceInsights: true }],
  ),
  row(
    'RDS-21',
    [{ EnableCloudwatchLogsExports: ['error', 'audit'] }],
    [{ EnableCloudwatchLogsExports: ['error'] }],
  ),
  row(
    'RDS-22',
    [{}, alarmsOn('CPUUtilization', 'FreeStorageSpace', 'DatabaseConnections')],
    [{}, alarmsOn('CPUUtilization')],
  ),
  row(
    'RDS-25',
    [{ MasterUserPassword: '{{resolve:secretsmanager:x}}' }],
    [{ MasterUserPassword: 'x' }],
  ),
  row(
    'RDS-26',
    [{ MasterUserPassword: '{{resolve:ssm-secure:x}}' }],
    [{ MasterUserPassword: '{{resolve:ssm:x}}' }],
  ),
  row('RDS-27', [{ MasterUsername: '{{resolve:secretsmanager:x}}' }], [{ MasterUsername: 'x' }]),
  row('RDS-28', [{ MasterUsername: '{{resolve:secretsmanager:x}}' }], [{ MasterUsername: 'x' }]),
  row('RDS-29', [{ AutoMinorVersionUpgrade: true }], [{ AutoMinorVersionUpgrade: false }]),
  row(
    'RDS-30',
    [{ Engine: 'aurora-mysql', BacktrackWindow: 60 }],
    [{ Engine: 'aurora-mysql', BacktrackWindow: 0 }],
  ),
  row('RDS-31', [{}, members(2)], [{}, members(1)]),
  row('RDS-32', [{ CopyTagsToSnapshot: true }], [{}]),
];

const DENIES = {
  FileSystemPolicy: {
    Statement: [
      {
        Effect: 'Deny',
        Principal: '*',
        Action: '*',
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      },
    ],
  },
};
const OTHER = { AWS: 'arn:aws:iam::111111111111:root' };

const EFS: readonly ItemRow[] = [
  row('EFS-01', [{ Encrypted: true }], [{ KmsKeyId: 'k' }]),
  row('EFS-03', [{ BackupPolicy: { Status: 'ENABLED' } }], [{}]),
  row('EFS-04', [DENIES], [{ FileSystemPolicy: allowing(OTHER) }]),
  row('EFS-05', [{ FileSystemPolicy: allowing(OTHER) }], [{ FileSystemPolicy: allowing('*') }]),
  row('EFS-06', [{ RootDirectory: { Path: '/app' } }], [{ RootDirectory: { Path: '/' } }]),
  row('EFS-07', [{ PosixUser: { Uid: '1000' } }], [{ PosixUser: { Uid: '0' } }]),
  row('EFS-08', [{ KmsKeyId: 'k' }], [{}]),
  row('EFS-09', [{ LifecyclePolicies: [{ TransitionToIA: 'AFTER_30_DAYS' }] }], [{}]),
  row('EFS-10', [{ SubnetId: ref('A') }, subnets(false)], [{ SubnetId: ref('A') }, subnets(true)]),
  row(
    'EFS-11',
    [{ SecurityGroups: [ref('Group')] }, groupOpenTo('10.0.0.0/16')],
    [{ SecurityGroups: [ref('Group')] }, groupOpenTo('0.0.0.0/0')],
  ),
  row('EFS-12', [{ ReplicationConfiguration: { Destinations: [{ Region: 'eu-west-1' }] } }], [{}]),
];

const ELASTICACHE: readonly ItemRow[] = [
  row('ELASTICACHE-01', [{ AtRestEncryptionEnabled: 'true' }], [{}]),
  row('ELASTICACHE-02', [{ TransitEncryptionEnabled: true }], [{}]),
  row('ELASTICACHE-04', [{ UserGroupIds: ['g'] }], [{}]),
  row('ELASTICACHE-05', [{ AuthToken: '{{resolve:secretsmanager:x}}' }], [{ AuthToken: 'x' }]),
  row('ELASTICACHE-06', [{ CacheSubnetGroupName: 's' }], [{}]),
  row(
    'ELASTICACHE-07',
    [{ SecurityGroupIds: [ref('Group')] }, groupOpenTo('10.0.0.0/16')],
    [{ SecurityGroupIds: [ref('Group')] }, groupOpenTo('0.0.0.0/0')],
  ),
  row(
    'ELASTICACHE-08',
    [{ AutomaticFailoverEnabled: true, MultiAZEnabled: true }],
    [{ AutomaticFailoverEnabled: true }],
  ),
  row('ELASTICACHE-09', [{ SnapshotRetentionLimit: 1 }], [{ SnapshotRetentionLimit: 0 }]),
  row('ELASTICACHE-10', [{ AutoMinorVersionUpgrade: true }], [{}]),
  row('ELASTICACHE-11', [{ KmsKeyId: 'k' }], [{}]),
  row(
    'ELASTICACHE-12',
    [{}, alarmsOn('EngineCPUUtilization', 'DatabaseMemoryUsagePercentage')],
    [{}, alarmsOn('EngineCPUUtilization')],
  ),
];

const KEPT = { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' };
const key = (more: Readonly<Record<string, string>>) => ({
  It: { ...of('AWS::KMS::Key'), ...more },
});

const KEYS: readonly ItemRow[] = [
  row('KMS-01', [{ EnableKeyRotation: true }], [{}]),
  row('KMS-02', [{ KeyPolicy: allowing(OTHER) }], [{ KeyPolicy: allowing({ AWS: '*' }) }]),
  row('KMS-04', [{ PendingWindowInDays: 30 }], [{ PendingWindowInDays: 7 }]),
  row('KMS-06', [{}, key(KEPT)], [{}, key({ DeletionPolicy: 'Retain' })]),
  row('KMS-07', [{}, { Name: of('AWS::KMS::Alias', { TargetKeyId: IT }) }], [{}]),
  row('KMS-08', [{ Enabled: true }], [{ Enabled: false }]),
  row(
    'SECRETS-01',
    [{ SecretString: '{{resolve:secretsmanager:other}}' }],
    [{ SecretString: 'x' }],
  ),
  row('SECRETS-02', [{ ResourcePolicy: allowing(OTHER) }], [{ ResourcePolicy: allowing('*') }]),
  row(
    'SECRETS-04',
    [{}, { Turn: of('AWS::SecretsManager::RotationSchedule', { SecretId: IT }) }],
    [{}],
  ),
  row(
    'SECRETS-05',
    [{ RotationRules: { AutomaticallyAfterDays: 90 } }],
    [{ RotationRules: { AutomaticallyAfterDays: 91 } }],
  ),
  row('SECRETS-06', [{ KmsKeyId: 'k' }], [{}]),
  row(
    'SECRETS-07',
    [{ RotationRules: { AutomaticallyAfterDays: 30 } }],
    [{ RotationRules: { AutomaticallyAfterDays: 31 } }],
  ),
];

/** Rows of the services that hold data, keys and secrets. */
export const OF_DATA: readonly ItemRow[] = [...RDS, ...EFS, ...ELASTICACHE, ...KEYS];
