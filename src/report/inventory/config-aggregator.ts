import { z } from 'zod';
import type { AwsReader } from '../../services/aws-reader.ts';
import type { Region } from '../../task/ids.ts';
import { pagesOf } from '../savings/gather/pages.ts';
import {
  coveredKey,
  coversBy,
  type IndexedRow,
  type OrganizationIndex,
} from './organization-index.ts';

const CLIENT = 'ConfigService';
const PAGE = 100;

/** Types that AWS Config records under the id of the lists. */
const KNOWN: ReadonlySet<string> = new Set([
  'AWS::S3::Bucket',
  'AWS::Lambda::Function',
  'AWS::EC2::Instance',
  'AWS::DynamoDB::Table',
  'AWS::EC2::Volume',
]);

const text = z.string().nullish();
const aggregatorPage = z.object({
  ConfigurationAggregators: z
    .array(
      z.object({
        ConfigurationAggregatorName: z.string(),
        OrganizationAggregationSource: z.looseObject({}).nullish(),
      }),
    )
    .nullish(),
  NextToken: text,
});
const statusPage = z.object({
  AggregatedSourceStatusList: z
    .array(z.object({ SourceId: text, AwsRegion: text, LastUpdateStatus: text }))
    .nullish(),
  NextToken: text,
});
const resultPage = z.object({ Results: z.array(z.string()).nullish(), NextToken: text });
const rowSchema = z.object({
  accountId: z.string(),
  awsRegion: z.string(),
  resourceId: z.string(),
  resourceName: text,
  arn: text,
  tags: z.array(z.object({ key: z.string(), value: text })).nullish(),
  configurationItemCaptureTime: text,
});

const paged = {
  takes: 'NextToken',
  nextOf: (page: { NextToken?: string | null | undefined }) => page.NextToken,
};

interface Place {
  readonly reader: AwsReader;
  readonly region: Region;
}

const nameOf = async ({ reader, region }: Place): Promise<string | undefined> => {
  const call = { client: CLIENT, operation: 'DescribeConfigurationAggregators', region, input: {} };
  for await (const page of pagesOf(reader, call, { schema: aggregatorPage, ...paged })) {
    const found = (page.ConfigurationAggregators ?? []).find(
      (one) => (one.OrganizationAggregationSource ?? undefined) !== undefined,
    );
    if (found !== undefined) return found.ConfigurationAggregatorName;
  }
  return undefined;
};

/** Accounts and regions whose last report arrived. */
const coveredBy = async ({ reader, region }: Place, name: string): Promise<ReadonlySet<string>> => {
  const operation = 'DescribeConfigurationAggregatorSourcesStatus';
  const input = { ConfigurationAggregatorName: name, UpdateStatus: ['SUCCEEDED'], Limit: PAGE };
  const covered = new Set<string>();
  const call = { client: CLIENT, operation, region, input };
  for await (const page of pagesOf(reader, call, { schema: statusPage, ...paged }))
    for (const one of page.AggregatedSourceStatusList ?? [])
      covered.add(coveredKey(one.SourceId ?? '', one.AwsRegion ?? ''));
  return covered;
};

/** A row that can not be read is left out: what is not there is looked for in the lists. */
const rowOf = (result: string): readonly IndexedRow[] => {
  let json: unknown;
  try {
    json = JSON.parse(result);
  } catch {
    return [];
  }
  const row = rowSchema.safeParse(json).data;
  if (row === undefined) return [];
  return [
    {
      accountId: row.accountId,
      region: row.awsRegion,
      arn: row.arn ?? '',
      id: row.resourceId,
      tags: Object.fromEntries((row.tags ?? []).map(({ key, value }) => [key, value ?? ''])),
      seenAt: row.configurationItemCaptureTime ?? '',
    },
  ];
};

const FIELDS =
  'accountId, awsRegion, resourceId, resourceName, arn, tags, configurationItemCaptureTime';

/**
 * The aggregator of AWS Config, where the organization has one. A recorder may leave a type out, so
 * that a place of which it tells nothing is not known to be empty.
 */
export const openConfigAggregator = async (
  reader: AwsReader,
  region: Region,
): Promise<OrganizationIndex | undefined> => {
  const place = { reader, region };
  const name = await nameOf(place);
  if (name === undefined) return undefined;
  const covered = await coveredBy(place, name);
  return {
    name: 'AWS Config',
    knowsEmpty: false,
    covers: coversBy(covered, (type) => KNOWN.has(type)),
    list: async function* (resourceType) {
      const Expression = `SELECT ${FIELDS} WHERE resourceType = '${resourceType}'`;
      const input = { Expression, ConfigurationAggregatorName: name, Limit: PAGE };
      const call = { client: CLIENT, operation: 'SelectAggregateResourceConfig', region, input };
      for await (const { Results } of pagesOf(reader, call, { schema: resultPage, ...paged }))
        for (const result of Results ?? []) yield* rowOf(result);
    },
  };
};
