import type { Resource, WorldState } from '../state.ts';
import { textProperty, type Place, type TypeRow } from './model.ts';
import { arnOf, CLUSTER, INSTANCE, invalid, SERVICE, small, textsIn, there } from './rds-words.ts';

const zonesOf = (state: WorldState, place: Place, ids: readonly string[]): ReadonlySet<string> =>
  new Set(
    there(state, place, 'AWS::EC2::Subnet')
      .filter((each) => ids.includes(each.id))
      .map((each) => textProperty(each.properties, 'AvailabilityZone')),
  );

const users = (state: WorldState, resource: Resource, property: string): readonly Resource[] =>
  [INSTANCE, CLUSTER]
    .flatMap((type) => there(state, resource, type))
    .filter((each) => small(textProperty(each.properties, property)) === resource.id);

/** `AWS::RDS::DBSubnetGroup`. Two zones at least; kept while a database stands in it. */
const dbSubnetGroup: TypeRow = {
  type: 'AWS::RDS::DBSubnetGroup',
  service: SERVICE,
  tags: 'list',
  seconds: { create: 4, update: 4, delete: 3 },
  replaceOn: ['DBSubnetGroupName'],
  nameProperty: 'DBSubnetGroupName',
  nameLimit: 255,
  lowerCaseNames: true,
  idOf: small,
  arnOf: arnOf('subgrp'),
  attributesOf: () => ({}),
  refuse: ({ state, place, properties }) => {
    const ids = textsIn(properties['SubnetIds']);
    const known = new Set(there(state, place, 'AWS::EC2::Subnet').map((each) => each.id));
    const missing = ids.find((id) => !known.has(id));
    if (missing !== undefined) return invalid(`Some input subnets in :[${missing}] are invalid.`);
    const zones = zonesOf(state, place, ids);
    return zones.size > 1
      ? undefined
      : invalid(
          "The DB subnet group doesn't meet Availability Zone (AZ) coverage requirement. Current " +
            `AZ coverage: ${[...zones].join(', ')}. Add subnets to cover at least 2 AZs.`,
        );
  },
  refuseDelete: (resource, state) => {
    const [user] = users(state, resource, 'DBSubnetGroupName');
    return user === undefined
      ? undefined
      : invalid(
          `Cannot delete the subnet group '${resource.id}' because at least one database ` +
            `instance: ${user.id} is still using it.`,
        );
  },
};

const parameterGroup = (type: string, kind: string, property: string): TypeRow => ({
  type,
  service: SERVICE,
  tags: 'list',
  seconds: { create: 5, update: 5, delete: 4 },
  replaceOn: ['Description', 'Family', property],
  nameProperty: property,
  nameLimit: 255,
  lowerCaseNames: true,
  idOf: small,
  arnOf: arnOf(kind),
  attributesOf: () => ({}),
  refuseDelete: (resource, state) => {
    const [user] = users(state, resource, property);
    return user === undefined
      ? undefined
      : invalid(
          `One or more database instances are still members of this parameter group ` +
            `${resource.id}, so the group cannot be deleted`,
        );
  },
});

/** Groups of parameters. Kept while a database uses them. */
const dbParameterGroup: TypeRow = parameterGroup(
  'AWS::RDS::DBParameterGroup',
  'pg',
  'DBParameterGroupName',
);
const dbClusterParameterGroup: TypeRow = parameterGroup(
  'AWS::RDS::DBClusterParameterGroup',
  'cluster-pg',
  'DBClusterParameterGroupName',
);

/** What stands around databases. */
export const GROUP_ROWS: readonly TypeRow[] = [
  dbSubnetGroup,
  dbParameterGroup,
  dbClusterParameterGroup,
];
