import type { Template, TemplateResource } from '../../plan/template.ts';
import type { MutationTask } from '../../task/aws-task.ts';
import type { Json, JsonObject } from '../../task/json.ts';
import {
  parameterGroupName,
  parameterGroupOf,
  securityGroupOf,
  subnetGroupName,
  subnetGroupOf,
} from '../databases/around.ts';
import { majorOf, type Engine } from '../databases/engines.ts';
import type { VersionFact } from '../databases/facts-schema.ts';
import type { DatabasePlace } from '../databases/place.ts';
import type { DraftContext } from '../service.ts';
import { tagList } from '../tags.ts';
import { booleanOf, numberOf, textOf } from '../task-values.ts';
import { logicalIdOf } from '../template-edit.ts';
import type { RdsInstanceFact } from './facts-schema.ts';

/** The least that RDS makes of gp3. */
const DEFAULT_SIZE_GB = 20;
const DEFAULT_RETENTION_DAYS = 7;
/** `admin` is a reserved word of some engines. */
const MASTER_USER = 'dbadmin';

const given = (rows: Readonly<Record<string, Json | undefined>>): JsonObject =>
  Object.fromEntries(
    Object.entries(rows).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );

/** RDS writes its storage as a text. */
const sizeText = (size: number | undefined): string | undefined =>
  size === undefined ? undefined : String(size);

/** Properties of an instance with what the task asks set over them; the rest stays as it is. */
export const withFields = (properties: JsonObject, task: MutationTask): JsonObject => ({
  ...properties,
  ...given({
    DBInstanceClass: textOf(task, 'instanceType'),
    AllocatedStorage: sizeText(numberOf(task, 'sizeGb')),
    BackupRetentionPeriod: numberOf(task, 'backupRetentionDays'),
    MultiAZ: booleanOf(task, 'multiAz'),
    DeletionProtection: booleanOf(task, 'deletionProtection'),
    PubliclyAccessible: booleanOf(task, 'publiclyAccessible'),
    EngineVersion: textOf(task, 'engineVersion'),
  }),
});

/** What a new instance is made of, beside the task. */
export interface RdsParts {
  readonly name: string;
  readonly engine: Engine;
  readonly version: VersionFact;
  readonly place: DatabasePlace;
}

const idsOf = (name: string) => ({
  instance: logicalIdOf(name, 'Database'),
  group: logicalIdOf(name, 'Group'),
  subnets: logicalIdOf(name, 'Subnets'),
  parameters: logicalIdOf(name, 'Parameters'),
});

/** A snapshot is what is left of a database, whoever deletes its stack. */
const KEPT = { DeletionPolicy: 'Snapshot', UpdateReplacePolicy: 'Snapshot' } as const;

/** Alike for an instance of its own and for a replica. */
const CLOSED: JsonObject = {
  AutoMinorVersionUpgrade: true,
  CopyTagsToSnapshot: true,
  PubliclyAccessible: false,
};

const instanceOf = (context: DraftContext, parts: RdsParts): TemplateResource => {
  const { task } = context;
  const { name, engine, version, place } = parts;
  const ids = idsOf(name);
  const base = {
    DBInstanceIdentifier: name,
    Engine: engine.name,
    // Of a major version alone AWS keeps the minor one; a minor one that was asked for stays.
    EngineVersion: majorOf(engine.name, version.version),
    AllocatedStorage: String(DEFAULT_SIZE_GB),
    StorageType: 'gp3',
    StorageEncrypted: true,
    MasterUsername: MASTER_USER,
    ManageMasterUserPassword: true,
    EnableIAMDatabaseAuthentication: true,
    BackupRetentionPeriod: DEFAULT_RETENTION_DAYS,
    MultiAZ: false,
    ...CLOSED,
    DBSubnetGroupName: place.subnetGroup ?? subnetGroupName(name),
    DBParameterGroupName: parameterGroupName(name),
    VPCSecurityGroups: [place.securityGroup ?? { 'Fn::GetAtt': [ids.group, 'GroupId'] }],
    ...given({ DBName: textOf(task, 'databaseName'), KmsKeyId: textOf(task, 'kmsKey') }),
  };
  return {
    Type: 'AWS::RDS::DBInstance',
    ...KEPT,
    Properties: { ...withFields(base, task), Tags: tagList(context.tagsFor(name)) },
  };
};

/** The instance, and a closed group unless one was named. */
export const rdsTemplate = (context: DraftContext, parts: RdsParts): Template => {
  const { name, engine, place } = parts;
  const ids = idsOf(name);
  return {
    AWSTemplateFormatVersion: '2010-09-09',
    Description: `${engine.title} database ${name}`,
    Resources: {
      ...(place.securityGroup === undefined
        ? { [ids.group]: securityGroupOf(context, name, place) }
        : {}),
      [ids.instance]: instanceOf(context, parts),
    },
  };
};

/** Subnets and parameters, in a stack of their own: one session does not hold it all. */
export const aroundTemplate = (context: DraftContext, parts: RdsParts): Template => {
  const { name, engine, version, place } = parts;
  const ids = idsOf(name);
  const group = { name, family: version.family, parameters: engine.tlsParameters };
  return {
    AWSTemplateFormatVersion: '2010-09-09',
    Description: `Subnets and parameters of database ${name}`,
    Resources: {
      ...(place.subnetGroup === undefined
        ? { [ids.subnets]: subnetGroupOf(context, name, place.subnetIds) }
        : {}),
      [ids.parameters]: parameterGroupOf(context, 'AWS::RDS::DBParameterGroup', group),
    },
  };
};

/** A read replica: engine, encryption, subnets and parameters are those of its source. */
export const replicaTemplate = (
  context: DraftContext,
  name: string,
  source: RdsInstanceFact,
): Template => {
  const { task } = context;
  const Properties = {
    DBInstanceIdentifier: name,
    SourceDBInstanceIdentifier: source.name,
    // As its source is; planning has looked.
    StorageEncrypted: true,
    ...CLOSED,
    DBInstanceClass: textOf(task, 'instanceType') ?? source.instanceClass,
    VPCSecurityGroups: source.securityGroups,
    ...given({
      MultiAZ: booleanOf(task, 'multiAz'),
      DeletionProtection: booleanOf(task, 'deletionProtection'),
    }),
    Tags: tagList(context.tagsFor(name)),
  };
  return {
    AWSTemplateFormatVersion: '2010-09-09',
    Description: `Read replica ${name} of ${source.name}`,
    Resources: {
      // Everything in it is in its source: no snapshot is left of it.
      [idsOf(name).instance]: {
        Type: 'AWS::RDS::DBInstance',
        DeletionPolicy: 'Delete',
        UpdateReplacePolicy: 'Delete',
        Properties,
      },
    },
  };
};
