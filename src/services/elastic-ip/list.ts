import { z } from 'zod';
import { ownerOf } from '../../agents/roster.ts';
import type { AwsAccount } from '../../task/account.ts';
import type { AwsResource } from '../../task/aws-resource.ts';
import type { Region } from '../../task/ids.ts';
import type { AwsReader } from '../aws-reader.ts';
import { readPage } from '../facts.ts';

const TYPE = 'AWS::EC2::EIP';

const rowSchema = z.object({
  AllocationId: z.string().nullish(),
  PublicIp: z.string().nullish(),
  InstanceId: z.string().nullish(),
  NetworkInterfaceId: z.string().nullish(),
  Tags: z.array(z.object({ Key: z.string(), Value: z.string() })).nullish(),
});
const pageSchema = z.object({ Addresses: z.array(rowSchema).nullish() });
type Row = z.infer<typeof rowSchema>;

const toResource = (row: Row, account: AwsAccount, region: Region): AwsResource => {
  const id = row.AllocationId ?? row.PublicIp ?? '';
  const usedBy = row.InstanceId ?? row.NetworkInterfaceId ?? '';
  return {
    id,
    arn: `arn:aws:ec2:${region}:${account.id}:elastic-ip/${id}`,
    resourceType: TYPE,
    region,
    accountId: account.id,
    state: 'Active',
    ownerAgent: ownerOf(TYPE),
    dependencies: usedBy === '' ? [] : [usedBy],
    tags: Object.fromEntries((row.Tags ?? []).map((tag) => [tag.Key, tag.Value])),
    metadata: { publicIp: row.PublicIp ?? '', usedBy },
    createdAt: '',
    updatedAt: '',
  };
};

/** Addresses of one region, which EC2 gives all at once. It does not say when one was allocated. */
export const listAddresses = async function* (
  reader: AwsReader,
  account: AwsAccount,
  region: Region,
): AsyncIterable<AwsResource> {
  const call = { client: 'EC2', operation: 'DescribeAddresses', region, input: {} };
  const { Addresses } = await readPage(reader, call, pageSchema);
  for (const row of Addresses ?? []) yield toResource(row, account, region);
};
