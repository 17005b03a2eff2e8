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
