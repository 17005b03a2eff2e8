import { z } from 'zod';
import type { AwsAccount } from '../../task/account.ts';
import type { AwsResource } from '../../task/aws-resource.ts';
import type { Region } from '../../task/ids.ts';
import type { AwsReader } from '../aws-reader.ts';
import { iamPaging, isHomeOf, MARKER } from '../iam-role/pages.ts';
import { listedResource } from '../listed.ts';
import { readPages } from '../paged/facts.ts';

const moment = z.union([z.date(), z.string()]).nullish();
const rowSchema = z.object({
  UserName: z.string(),
  Arn: z.string(),
  Path: z.string().nullish(),
  CreateDate: moment,
  PasswordLastUsed: moment,
});
const pageSchema = z.object({ Users: z.array(rowSchema).nullish(), ...MARKER });
type Row = z.infer<typeof rowSchema>;

const day = (value: Row['PasswordLastUsed']): string =>
  value ? new Date(value).toISOString().slice(0, 10) : '';

/** Users of one account, page by page. */
export const listUsers = async function* (
  reader: AwsReader,
  account: AwsAccount,
  region: Region,
): AsyncIterable<AwsResource> {
  if (!isHomeOf(account, region)) return;
  const place = { resourceType: 'AWS::IAM::User', account, region } as const;
  const call = { client: 'IAM', operation: 'ListUsers', region, input: { MaxItems: 100 } };
  for await (const page of readPages(reader, call, iamPaging(pageSchema)))
    for (const row of page.Users ?? [])
      yield listedResource(place, {
        id: row.UserName,
        arn: row.Arn,
        createdAt: row.CreateDate,
        metadata: { path: row.Path ?? '/', passwordLastUsed: day(row.PasswordLastUsed) },
      });
};
