import { z } from 'zod';
import type { AwsAccount } from '../../task/account.ts';
import type { AwsResource } from '../../task/aws-resource.ts';
import type { Region } from '../../task/ids.ts';
import type { AwsReader } from '../aws-reader.ts';
import { readPage } from '../facts.ts';
import { listedResource } from '../listed.ts';

const rowSchema = z.object({
  Name: z.string(),
  TrailARN: z.string(),
  HomeRegion: z.string().nullish(),
  S3BucketName: z.string().nullish(),
  IsMultiRegionTrail: z.boolean().nullish(),
  IsOrganizationTrail: z.boolean().nullish(),
  LogFileValidationEnabled: z.boolean().nullish(),
});
const pageSchema = z.object({ trailList: z.array(rowSchema).nullish() });

const yesNo = (is: boolean | null | undefined): string => (is === true ? 'yes' : 'no');

/** Trails whose home is this region, all at once: their shadows in others are left out. */
export const listTrails = async function* (
  reader: AwsReader,
  account: AwsAccount,
  region: Region,
): AsyncIterable<AwsResource> {
  const input = { includeShadowTrails: false };
  const call = { client: 'CloudTrail', operation: 'DescribeTrails', region, input };
  const place = { resourceType: 'AWS::CloudTrail::Trail', account, region } as const;
  for (const row of (await readPage(reader, call, pageSchema)).trailList ?? [])
    yield listedResource(place, {
      id: row.Name,
      arn: row.TrailARN,
      metadata: {
        bucket: row.S3BucketName ?? '',
        everyRegion: yesNo(row.IsMultiRegionTrail),
        ofOrganization: yesNo(row.IsOrganizationTrail),
        provable: yesNo(row.LogFileValidationEnabled),
      },
    });
};
