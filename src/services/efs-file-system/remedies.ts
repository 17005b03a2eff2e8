import type { JsonObject } from '../../task/json.ts';
import { withOwnKey } from '../companions/own-key.ts';
import { differs, lacks, set } from '../databases/remedies.ts';
import type { Remedy } from '../service.ts';
import { withProperties } from '../template-edit.ts';

/** Every type that a template of this service may hold, companions of higher tiers included. */
export const EFS_TEMPLATE_TYPES: readonly string[] = [
  'AWS::EFS::FileSystem',
  'AWS::EFS::MountTarget',
  'AWS::KMS::Key',
];

const files = (remedy: Omit<Remedy, 'type'>): Remedy => ({
  type: 'AWS::EFS::FileSystem',
  ...remedy,
});

const patchKey: Remedy['patch'] = (template, logicalId) => {
  const made = withOwnKey(template, logicalId, 'Files');
  return withProperties(made.template, logicalId, { Encrypted: true, KmsKeyId: made.arn });
};

/** Clients sign in with IAM, as the account lets them, and only by TLS. */
const POLICY: JsonObject = {
  Version: '2012-10-17',
  Statement: [
    {
      Sid: 'OwnAccount',
      Effect: 'Allow',
      Principal: { AWS: { 'Fn::Sub': 'arn:aws:iam::${AWS::AccountId}:root' } },
      Action: ['elasticfilesystem:ClientMount', 'elasticfilesystem:ClientWrite'],
    },
    {
      Sid: 'OnlyByTls',
      Effect: 'Deny',
      Principal: { AWS: '*' },
      Action: '*',
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    },
  ],
};

/** Ours are made so; a given template gets them when a person adds the item. */
export const efsRemedies: readonly Remedy[] = [
  files({ item: 'EFS-01', isNeeded: differs('Encrypted', true), patch: set({ Encrypted: true }) }),
  files({
    item: 'EFS-03',
    defaultFrom: 'development',
    patch: set({ BackupPolicy: { Status: 'ENABLED' } }),
  }),
  files({
    item: 'EFS-04',
    defaultFrom: 'staging',
    isNeeded: lacks('FileSystemPolicy'),
    patch: set({ FileSystemPolicy: POLICY }),
  }),
  files({
    item: 'EFS-08',
    defaultFrom: 'production',
    isNeeded: lacks('KmsKeyId'),
    patch: patchKey,
  }),
  files({
    item: 'EFS-09',
    isNeeded: lacks('LifecyclePolicies'),
    patch: set({ LifecyclePolicies: [{ TransitionToIA: 'AFTER_30_DAYS' }] }),
  }),
];

/** Where a copy goes from any region but itself. */
const COPIES_TO = ['us-west-2', 'us-east-1'] as const;

/** The same with the copy in another region than the one that a file system stands in. */
export const efsRemediesIn = (region: string): readonly Remedy[] => [
  ...efsRemedies,
  files({
    item: 'EFS-12',
    defaultFrom: 'production',
    isNeeded: lacks('ReplicationConfiguration'),
    patch: set({
      ReplicationConfiguration: {
        Destinations: [{ Region: COPIES_TO.find((one) => one !== region) ?? COPIES_TO[0] }],
      },
    }),
  }),
];
