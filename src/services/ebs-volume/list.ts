import { z } from 'zod';
import { ownerOf } from '../../agents/roster.ts';
import type { AwsAccount } from '../../task/account.ts';
import type { AwsResource, ResourceState } from '../../task/aws-resource.ts';
import type { Region } from '../../task/ids.ts';
import type { AwsReader } from '../aws-reader.ts';
import { readPage } from '../facts.ts';

const TYPE = 'AWS::EC2::Volume';
const PAGE = 200;

const rowSchema = z.object({
  VolumeId: z.string(),
  VolumeType: z.string().nullish(),
  Size: z.number().nullish(),
  Encrypted: z.boolean().nullish(),
  CreateTime: z.union([z.date(), z.string()]).nullish(),
  State: z.string().nullish(),
  Attachments: z.array(z.object({ InstanceId: z.string().nullish() })).nullish(),
  Tags: z.array(z.object({ Key: z.string(), Value: z.string() })).nullish(),
});
const pageSchema = z.object({
  Volumes: z.array(rowSchema).nullish(),
  NextToken: z.string().nullish(),
});
type Row = z.infer<typeof rowSchema>;

const STATES: Readonly<Record<string, ResourceState>> = {
  creating: 'Creating',
  deleting: 'Deleting',
  deleted: 'Terminated',
  error: 'Failed',
};

const toResource = (row: Row, account: AwsAccount, region: Region): AwsResource => {
  const createdAt = row.CreateTime ? new Date(row.CreateTime).toISOString() : '';
  const state = row.State ?? '';
  return {
    id: row.VolumeId,
    arn: `arn:aws:ec2:${region}:${account.id}:volume/${row.VolumeId}`,
    resourceType: TYPE,
    region,
    accountId: account.id,
    state: STATES[state] ?? 'Active',
    ownerAgent: ownerOf(TYPE),
    dependencies: (row.Attachments ?? []).flatMap(({ InstanceId }) => InstanceId ?? []),
    tags: Object.fromEntries((row.Tags ?? []).map((tag) => [tag.Key, tag.Value])),
    metadata: {
      state,
      volumeType: row.VolumeType ?? '',
      sizeGb: row.Size ?? 0,
      encrypted: row.Encrypted ?? false,
    },
    createdAt,
    updatedAt: createdAt,
  };
};

/** Volumes of one region, page by page, attached or not. */
export const listVolumes = async function* (
  reader: AwsReader,
  account: AwsAccount,
  region: Region,
): AsyncIterable<AwsResource> {
  let token: string | undefined;
  do {
    const input = { MaxResults: PAGE, ...(token === undefined ? {} : { NextToken: token }) };
    const call = { client: 'EC2', operation: 'DescribeVolumes', region, input };
    const page = await readPage(reader, call, pageSchema);
    for (const row of page.Volumes ?? []) yield toResource(row, account, region);
    token = page.NextToken ?? undefined;
  } while (token !== undefined);
};
