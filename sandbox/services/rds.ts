import { AwsError } from '../aws-error.ts';
import { jsonText } from '../engine/json-text.ts';
import { start, type Steps } from '../engine/timeline.ts';
import type { Json } from '../../src/task/json.ts';
import type { Resource } from '../state.ts';
import { pageOf, row, tagList, text, type Call, type OperationTable } from './call.ts';
import { ownResource, ownResources } from './find.ts';
import { rdsCatalogue } from './rds-catalogue.ts';
import { rdsClusters } from './rds-clusters.ts';
import { rdsGroups } from './rds-groups.ts';
import { rdsSnapshots } from './rds-snapshots.ts';

const TYPE = 'AWS::RDS::DBInstance';

const listOf = (value: Json | undefined): readonly Json[] =>
  Array.isArray(value) ? (value as readonly Json[]) : [];

const stateOf = (instance: Resource): string =>
  jsonText(instance.attributes['State']) || 'available';

/** Storage is written as a text and shown as a number. */
const sizeOf = (storage: Json | undefined): number | undefined => {
  const size = Number(jsonText(storage) || Number.NaN);
  return Number.isFinite(size) ? size : undefined;
};

const replicasOf = (call: Call, instance: Resource): readonly string[] =>
  ownResources(call, TYPE)
    .filter((each) => each.properties['SourceDBInstanceIdentifier'] === instance.id)
    .map((each) => each.id);

/** A replica is what its source is. */
const inherited = (call: Call, instance: Resource, name: string): Json | undefined => {
  const source = jsonText(instance.properties['SourceDBInstanceIdentifier']);
  return (
    instance.properties[name] ??
    (source === '' ? undefined : ownResource(call, TYPE, source)?.properties[name])
  );
};

const secretOf = ({ attributes }: Resource): object | undefined =>
  attributes['MasterUserSecretArn'] === undefined
    ? undefined
    : { SecretArn: attributes['MasterUserSecretArn'], SecretStatus: 'active' };

const view = (call: Call, each: Resource): object => ({
  DBInstanceIdentifier: each.id,
  DBInstanceArn: each.arn,
  DBInstanceClass: each.properties['DBInstanceClass'],
  DBInstanceStatus: stateOf(each),
  Engine: inherited(call, each, 'Engine'),
  EngineVersion: inherited(call, each, 'EngineVersion'),
  MultiAZ: each.properties['MultiAZ'] ?? false,
  AllocatedStorage: sizeOf(inherited(call, each, 'AllocatedStorage')),
  StorageType: each.properties['StorageType'] ?? 'gp2',
  StorageEncrypted: inherited(call, each, 'StorageEncrypted') ?? false,
  BackupRetentionPeriod: each.properties['BackupRetentionPeriod'] ?? 1,
  DeletionProtection: each.properties['DeletionProtection'] ?? false,
  PubliclyAccessible: each.properties['PubliclyAccessible'] ?? false,
  DBClusterIdentifier: each.properties['DBClusterIdentifier'],
  ReadReplicaDBInstanceIdentifiers: replicasOf(call, each),
  ReadReplicaSourceDBInstanceIdentifier: each.properties['SourceDBInstanceIdentifier'],
  VpcSecurityGroups: listOf(each.properties['VPCSecurityGroups']).map((id) => ({
    VpcSecurityGroupId: id,
    Status: 'active',
  })),
  MasterUserSecret: secretOf(each),
  InstanceCreateTime: each.createdAt,
  TagList: tagList(each.tags),
});

const databases = (call: Call): unknown => {
  const name = text(call.input, 'DBInstanceIdentifier');
  const all = ownResources(call, TYPE);
  const found = name === '' ? all : all.filter((each) => each.id === name);
  if (name !== '' && found.length === 0)
    throw new AwsError('DBInstanceNotFoundFault', 404, `DBInstance ${name} not found.`);
  const page = pageOf(call, found, call.input['Marker']);
  return { DBInstances: page.items.map((each) => view(call, each)), Marker: page.next };
};

const arnOf = (call: Call): string =>
  `arn:aws:rds:${call.region}:${call.accountId}:db:` +
  (text(call.input, 'DBInstanceIdentifier') || '*');

interface Move {
  readonly from: string;
  readonly through: string;
  readonly to: string;
  readonly seconds: number;
}

async function* becoming(instance: Resource, move: Move): Steps {
  yield move.seconds;
  instance.attributes['State'] = move.to;
}

/** RDS starts, stops and restarts only what has come to rest, and stops no member of a cluster. */
const moved =
  (move: Move) =>
  (call: Call): unknown => {
    const name = text(call.input, 'DBInstanceIdentifier');
    const instance = ownResource(call, TYPE, name);
    if (instance === undefined)
      throw new AwsError('DBInstanceNotFound', 404, `DBInstance ${name} not found.`);
    if (stateOf(instance) !== move.from)
      throw new AwsError('InvalidDBInstanceState', 400, `Instance ${name} is not ${move.from}.`);
    if (move.to === 'stopped' && replicasOf(call, instance).length > 0)
      throw new AwsError(
        'InvalidDBInstanceState',
        400,
        `Cannot stop or start a database instance that has a read replica: ${name}`,
      );
    instance.attributes['State'] = move.through;
    start(call.state, becoming(instance, move));
    return { DBInstance: view(call, instance) };
  };

const operation = (name: string, move: Move) => row(`rds:${name}`, arnOf, moved(move));

/** RDS: instances with what changes their state, groups, snapshots and the catalogue. */
export const rdsOperations: OperationTable = {
  ...rdsCatalogue,
  ...rdsClusters,
  ...rdsGroups,
  ...rdsSnapshots,
  DescribeDBInstances: row('rds:DescribeDBInstances', arnOf, databases),
  StartDBInstance: operation('StartDBInstance', {
    from: 'stopped',
    through: 'starting',
    to: 'available',
    seconds: 40,
  }),
  StopDBInstance: operation('StopDBInstance', {
    from: 'available',
    through: 'stopping',
    to: 'stopped',
    seconds: 30,
  }),
  RebootDBInstance: operation('RebootDBInstance', {
    from: 'available',
    through: 'rebooting',
    to: 'available',
    seconds: 20,
  }),
};
