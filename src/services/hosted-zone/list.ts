import { ownerOf } from '../../agents/roster.ts';
import type { AwsAccount } from '../../task/account.ts';
import type { AwsResource } from '../../task/aws-resource.ts';
import type { Region } from '../../task/ids.ts';
import type { AwsReader } from '../aws-reader.ts';
import { readZones } from '../dns/facts.ts';

const TYPE = 'AWS::Route53::HostedZone';

/** Zones of the account; Route 53 does not say when one was made. */
export const listHostedZones = async function* (
  reader: AwsReader,
  account: AwsAccount,
  region: Region,
): AsyncIterable<AwsResource> {
  for (const zone of await readZones(reader, region)) {
    yield {
      id: zone.id,
      arn: `arn:aws:route53:::hostedzone/${zone.id}`,
      resourceType: TYPE,
      region,
      accountId: account.id,
      state: 'Active',
      ownerAgent: ownerOf(TYPE),
      dependencies: [],
      tags: { Name: zone.name },
      metadata: {
        name: zone.name,
        visibility: zone.isPrivate ? 'private' : 'public',
        records: zone.records,
      },
      createdAt: '',
      updatedAt: '',
    };
  }
};
