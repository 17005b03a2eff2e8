import type { Template, TemplateResource } from '../../plan/template.ts';
import { isJsonObject, type Json, type JsonObject } from '../../task/json.ts';
import { propertiesOf } from '../template-edit.ts';
import { encryptionOf } from './template.ts';

/** All four public-access blocks. */
export const BLOCKS = {
  BlockPublicAcls: true,
  BlockPublicPolicy: true,
  IgnorePublicAcls: true,
  RestrictPublicBuckets: true,
} as const;

/** Uploads nobody finished cost money unseen; old versions are kept for three months. */
export const HOUSEKEEPING = {
  Id: 'coworker-housekeeping',
  Status: 'Enabled',
  AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 },
  NoncurrentVersionExpiration: { NoncurrentDays: 90 },
} as const;

/** The ARN of a resource of the same template. */
export const arnOf = (logicalId: string): JsonObject => ({ 'Fn::GetAtt': [logicalId, 'Arn'] });

/** Every object of a bucket of the same template. */
export const within = (logicalId: string): JsonObject => ({ 'Fn::Sub': `\${${logicalId}.Arn}/*` });

/** The statement that refuses every request without TLS. */
export const tlsStatement = (logicalId: string): JsonObject => ({
  Sid: 'TlsOnly',
  Effect: 'Deny',
  Principal: '*',
  Action: 's3:*',
  Resource: [arnOf(logicalId), within(logicalId)],
  Condition: { Bool: { 'aws:SecureTransport': 'false' } },
});

/** How a companion differs from its bucket. */
export interface Companion {
  /** Put behind the name in the tag `Name`. */
  readonly suffix: string;
  readonly confidentiality?: string;
  readonly expirationDays?: number;
}

/** The tags of a resource for a companion of it. */
export const retagged = (
  template: Template,
  logicalId: string,
  companion: Companion,
): readonly Json[] => {
  const tags = propertiesOf(template, logicalId)['Tags'];
  const rows = Array.isArray(tags) ? (tags as readonly Json[]) : [];
  return rows.filter(isJsonObject).map((tag) => {
    if (tag['Key'] === 'Name')
      return { ...tag, Value: `${String(tag['Value'])}${companion.suffix}` };
    if (tag['Key'] !== 'Confidentiality') return tag;
    return { ...tag, Value: companion.confidentiality ?? tag['Value'] ?? '' };
  });
};

/** A bucket closed to the world, tagged as the main one, with a name that CloudFormation makes. */
export const closedBucket = (
  template: Template,
  logicalId: string,
  companion: Companion,
): TemplateResource => {
  const expiration = companion.expirationDays;
  const rule =
    expiration === undefined ? HOUSEKEEPING : { ...HOUSEKEEPING, ExpirationInDays: expiration };
  return {
    Type: 'AWS::S3::Bucket',
    DeletionPolicy: 'RetainExceptOnCreate',
    UpdateReplacePolicy: 'Retain',
    Properties: {
      BucketEncryption: encryptionOf('AES256'),
      OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
      PublicAccessBlockConfiguration: BLOCKS,
      VersioningConfiguration: { Status: 'Enabled' },
      LifecycleConfiguration: { Rules: [rule] },
      Tags: retagged(template, logicalId, companion),
    },
  };
};
