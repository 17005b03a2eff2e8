import type { JsonObject } from '../../src/task/json.ts';
import { textProperty, type HandlerProblem, type TypeRow } from './model.ts';
import {
  arnOf,
  CLUSTER,
  INSTANCE,
  invalid,
  lacks,
  lacksGroup,
  passwordProblem,
  retentionProblem,
  SERVICE,
  secretArn,
  small,
  snapshotOf,
  there,
} from './rds-words.ts';

const capacityProblem = (properties: JsonObject): HandlerProblem | undefined => {
  const given = properties['ServerlessV2ScalingConfiguration'];
  if (given === undefined || given === null || typeof given !== 'object') return undefined;
  const { MinCapacity: least, MaxCapacity: most } = given as Readonly<Record<string, unknown>>;
  return Number(least) <= Number(most)
    ? undefined
    : invalid('Serverless v2 capacity: the minimum can not be more than the maximum.');
};

/** `AWS::RDS::DBCluster`. Stays while an instance is in it; protected ones stay. */
export const dbCluster: TypeRow = {
  type: CLUSTER,
  service: SERVICE,
  tags: 'list',
  seconds: { create: 30, update: 15, delete: 15 },
  replaceOn: [
    'AvailabilityZones',
    'ClusterScalabilityType',
    'DBClusterIdentifier',
    'DBSubnetGroupName',
    'DBSystemId',
    'DatabaseName',
    'Engine',
    'EngineMode',
    'KmsKeyId',
    'MasterUsername',
    'PubliclyAccessible',
    'RestoreToTime',
    'RestoreType',
    'SnapshotIdentifier',
    'SourceDBClusterIdentifier',
    'SourceDbClusterResourceId',
    'SourceRegion',
    'StorageEncrypted',
    'UseLatestRestorableTime',
  ],
  nameProperty: 'DBClusterIdentifier',
  nameLimit: 63,
  lowerCaseNames: true,
  idOf: small,
  arnOf: arnOf('cluster'),
  attributesOf: (id, { region }) => ({
    'Endpoint.Address': `${id}.cluster-c0ffee.${region}.rds.amazonaws.com`,
  }),
  bornWith: ({ place, name, properties }) => ({
    State: 'available',
    ...(properties['ManageMasterUserPassword'] === true
      ? { MasterUserSecretArn: secretArn(place, `cluster-${name}`) }
      : {}),
  }),
  refuseCreate: ({ state, place, properties }) =>
    lacks({ state, place, properties }, [
      'DBSubnetGroupName',
      'AWS::RDS::DBSubnetGroup',
      'DB subnet group',
    ]) ?? passwordProblem(properties),
  refuse: (wanted) =>
    retentionProblem(wanted.properties) ??
    capacityProblem(wanted.properties) ??
    lacks(wanted, [
      'DBClusterParameterGroupName',
      'AWS::RDS::DBClusterParameterGroup',
      'DBClusterParameterGroup',
    ]) ??
    lacksGroup(wanted.state, wanted.place, wanted.properties),
  refuseDelete: (resource, state) => {
    if (resource.properties['DeletionProtection'] === true)
      return invalid(
        'Cannot delete protected Cluster, please disable deletion protection and try again.',
      );
    const isHeld = there(state, resource, INSTANCE).some(
      (each) => small(textProperty(each.properties, 'DBClusterIdentifier')) === resource.id,
    );
    return isHeld
      ? invalid('Cluster cannot be deleted, it still contains DB instances in non-deleting state.')
      : undefined;
  },
  finalSnapshot: snapshotOf(
    'AWS::RDS::DBClusterSnapshot',
    'cluster-snapshot',
    'DBClusterIdentifier',
  ),
};
