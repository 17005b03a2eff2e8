import type { AwsReader } from '../aws-reader.ts';
import { readRecords, readZones } from '../dns/facts.ts';
import { bareName, zoneOfName, type RecordFact, type ZoneFact } from '../dns/names.ts';
import { findOwner, readOwnStack } from '../facts.ts';
import type { Owner } from '../owner.ts';
import type { DraftContext } from '../service.ts';
import { targetOf, textOf } from '../task-values.ts';
import type { DnsRecordFacts } from './facts-schema.ts';

const TYPE = 'AWS::Route53::RecordSet';

const zonesFor = (
  { task }: DraftContext,
  zones: readonly ZoneFact[],
  name: string,
): readonly ZoneFact[] => {
  const asked = textOf(task, 'zone');
  if (asked === undefined) return zoneOfName(zones, name);
  return zones.filter((zone) => zone.id === asked || zone.name === bareName(asked));
};

const readNamed = async (
  { region }: DraftContext,
  reader: AwsReader,
  asked: { readonly zoneId: string; readonly name: string },
): Promise<readonly RecordFact[]> => {
  const { zoneId, name } = asked;
  const isPast = (found: readonly RecordFact[]): boolean =>
    found.some((record) => record.name !== name);
  const found = await readRecords(reader, region, { zoneId, from: name, isEnough: isPast });
  return found.filter((record) => record.name === name);
};

/** Records of one name share their physical id: the stack of another type is not this one's. */
const readOwner = async (context: DraftContext, reader: AwsReader, name: string): Promise<Owner> =>
  await findOwner(reader, { region: context.region, type: TYPE, physicalId: name });

/** Looks up the zone by the name, the records of the name in it, and who owns them. */
export const readDnsRecordFacts = async (
  context: DraftContext,
  reader: AwsReader,
): Promise<DnsRecordFacts> => {
  const { region, task } = context;
  const isCreate = task.taskType === 'CreateResource';
  const name = bareName(targetOf(task));
  const zones = zonesFor(context, await readZones(reader, region), name);
  const [zone, ...others] = zones;
  const isOne = zone !== undefined && others.length === 0;
  const records = isOne ? await readNamed(context, reader, { zoneId: zone.id, name }) : [];
  const stack = isCreate ? await readOwnStack(reader, region, context.stackName) : 'absent';
  return {
    zones: [...zones],
    records: [...records],
    ownStack: typeof stack === 'string' ? null : stack,
    owner:
      isCreate || records.length === 0
        ? { owner: 'nobody' }
        : await readOwner(context, reader, name),
  };
};
