import { att, DEV, kept, OWNER, of, ref, roleOf, SUBNETS } from './group-parts.ts';
import type { TemplateGroup } from './template-groups.ts';

const RDS = 'AWS::RDS';
const parameters = (Family: string) => ({
  Description: 'Law',
  Family,
  Parameters: { max_connections: '100' },
});
const MORE = { Parameters: { max_connections: '200' }, ...OWNER };

const DATABASE: TemplateGroup = {
  name: 'a database',
  before: {
    Places: of(`${RDS}::DBSubnetGroup`, {
      DBSubnetGroupName: 'law',
      DBSubnetGroupDescription: 'Law',
      SubnetIds: SUBNETS,
    }),
    Settings: of(`${RDS}::DBParameterGroup`, {
      DBParameterGroupName: 'law',
      ...parameters('postgres16'),
    }),
    Data: of(`${RDS}::DBInstance`, {
      DBInstanceIdentifier: 'law',
      Engine: 'postgres',
      EngineVersion: '16.4',
      DBInstanceClass: 'db.t4g.medium',
      AllocatedStorage: '20',
      StorageEncrypted: true,
      PubliclyAccessible: false,
      MasterUsername: 'dbadmin',
      ManageMasterUserPassword: true,
      DBSubnetGroupName: ref('Places'),
      DBParameterGroupName: ref('Settings'),
    }),
  },
  after: {
    Places: { DBSubnetGroupDescription: 'Law of places', ...OWNER },
    Settings: MORE,
    // Storage is not among it: it never shrinks again, neither here nor at AWS.
    Data: { MultiAZ: true, BackupRetentionPeriod: 14, ...OWNER },
  },
};

const AROUND: TemplateGroup = {
  name: 'what stands around databases',
  before: {
    Places: of(`${RDS}::DBSubnetGroup`, {
      DBSubnetGroupName: 'law',
      DBSubnetGroupDescription: 'Law',
      SubnetIds: SUBNETS,
    }),
    Settings: of(`${RDS}::DBParameterGroup`, {
      DBParameterGroupName: 'law',
      ...parameters('postgres16'),
    }),
    Shared: of(`${RDS}::DBClusterParameterGroup`, {
      DBClusterParameterGroupName: 'law-shared',
      ...parameters('aurora-postgresql16'),
    }),
  },
  after: { Places: OWNER, Settings: MORE, Shared: MORE },
  replaced: {
    Places: { DBSubnetGroupName: 'law-2' },
    Settings: { DBParameterGroupName: 'law-2' },
    Shared: { DBClusterParameterGroupName: 'law-shared-2' },
  },
};

const CLUSTER: TemplateGroup = {
  name: 'a cluster of databases',
  before: {
    Settings: of(`${RDS}::DBClusterParameterGroup`, {
      DBClusterParameterGroupName: 'law',
      ...parameters('aurora-postgresql16'),
    }),
    Data: of(`${RDS}::DBCluster`, {
      DBClusterIdentifier: 'law',
      Engine: 'aurora-postgresql',
      StorageEncrypted: true,
      MasterUsername: 'dbadmin',
      ManageMasterUserPassword: true,
      DBClusterParameterGroupName: ref('Settings'),
    }),
    Member: of(`${RDS}::DBInstance`, {
      DBInstanceIdentifier: 'law-1',
      Engine: 'aurora-postgresql',
      DBInstanceClass: 'db.t4g.medium',
      PubliclyAccessible: false,
      DBClusterIdentifier: ref('Data'),
    }),
  },
  after: {
    Settings: MORE,
    Data: { BackupRetentionPeriod: 14, ...OWNER },
    Member: { DBInstanceClass: 'db.r6g.large', ...OWNER },
  },
};

const FILES: TemplateGroup = {
  name: 'files',
  before: {
    Files: of('AWS::EFS::FileSystem', {
      Encrypted: true,
      FileSystemTags: [{ Key: 'CoworkerManaged', Value: 'true' }],
    }),
    Mount: of('AWS::EFS::MountTarget', {
      FileSystemId: ref('Files'),
      SubnetId: SUBNETS[0],
      SecurityGroups: ['sg-0fedcba9876543210'],
    }),
  },
  after: {
    Files: {
      BackupPolicy: { Status: 'ENABLED' },
      LifecyclePolicies: [{ TransitionToIA: 'AFTER_30_DAYS' }],
    },
    Mount: { SecurityGroups: [] },
  },
  replaced: { Mount: { SubnetId: SUBNETS[1] } },
};

const SECRET: TemplateGroup = {
  name: 'a secret that rotates',
  before: {
    Worker: roleOf('lambda.amazonaws.com', 'law-rotator'),
    Rotator: of('AWS::Lambda::Function', {
      FunctionName: 'law-rotator',
      Runtime: 'python3.13',
      Handler: 'app.handler',
      Role: att('Worker'),
      Code: {
        S3Bucket: 'acme-dev-use1-packages',
        S3Key: 'thumbs/1.0.0.zip',
        S3ObjectVersion: 'v1',
      },
    }),
    Lets: of('AWS::Lambda::Permission', {
      Action: 'lambda:InvokeFunction',
      FunctionName: ref('Rotator'),
      Principal: 'secretsmanager.amazonaws.com',
      SourceAccount: DEV,
    }),
    Secret: of('AWS::SecretsManager::Secret', {
      Name: 'law/secret',
      GenerateSecretString: { PasswordLength: 32 },
    }),
    Rotation: of(
      'AWS::SecretsManager::RotationSchedule',
      {
        SecretId: ref('Secret'),
        RotationLambdaARN: att('Rotator'),
        RotationRules: { AutomaticallyAfterDays: 30 },
      },
      ['Lets'],
    ),
  },
  after: {
    Secret: { Description: 'Law', ...OWNER },
    Rotation: { RotationRules: { AutomaticallyAfterDays: 7 } },
  },
};

const NAMED_KEY: TemplateGroup = {
  name: 'a key with a name',
  before: {
    Key: kept(of('AWS::KMS::Key', { Description: 'Law', EnableKeyRotation: false })),
    Named: of('AWS::KMS::Alias', { AliasName: 'alias/law', TargetKeyId: ref('Key') }),
    Other: kept(of('AWS::KMS::Key', { EnableKeyRotation: true })),
  },
  after: {
    Key: { Description: 'Law of keys', EnableKeyRotation: true },
    Named: { TargetKeyId: ref('Other') },
  },
  replaced: { Named: { AliasName: 'alias/law-2' } },
};

/** Templates of what holds data and secrets. */
export const DATA_GROUPS: readonly TemplateGroup[] = [
  DATABASE,
  AROUND,
  CLUSTER,
  FILES,
  SECRET,
  NAMED_KEY,
];
