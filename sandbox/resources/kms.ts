import { sameId, type TypeModel } from './model.ts';

const keyArn = (id: string, accountId: string, region: string): string =>
  `arn:aws:kms:${region}:${accountId}:key/${id}`;

/** `AWS::KMS::Key`. Takes tags, but not those that CloudFormation writes itself. */
export const key: TypeModel = {
  type: 'AWS::KMS::Key',
  service: 'Kms',
  tags: 'list',
  hasSystemTags: false,
  seconds: { create: 20, update: 10, delete: 5 },
  required: [],
  properties: [
    'BypassPolicyLockoutSafetyCheck',
    'Description',
    'EnableKeyRotation',
    'Enabled',
    'KeyPolicy',
    'KeySpec',
    'KeyUsage',
    'MultiRegion',
    'Origin',
    'PendingWindowInDays',
    'RotationPeriodInDays',
    'Tags',
  ],
  replaceOn: [],
  idPrefix: 'key-',
  idOf: sameId,
  arnOf: (id, { accountId, region }) => keyArn(id, accountId, region),
  attributesOf: (id, { accountId, region }) => ({
    Arn: keyArn(id, accountId, region),
    KeyId: id,
  }),
};
