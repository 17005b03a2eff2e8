import type { AwsAccount } from '../../task/account.ts';
import type { AwsResource } from '../../task/aws-resource.ts';
import type { Region } from '../../task/ids.ts';
import type { AwsReader } from '../aws-reader.ts';
import { listedResource } from '../listed.ts';
import { aliasesOf, readDistributions } from './described/facts.ts';

/** Distributions of the account; people know them by their comment or by what they answer for. */
export const listDistributions = async function* (
  reader: AwsReader,
  account: AwsAccount,
  region: Region,
): AsyncIterable<AwsResource> {
  const place = { resourceType: 'AWS::CloudFront::Distribution', account, region } as const;
  for await (const one of readDistributions(reader, region)) {
    const [alias = ''] = aliasesOf(one);
    const name = (one.Comment ?? '') === '' ? alias : (one.Comment ?? '');
    yield listedResource(place, {
      id: one.Id,
      arn: one.ARN,
      tags: name === '' ? {} : { Name: name },
      createdAt: one.LastModifiedTime,
      metadata: {
        name,
        domain: one.DomainName ?? '',
        answersFor: aliasesOf(one).join(', '),
        status: one.Status ?? '',
        enabled: one.Enabled ?? false,
      },
    });
  }
};
