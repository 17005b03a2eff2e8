import { defineService } from '../define-service.ts';
import { asServiceCost } from '../prices/priced.ts';
import { s3Cost } from './cost.ts';
import { draftS3 } from './draft.ts';
import { readS3Facts } from './facts.ts';
import { s3FactsSchema } from './facts-schema.ts';
import { S3_FIELDS } from './fields.ts';
import { s3Health } from './health.ts';
import { readBucketHealth } from './health/facts.ts';
import { listBuckets } from './list.ts';
import { s3Operations } from './operations.ts';
import { S3_TYPES } from './permissions.ts';
import { readBackS3 } from './read-back.ts';
import { S3_TEMPLATE_TYPES, s3Remedies } from './remedies.ts';

/** Buckets: private, encrypted, versioned and tagged, with the policy that asks for TLS. */
export const s3Bucket = defineService(
  {
    key: 's3-bucket',
    title: 'S3 bucket',
    resourceType: 'AWS::S3::Bucket',
    templateTypes: S3_TEMPLATE_TYPES,
    fields: S3_FIELDS,
    readFacts: readS3Facts,
    draft: draftS3,
    types: S3_TYPES,
    remedies: s3Remedies,
    operations: s3Operations,
    health: s3Health,
    readHealth: readBucketHealth,
    cost: asServiceCost(s3Cost),
    readBack: readBackS3,
    list: listBuckets,
  },
  s3FactsSchema,
);
