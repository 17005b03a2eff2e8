import type { Template, TemplateResource } from '../../plan/template.ts';
import type { MutationTask } from '../../task/aws-task.ts';
import { isJsonObject, type Json, type JsonObject } from '../../task/json.ts';
import {
  parameterGroupName,
  parameterGroupOf,
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
import { given } from '../given.ts';

const MEMBER = 'AWS::RDS::DBInstance';
const SERVERLESS = 'db.serverless';
const DEFAULT_RETENTION_DAYS = 7;
/** `admin` is a reserved word of some engines. */
const MASTER_USER = 'dbadmin';

const capacity = (properties: JsonObject, task: MutationTask): Json | undefined => {
  const present = properties['ServerlessV2ScalingConfiguration'];
  const asked = given({
    MinCapacity: numberOf(task, 'minCapacity'),
    MaxCapacity: numberOf(task, 'maxCapacity'),
  });
  if (Object.keys(asked).length === 0) return undefined;
  const before = present !== undefined && isJsonObject(present) ? present : { MinCapacity: 0.5 };
  return { ...before, ...asked };
};

/** Properties of a cluster with what the task asks set over them; the rest stays as it is. */
export const withFields = (properties: JsonObject, task: MutationTask): JsonObject => ({
  ...properties,
  ...given({
    BackupRetentionPeriod: numberOf(task, 'backupRetentionDays'),
    DeletionProtection: booleanOf(task, 'deletionProtection'),
    ServerlessV2ScalingConfiguration: capacity(properties, task),
  }),
});

/** The class of every instance: the one that was named, or none where capacity was asked for. */
export const classOf = (task: MutationTask): string | undefined =>
  textOf(task, 'instanceType') ??
  (numberOf(task, 'maxCapacity') === undefined ? undefined : SERVERLESS);

/** What a new cluster is made of, beside the task. */
export interface AuroraParts {
  readonly name: string;
  readonly engine: Engine;
  readonly version: VersionFact;
  readonly place: DatabasePlace & { readonly securityGroup: string };
  readonly instanceClass: string;
}

const idOf = (name: string): string => logicalIdOf(name, 'Cluster');
const memberIdOf = (name: string, number: number): string => logicalIdOf(name, `Member${number}`);

const clusterOf = (context: DraftContext, parts: AuroraParts): TemplateResource => {
  const { task } = context;
  const { name, engine, version, place } = parts;
  const base = {
    DBClusterIdentifier: name,
    Engine: engine.name,
    // Of a major version alone AWS keeps the minor one; a minor one that was asked for stays.
    EngineVersion: textOf(task, 'engineVersion') ?? majorOf(engine.name, version.version),
    StorageEncrypted: true,
    MasterUsername: MASTER_USER,
    ManageMasterUserPassword: true,
    EnableIAMDatabaseAuthentication: true,
    BackupRetentionPeriod: DEFAULT_RETENTION_DAYS,
    CopyTagsToSnapshot: true,
    DBSubnetGroupName: place.subnetGroup ?? subnetGroupName(name),
    DBClusterParameterGroupName: parameterGroupName(name),
    VpcSecurityGroupIds: [place.securityGroup],
    ...given({ KmsKeyId: textOf(task, 'kmsKey') }),
  };
  return {
    Type: 'AWS::RDS::DBCluster',
    // A snapshot is what is left of a cluster, whoever deletes its stack.
    DeletionPolicy: 'Snapshot',
    UpdateReplacePolicy: 'Snapshot',
    Properties: { ...withFields(base, task), Tags: tagList(context.tagsFor(name)) },
  };
};

/** The reference to the cluster is why instances are made after it, and go before it. */
const memberOf = (
  context: DraftContext,
  parts: Pick<AuroraParts, 'name' | 'engine' | 'instanceClass'>,
  number: number,
): TemplateResource => ({
  Type: MEMBER,
  DeletionPolicy: 'Delete',
  UpdateReplacePolicy: 'Delete',
  Properties: {
    DBInstanceIdentifier: `${parts.name}-${number}`,
    DBClusterIdentifier: { Ref: idOf(parts.name) },
    DBInstanceClass: parts.instanceClass,
    Engine: parts.engine.name,
    AutoMinorVersionUpgrade: true,
    PubliclyAccessible: false,
    Tags: tagList(context.tagsFor(`${parts.name}-${number}`)),
  },
});

/** The cluster with its instances. */
export const auroraTemplate = (context: DraftContext, parts: AuroraParts): Template => {
  const count = numberOf(context.task, 'instances') ?? 1;
  const numbers = Array.from({ length: count }, (_, index) => index + 1);
  return {
    AWSTemplateFormatVersion: '2010-09-09',
    Description: `${parts.engine.title} cluster ${parts.name}`,
    Resources: {
      [idOf(parts.name)]: clusterOf(context, parts),
      ...Object.fromEntries(
        numbers.map((number) => [memberIdOf(parts.name, number), memberOf(context, parts, number)]),
      ),
    },
  };
};

/** Subnets and parameters, in a stack of their own: one session does not hold it all. */
export const aroundTemplate = (context: DraftContext, parts: AuroraParts): Template => {
  const { name, engine, version, place } = parts;
  const group = { name, family: version.family, parameters: engine.tlsParameters };
  const subnets =
    place.subnetGroup === undefined
      ? { [logicalIdOf(name, 'Subnets')]: subnetGroupOf(context, name, place.subnetIds) }
      : {};
  return {
    AWSTemplateFormatVersion: '2010-09-09',
    Description: `Subnets and parameters of cluster ${name}`,
    Resources: {
      ...subnets,
      [logicalIdOf(name, 'Parameters')]: parameterGroupOf(
        context,
        'AWS::RDS::DBClusterParameterGroup',
        group,
      ),
    },
  };
};

const membersIn = (template: Template): readonly (readonly [string, TemplateResource])[] =>
  Object.entries(template.Resources).filter(([, one]) => one.Type === MEMBER);

const lastNumber = (id: string): number => Number(/(\d+)$/.exec(id)?.[1] ?? 0);

/** As many instances as the task asks for: the newest go first, a new one is like the first. */
const counted = (template: Template, count: number | undefined): Template => {
  const members = membersIn(template).toSorted(([a], [b]) => lastNumber(a) - lastNumber(b));
  const [first] = members;
  if (count === undefined || first === undefined) return template;
  const gone = new Set(members.slice(count).map(([id]) => id));
  const kept = Object.entries(template.Resources).filter(([id]) => !gone.has(id));
  const highest = Math.max(...members.map(([id]) => lastNumber(id)));
  const added = Array.from({ length: Math.max(0, count - members.length) }, (_, index) =>
    likeFirst(first, highest + index + 1),
  );
  return { ...template, Resources: Object.fromEntries([...kept, ...added]) };
};

const renumbered = (text: Json | undefined, number: number): Json | undefined =>
  typeof text === 'string' ? text.replace(/\d+$/, String(number)) : text;

const likeFirst = (
  [id, resource]: readonly [string, TemplateResource],
  number: number,
): readonly [string, TemplateResource] => {
  const { Tags = [], ...rest } = resource.Properties ?? {};
  const tags = (Array.isArray(Tags) ? (Tags as readonly Json[]) : []).map((tag) =>
    isJsonObject(tag) && tag['Key'] === 'Name'
      ? { ...tag, Value: renumbered(tag['Value'], number) ?? '' }
      : tag,
  );
  const name = renumbered(rest['DBInstanceIdentifier'], number) ?? '';
  const Properties = { ...rest, DBInstanceIdentifier: name, Tags: tags };
  return [id.replace(/\d+$/, String(number)), { ...resource, Properties }];
};

/** The template of a stack of ours with what the task asks of cluster and instances. */
export const withAsked = (template: Template, clusterId: string, task: MutationTask): Template => {
  const instanceClass = textOf(task, 'instanceType');
  const Resources = Object.fromEntries(
    Object.entries(template.Resources).map(([id, one]) => {
      if (id === clusterId)
        return [id, { ...one, Properties: withFields(one.Properties ?? {}, task) }];
      if (one.Type !== MEMBER || instanceClass === undefined) return [id, one];
      return [id, { ...one, Properties: { ...one.Properties, DBInstanceClass: instanceClass } }];
    }),
  );
  return counted({ ...template, Resources }, numberOf(task, 'instances'));
};
