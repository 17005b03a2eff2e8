import { ofThisIssue } from '../acts.ts';
import type { NeedInput, TypeTable } from '../service.ts';
import { tableOf, type Act, type PropertyActs } from '../type-table.ts';

/** The key's id is unknown before it exists; its account and region are all that binds it then. */
const keyArns = (input: NeedInput): readonly string[] => {
  const base = `arn:aws:kms:${input.region}:${input.account.id}:key/`;
  return [`${base}${input.physicalId ?? '*'}`];
};

/** A key has no ARN before it is made. */
const ANY_KEY = { action: 'kms:CreateKey', resources: () => ['*'] } as const;

const onChangeOf = (act: Act): PropertyActs => ({ set: [], unset: [act] });

const made = (action: string): Act => ({ action, conditions: ofThisIssue('ResourceTag') });
const asked = (action: string): Act => ({ action, conditions: ofThisIssue('RequestTag') });

const rotation: PropertyActs = {
  set: [made('kms:EnableKeyRotation')],
  unset: [made('kms:DisableKeyRotation')],
};

/**
 * A key is never deleted and never disabled, so nothing here takes one back: its template must
 * retain it. KMS keys take no tags of CloudFormation's own, so that one of unknown id is bound by
 * the tag of the issue, with which it is made.
 */
const key = tableOf({
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
    KeyPolicy: { set: [made('kms:PutKeyPolicy')] },
    Description: onChangeOf(made('kms:UpdateKeyDescription')),
    Enabled: onChangeOf(made('kms:EnableKey')),
    Tags: { set: [asked('kms:TagResource')], unset: [made('kms:UntagResource')] },
  },
});

/** Types that come only as companions of another service's resource. */
export const COMPANION_TYPES: readonly TypeTable[] = [key];
