import { isJsonObject, type Json, type JsonObject } from '../../src/task/json.ts';

/** An object; an empty one for anything else. */
export const objectOf = (value: Json | undefined): JsonObject => (isJsonObject(value) ? value : {});

/** A rule of CloudFormation's as S3 shows it. */
export const lifecycleRule = (each: Json): unknown => {
  const { Id, Prefix, ExpirationInDays, ...rest } = objectOf(each);
  return {
    ...rest,
    ID: Id,
    Filter: { Prefix: Prefix ?? '' },
    Expiration: ExpirationInDays === undefined ? undefined : { Days: ExpirationInDays },
  };
};

/** Request metrics of CloudFormation's as S3 shows them: without a filter they are the bucket's. */
export const metricsConfiguration = (each: Json): unknown => {
  const { Id, Prefix } = objectOf(each);
  return { Id, ...(Prefix === undefined ? {} : { Filter: { Prefix } }) };
};

const DEFAULT_ENCRYPTION = {
  Rules: [
    {
      ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' },
      BucketKeyEnabled: false,
    },
  ],
};

/** The encryption of a bucket as GetBucketEncryption tells it; keys of S3 where it says none. */
export const encryptionView = (configured: Json | undefined): unknown => {
  const rules = objectOf(configured)['ServerSideEncryptionConfiguration'];
  if (!Array.isArray(rules)) return { ServerSideEncryptionConfiguration: DEFAULT_ENCRYPTION };
  return {
    ServerSideEncryptionConfiguration: {
      Rules: rules.map((each: Json) => {
        const rule = objectOf(each);
        return {
          ApplyServerSideEncryptionByDefault: rule['ServerSideEncryptionByDefault'],
          BucketKeyEnabled: rule['BucketKeyEnabled'] ?? false,
        };
      }),
    },
  };
};
