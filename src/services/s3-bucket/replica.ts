import type { Template, TemplateResource } from '../../plan/template.ts';
import { isJsonObject, type Json, type JsonObject } from '../../task/json.ts';
import { propertiesOf, withProperties, withResource } from '../template-edit.ts';
import { arnOf, closedBucket, retagged, tlsStatement, within } from './closed-bucket.ts';

const ROLE = 'ReplicationRole';

const keyOf = (template: Template, logicalId: string): Json | undefined => {
  const encryption = propertiesOf(template, logicalId)['BucketEncryption'];
  const rules = isJsonObject(encryption)
    ? encryption['ServerSideEncryptionConfiguration']
    : undefined;
  const rule: Json | undefined = Array.isArray(rules) ? (rules[0] as Json) : undefined;
  const byDefault = isJsonObject(rule) ? rule['ServerSideEncryptionByDefault'] : undefined;
  return isJsonObject(byDefault) ? byDefault['KMSMasterKeyID'] : undefined;
};

const allow = (actions: readonly string[], resource: Json): JsonObject => ({
  Effect: 'Allow',
  Action: actions,
  Resource: resource,
});

const roleStatements = (
  logicalId: string,
  replicaId: string,
  key: Json | undefined,
): readonly JsonObject[] => [
  allow(['s3:GetReplicationConfiguration', 's3:ListBucket'], arnOf(logicalId)),
  allow(
    ['s3:GetObjectVersionForReplication', 's3:GetObjectVersionAcl', 's3:GetObjectVersionTagging'],
    within(logicalId),
  ),
  allow(['s3:ReplicateObject', 's3:ReplicateDelete', 's3:ReplicateTags'], within(replicaId)),
  ...(key === undefined ? [] : [allow(['kms:Decrypt', 'kms:Encrypt'], key)]),
];

const roleFor = (
  template: Template,
  logicalId: string,
  statements: readonly JsonObject[],
): TemplateResource => ({
  Type: 'AWS::IAM::Role',
  Properties: {
    Path: '/coworker/',
    PermissionsBoundary: {
      'Fn::Sub': 'arn:aws:iam::${AWS::AccountId}:policy/AwsCoworkerBoundary',
    },
    AssumeRolePolicyDocument: {
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { Service: 's3.amazonaws.com' },
          Action: 'sts:AssumeRole',
          Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
        },
      ],
    },
    Policies: [
      { PolicyName: 'replicate', PolicyDocument: { Version: '2012-10-17', Statement: statements } },
    ],
    Tags: retagged(template, logicalId, { suffix: '-replication' }),
  },
});

const replicationOf = (replicaId: string, key: Json | undefined): JsonObject => ({
  Role: arnOf(ROLE),
  Rules: [
    {
      Id: 'coworker-replica',
      Status: 'Enabled',
      Priority: 1,
      Filter: { Prefix: '' },
      DeleteMarkerReplication: { Status: 'Disabled' },
      ...(key === undefined
        ? {}
        : { SourceSelectionCriteria: { SseKmsEncryptedObjects: { Status: 'Enabled' } } }),
      Destination: {
        Bucket: arnOf(replicaId),
        StorageClass: 'STANDARD_IA',
        ...(key === undefined ? {} : { EncryptionConfiguration: { ReplicaKmsKeyID: key } }),
      },
    },
  ],
});

/** What the replica shares with its source: key, logs and inventory, and the ability to lock. */
const sharedWith = (template: Template, logicalId: string): JsonObject => {
  const own = propertiesOf(template, logicalId);
  const names = ['BucketEncryption', 'LoggingConfiguration', 'InventoryConfigurations'];
  const shared = names.flatMap((name) => (own[name] === undefined ? [] : [[name, own[name]]]));
  return {
    ...Object.fromEntries(shared),
    ...(own['ObjectLockEnabled'] === true ? { ObjectLockEnabled: true } : {}),
  };
};

const policyFor = (replicaId: string): TemplateResource => ({
  Type: 'AWS::S3::BucketPolicy',
  Properties: {
    Bucket: { Ref: replicaId },
    PolicyDocument: { Version: '2012-10-17', Statement: [tlsStatement(replicaId)] },
  },
});

/**
 * Adds a replica in the same region, with the role that writes it. One stack has one region: a
 * copy in another region is a task of its own. Deletions are not replicated, which is the point.
 */
export const patchReplica = (template: Template, logicalId: string): Template => {
  const replicaId = `${logicalId}Replica`;
  const key = keyOf(template, logicalId);
  const role = roleFor(template, logicalId, roleStatements(logicalId, replicaId, key));
  const replica = closedBucket(template, logicalId, { suffix: '-replica' });
  const closed = { ...replica.Properties, ...sharedWith(template, logicalId) };
  return [
    [replicaId, { ...replica, Properties: closed }] as const,
    [`${replicaId}Policy`, policyFor(replicaId)] as const,
    [ROLE, role] as const,
  ].reduce(
    (patched, [id, resource]) => withResource(patched, id, resource),
    withProperties(template, logicalId, {
      VersioningConfiguration: { Status: 'Enabled' },
      ReplicationConfiguration: replicationOf(replicaId, key),
    }),
  );
};
