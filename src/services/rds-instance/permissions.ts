import { anywhere, onChange, onSet } from '../acts.ts';
import { finalSnapshots, namedIn, rdsArns } from '../databases/arns.ts';
import {
  AROUND_TYPES,
  defaultOptions,
  MASTER_SECRET,
  MONITORING_ROLE,
  rdsTags,
  STORAGE_KEY,
} from '../databases/permissions.ts';
import type { NeedInput, TypeTable } from '../service.ts';
import { tableOf, type Act } from '../type-table.ts';

const instances = (input: NeedInput): readonly string[] =>
  rdsArns(input, 'db', 'DBInstanceIdentifier');

const isReplica = (input: NeedInput): boolean =>
  input.properties['SourceDBInstanceIdentifier'] !== undefined;

const isMember = (input: NeedInput): boolean =>
  input.properties['DBClusterIdentifier'] !== undefined;

/** A member of a cluster has no storage of its own, and leaves no snapshot. */
const ownSnapshots = (input: NeedInput): readonly string[] =>
  isMember(input) ? [] : finalSnapshots(input, 'snapshot');

/**
 * Everything that the calls on an instance look at: what it names, and the final snapshot that the
 * template asks for. One list for all of them keeps the session policy short enough, and widens
 * nothing: an action allows nothing on a kind of resource that it does not take.
 */
const involved = (input: NeedInput): readonly string[] => [
  ...instances(input),
  ...namedIn(input, 'DBClusterIdentifier', 'cluster'),
  ...namedIn(input, 'DBParameterGroupName', 'pg'),
  ...namedIn(input, 'DBSubnetGroupName', 'subgrp'),
  ...namedIn(input, 'SourceDBInstanceIdentifier', 'db'),
  ...defaultOptions(input),
  ...ownSnapshots(input),
];

const create: readonly Act[] = [
  { action: 'rds:CreateDBInstance', resources: involved, when: (input) => !isReplica(input) },
  { action: 'rds:CreateDBInstanceReadReplica', resources: involved, when: isReplica },
  // What a replica can not be made with is set once it is there.
  { action: 'rds:ModifyDBInstance', when: isReplica },
];

const isDelete = (input: NeedInput): boolean => input.action === 'delete';

/** A replica's deletion names the replica alone: its source is not among what it may touch. */
const removed = (input: NeedInput): readonly string[] =>
  isDelete(input) || isReplica(input)
    ? [...instances(input), ...ownSnapshots(input)]
    : involved(input);

const remove: readonly Act[] = [
  { action: 'rds:DeleteDBInstance', resources: removed },
  { action: 'rds:CreateDBSnapshot', resources: removed, when: (input) => !isMember(input) },
];

const modify = onChange('rds:ModifyDBInstance');

/** Other parameters hold only after a restart, which the handler makes. */
const parameters = {
  set: [
    {
      action: 'rds:ModifyDBInstance',
      resources: (input: NeedInput) => [
        ...instances(input),
        ...namedIn(input, 'DBParameterGroupName', 'pg'),
      ],
      when: (input: NeedInput) => input.action === 'change',
    },
    { action: 'rds:RebootDBInstance', when: (input: NeedInput) => input.action === 'change' },
  ],
};

const MODIFIED = [
  'AdditionalStorageVolumes',
  'AllocatedStorage',
  'AllowMajorVersionUpgrade',
  'AutoMinorVersionUpgrade',
  'BackupRetentionPeriod',
  'CACertificateIdentifier',
  'CertificateRotationRestart',
  'CopyTagsToSnapshot',
  'DBInstanceClass',
  'DBSecurityGroups',
  'DatabaseInsightsMode',
  'DedicatedLogVolume',
  'DeletionProtection',
  'Domain',
  'DomainAuthSecretArn',
  'DomainDnsIps',
  'DomainFqdn',
  'DomainIAMRoleName',
  'DomainOu',
  'EnableCloudwatchLogsExports',
  'EnableIAMDatabaseAuthentication',
  'EnablePerformanceInsights',
  'EngineLifecycleSupport',
  'EngineVersion',
  'Iops',
  'LicenseModel',
  'MasterUserAuthenticationType',
  'MasterUserPassword',
  'MasterUserSecret',
  'MaxAllocatedStorage',
  'MonitoringInterval',
  'MultiAZ',
  'NetworkType',
  'OptionGroupName',
  'PerformanceInsightsKMSKeyId',
  'PerformanceInsightsRetentionPeriod',
  'Port',
  'PreferredBackupWindow',
  'PreferredMaintenanceWindow',
  'ProcessorFeatures',
  'PromotionTier',
  'PubliclyAccessible',
  'ReplicaMode',
  'StorageThroughput',
  'StorageType',
  'TdeCredentialArn',
  'TdeCredentialPassword',
  'UseDefaultProcessorFeatures',
  'VPCSecurityGroups',
] as const;

/** Source: schema of AWS::RDS::DBInstance, cut with the list of IAM. */
export const rdsInstanceTable: TypeTable = tableOf({
  type: 'AWS::RDS::DBInstance',
  nameProperty: 'DBInstanceIdentifier',
  slowestMinutes: 15,
  isStateful: true,
  createOnly: [
    'AvailabilityZone',
    'CharacterSetName',
    'DBClusterIdentifier',
    'DBInstanceIdentifier',
    'DBName',
    'DBSubnetGroupName',
    'Engine',
    'KmsKeyId',
    'MasterUsername',
    'SourceDBInstanceIdentifier',
    'StorageEncrypted',
    'Timezone',
  ],
  sensitiveProperties: [
    'BackupRetentionPeriod',
    'DeletionProtection',
    'EnableCloudwatchLogsExports',
    'EnableIAMDatabaseAuthentication',
    'KmsKeyId',
    'ManageMasterUserPassword',
    'MasterUserPassword',
    'PubliclyAccessible',
    'StorageEncrypted',
    'VPCSecurityGroups',
  ],
  arns: instances,
  create,
  remove,
  read: [anywhere('rds:DescribeDBInstances'), 'rds:ListTagsForResource'],
  properties: {
    ...Object.fromEntries(MODIFIED.map((name) => [name, modify])),
    DBParameterGroupName: parameters,
    KmsKeyId: onSet(STORAGE_KEY),
    ManageMasterUserPassword: { set: [...MASTER_SECRET, ...modify.set] },
    MonitoringRoleArn: { set: [MONITORING_ROLE, ...modify.set] },
    Tags: rdsTags,
  },
});

/** The reviewed tables of an instance and what stands around it. */
export const RDS_TYPES: readonly TypeTable[] = [rdsInstanceTable, ...AROUND_TYPES];
