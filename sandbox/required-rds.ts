import type { ActionRow, ActionTable } from './required-actions.ts';

/** What the calls of databases work on, beside the database itself. */
export type RdsTarget =
  | 'databaseNames'
  | 'databaseSource'
  | 'databaseSnapshot'
  | 'databaseSecret'
  | 'databaseRole'
  | 'databaseKey'
  | 'monitoringRole';

/** RDS makes its role with the first subnet group; a database without one has found it there. */
const LINKED: ActionRow = {
  action: 'iam:CreateServiceLinkedRole',
  on: ['databaseRole'],
  linkedTo: 'rds.amazonaws.com',
};

const SECRET: readonly ActionRow[] = ['CreateSecret', 'TagResource'].map((name) => ({
  action: `secretsmanager:${name}`,
  on: ['databaseSecret'],
  when: ['ManageMasterUserPassword'],
}));

const KEY: readonly ActionRow[] = ['CreateGrant', 'DescribeKey'].map((name) => ({
  action: `kms:${name}`,
  on: ['databaseKey'],
  when: ['KmsKeyId'],
}));

const MONITORING: ActionRow = {
  action: 'iam:PassRole',
  on: ['monitoringRole'],
  passedTo: 'monitoring.rds.amazonaws.com',
  when: ['MonitoringRoleArn'],
};

const TAG: ActionRow = { action: 'rds:AddTagsToResource', when: ['Tags'] };
const RETAG: readonly ActionRow[] = [TAG, { action: 'rds:RemoveTagsFromResource', when: ['Tags'] }];
const read = (name: string): ActionRow => ({ action: `rds:${name}` });

/** What only the making of an instance looks at, and what other calls than a change write. */
const NOT_MODIFIED = [
  'ApplyImmediately',
  'AssociatedRoles',
  'AutomaticBackupReplicationKmsKeyId',
  'AutomaticBackupReplicationRegion',
  'AutomaticBackupReplicationRetentionPeriod',
  'DBClusterSnapshotIdentifier',
  'DBSnapshotIdentifier',
  'DeleteAutomatedBackups',
  'RestoreTime',
  'SourceDBClusterIdentifier',
  'SourceDBInstanceAutomatedBackupsArn',
  'SourceDbiResourceId',
  'Tags',
  'UseLatestRestorableTime',
];

const instance: ActionTable = {
  create: [
    {
      action: 'rds:CreateDBInstance',
      on: ['self', 'databaseNames'],
      unless: ['SourceDBInstanceIdentifier'],
    },
    {
      action: 'rds:CreateDBInstanceReadReplica',
      on: ['self', 'databaseNames', 'databaseSource'],
      when: ['SourceDBInstanceIdentifier'],
    },
    { action: 'rds:ModifyDBInstance', when: ['SourceDBInstanceIdentifier'] },
    read('DescribeDBInstances'),
    ...SECRET,
    ...KEY,
    MONITORING,
    TAG,
  ],
  read: [read('DescribeDBInstances'), read('ListTagsForResource')],
  update: [
    read('DescribeDBInstances'),
    { action: 'rds:ModifyDBInstance', unlessOnly: NOT_MODIFIED },
    { action: 'rds:RebootDBInstance', when: ['DBParameterGroupName'] },
    ...SECRET,
    MONITORING,
    ...RETAG,
  ],
  delete: [
    { action: 'rds:DeleteDBInstance' },
    {
      action: 'rds:CreateDBSnapshot',
      on: ['self', 'databaseSnapshot'],
      unless: ['DBClusterIdentifier'],
    },
    read('DescribeDBInstances'),
  ],
};

/** What only the making of a cluster looks at, and what other calls than a change write. */
const CLUSTER_NOT_MODIFIED = [
  'AssociatedRoles',
  'DeleteAutomatedBackups',
  'GlobalClusterIdentifier',
  'EngineLifecycleSupport',
  'ReplicationSourceIdentifier',
  'Tags',
];

const cluster: ActionTable = {
  create: [
    { action: 'rds:CreateDBCluster', on: ['self', 'databaseNames'] },
    read('DescribeDBClusters'),
    ...SECRET,
    ...KEY,
    MONITORING,
    TAG,
  ],
  read: [read('DescribeDBClusters'), read('ListTagsForResource')],
  update: [
    read('DescribeDBClusters'),
    { action: 'rds:ModifyDBCluster', unlessOnly: CLUSTER_NOT_MODIFIED },
    ...SECRET,
    MONITORING,
    ...RETAG,
  ],
  delete: [
    { action: 'rds:DeleteDBCluster' },
    { action: 'rds:CreateDBClusterSnapshot', on: ['self', 'databaseSnapshot'] },
    read('DescribeDBClusters'),
  ],
};

const subnetGroup: ActionTable = {
  create: [read('CreateDBSubnetGroup'), read('DescribeDBSubnetGroups'), LINKED, TAG],
  read: [read('DescribeDBSubnetGroups'), read('ListTagsForResource')],
  update: [
    read('DescribeDBSubnetGroups'),
    {
      action: 'rds:ModifyDBSubnetGroup',
      when: ['DBSubnetGroupDescription', 'SubnetIds'],
    },
    ...RETAG,
  ],
  delete: [read('DeleteDBSubnetGroup'), read('DescribeDBSubnetGroups')],
};

const parameterGroup = (group: string): ActionTable => {
  const reads = [
    read(`Describe${group}s`),
    read(`Describe${group.replace('Group', '')}s`),
    read('ListTagsForResource'),
  ];
  return {
    create: [read(`Create${group}`), { action: `rds:Modify${group}`, when: ['Parameters'] }, TAG],
    read: reads,
    update: [
      { action: `rds:Modify${group}`, when: ['Parameters'] },
      { action: `rds:Reset${group}`, when: ['Parameters'] },
      ...RETAG,
    ],
    delete: [read(`Delete${group}`)],
  };
};

/** The demands of databases, by type. */
export const RDS_REQUIRED: Readonly<Record<string, ActionTable>> = {
  'AWS::RDS::DBInstance': instance,
  'AWS::RDS::DBCluster': cluster,
  'AWS::RDS::DBSubnetGroup': subnetGroup,
  'AWS::RDS::DBParameterGroup': parameterGroup('DBParameterGroup'),
  'AWS::RDS::DBClusterParameterGroup': parameterGroup('DBClusterParameterGroup'),
};
