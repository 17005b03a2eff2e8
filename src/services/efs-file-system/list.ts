import { z } from 'zod';
import { ownerOf } from '../../agents/roster.ts';
import type { AwsAccount } from '../../task/account.ts';
import type { AwsResource, ResourceState } from '../../task/aws-resource.ts';
import type { Region } from '../../task/ids.ts';
import type { AwsReader } from '../aws-reader.ts';
import { readPage } from '../facts.ts';

const TYPE = 'AWS::EFS::FileSystem';
const PAGE = 100;

const rowSchema = z.object({
  FileSystemId: z.string(),
  FileSystemArn: z.string().nullish(),
  Name: z.string().nullish(),
  LifeCycleState: z.string().nullish(),
  NumberOfMountTargets: z.number().nullish(),
  SizeInBytes: z.object({ Value: z.number().nullish() }).nullish(),
  Encrypted: z.boolean().nullish(),
  ThroughputMode: z.string().nullish(),
  CreationTime: z.union([z.date(), z.string()]).nullish(),
  Tags: z.array(z.object({ Key: z.string(), Value: z.string() })).nullish(),
});
const pageSchema = z.object({
  FileSystems: z.array(rowSchema).nullish(),
  NextMarker: z.string().nullish(),
});

/** One file system as EFS shows it. */
export type FileSystemRow = z.infer<typeof rowSchema>;

/** File systems of one region, page by page, as EFS shows them. */
export const fileSystemRows = async function* (
  reader: AwsReader,
  region: Region,
): AsyncIterable<FileSystemRow> {
  let marker: string | undefined;
  do {
    const input = { MaxItems: PAGE, ...(marker === undefined ? {} : { Marker: marker }) };
    const call = { client: 'EFS', operation: 'DescribeFileSystems', region, input };
    const page = await readPage(reader, call, pageSchema);
    yield* page.FileSystems ?? [];
    marker = page.NextMarker ?? undefined;
  } while (marker !== undefined);
};

const STATES: Readonly<Record<string, ResourceState>> = {
  creating: 'Creating',
  updating: 'Updating',
  deleting: 'Deleting',
  deleted: 'Terminated',
  error: 'Failed',
};

const toResource = (row: FileSystemRow, account: AwsAccount, region: Region): AwsResource => {
  const createdAt = row.CreationTime ? new Date(row.CreationTime).toISOString() : '';
  const state = row.LifeCycleState ?? '';
  const id = row.FileSystemId;
  return {
    id,
    arn: row.FileSystemArn ?? `arn:aws:elasticfilesystem:${region}:${account.id}:file-system/${id}`,
    resourceType: TYPE,
    region,
    accountId: account.id,
    state: STATES[state] ?? 'Active',
    ownerAgent: ownerOf(TYPE),
    dependencies: [],
    tags: Object.fromEntries((row.Tags ?? []).map((tag) => [tag.Key, tag.Value])),
    metadata: {
      state,
      throughputMode: row.ThroughputMode ?? '',
      encrypted: row.Encrypted ?? false,
      sizeBytes: row.SizeInBytes?.Value ?? 0,
      mountTargets: row.NumberOfMountTargets ?? 0,
    },
    createdAt,
    updatedAt: createdAt,
  };
};

/** File systems of one region. */
export const listFileSystems = async function* (
  reader: AwsReader,
  account: AwsAccount,
  region: Region,
): AsyncIterable<AwsResource> {
  for await (const row of fileSystemRows(reader, region)) yield toResource(row, account, region);
};
