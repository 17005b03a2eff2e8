import type { Json, JsonObject } from '../../src/task/json.ts';
import { findResource, type Resource, type WorldState } from '../state.ts';
import { problem, textProperty, type HandlerProblem, type Place, type TypeRow } from './model.ts';

/** As messages name the service. */
export const SERVICE = 'Rds';

/** A request that RDS does not take. */
export const invalid = (message: string): HandlerProblem => problem('InvalidRequest', 400, message);
/** What a request names and is not there. */
export const notFound = (message: string): HandlerProblem => problem('NotFound', 404, message);

/** RDS keeps every name in small letters. */
export const small = (name: string): string => name.toLowerCase();

/** The ARN of a kind of thing, from its name. */
export const arnOf =
  (kind: string) =>
  (id: string, { accountId, region }: Place): string =>
    `arn:aws:rds:${region}:${accountId}:${kind}:${id}`;

/** The texts of a list. */
export const textsIn = (value: Json | undefined): readonly string[] =>
  Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];

/** The resources of a type in one place. */
export const there = (state: WorldState, place: Place, type: string): readonly Resource[] =>
  state.resources.filter(
    (each) =>
      each.type === type && each.accountId === place.accountId && each.region === place.region,
  );

export const INSTANCE = 'AWS::RDS::DBInstance';
export const CLUSTER = 'AWS::RDS::DBCluster';

/** What a property names and is not there; undefined where it is. */
export const lacks = (
  { state, place, properties }: Parameters<NonNullable<TypeRow['refuse']>>[0],
  [name, type, words]: readonly [name: string, type: string, words: string],
): HandlerProblem | undefined => {
  const given = textProperty(properties, name);
  if (given === '' || given.startsWith('default')) return undefined;
  return findResource(state, { type, ...place }, small(given)) === undefined
    ? notFound(`${words} ${given} not found.`)
    : undefined;
};

const GROUPS = ['VPCSecurityGroups', 'VpcSecurityGroupIds'];

/** The first security group that is named and is not there. */
export const lacksGroup = (
  state: WorldState,
  place: Place,
  properties: JsonObject,
): HandlerProblem | undefined => {
  const own = new Set(there(state, place, 'AWS::EC2::SecurityGroup').map((each) => each.id));
  const missing = GROUPS.flatMap((name) => textsIn(properties[name])).find((id) => !own.has(id));
  return missing === undefined
    ? undefined
    : invalid(`Invalid security group , groupId= ${missing}, groupName=.`);
};

/** A database makes its password itself or is given one, never both and never neither. */
export const passwordProblem = (properties: JsonObject): HandlerProblem | undefined => {
  const isManaged = properties['ManageMasterUserPassword'] === true;
  const isGiven = properties['MasterUserPassword'] !== undefined;
  if (isManaged && isGiven)
    return invalid(
      "You can't specify MasterUserPassword when ManageMasterUserPassword is enabled.",
    );
  if (isManaged || isGiven) return undefined;
  return invalid('The parameter MasterUserPassword must be provided and must not be blank.');
};

/** Backups are kept for 35 days at most. */
export const retentionProblem = (properties: JsonObject): HandlerProblem | undefined => {
  const days = properties['BackupRetentionPeriod'];
  return typeof days === 'number' && (days < 0 || days > 35)
    ? invalid(`Invalid backup retention period: ${days}. Must be between 0 and 35.`)
    : undefined;
};

/** The final snapshot that a deletion policy asks for. */
export const snapshotOf =
  (type: string, kind: string, of: string): NonNullable<TypeRow['finalSnapshot']> =>
  (resource, name) => ({
    type,
    accountId: resource.accountId,
    region: resource.region,
    id: name,
    arn: arnOf(kind)(name, resource),
    properties: { [of]: resource.id, Engine: resource.properties['Engine'] ?? '' },
    tags: {},
    attributes: { State: 'available' },
    createdAt: resource.createdAt,
  });

/** The secret that RDS makes for a master user. */
export const secretArn = ({ region, accountId }: Place, name: string): string =>
  `arn:aws:secretsmanager:${region}:${accountId}:secret:rds!db-${small(name)}`;
