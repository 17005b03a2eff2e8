import { ofThisIssue, regionalArn } from '../acts.ts';
import type { NeedInput, TypeTable } from '../service.ts';
import { namesOf, tableOf, type Act, type PropertyActs } from '../type-table.ts';

/** The key's id is unknown before it exists; its account and region are all that binds it then. */
const keyArns = (input: NeedInput): readonly string[] => [
  regionalArn('kms', input, `key/${input.physicalId ?? '*'}`),
];

/** A key has no ARN before it is made. */
const ANY_KEY = { action: 'kms:CreateKey', resources: () => ['*'] } as const;

const onChangeOf = (...acts: readonly Act[]): PropertyActs => ({ set: [], unset: acts });

/** One that no stack owns is named by its id, and has no tag of an issue. */
const isLoose = (input: NeedInput): boolean =>
  input.physicalId !== undefined && input.tags === undefined;

const bound =
  (kind: 'ResourceTag' | 'RequestTag') =>
  (action: string): readonly Act[] => [
    { action, conditions: ofThisIssue(kind), when: (input) => !isLoose(input) },
    { action, when: isLoose },
  ];
const made = bound('ResourceTag');
const asked = bound('RequestTag');

const rotation: PropertyActs = {
  set: made('kms:EnableKeyRotation'),
  unset: made('kms:DisableKeyRotation'),
};

/**
 * A key is never deleted and never disabled, so nothing here takes one back: its template must
 * retain it. KMS keys take no tags of CloudFormation's own, so that one of unknown id is bound by
 * the tag of the issue, with which it is made.
 */
export const keyTable: TypeTable = tableOf({
  type: 'AWS::KMS::Key',
  slowestMinutes: 3,
  isStateful: true,
  createOnly: ['KeySpec', 'KeyUsage', 'MultiRegion', 'Origin'],
  sensitiveProperties: ['*'],
  arns: keyArns,
  create: [{ ...ANY_KEY, conditions: ofThisIssue('RequestTag') }],
  remove: [],
  read: ['kms:DescribeKey', 'kms:GetKeyPolicy', 'kms:GetKeyRotationStatus', 'kms:ListResourceTags'],
  properties: {
    EnableKeyRotation: rotation,
    RotationPeriodInDays: rotation,
    KeyPolicy: { set: made('kms:PutKeyPolicy') },
    Description: onChangeOf(...made('kms:UpdateKeyDescription')),
    Enabled: onChangeOf(...made('kms:EnableKey')),
    Tags: { set: asked('kms:TagResource'), unset: made('kms:UntagResource') },
  },
});

const aliasArns = (input: NeedInput): readonly string[] =>
  namesOf(input, 'AliasName').map((name) => regionalArn('kms', input, name));

/** KMS asks for the alias, and for the key that it stands for. */
const onBoth = (action: string): readonly Act[] => [
  action,
  {
    action,
    resources: (input) => [regionalArn('kms', input, 'key/*')],
    conditions: ofThisIssue('ResourceTag'),
  },
];

/** Source: documentation of CreateAlias, UpdateAlias and DeleteAlias of KMS. */
export const aliasTable: TypeTable = tableOf({
  type: 'AWS::KMS::Alias',
  slowestMinutes: 1,
  isStateful: false,
  nameProperty: 'AliasName',
  createOnly: ['AliasName'],
  sensitiveProperties: ['*'],
  arns: aliasArns,
  create: onBoth('kms:CreateAlias'),
  change: onBoth('kms:UpdateAlias'),
  remove: onBoth('kms:DeleteAlias'),
  read: [{ action: 'kms:ListAliases', resources: () => ['*'] }],
  properties: {},
});

/** The reviewed tables of keys and their names. */
export const KMS_TYPES: readonly TypeTable[] = [keyTable, aliasTable];
