import { isJsonObject, type Json, type JsonObject } from '../../task/json.ts';
import { listOf } from '../acts.ts';
import { at, textIn } from '../compare.ts';
import { bareName } from '../dns/names.ts';
import type { Operation } from '../service.ts';

/** A record as the catalogue names it: zone, name and type. */
export const recordTarget = (zoneId: string, name: string, type: string): string =>
  `${zoneId}/${name}/${type}`;

const partsOf = (target: string) => {
  const [zoneId = '', name = '', type = ''] = target.split('/');
  return { zoneId, name, type };
};

const changesIn = (sent: JsonObject): readonly JsonObject[] =>
  listOf(at(sent, 'ChangeBatch.Changes')).filter(isJsonObject);

const isOf = (record: Json, wanted: Json | undefined): boolean =>
  bareName(textIn(at(record, 'Name'))) === bareName(textIn(at(wanted, 'Name'))) &&
  at(record, 'Type') === at(wanted, 'Type');

const contentOf = (record: Json | undefined): string =>
  JSON.stringify([
    textIn(at(record, 'TTL')),
    listOf(at(record, 'ResourceRecords'))
      .map((one) => textIn(at(one, 'Value')))
      .toSorted(),
  ]);

/** What the change ends with: the record that it creates, or none. */
const created = (sent: JsonObject): Json | undefined =>
  changesIn(sent).find((change) => change['Action'] === 'CREATE')?.['ResourceRecordSet'];

const OPPOSITE: Readonly<Record<string, string>> = { CREATE: 'DELETE', DELETE: 'CREATE' };

/** The same changes backwards: what was made goes, what went comes back. */
const backwards = (sent: JsonObject): JsonObject => ({
  HostedZoneId: sent['HostedZoneId'] ?? '',
  ChangeBatch: {
    Changes: changesIn(sent)
      .toReversed()
      .map((change) => ({ ...change, Action: OPPOSITE[textIn(change['Action'])] ?? '' })),
  },
});

/**
 * Changes one record of a zone. The batch deletes exactly what was read in planning and creates
 * what is wanted: Route 53 carries out both or none, and refuses when somebody was faster.
 */
export const CHANGE_RECORD: Operation = {
  name: 'route53:change-record',
  client: 'Route53',
  operation: 'ChangeResourceRecordSets',
  operationClass: 'non-destructive',
  inverse: {
    reversibility: 'reversible',
    summary: 'set the record back to what was read in planning; caches keep it for its time',
    operation: 'route53:change-record',
  },
  undoInput: ({ input }) => (input === undefined ? undefined : backwards(input)),
  needs: (target) => {
    const zone = `arn:aws:route53:::hostedzone/${partsOf(target).zoneId}`;
    return [
      {
        action: 'route53:ChangeResourceRecordSets',
        resources: [zone],
        purpose: 'forward',
        via: 'direct',
      },
      {
        action: 'route53:ListResourceRecordSets',
        resources: [zone],
        purpose: 'read',
        via: 'direct',
      },
    ];
  },
  input: (target) => ({ HostedZoneId: partsOf(target).zoneId }),
  wait: {
    client: 'Route53',
    operation: 'ListResourceRecordSets',
    input: (target) => ({
      HostedZoneId: partsOf(target).zoneId,
      StartRecordName: partsOf(target).name,
      StartRecordType: partsOf(target).type,
    }),
    isDone: (output) => at(output, 'ResourceRecordSets') !== undefined,
    isAsSent: (output, sent) => {
      const wanted = created(sent);
      const named = wanted ?? changesIn(sent)[0]?.['ResourceRecordSet'];
      const found = listOf(at(output, 'ResourceRecordSets')).find((one) => isOf(one, named));
      return wanted === undefined ? found === undefined : contentOf(found) === contentOf(wanted);
    },
    timeoutMinutes: 3,
  },
};

/** The catalogue of records. */
export const dnsRecordOperations: readonly Operation[] = [CHANGE_RECORD];
