import type { Json, JsonObject } from '../../src/task/json.ts';
import type { RdsTarget } from '../required-rds.ts';
import type { Place } from '../resources/model.ts';

const texts = (value: Json | undefined): readonly string[] =>
  typeof value === 'string' && value !== '' ? [value] : [];

/** An alias stands for a key that only KMS knows; the keys of AWS ask nothing of the caller. */
const keyArn = ({ region, accountId }: Place, key: string): readonly string[] => {
  if (key.startsWith('alias/aws/')) return [];
  if (key.startsWith('arn:')) return [key];
  const id = key.startsWith('alias/') ? 'behind-an-alias' : key;
  return [`arn:aws:kms:${region}:${accountId}:key/${id}`];
};

/** Everything that a database names, by property and by its kind in the ARN. */
const NAMED: readonly (readonly [property: string, kind: string])[] = [
  ['DBClusterIdentifier', 'cluster'],
  ['DBParameterGroupName', 'pg'],
  ['DBClusterParameterGroupName', 'cluster-pg'],
  ['DBSubnetGroupName', 'subgrp'],
];

/** What a call on a database works on, beside the database itself. */
export const rdsTargets = ({
  place,
  arn,
  properties,
  tags,
}: {
  readonly place: Place;
  readonly arn: string;
  readonly properties: JsonObject;
  readonly tags: Readonly<Record<string, string>>;
}): Readonly<Record<RdsTarget, () => readonly string[]>> => {
  const rds = (kind: string, name: string): string =>
    `arn:aws:rds:${place.region}:${place.accountId}:${kind}:${name.toLowerCase()}`;
  // CloudFormation names a final snapshot by its stack; nobody else asks for one.
  const stack = tags['aws:cloudformation:stack-name'];
  const left = arn.includes(':cluster:') ? 'cluster-snapshot' : 'snapshot';
  const engine = texts(properties['Engine'])[0] ?? 'postgres';
  return {
    databaseNames: () => [
      ...NAMED.flatMap(([name, kind]) =>
        texts(properties[name]).map((one) => rds(kind, one)),
      ).filter((one) => one !== arn),
      rds('og', `default:${engine}-16`),
    ],
    databaseSource: () =>
      texts(properties['SourceDBInstanceIdentifier']).map((one) => rds('db', one)),
    databaseSnapshot: () =>
      stack === undefined ? [] : [rds(left, `${stack}-snapshot-database-0a1b2c3d4e5f`)],
    databaseSecret: () => [
      `arn:aws:secretsmanager:${place.region}:${place.accountId}:secret:rds!db-0a1b2c3d`,
    ],
    databaseRole: () => [
      `arn:aws:iam::${place.accountId}:role/aws-service-role/rds.amazonaws.com/` +
        'AWSServiceRoleForRDS',
    ],
    monitoringRole: () => texts(properties['MonitoringRoleArn']),
    databaseKey: () => texts(properties['KmsKeyId']).flatMap((key) => keyArn(place, key)),
  };
};
