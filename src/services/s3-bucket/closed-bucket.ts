import type { Template, TemplateResource } from '../../plan/template.ts';
import { isJsonObject, type Json, type JsonObject } from '../../task/json.ts';
import { listOf } from '../acts.ts';
import { textIn } from '../compare.ts';
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

const retag = (tag: JsonObject, companion: Companion): JsonObject => {
  const Key = textIn(tag['Key']);
  const Value = textIn(tag['Value']);
  if (Key === 'Name') return { Key, Value: `${Value}${companion.suffix}` };
  return { Key, Value: Key === 'Confidentiality' ? (companion.confidentiality ?? Value) : Value };
};

/** The tags of a resource for a companion of it. */
export const retagged = (
  template: Template,
  logicalId: string,
  companion: Companion,
): readonly Json[] =>
  listOf(propertiesOf(template, logicalId)['Tags'])
    .filter(isJsonObject)
    .map((tag) => retag(tag, companion));

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
