import { z } from 'zod';
import type { AwsAccount } from '../../task/account.ts';
import type { AwsResource } from '../../task/aws-resource.ts';
import type { Region } from '../../task/ids.ts';
import type { AwsReader } from '../aws-reader.ts';
import { iamPaging, isHomeOf, MARKER } from '../iam-role/pages.ts';
import { listedResource } from '../listed.ts';
import { readPages } from '../paged/facts.ts';

const rowSchema = z.object({
  PolicyName: z.string(),
  Arn: z.string(),
  Path: z.string().nullish(),
  DefaultVersionId: z.string().nullish(),
  AttachmentCount: z.number().nullish(),
  CreateDate: z.union([z.date(), z.string()]).nullish(),
});
const pageSchema = z.object({ Policies: z.array(rowSchema).nullish(), ...MARKER });

/** The account's own managed policies, page by page; those of AWS are not among them. */
export const listManagedPolicies = async function* (
  reader: AwsReader,
  account: AwsAccount,
  region: Region,
): AsyncIterable<AwsResource> {
  if (!isHomeOf(account, region)) return;
  const place = { resourceType: 'AWS::IAM::ManagedPolicy', account, region } as const;
  const input = { Scope: 'Local', MaxItems: 100 };
  const call = { client: 'IAM', operation: 'ListPolicies', region, input };
  for await (const page of readPages(reader, call, iamPaging(pageSchema)))
    for (const row of page.Policies ?? [])
      yield listedResource(place, {
        id: row.PolicyName,
        arn: row.Arn,
        createdAt: row.CreateDate,
        metadata: {
          path: row.Path ?? '/',
          version: row.DefaultVersionId ?? '',
          attachedTo: row.AttachmentCount ?? 0,
        },
      });
};
