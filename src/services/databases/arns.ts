import type { Json } from '../../task/json.ts';
import { regionalArn } from '../acts.ts';
import type { NeedInput } from '../service.ts';
import { namesOf } from '../type-table.ts';

/** RDS keeps every name in small letters, whatever was written. */
export const rdsArns = (
  input: NeedInput,
  kind: 'db' | 'cluster' | 'subgrp' | 'pg' | 'cluster-pg',
  property: string,
): readonly string[] =>
  namesOf(input, property).map((name) =>
    regionalArn('rds', input, `${kind}:${name.toLowerCase()}`),
  );

/** What a property names as text; a reference is resolved before it comes here. */
export const namedIn = (input: NeedInput, property: string, kind: string): readonly string[] => {
  const value = input.properties[property];
  if (typeof value !== 'string' || value === '') return [];
  return [
    value.startsWith('arn:') ? value : regionalArn('rds', input, `${kind}:${value.toLowerCase()}`),
  ];
};

/** Final snapshots that CloudFormation asks for begin with the name of the stack. */
export const finalSnapshots = (
  input: NeedInput,
  kind: 'snapshot' | 'cluster-snapshot',
): readonly string[] => [regionalArn('rds', input, `${kind}:${input.stackName.toLowerCase()}-*`)];

/** The secret that RDS makes for a master user: RDS alone names it. */
export const ownedSecrets = (input: NeedInput): readonly string[] => [
  regionalArn('secretsmanager', input, 'secret:rds!*'),
];

/** Keys that a property names by ARN; an alias stands for a key that only KMS knows. */
export const keysIn = (input: NeedInput, value: Json | undefined): readonly string[] => {
  if (typeof value !== 'string' || value.startsWith('alias/aws/')) return [];
  if (/^arn:aws:kms:[^:]+:[0-9]{12}:key\//.test(value)) return [value];
  return [regionalArn('kms', input, 'key/*')];
};
