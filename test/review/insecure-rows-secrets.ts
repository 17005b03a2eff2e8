import type { Json, JsonObject } from '../../src/task/json.ts';
import { insecure, type InsecureRow } from './insecure-row.ts';
import { of } from './item-row.ts';

const DATABASE = { D: of('AWS::RDS::DBInstance') };
const EXAMPLE_KEY = ['AKIA', 'IOSFODNN7EXAMPLE'].join('');
const sub = (text: string): JsonObject => ({ 'Fn::Sub': text });

/** A name, a value that is partly known, and what it is. */
const VALUES: readonly (readonly [string, Json, InsecureRow['status']?])[] = [
  ['URL', sub('postgres://admin:hunter2hunter2@${D.Endpoint.Address}/x')],
  ['URL', { 'Fn::Join': ['', ['postgres://admin:hunter2@', { 'Fn::GetAtt': ['D', 'A'] }]] }],
  ['URL', sub('postgres://${D}:hunter2@host')],
  ['URL', sub('postgres://admin:${D}hunter2@host')],
  ['URL', sub('postgres://admin:${D}@host'), 'PASS'],
  ['URL', sub('https://${D.Endpoint.Address}:5432/x'), 'PASS'],
  ['KEY', sub(`${EXAMPLE_KEY},\${AWS::StackId}`)],
  ['KEY', sub('{{resolve:secretsmanager:${D}:SecretString:p}}')],
  ['DB_PASSWORD', sub('hunter2-${D}')],
  ['DB_PASSWORD', sub('${D}'), 'PASS'],
  ['DB_PASSWORD', sub('/${D}/'), 'PASS'],
  ['SECRET_ARN', sub('arn:${AWS::Partition}:secretsmanager:x-${D}'), 'PASS'],
];

const rowsOf = ([name, value, status]: (typeof VALUES)[number]): readonly InsecureRow[] => {
  const shown = `${name} ${JSON.stringify(value)}`;
  const Environment = { Variables: { [name]: value } };
  const pairs = { ContainerDefinitions: [{ Environment: [{ Name: name, Value: value }] }] };
  return [
    insecure('LAMBDA-02', 'AWS::Lambda::Function')(shown, [{ Environment }, DATABASE], status),
    insecure('ECS-02', 'AWS::ECS::TaskDefinition')(shown, [pairs, DATABASE], status),
  ];
};

const password = insecure('RDS-25', 'AWS::RDS::DBInstance');
const held = (text: string) => [{ MasterUserPassword: sub(text) }, DATABASE] as const;

export const OF_SECRETS: readonly InsecureRow[] = [
  ...VALUES.flatMap(rowsOf),
  password('beside a reference', held('hunter2{{resolve:secretsmanager:${D}}}'), 'UNKNOWN'),
  password('of a plain parameter', held('{{resolve:ssm:/${D}/p}}'), 'UNKNOWN'),
  password('a reference', held('{{resolve:secretsmanager:${D}:SecretString:p}}'), 'PASS'),
];
