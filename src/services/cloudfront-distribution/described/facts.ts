import { z } from 'zod';
import type { AwsResource } from '../../../task/aws-resource.ts';
import type { Region } from '../../../task/ids.ts';
import type { AwsReader } from '../../aws-reader.ts';
import { at, textIn } from '../../compare.ts';
import { readParsed } from '../../facts.ts';
import { readPages } from '../../paged/facts.ts';

const associations = z.object({
  Items: z
    .array(z.object({ FunctionARN: z.string().nullish(), LambdaFunctionARN: z.string().nullish() }))
    .nullish(),
});
const behavior = z.object({
  FunctionAssociations: associations.nullish(),
  LambdaFunctionAssociations: associations.nullish(),
});

/** A distribution as CloudFront lists it. */
export const summarySchema = z.object({
  Id: z.string(),
  ARN: z.string(),
  Status: z.string().nullish(),
  DomainName: z.string().nullish(),
  Comment: z.string().nullish(),
  Enabled: z.boolean().nullish(),
  LastModifiedTime: z.coerce.date().nullish(),
  Aliases: z.object({ Items: z.array(z.string()).nullish() }).nullish(),
  DefaultCacheBehavior: behavior.nullish(),
  CacheBehaviors: z.object({ Items: z.array(behavior).nullish() }).nullish(),
});
export type Summary = z.infer<typeof summarySchema>;

const pageSchema = z.object({
  DistributionList: z
    .object({
      Items: z.array(summarySchema).nullish(),
      IsTruncated: z.boolean().nullish(),
      NextMarker: z.string().nullish(),
    })
    .nullish(),
});

/** Every distribution of the account, page by page: CloudFront belongs to no region. */
export const readDistributions = async function* (
  reader: AwsReader,
  region: Region,
): AsyncIterable<Summary> {
  const call = { client: 'CloudFront', operation: 'ListDistributions', region, input: {} };
  const pages = readPages(reader, call, {
    schema: pageSchema,
    member: 'Marker',
    next: (page) => page.DistributionList?.NextMarker,
  });
  for await (const page of pages) yield* page.DistributionList?.Items ?? [];
};

/** The names that a distribution answers for. */
export const aliasesOf = (one: Summary): readonly string[] => one.Aliases?.Items ?? [];

/** ARNs of the functions that a distribution runs, in all of its behaviours. */
export const functionsOf = (one: Summary): readonly string[] =>
  [one.DefaultCacheBehavior ?? {}, ...(one.CacheBehaviors?.Items ?? [])].flatMap(
    ({ FunctionAssociations, LambdaFunctionAssociations }) =>
      [
        ...(FunctionAssociations?.Items ?? []),
        ...(LambdaFunctionAssociations?.Items ?? []),
      ].flatMap((row) => row.FunctionARN ?? row.LambdaFunctionARN ?? []),
  );

/** A distribution in words: its id, and what people call it. */
export const distributionWords = (one: Summary): string => {
  const name = one.Comment === '' ? aliasesOf(one)[0] : one.Comment;
  return typeof name === 'string' && name !== '' ? `\`${one.Id}\` (${name})` : `\`${one.Id}\``;
};

/** Distributions that run something of these ARNs, in words. */
export const readUsersOf = async (
  reader: AwsReader,
  region: Region,
  isIt: (arn: string) => boolean,
): Promise<string[]> => {
  const users: string[] = [];
  for await (const one of readDistributions(reader, region))
    if (functionsOf(one).some(isIt)) users.push(distributionWords(one));
  return users;
};

const invalidationsSchema = z.object({
  InvalidationList: z.object({ Items: z.array(z.object({ Id: z.string() })).nullish() }).nullish(),
});

/** The id of the newest invalidation; empty when there was none. */
export const readLastInvalidation = async (
  reader: AwsReader,
  region: Region,
  DistributionId: string,
): Promise<string> => {
  const input = { DistributionId, MaxItems: 1 };
  const call = { client: 'CloudFront', operation: 'ListInvalidations', region, input };
  const found = await readParsed(reader, call, invalidationsSchema);
  return found?.InvalidationList?.Items?.[0]?.Id ?? '';
};

/** Whether more metrics were asked for; not told is no. */
export const readDistributionHealth = async (
  reader: AwsReader,
  { id, region }: AwsResource,
): Promise<Readonly<Record<string, unknown>>> => {
  const input = { DistributionId: id };
  const call = { client: 'CloudFront', operation: 'GetMonitoringSubscription', region, input };
  const answer = await reader.read(call);
  const path = 'MonitoringSubscription.RealtimeMetricsSubscriptionConfig';
  const told = answer.ok
    ? textIn(at(answer.output, `${path}.RealtimeMetricsSubscriptionStatus`))
    : '';
  return { measuresMore: told === 'Enabled' };
};
