import { z } from 'zod';
import { ownerOf } from '../../agents/roster.ts';
import type { AwsAccount } from '../../task/account.ts';
import type { AwsResource, ResourceState } from '../../task/aws-resource.ts';
import type { Region } from '../../task/ids.ts';
import type { AwsReader } from '../aws-reader.ts';
import { readPage } from '../facts.ts';

const TYPE = 'AWS::EC2::Instance';
const PAGE = 200;

const rowSchema = z.object({
  InstanceId: z.string(),
  InstanceType: z.string().nullish(),
  LaunchTime: z.union([z.date(), z.string()]).nullish(),
  State: z.object({ Name: z.string().nullish() }).nullish(),
  StateReason: z.object({ Code: z.string().nullish() }).nullish(),
  SubnetId: z.string().nullish(),
  Tags: z.array(z.object({ Key: z.string(), Value: z.string() })).nullish(),
});
const pageSchema = z.object({
  Reservations: z.array(z.object({ Instances: z.array(rowSchema).nullish() })).nullish(),
  NextToken: z.string().nullish(),
});
type Row = z.infer<typeof rowSchema>;

const STATES: Readonly<Record<string, ResourceState>> = {
  pending: 'Creating',
  'shutting-down': 'Deleting',
  terminated: 'Terminated',
};

const toResource = (row: Row, account: AwsAccount, region: Region): AwsResource => {
  const createdAt = row.LaunchTime ? new Date(row.LaunchTime).toISOString() : '';
  const state = row.State?.Name ?? '';
  const reason = row.StateReason?.Code;
  return {
    id: row.InstanceId,
    arn: `arn:aws:ec2:${region}:${account.id}:instance/${row.InstanceId}`,
    resourceType: TYPE,
    region,
    accountId: account.id,
    state: STATES[state] ?? 'Active',
    ownerAgent: ownerOf(TYPE),
    dependencies: row.SubnetId ? [row.SubnetId] : [],
    tags: Object.fromEntries((row.Tags ?? []).map((tag) => [tag.Key, tag.Value])),
    metadata: { instanceType: row.InstanceType ?? '', state, ...(reason ? { reason } : {}) },
    createdAt,
    updatedAt: createdAt,
  };
};

/** Instances of one region, page by page; terminated ones too, as long as EC2 shows them. */
export const listInstances = async function* (
  reader: AwsReader,
  account: AwsAccount,
  region: Region,
): AsyncIterable<AwsResource> {
  let token: string | undefined;
  do {
    const input = { MaxResults: PAGE, ...(token === undefined ? {} : { NextToken: token }) };
    const call = { client: 'EC2', operation: 'DescribeInstances', region, input };
    const page = await readPage(reader, call, pageSchema);
    const rows = (page.Reservations ?? []).flatMap((one) => one.Instances ?? []);
    for (const row of rows) yield toResource(row, account, region);
    token = page.NextToken ?? undefined;
  } while (token !== undefined);
};
