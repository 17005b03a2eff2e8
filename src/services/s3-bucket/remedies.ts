import type { Template } from '../../plan/template.ts';
import { isJsonObject, type Json, type JsonObject } from '../../task/json.ts';
import { textIn } from '../compare.ts';
import type { Remedy } from '../service.ts';
import { propertiesOf, withProperties, withResource } from '../template-edit.ts';
import { BLOCKS, HOUSEKEEPING, tlsStatement } from './closed-bucket.ts';
import { s3CompanionRemedies } from './companions.ts';
import { encryptionOf } from './template.ts';

/** Every type that a template of this service may hold, companions of higher tiers included. */
export const S3_TEMPLATE_TYPES = [
  'AWS::S3::Bucket',
  'AWS::S3::BucketPolicy',
  'AWS::CloudWatch::Alarm',
  'AWS::IAM::Role',
  'AWS::KMS::Key',
] as const;

const isPolicyOf = (template: Template, policyId: string, bucketId: string): boolean => {
  const resource = template.Resources[policyId];
  const target = resource?.Properties?.['Bucket'];
  const name = propertiesOf(template, bucketId)['BucketName'];
  if (resource?.Type !== 'AWS::S3::BucketPolicy' || target === undefined) return false;
  return isJsonObject(target) ? target['Ref'] === bucketId : target === name;
};

const statementsOf = (document: Json | undefined): readonly Json[] => {
  const statements = isJsonObject(document) ? document['Statement'] : undefined;
  if (Array.isArray(statements)) return statements as readonly Json[];
  return statements === undefined ? [] : [statements];
};

/** Adds to the bucket's policy, and makes one where it has none. A bucket takes only one. */
const patchTls = (template: Template, logicalId: string): Template => {
  const ids = Object.keys(template.Resources);
  const policyId =
    ids.find((id) => isPolicyOf(template, id, logicalId)) ?? `${logicalId.slice(0, 200)}Policy`;
  const document = propertiesOf(template, policyId)['PolicyDocument'];
  const others = statementsOf(document).filter(
    (one) => !isJsonObject(one) || one['Sid'] !== 'TlsOnly',
  );
  return withResource(template, policyId, {
    ...template.Resources[policyId],
    Type: 'AWS::S3::BucketPolicy',
    Properties: {
      Bucket: { Ref: logicalId },
      ...propertiesOf(template, policyId),
      PolicyDocument: {
        Version: '2012-10-17',
        Statement: [...others, tlsStatement(logicalId)],
      },
    },
  });
};

const set =
  (properties: JsonObject) =>
  (template: Template, logicalId: string): Template =>
    withProperties(template, logicalId, properties);

const lacks =
  (property: string) =>
  (template: Template, logicalId: string): boolean =>
    propertiesOf(template, logicalId)[property] === undefined;

const VERSIONED = { VersioningConfiguration: { Status: 'Enabled' } };

const confidentialityOf = (template: Template, logicalId: string): string => {
  const tags = propertiesOf(template, logicalId)['Tags'];
  const rows = Array.isArray(tags) ? (tags as readonly Json[]) : [];
  const row = rows.filter(isJsonObject).find((tag) => tag['Key'] === 'Confidentiality');
  return textIn(row?.['Value']);
};

/** True for a bucket whose tag says one of these. */
const isOfLevel =
  (levels: readonly string[]) =>
  (template: Template, logicalId: string): boolean =>
    levels.includes(confidentialityOf(template, logicalId));

const usesKms = (template: Template, logicalId: string): boolean =>
  JSON.stringify(propertiesOf(template, logicalId)['BucketEncryption'] ?? '').includes('aws:kms');

const bucket = (remedy: Omit<Remedy, 'type'>): Remedy => ({
  type: 'AWS::S3::Bucket',
  ...remedy,
});

/** In the order of application; companions come last, so that they see the finished bucket. */
export const s3Remedies: readonly Remedy[] = [
  bucket({
    item: 'S3-01',
    defaultFrom: 'sandbox',
    patch: set({ PublicAccessBlockConfiguration: BLOCKS }),
  }),
  bucket({
    item: 'S3-02',
    defaultFrom: 'sandbox',
    isNeeded: lacks('BucketEncryption'),
    patch: set({ BucketEncryption: encryptionOf('AES256') }),
  }),
  bucket({ item: 'S3-05', defaultFrom: 'sandbox', patch: patchTls }),
  bucket({ item: 'S3-06', defaultFrom: 'development', patch: set(VERSIONED) }),
  bucket({
    item: 'S3-07',
    defaultFrom: 'development',
    isNeeded: lacks('LifecycleConfiguration'),
    patch: set({ LifecycleConfiguration: { Rules: [HOUSEKEEPING] } }),
  }),
  bucket({ item: 'S3-09', defaultFrom: 'staging', patch: set(VERSIONED) }),
  bucket({
    item: 'S3-10',
    defaultFrom: 'staging',
    isNeeded: (template, id) =>
      isOfLevel(['confidential', 'restricted'])(template, id) && !usesKms(template, id),
    patch: set({ BucketEncryption: encryptionOf('aws:kms') }),
  }),
  bucket({
    item: 'S3-11',
    defaultFrom: 'staging',
    isNeeded: isOfLevel(['restricted']),
    patch: set({ ObjectLockEnabled: true }),
  }),
  bucket({
    item: 'S3-17',
    defaultFrom: 'production',
    isNeeded: lacks('LifecycleConfiguration'),
    patch: set({ LifecycleConfiguration: { Rules: [HOUSEKEEPING] } }),
  }),
  ...s3CompanionRemedies,
];
