import type { MutationTask } from '../../task/aws-task.ts';
import type { JsonObject } from '../../task/json.ts';
import { bareName, type RecordFact, type ZoneFact } from '../dns/names.ts';
import { numberOf, textOf } from '../task-values.ts';

/** What a record without a time of its own is kept for. */
const DEFAULT_TTL_SECONDS = 300;

/** Each text of a TXT record stands in quotes; the rest is separated by commas. */
const valuesOf = (type: string, text: string): readonly string[] => {
  if (type === 'TXT') return [/^".*"$/s.test(text) ? text : `"${text.replaceAll('"', '\\"')}"`];
  return text
    .split(/\s*,\s*/)
    .map((value) => value.trim())
    .filter((value) => value !== '');
};

/** A record as a request wants it, what it does not name taken from the one that is there. */
export const wantedRecord = (task: MutationTask, before: RecordFact | undefined): RecordFact => {
  const type = textOf(task, 'recordType') ?? before?.type ?? '';
  const value = textOf(task, 'value');
  return {
    name: bareName(textOf(task, 'name') ?? ''),
    type,
    ttl: numberOf(task, 'ttlSeconds') ?? before?.ttl ?? DEFAULT_TTL_SECONDS,
    values: value === undefined ? [...(before?.values ?? [])] : [...valuesOf(type, value)],
    alias: '',
    isWeighed: false,
  };
};

/** A record as Route 53 takes it in a change. */
export const recordInput = ({ name, type, ttl, values }: RecordFact): JsonObject => ({
  Name: name,
  Type: type,
  TTL: ttl,
  ResourceRecords: values.map((Value) => ({ Value })),
});

/** A record as a template has it. */
export const recordProperties = (zone: ZoneFact, record: RecordFact): JsonObject => ({
  HostedZoneId: zone.id,
  Name: record.name,
  Type: record.type,
  TTL: String(record.ttl),
  ResourceRecords: record.values,
});

/** Why a change of a record asks for a second look; undefined where it does not. */
export const caution = (zone: ZoneFact, record: RecordFact): string | undefined => {
  if (record.type === 'NS')
    return `who answers for ${record.name} is decided by other name servers from then on`;
  if (record.type === 'MX') return `mail for ${record.name} goes where it says from then on`;
  return record.name === zone.name
    ? `${record.name} is the domain itself: everybody who names it is led by this record`
    : undefined;
};
