import { listOf } from '../acts.ts';
import type { Json } from '../../task/json.ts';
import { at, textIn } from '../compare.ts';
import { bareName } from '../dns/names.ts';
import { runReadBack, type ReadRow } from '../read-back.ts';
import type { ReadBackCheck, ReadBackInput } from '../service.ts';

const recordOf = (output: unknown, { properties }: ReadBackInput): Json | undefined =>
  listOf(at(output, 'ResourceRecordSets')).find(
    (one) =>
      bareName(textIn(at(one, 'Name'))) === bareName(textIn(properties['Name'])) &&
      at(one, 'Type') === properties['Type'],
  );

const row = (name: string, rest: Pick<ReadRow, 'property' | 'holds'>): ReadRow => ({
  name,
  client: 'Route53',
  operation: 'ListResourceRecordSets',
  input: ({ properties }) => ({
    HostedZoneId: textIn(properties['HostedZoneId']),
    StartRecordName: textIn(properties['Name']),
    StartRecordType: textIn(properties['Type']),
  }),
  ...rest,
});

const ROWS: readonly ReadRow[] = [
  row('exists', { holds: (output, _planned, input) => recordOf(output, input) !== undefined }),
  row('value', {
    property: 'ResourceRecords',
    holds: (output, planned, input) => {
      const found = listOf(at(recordOf(output, input), 'ResourceRecords'));
      const values = new Set(found.map((one) => textIn(at(one, 'Value'))));
      return listOf(planned).every((value) => values.has(textIn(value)));
    },
  }),
  row('time', {
    property: 'TTL',
    holds: (output, planned, input) =>
      textIn(at(recordOf(output, input), 'TTL')) === textIn(planned),
  }),
];

/** Reads a record back by the list of its zone. */
export const readBackDnsRecord = async (input: ReadBackInput): Promise<ReadBackCheck> => {
  const zone = textIn(input.properties['HostedZoneId']);
  return await runReadBack(input, `arn:aws:route53:::hostedzone/${zone}`, ROWS);
};
