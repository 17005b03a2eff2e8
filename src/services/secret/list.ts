import { z } from 'zod';
import type { AwsAccount } from '../../task/account.ts';
import type { AwsResource } from '../../task/aws-resource.ts';
import type { Region } from '../../task/ids.ts';
import type { AwsReader } from '../aws-reader.ts';
import { listedResource } from '../listed.ts';
import { readPages } from '../paged/facts.ts';

const moment = z.union([z.date(), z.string()]).nullish();
const rowSchema = z.object({
  ARN: z.string(),
  Name: z.string(),
  RotationEnabled: z.boolean().nullish(),
  NextRotationDate: moment,
  LastAccessedDate: moment,
  DeletedDate: moment,
  CreatedDate: moment,
  OwningService: z.string().nullish(),
  SecretVersionsToStages: z.record(z.string(), z.array(z.string())).nullish(),
  Tags: z.array(z.object({ Key: z.string(), Value: z.string() })).nullish(),
});
const pageSchema = z.object({
  SecretList: z.array(rowSchema).nullish(),
  NextToken: z.string().nullish(),
});
type Row = z.infer<typeof rowSchema>;

const day = (value: Row['CreatedDate']): string =>
  value ? new Date(value).toISOString().slice(0, 10) : '';

/** A version that was made and did not become the one in use; empty where there is none. */
const pendingIn = ({ SecretVersionsToStages }: Row): string =>
  Object.entries(SecretVersionsToStages ?? {}).find(
    ([, stages]) => stages.includes('AWSPENDING') && !stages.includes('AWSCURRENT'),
  )?.[0] ?? '';

/** What the list says of a secret. It never holds a value. */
const metadataOf = (row: Row): AwsResource['metadata'] => ({
  rotates: row.RotationEnabled === true ? 'yes' : 'no',
  nextRotation: day(row.NextRotationDate),
  lastUsed: day(row.LastAccessedDate),
  deletedOn: day(row.DeletedDate),
  pending: pendingIn(row),
  owningService: row.OwningService ?? '',
});

/** Secrets of one region, page by page, without those that wait to be deleted. */
export const listSecrets = async function* (
  reader: AwsReader,
  account: AwsAccount,
  region: Region,
): AsyncIterable<AwsResource> {
  const call = {
    client: 'SecretsManager',
    operation: 'ListSecrets',
    region,
    input: { MaxResults: 100 },
  };
  const paging = {
    schema: pageSchema,
    member: 'NextToken',
    next: (page: z.infer<typeof pageSchema>) => page.NextToken,
  };
  const place = { resourceType: 'AWS::SecretsManager::Secret', account, region } as const;
  for await (const page of readPages(reader, call, paging))
    for (const row of page.SecretList ?? [])
      yield listedResource(place, {
        id: row.Name,
        arn: row.ARN,
        metadata: metadataOf(row),
        createdAt: row.CreatedDate,
        tags: Object.fromEntries((row.Tags ?? []).map((tag) => [tag.Key, tag.Value])),
      });
};
