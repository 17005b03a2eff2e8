import { z } from 'zod';
import type { AwsReader } from '../../services/aws-reader.ts';
import { readParsed } from '../../services/facts.ts';
import type { AccountId, Region } from '../../task/ids.ts';
import { pagesOf } from '../savings/gather/pages.ts';
import { timeSchema } from '../savings/gather/time-schema.ts';
import {
  coveredKey,
  coversBy,
  type IndexedRow,
  type OrganizationIndex,
} from './organization-index.ts';

const CLIENT = 'ResourceExplorer2';
const MOST_ACCOUNTS = 10;
const PAGE = 1000;

/** What Resource Explorer calls a type, and where in an ARN the id of its list stands. */
interface Known {
  readonly called: string;
  readonly id: RegExp;
}

/** Table: the types of which its ids are known to be those of the lists. */
const KNOWN: Readonly<Record<string, Known>> = {
  'AWS::S3::Bucket': { called: 's3:bucket', id: /^arn:aws[\w-]*:s3:::([^/]+)$/ },
  'AWS::Lambda::Function': { called: 'lambda:function', id: /:function:([^:]+)$/ },
  'AWS::EC2::Instance': { called: 'ec2:instance', id: /:instance\/(i-\w+)$/ },
  'AWS::DynamoDB::Table': { called: 'dynamodb:table', id: /:table\/([^/]+)$/ },
  'AWS::EC2::Volume': { called: 'ec2:volume', id: /:volume\/(vol-\w+)$/ },
  'AWS::Logs::LogGroup': { called: 'logs:log-group', id: /:log-group:([^:]+)(?::\*)?$/ },
};

const indexPage = z.object({
  Indexes: z.array(z.object({ AccountId: z.string().nullish(), Region: z.string() })).nullish(),
  NextToken: z.string().nullish(),
});
const viewSchema = z.object({ ViewArn: z.string().nullish() });
const tagRows = z.array(z.object({ Key: z.string(), Value: z.string().nullish() }));
const resourcePage = z.object({
  Resources: z
    .array(
      z.object({
        Arn: z.string(),
        OwningAccountId: z.string(),
        Region: z.string(),
        LastReportedAt: timeSchema.nullish(),
        Properties: z.array(z.object({ Name: z.string(), Data: z.unknown() })).nullish(),
      }),
    )
    .nullish(),
  NextToken: z.string().nullish(),
});
type Row = NonNullable<z.infer<typeof resourcePage>['Resources']>[number];

const paged = {
  takes: 'NextToken',
  nextOf: (page: { NextToken?: string | null | undefined }) => page.NextToken,
};

/** Where the index is to which all others report; undefined where there is none. */
const aggregatorRegion = async (reader: AwsReader, region: Region): Promise<Region | undefined> => {
  const input = { Type: 'AGGREGATOR' };
  const call = { client: CLIENT, operation: 'ListIndexes', region, input };
  const found = await readParsed(reader, call, indexPage);
  return found?.Indexes?.[0]?.Region as Region | undefined;
};

/** Accounts and regions that have an index, ten accounts a call. */
const coveredBy = async (
  reader: AwsReader,
  region: Region,
  accounts: readonly AccountId[],
): Promise<ReadonlySet<string>> => {
  const covered = new Set<string>();
  for (let at = 0; at < accounts.length; at += MOST_ACCOUNTS) {
    const input = { AccountIdList: accounts.slice(at, at + MOST_ACCOUNTS) };
    const call = { client: CLIENT, operation: 'ListIndexesForMembers', region, input };
    for await (const { Indexes } of pagesOf(reader, call, { schema: indexPage, ...paged }))
      for (const { AccountId: id, Region: where } of Indexes ?? [])
        covered.add(coveredKey(id ?? '', where));
  }
  return covered;
};

const tagsOf = ({ Properties }: Row): Readonly<Record<string, string>> => {
  const data = (Properties ?? []).find(({ Name }) => Name === 'tags')?.Data;
  const rows = tagRows.safeParse(data).data ?? [];
  return Object.fromEntries(rows.map(({ Key, Value }) => [Key, Value ?? '']));
};

const rowOf = (row: Row, { id }: Known): readonly IndexedRow[] => {
  const found = id.exec(row.Arn)?.[1];
  if (found === undefined) return [];
  return [
    {
      accountId: row.OwningAccountId,
      region: row.Region,
      arn: row.Arn,
      id: found,
      tags: tagsOf(row),
      seenAt: row.LastReportedAt ?? '',
    },
  ];
};

/**
 * Resource Explorer, where the organization has an index to which the others report, and a default
 * view of it. Asked as an account that may see the organization.
 */
export const openResourceExplorer = async (
  reader: AwsReader,
  home: Region,
  accounts: readonly AccountId[],
): Promise<OrganizationIndex | undefined> => {
  const region = await aggregatorRegion(reader, home);
  if (region === undefined) return undefined;
  const view = { client: CLIENT, operation: 'GetDefaultView', region, input: {} };
  const ViewArn = (await readParsed(reader, view, viewSchema))?.ViewArn ?? '';
  if (ViewArn === '') return undefined;
  const covered = await coveredBy(reader, region, accounts);
  return {
    name: 'Resource Explorer',
    knowsEmpty: true,
    covers: coversBy(covered, (type) => Object.hasOwn(KNOWN, type)),
    list: async function* (resourceType) {
      const known = KNOWN[resourceType];
      if (known === undefined) return;
      const Filters = { FilterString: `resourcetype:${known.called}` };
      const input = { Filters, ViewArn, MaxResults: PAGE };
      const call = { client: CLIENT, operation: 'ListResources', region, input };
      for await (const { Resources } of pagesOf(reader, call, { schema: resourcePage, ...paged }))
        for (const row of Resources ?? []) yield* rowOf(row, known);
    },
  };
};
