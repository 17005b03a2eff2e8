import { z } from 'zod';
import { ownerOf } from '../../agents/roster.ts';
import type { AwsAccount } from '../../task/account.ts';
import type { AwsResource, ResourceState } from '../../task/aws-resource.ts';
import type { Region } from '../../task/ids.ts';
import type { AwsReader } from '../aws-reader.ts';
import { readPage } from '../facts.ts';

const TYPE = 'AWS::CloudFormation::Stack';

const when = z.union([z.date(), z.string()]).nullish();
const rowSchema = z.object({
  StackName: z.string(),
  StackId: z.string(),
  StackStatus: z.string(),
  Description: z.string().nullish(),
  DriftInformation: z.object({ StackDriftStatus: z.string().nullish() }).nullish(),
  CreationTime: when,
  LastUpdatedTime: when,
  Tags: z.array(z.object({ Key: z.string(), Value: z.string() })).nullish(),
});
const pageSchema = z.object({
  Stacks: z.array(rowSchema).nullish(),
  NextToken: z.string().nullish(),
});
type Row = z.infer<typeof rowSchema>;

const stateOf = (status: string): ResourceState => {
  if (status === 'DELETE_COMPLETE') return 'Terminated';
  if (status.startsWith('DELETE_')) return 'Deleting';
  if (/FAILED|ROLLBACK_COMPLETE$/.test(status) && !status.startsWith('UPDATE_')) return 'Failed';
  if (!status.endsWith('_IN_PROGRESS')) return 'Active';
  return status.startsWith('CREATE_') || status.startsWith('REVIEW_') ? 'Creating' : 'Updating';
};

const instant = (value: z.infer<typeof when>): string =>
  value === null || value === undefined ? '' : new Date(value).toISOString();

const toResource = (row: Row, account: AwsAccount, region: Region): AwsResource => ({
  id: row.StackName,
  arn: row.StackId,
  resourceType: TYPE,
  region,
  accountId: account.id,
  state: stateOf(row.StackStatus),
  ownerAgent: ownerOf(TYPE),
  dependencies: [],
  tags: Object.fromEntries((row.Tags ?? []).map((tag) => [tag.Key, tag.Value])),
  metadata: {
    status: row.StackStatus,
    description: row.Description ?? '',
    drift: row.DriftInformation?.StackDriftStatus ?? '',
  },
  createdAt: instant(row.CreationTime),
  updatedAt: instant(row.LastUpdatedTime ?? row.CreationTime),
});

/** Stacks of one region, page by page. */
export const listStacks = async function* (
  reader: AwsReader,
  account: AwsAccount,
  region: Region,
): AsyncIterable<AwsResource> {
  let token: string | undefined;
  do {
    const input = token === undefined ? {} : { NextToken: token };
    const call = { client: 'CloudFormation', operation: 'DescribeStacks', region, input };
    const page = await readPage(reader, call, pageSchema);
    for (const row of page.Stacks ?? []) yield toResource(row, account, region);
    token = page.NextToken ?? undefined;
  } while (token !== undefined);
};
