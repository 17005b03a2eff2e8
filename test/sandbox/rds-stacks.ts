import type { Body } from './kit.ts';

/** One stack of a type: the first logical id is of it, the others carry it. */
export interface TypeStack {
  readonly before: Body;
  readonly change: Body;
}

const SUBNETS = ['subnet-0333aaaa1111bbbb1', 'subnet-0333aaaa1111bbbb2'];

const database = (properties: Body): Body => ({
  Type: 'AWS::RDS::DBInstance',
  Properties: {
    Engine: 'postgres',
    DBInstanceClass: 'db.t4g.medium',
    AllocatedStorage: '20',
    MasterUsername: 'dbadmin',
    ManageMasterUserPassword: true,
    ...properties,
  },
});

const parameters = (type: string, Family: string): TypeStack => ({
  before: {
    Main: {
      Type: type,
      Properties: { Description: 'p', Family, Parameters: { max_connections: '100' } },
    },
  },
  change: { Parameters: { max_connections: '200' } },
});

const FILES: Body = {
  Type: 'AWS::EFS::FileSystem',
  Properties: { Encrypted: true, FileSystemTags: [{ Key: 'CoworkerManaged', Value: 'true' }] },
};

/** File systems and their mount targets. */
export const EFS_STACKS: Readonly<Record<string, TypeStack>> = {
  'AWS::EFS::FileSystem': {
    before: { Main: FILES },
    change: { BackupPolicy: { Status: 'ENABLED' } },
  },
  'AWS::EFS::MountTarget': {
    before: {
      Main: {
        Type: 'AWS::EFS::MountTarget',
        Properties: {
          FileSystemId: { Ref: 'Files' },
          SubnetId: SUBNETS[0],
          SecurityGroups: ['sg-0fedcba9876543210'],
        },
      },
      Files: FILES,
    },
    change: { SecurityGroups: [] },
  },
};

/** Databases and what stands around them. */
export const RDS_STACKS: Readonly<Record<string, TypeStack>> = {
  'AWS::RDS::DBInstance': {
    before: { Main: database({}) },
    change: { AllocatedStorage: '40', MultiAZ: true },
  },
  'AWS::RDS::DBCluster': {
    before: {
      Main: {
        Type: 'AWS::RDS::DBCluster',
        Properties: {
          Engine: 'aurora-postgresql',
          MasterUsername: 'dbadmin',
          ManageMasterUserPassword: true,
        },
      },
    },
    change: { BackupRetentionPeriod: 14 },
  },
  'AWS::RDS::DBSubnetGroup': {
    before: {
      Main: {
        Type: 'AWS::RDS::DBSubnetGroup',
        Properties: { DBSubnetGroupDescription: 'd', SubnetIds: SUBNETS },
      },
    },
    change: { DBSubnetGroupDescription: 'other words' },
  },
  'AWS::RDS::DBParameterGroup': parameters('AWS::RDS::DBParameterGroup', 'postgres16'),
  'AWS::RDS::DBClusterParameterGroup': parameters(
    'AWS::RDS::DBClusterParameterGroup',
    'aurora-postgresql16',
  ),
};
