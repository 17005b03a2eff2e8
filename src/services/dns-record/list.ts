import { ownerOf } from '../../agents/roster.ts';
import type { AwsAccount } from '../../task/account.ts';
import type { AwsResource } from '../../task/aws-resource.ts';
import type { Region } from '../../task/ids.ts';
import type { AwsReader } from '../aws-reader.ts';
import { readRecords, readZones } from '../dns/facts.ts';
import type { RecordFact, ZoneFact } from '../dns/names.ts';

const TYPE = 'AWS::Route53::RecordSet';

const toResource = (
  [zone, record]: readonly [ZoneFact, RecordFact],
  account: AwsAccount,
  region: Region,
): AwsResource => ({
  id: `${record.name} ${record.type}`,
  arn: `arn:aws:route53:::hostedzone/${zone.id}`,
  resourceType: TYPE,
  region,
  accountId: account.id,
  state: 'Active',
  ownerAgent: ownerOf(TYPE),
  dependencies: [zone.id],
  tags: {},
  metadata: {
    zone: zone.name,
    value: record.alias === '' ? record.values.join(', ') : `alias of ${record.alias}`,
    ...(record.ttl === null ? {} : { ttlSeconds: record.ttl }),
  },
  createdAt: '',
  updatedAt: '',
});

/** Records of every zone of the account, zone by zone. */
export const listDnsRecords = async function* (
  reader: AwsReader,
  account: AwsAccount,
  region: Region,
): AsyncIterable<AwsResource> {
  for (const zone of await readZones(reader, region)) {
    const all = await readRecords(reader, region, { zoneId: zone.id, isEnough: () => false });
    for (const record of all) yield toResource([zone, record], account, region);
  }
};
