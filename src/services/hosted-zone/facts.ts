import type { AwsReader } from '../aws-reader.ts';
import { readRecords, readZones } from '../dns/facts.ts';
import { bareName, isOwnRecord, zoneOfName, type ZoneFact } from '../dns/names.ts';
import { findOwner, readOwnStack, readProperties } from '../facts.ts';
import type { DraftContext } from '../service.ts';
import { textOf } from '../task-values.ts';
import type { HostedZoneFacts } from './facts-schema.ts';

const TYPE = 'AWS::Route53::HostedZone';

/** As many records as a refusal names, and one more to say that there are others. */
const ENOUGH = 6;

const NOT_ONE = { owner: { owner: 'nobody' }, properties: null, records: [] } as const;

const readTarget = async (
  { region, task }: DraftContext,
  reader: AwsReader,
  found: readonly ZoneFact[],
) => {
  const [zone, ...others] = found;
  if (zone === undefined || others.length > 0) return NOT_ONE;
  const where = { region, type: TYPE, physicalId: zone.id };
  const owner = await findOwner(reader, where);
  const isLoose = owner.owner === 'nobody';
  const rest = (all: Awaited<ReturnType<typeof readRecords>>) =>
    all.filter((record) => !isOwnRecord(zone, record));
  const records =
    task.taskType === 'DeleteResource'
      ? await readRecords(reader, region, {
          zoneId: zone.id,
          isEnough: (seen) => rest(seen).length >= ENOUGH,
        })
      : [];
  return {
    owner,
    properties: isLoose ? ((await readProperties(reader, where)) ?? null) : null,
    records: rest(records).slice(0, ENOUGH),
  };
};

/** Looks up the zone that is meant, what is in it, and the zone above it. */
export const readHostedZoneFacts = async (
  context: DraftContext,
  reader: AwsReader,
): Promise<HostedZoneFacts> => {
  const { region, task } = context;
  const isCreate = task.taskType === 'CreateResource';
  const [id, name] = [textOf(task, 'id'), bareName(textOf(task, 'name') ?? '')];
  const zones = await readZones(reader, region);
  const found = zones.filter((zone) => (id === undefined ? zone.name === name : zone.id === id));
  const stack = isCreate ? await readOwnStack(reader, region, context.stackName) : 'absent';
  const target = isCreate ? NOT_ONE : await readTarget(context, reader, found);
  const above = zoneOfName(
    zones.filter((zone) => zone.name !== name && !zone.isPrivate),
    name,
  );
  return {
    found,
    ownStack: typeof stack === 'string' ? null : stack,
    owner: target.owner,
    properties: target.properties,
    records: [...target.records],
    parent: above[0]?.name ?? '',
  };
};
