import { z } from 'zod';
import type { Region } from '../../task/ids.ts';
import type { AwsReader } from '../aws-reader.ts';
import { readPage } from '../facts.ts';
import { bareName, type RecordFact, type ZoneFact } from './names.ts';

const zonesSchema = z.object({
  HostedZones: z.array(
    z.object({
      Id: z.string(),
      Name: z.string(),
      Config: z
        .object({ PrivateZone: z.boolean().nullish(), Comment: z.string().nullish() })
        .nullish(),
      ResourceRecordSetCount: z.number().nullish(),
    }),
  ),
  IsTruncated: z.boolean().nullish(),
  NextMarker: z.string().nullish(),
});

/** Every zone of the account, page by page: Route 53 belongs to no region. */
export const readZones = async (
  reader: AwsReader,
  region: Region,
): Promise<readonly ZoneFact[]> => {
  const zones: ZoneFact[] = [];
  let marker: string | undefined;
  do {
    const input = marker === undefined ? {} : { Marker: marker };
    const call = { client: 'Route53', operation: 'ListHostedZones', region, input };
    const page = await readPage(reader, call, zonesSchema);
    for (const row of page.HostedZones) {
      zones.push({
        id: row.Id.replace(/^\/hostedzone\//, ''),
        name: bareName(row.Name),
        isPrivate: row.Config?.PrivateZone === true,
        comment: row.Config?.Comment ?? '',
        records: row.ResourceRecordSetCount ?? 0,
      });
    }
    marker = page.IsTruncated === true ? (page.NextMarker ?? undefined) : undefined;
  } while (marker !== undefined);
  return zones.toSorted((a, b) => (a.id < b.id ? -1 : 1));
};

const recordSchema = z.object({
  Name: z.string(),
  Type: z.string(),
  TTL: z.number().nullish(),
  SetIdentifier: z.string().nullish(),
  HealthCheckId: z.string().nullish(),
  ResourceRecords: z.array(z.object({ Value: z.string() })).nullish(),
  AliasTarget: z.object({ DNSName: z.string() }).nullish(),
});
const recordsSchema = z.object({
  ResourceRecordSets: z.array(recordSchema),
  IsTruncated: z.boolean().nullish(),
  NextRecordName: z.string().nullish(),
  NextRecordType: z.string().nullish(),
  NextRecordIdentifier: z.string().nullish(),
});

/** A record with the health check by which it answers, where there is one. */
export type AnsweringRecord = RecordFact & { readonly healthCheckId?: string };

const toRecord = (row: z.infer<typeof recordSchema>): AnsweringRecord => ({
  name: bareName(row.Name),
  type: row.Type,
  ttl: row.TTL ?? null,
  values: (row.ResourceRecords ?? []).map(({ Value }) => Value),
  alias: bareName(row.AliasTarget?.DNSName ?? ''),
  isWeighed: (row.SetIdentifier ?? '') !== '',
  ...(typeof row.HealthCheckId === 'string' ? { healthCheckId: row.HealthCheckId } : {}),
});

/** Where the list goes on; undefined at its end. */
const nextOf = (page: z.infer<typeof recordsSchema>): object | undefined => {
  const { IsTruncated, NextRecordName, NextRecordType, NextRecordIdentifier } = page;
  if (IsTruncated !== true || typeof NextRecordName !== 'string') return undefined;
  return {
    StartRecordName: NextRecordName,
    ...(typeof NextRecordType === 'string' ? { StartRecordType: NextRecordType } : {}),
    ...(typeof NextRecordIdentifier === 'string'
      ? { StartRecordIdentifier: NextRecordIdentifier }
      : {}),
  };
};

/** Records of a zone from a name on; the reading ends when `isEnough` says so. */
export const readRecords = async (
  reader: AwsReader,
  region: Region,
  asked: {
    readonly zoneId: string;
    readonly from?: string;
    readonly isEnough: (found: readonly RecordFact[]) => boolean;
  },
): Promise<readonly AnsweringRecord[]> => {
  const records: AnsweringRecord[] = [];
  let start: object | undefined = asked.from === undefined ? {} : { StartRecordName: asked.from };
  while (start !== undefined && !asked.isEnough(records)) {
    const input = { HostedZoneId: asked.zoneId, ...start };
    const call = { client: 'Route53', operation: 'ListResourceRecordSets', region, input };
    const page = await readPage(reader, call, recordsSchema);
    records.push(...page.ResourceRecordSets.map(toRecord));
    start = nextOf(page);
  }
  return records;
};
