import { anywhere, onChange, onSet } from '../acts.ts';
import { finalSnapshots, namedIn, rdsArns } from '../databases/arns.ts';
import {
  defaultOptions,
  MASTER_SECRET,
  MONITORING_ROLE,
  rdsTags,
  STORAGE_KEY,
} from '../databases/permissions.ts';
import type { NeedInput, TypeTable } from '../service.ts';
import { tableOf, type Act } from '../type-table.ts';

const clusters = (input: NeedInput): readonly string[] =>
  rdsArns(input, 'cluster', 'DBClusterIdentifier');

const withSnapshots = (input: NeedInput): readonly string[] => [
  ...clusters(input),
  ...finalSnapshots(input, 'cluster-snapshot'),
];

/**
 * Everything that the calls on a cluster look at. One list for all of them keeps the session
 * policy short enough, and widens nothing: an action allows nothing on a kind it does not take.
 */
const involved = (input: NeedInput): readonly string[] => [
  ...withSnapshots(input),
  ...namedIn(input, 'DBClusterParameterGroupName', 'cluster-pg'),
  ...namedIn(input, 'DBSubnetGroupName', 'subgrp'),
  ...defaultOptions(input),
];

const removed = (input: NeedInput): readonly string[] =>
  input.action === 'delete' ? withSnapshots(input) : involved(input);

const remove: readonly Act[] = ['rds:DeleteDBCluster', 'rds:CreateDBClusterSnapshot'].map(
  (action) => ({ action, resources: removed }),
);

const modify = onChange('rds:ModifyDBCluster');

const MODIFIED = [
  'AllocatedStorage',
  'AutoMinorVersionUpgrade',
  'BacktrackWindow',
  'BackupRetentionPeriod',
  'CopyTagsToSnapshot',
  'DBClusterInstanceClass',
  'DBInstanceParameterGroupName',
  'DatabaseInsightsMode',
  'DeletionProtection',
  'Domain',
  'DomainIAMRoleName',
  'EnableCloudwatchLogsExports',
  'EnableGlobalWriteForwarding',
  'EnableHttpEndpoint',
  'EnableIAMDatabaseAuthentication',
  'EnableLocalWriteForwarding',
  'EngineVersion',
  'Iops',
  'MasterUserAuthenticationType',
  'MasterUserPassword',
  'MasterUserSecret',
  'MonitoringInterval',
  'NetworkType',
  'PerformanceInsightsEnabled',
  'PerformanceInsightsKmsKeyId',
  'PerformanceInsightsRetentionPeriod',
  'Port',
  'PreferredBackupWindow',
  'PreferredMaintenanceWindow',
  'ScalingConfiguration',
  'ServerlessV2ScalingConfiguration',
  'StorageType',
  'VpcSecurityGroupIds',
] as const;

const parameters = onSet([
  {
    action: 'rds:ModifyDBCluster',
    resources: (input: NeedInput) => [
      ...clusters(input),
      ...namedIn(input, 'DBClusterParameterGroupName', 'cluster-pg'),
    ],
    when: (input: NeedInput) => input.action === 'change',
  },
]);

/** Source: schema of AWS::RDS::DBCluster, cut with the list of IAM. */
export const clusterTable: TypeTable = tableOf({
  type: 'AWS::RDS::DBCluster',
  nameProperty: 'DBClusterIdentifier',
  slowestMinutes: 2,
  isStateful: true,
  createOnly: [
    'AvailabilityZones',
    'DBClusterIdentifier',
    'DBSubnetGroupName',
    'DatabaseName',
    'Engine',
    'EngineMode',
    'KmsKeyId',
    'MasterUsername',
    'SnapshotIdentifier',
    'SourceDBClusterIdentifier',
    'StorageEncrypted',
  ],
  sensitiveProperties: [
    'BackupRetentionPeriod',
    'DeletionProtection',
    'EnableCloudwatchLogsExports',
    'EnableHttpEndpoint',
    'EnableIAMDatabaseAuthentication',
    'KmsKeyId',
    'ManageMasterUserPassword',
    'MasterUserPassword',
    'StorageEncrypted',
    'VpcSecurityGroupIds',
  ],
  arns: clusters,
  create: [{ action: 'rds:CreateDBCluster', resources: involved }],
  remove,
  read: [anywhere('rds:DescribeDBClusters'), 'rds:ListTagsForResource'],
  properties: {
    ...Object.fromEntries(MODIFIED.map((name) => [name, modify])),
    DBClusterParameterGroupName: parameters,
    KmsKeyId: onSet(STORAGE_KEY),
    ManageMasterUserPassword: { set: [...MASTER_SECRET, ...modify.set] },
    MonitoringRoleArn: { set: [MONITORING_ROLE, ...modify.set] },
    Tags: rdsTags,
  },
});

/** The reviewed table of a cluster; those of its instances and of what stands around are RDS's. */
export const AURORA_TYPES: readonly TypeTable[] = [clusterTable];
