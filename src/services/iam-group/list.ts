import { z } from 'zod';
import type { AwsAccount } from '../../task/account.ts';
import type { AwsResource } from '../../task/aws-resource.ts';
import type { Region } from '../../task/ids.ts';
import type { AwsReader } from '../aws-reader.ts';
import { iamPaging, isHomeOf, MARKER } from '../iam-role/pages.ts';
import { listedResource } from '../listed.ts';
import { readPages } from '../paged/facts.ts';

const rowSchema = z.object({
  GroupName: z.string(),
  Arn: z.string(),
  Path: z.string().nullish(),
  CreateDate: z.union([z.date(), z.string()]).nullish(),
});
const pageSchema = z.object({ Groups: z.array(rowSchema).nullish(), ...MARKER });

/** Groups of one account, page by page. */
export const listGroups = async function* (
  reader: AwsReader,
  account: AwsAccount,
  region: Region,
): AsyncIterable<AwsResource> {
  if (!isHomeOf(account, region)) return;
  const place = { resourceType: 'AWS::IAM::Group', account, region } as const;
  const call = { client: 'IAM', operation: 'ListGroups', region, input: { MaxItems: 100 } };
  for await (const page of readPages(reader, call, iamPaging(pageSchema)))
    for (const row of page.Groups ?? [])
      yield listedResource(place, {
        id: row.GroupName,
        arn: row.Arn,
        createdAt: row.CreateDate,
        metadata: { path: row.Path ?? '/' },
      });
};
