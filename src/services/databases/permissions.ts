import { anywhere, onChange, onSet, regionalArn } from '../acts.ts';
import type { NeedInput, TypeTable } from '../service.ts';
import { tableOf, type Act } from '../type-table.ts';
import { keysIn, ownedSecrets, rdsArns } from './arns.ts';

/**
 * RDS works in the network of a customer by a role of its own, which comes with the first subnet
 * group; where a subnet group exists already, so does the role.
 */
const SERVICE_ROLE: Act = {
  action: 'iam:CreateServiceLinkedRole',
  resources: (input) => [
    `arn:aws:iam::${input.account.id}:role/aws-service-role/rds.amazonaws.com/AWSServiceRoleForRDS`,
  ],
  conditions: () => ({ StringEquals: { 'iam:AWSServiceName': 'rds.amazonaws.com' } }),
};

/**
 * The secret of the master user is made with the rights of the caller. Source: RDS user guide,
 * "Permissions required for Secrets Manager integration".
 */
export const MASTER_SECRET: readonly Act[] = [
  { action: 'secretsmanager:CreateSecret', resources: ownedSecrets },
  { action: 'secretsmanager:TagResource', resources: ownedSecrets },
];

const storageKeys = (input: NeedInput): readonly string[] =>
  keysIn(input, input.properties['KmsKeyId']);

/** RDS takes a grant on a customer key, for itself only. */
export const STORAGE_KEY: readonly Act[] = [
  {
    action: 'kms:CreateGrant',
    resources: storageKeys,
    conditions: () => ({ Bool: { 'kms:GrantIsForAWSResource': 'true' } }),
    when: (input) => storageKeys(input).length > 0,
  },
  {
    action: 'kms:DescribeKey',
    resources: storageKeys,
    when: (input) => storageKeys(input).length > 0,
  },
];

const roleArns = (input: NeedInput): readonly string[] => {
  const role = input.properties['MonitoringRoleArn'];
  return typeof role === 'string' && role.startsWith('arn:') ? [role] : [];
};

/** Enhanced Monitoring writes by a role that is passed to it. */
export const MONITORING_ROLE: Act = {
  action: 'iam:PassRole',
  resources: roleArns,
  conditions: () => ({ StringEquals: { 'iam:PassedToService': 'monitoring.rds.amazonaws.com' } }),
  when: (input) => roleArns(input).length > 0,
};

/** Tags are written by the creating call, and changed on what exists by name. */
export const rdsTags = onSet(
  [
    'rds:AddTagsToResource',
    { action: 'rds:RemoveTagsFromResource', when: (input) => input.action === 'change' },
  ],
  [],
);

const subnetGroups = (input: NeedInput): readonly string[] =>
  rdsArns(input, 'subgrp', 'DBSubnetGroupName');

/** Source: provider schemas cut with IAM's list of actions, corrected by hand. */
export const subnetGroupTable: TypeTable = tableOf({
  type: 'AWS::RDS::DBSubnetGroup',
  nameProperty: 'DBSubnetGroupName',
  slowestMinutes: 1,
  isStateful: false,
  createOnly: ['DBSubnetGroupName'],
  sensitiveProperties: [],
  arns: subnetGroups,
  create: ['rds:CreateDBSubnetGroup', SERVICE_ROLE],
  remove: ['rds:DeleteDBSubnetGroup'],
  read: [anywhere('rds:DescribeDBSubnetGroups'), 'rds:ListTagsForResource'],
  properties: {
    DBSubnetGroupDescription: onChange('rds:ModifyDBSubnetGroup'),
    SubnetIds: onChange('rds:ModifyDBSubnetGroup'),
    Tags: rdsTags,
  },
});

/** Parameters are written by a second call, also when the group is new. */
const parameterGroup = (
  type: string,
  words: { readonly kind: 'pg' | 'cluster-pg'; readonly group: string },
) => {
  const { kind, group } = words;
  const property = `${group}Name`;
  return tableOf({
    type,
    nameProperty: property,
    slowestMinutes: 2,
    isStateful: false,
    createOnly: [property, 'Description', 'Family'],
    sensitiveProperties: ['Parameters'],
    arns: (input) => rdsArns(input, kind, property),
    create: [`rds:Create${group}`],
    remove: [`rds:Delete${group}`],
    read: [
      anywhere(`rds:Describe${group}s`),
      anywhere(`rds:Describe${group.replace('Group', '')}s`),
      'rds:ListTagsForResource',
    ],
    properties: {
      Parameters: onSet([
        `rds:Modify${group}`,
        { action: `rds:Reset${group}`, when: (input) => input.action === 'change' },
      ]),
      Tags: rdsTags,
    },
  });
};

export const parameterGroupTable: TypeTable = parameterGroup('AWS::RDS::DBParameterGroup', {
  kind: 'pg',
  group: 'DBParameterGroup',
});

export const clusterParameterGroupTable: TypeTable = parameterGroup(
  'AWS::RDS::DBClusterParameterGroup',
  { kind: 'cluster-pg', group: 'DBClusterParameterGroup' },
);

/** The option groups that AWS itself makes: a database names one even where nobody chose it. */
export const defaultOptions = (input: NeedInput): readonly string[] => [
  regionalArn('rds', input, 'og:default:*'),
];

/** The reviewed tables of what stands around a database. */
export const AROUND_TYPES: readonly TypeTable[] = [
  subnetGroupTable,
  parameterGroupTable,
  clusterParameterGroupTable,
];
