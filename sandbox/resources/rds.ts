import type { Json, JsonObject } from '../../src/task/json.ts';
import { findResource, type Resource, type WorldState } from '../state.ts';
import { textProperty, type HandlerProblem, type Place, type TypeRow } from './model.ts';
import { dbCluster } from './rds-cluster.ts';
import { GROUP_ROWS } from './rds-groups.ts';
import {
  arnOf,
  CLUSTER,
  INSTANCE,
  invalid,
  lacks,
  lacksGroup,
  notFound,
  passwordProblem,
  retentionProblem,
  secretArn,
  SERVICE,
  small,
  snapshotOf,
} from './rds-words.ts';

const wholeNumber = (value: Json | undefined): number | undefined => {
  const number = Number(typeof value === 'object' ? Number.NaN : value);
  return Number.isFinite(number) ? number : undefined;
};

/** What an instance has now; undefined for one that is being made. */
const before = (
  state: WorldState,
  place: Place,
  properties: JsonObject,
): JsonObject | undefined => {
  const id = small(textProperty(properties, 'DBInstanceIdentifier'));
  return findResource(state, { type: INSTANCE, ...place }, id)?.properties;
};

const storageProblem = (
  was: JsonObject | undefined,
  properties: JsonObject,
): HandlerProblem | undefined => {
  const size = wholeNumber(properties['AllocatedStorage']);
  const has = wholeNumber(was?.['AllocatedStorage']);
  if (size !== undefined && size < 20)
    return invalid(`Invalid storage size for engine name postgres and storage type gp3: ${size}`);
  return size !== undefined && has !== undefined && size < has
    ? invalid('Requested storage size is less than the current one: storage can not be shrunk.')
    : undefined;
};

const sourceProblem = (
  state: WorldState,
  place: Place,
  properties: JsonObject,
): HandlerProblem | undefined => {
  const name = textProperty(properties, 'SourceDBInstanceIdentifier');
  if (name === '') return undefined;
  const source = findResource(state, { type: INSTANCE, ...place }, small(name));
  if (source === undefined) return notFound(`DBInstance ${name} not found.`);
  return source.properties['BackupRetentionPeriod'] === 0
    ? invalid('Automated backups are not enabled for this database instance.')
    : undefined;
};

const isProtected = (resource: Resource): boolean =>
  resource.properties['DeletionProtection'] === true;

/** `AWS::RDS::DBInstance`. What it names must be there; protected ones stay. */
export const dbInstance: TypeRow = {
  type: INSTANCE,
  service: SERVICE,
  tags: 'list',
  seconds: { create: 45, update: 25, delete: 30 },
  replaceOn: [
    'AvailabilityZone',
    'BackupTarget',
    'CharacterSetName',
    'CustomIAMInstanceProfile',
    'DBClusterIdentifier',
    'DBInstanceIdentifier',
    'DBName',
    'DBSubnetGroupName',
    'DBSystemId',
    'Engine',
    'KmsKeyId',
    'MasterUsername',
    'NcharCharacterSetName',
    'SourceDBInstanceIdentifier',
    'SourceRegion',
    'StorageEncrypted',
    'Timezone',
  ],
  nameProperty: 'DBInstanceIdentifier',
  nameLimit: 63,
  lowerCaseNames: true,
  idOf: small,
  arnOf: arnOf('db'),
  attributesOf: (id, { region }) => ({
    'Endpoint.Address': `${id}.c0ffee.${region}.rds.amazonaws.com`,
    'Endpoint.Port': '5432',
  }),
  bornWith: ({ place, name, properties }) => ({
    State: 'available',
    ...(properties['ManageMasterUserPassword'] === true
      ? {
          MasterUserSecretArn: secretArn(place, name),
        }
      : {}),
  }),
  refuseCreate: ({ state, place, properties }) => {
    const wanted = { state, place, properties };
    const isOwn =
      properties['SourceDBInstanceIdentifier'] === undefined &&
      properties['DBClusterIdentifier'] === undefined &&
      properties['DBSnapshotIdentifier'] === undefined;
    return (
      sourceProblem(state, place, properties) ??
      lacks(wanted, ['DBClusterIdentifier', CLUSTER, 'Could not find DB Cluster:']) ??
      lacks(wanted, ['DBSubnetGroupName', 'AWS::RDS::DBSubnetGroup', 'DB subnet group']) ??
      (isOwn ? passwordProblem(properties) : undefined)
    );
  },
  refuse: (wanted) =>
    retentionProblem(wanted.properties) ??
    storageProblem(before(wanted.state, wanted.place, wanted.properties), wanted.properties) ??
    lacks(wanted, ['DBParameterGroupName', 'AWS::RDS::DBParameterGroup', 'DBParameterGroup']) ??
    lacksGroup(wanted.state, wanted.place, wanted.properties),
  refuseDelete: (resource) =>
    isProtected(resource)
      ? invalid(
          'Cannot delete protected DB Instance, please disable deletion protection and try again.',
        )
      : undefined,
  finalSnapshot: snapshotOf('AWS::RDS::DBSnapshot', 'snapshot', 'DBInstanceIdentifier'),
};

/** The rows of databases and of what stands around them. */
export const RDS_ROWS: readonly TypeRow[] = [dbInstance, dbCluster, ...GROUP_ROWS];
