import type { Template, TemplateResource } from '../../plan/template.ts';
import type { MutationTask } from '../../task/aws-task.ts';
import { isJsonObject, type Json, type JsonObject } from '../../task/json.ts';
import { isAtLeast } from '../../task/tier.ts';
import type { DraftContext } from '../service.ts';
import { booleanOf, numberOf, textOf } from '../task-values.ts';
import { logicalIdOf } from '../template-edit.ts';
import { tagList } from '../tags.ts';

/** Id of the one lifecycle rule that tasks write; rules of other names are kept. */
const RULE_ID = 'coworker-objects';

const rulesOf = (properties: JsonObject): readonly Json[] => {
  const lifecycle = properties['LifecycleConfiguration'];
  const rules = isJsonObject(lifecycle) ? lifecycle['Rules'] : undefined;
  return Array.isArray(rules) ? (rules as readonly Json[]) : [];
};

const isOurs = (rule: Json): rule is JsonObject => isJsonObject(rule) && rule['Id'] === RULE_ID;

const expirationRows = (task: MutationTask): JsonObject => {
  const expiration = numberOf(task, 'expirationDays');
  if (expiration === undefined) return {};
  return {
    ExpirationInDays: expiration,
    NoncurrentVersionExpiration: { NoncurrentDays: Math.max(1, expiration) },
  };
};

const transitionRows = (task: MutationTask): JsonObject => {
  const days = numberOf(task, 'transitionDays');
  if (days === undefined) return {};
  const storageClass = textOf(task, 'storageClass') ?? 'INTELLIGENT_TIERING';
  return { Transitions: [{ StorageClass: storageClass, TransitionInDays: days }] };
};

const withLifecycle = (properties: JsonObject, task: MutationTask): JsonObject => {
  const asked = { ...transitionRows(task), ...expirationRows(task) };
  if (Object.keys(asked).length === 0) return {};
  const before = rulesOf(properties);
  const rule = {
    ...before.find(isOurs),
    Id: RULE_ID,
    Status: 'Enabled',
    AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 },
    ...asked,
  };
  const others = before.filter((one) => !isOurs(one));
  return { LifecycleConfiguration: { Rules: [...others, rule] } };
};

/** Default encryption with an algorithm, and a key where one is named. */
export const encryptionOf = (algorithm: string, key?: string): JsonObject => ({
  ServerSideEncryptionConfiguration: [
    {
      ...(algorithm === 'AES256' ? {} : { BucketKeyEnabled: true }),
      ServerSideEncryptionByDefault: {
        SSEAlgorithm: algorithm,
        ...(key === undefined ? {} : { KMSMasterKeyID: key }),
      },
    },
  ],
});

const withEncryption = (task: MutationTask): JsonObject => {
  const key = textOf(task, 'kmsKey');
  const algorithm = textOf(task, 'encryption') ?? (key === undefined ? undefined : 'aws:kms');
  return algorithm === undefined ? {} : { BucketEncryption: encryptionOf(algorithm, key) };
};

const withVersioning = (properties: JsonObject, task: MutationTask): JsonObject => {
  const versioning = booleanOf(task, 'versioning');
  if (versioning === undefined) return {};
  // S3 can suspend versioning but never turn it off: before it was on, "no" is nothing to write.
  const wasOn = properties['VersioningConfiguration'] !== undefined;
  if (!versioning && !wasOn) return {};
  return { VersioningConfiguration: { Status: versioning ? 'Enabled' : 'Suspended' } };
};

const withRetention = (task: MutationTask): JsonObject => {
  const days = numberOf(task, 'retentionDays');
  if (days === undefined) return {};
  return {
    ObjectLockEnabled: true,
    ObjectLockConfiguration: {
      ObjectLockEnabled: 'Enabled',
      Rule: { DefaultRetention: { Mode: 'GOVERNANCE', Days: days } },
    },
  };
};

/** Properties of a bucket with what the task asks set over them; the rest stays as it is. */
export const withFields = (properties: JsonObject, task: MutationTask): JsonObject => ({
  ...properties,
  ...withVersioning(properties, task),
  ...withEncryption(task),
  ...withLifecycle(properties, task),
  ...withRetention(task),
});

/** Only owners, no ACLs: the state of every new bucket, written down so that drift shows. */
const OWNERSHIP = { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] };

const keptFrom = (context: DraftContext): Partial<TemplateResource> =>
  isAtLeast(context.tier, 'staging')
    ? { DeletionPolicy: 'RetainExceptOnCreate', UpdateReplacePolicy: 'Retain' }
    : {};

/** Logical id of the bucket in our templates. */
const bucketId = (name: string): string => logicalIdOf(name, 'Bucket');

/** What was asked and no more, tagged; the remedies of the tier are applied to it. */
export const bucketTemplate = (context: DraftContext, name: string): Template => {
  const asked = withFields({}, context.task);
  const bucket: TemplateResource = {
    Type: 'AWS::S3::Bucket',
    ...keptFrom(context),
    Properties: {
      BucketName: name,
      OwnershipControls: OWNERSHIP,
      ...asked,
      Tags: tagList(context.tagsFor(name)),
    },
  };
  return {
    AWSTemplateFormatVersion: '2010-09-09',
    Description: `Bucket ${name}`,
    Resources: { [bucketId(name)]: bucket },
  };
};
