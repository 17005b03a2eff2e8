import type { Region } from '../../task/ids.ts';
import type { AwsReader } from '../aws-reader.ts';
import type { Found } from '../by-id/facts-schema.ts';
import { readRecords, readZones } from '../dns/facts.ts';
import { zoneOfName } from '../dns/names.ts';
import { findOwner, readOwnStack, readProperties } from '../facts.ts';
import type { DraftContext } from '../service.ts';
import { recordThings, thingAt, type KnownUser } from '../task-order/user.ts';
import { textOf } from '../task-values.ts';
import { describeChecks, readCheckTags, targetIn, type CheckRow } from './described/facts.ts';
import type { HealthCheckFacts } from './facts-schema.ts';
import { checkName } from './template.ts';

const TYPE = 'AWS::Route53::HealthCheck';

interface Named {
  readonly row: CheckRow;
  readonly name: string;
}

const readNamed = async (reader: AwsReader, region: Region): Promise<readonly Named[]> => {
  const named: Named[] = [];
  for await (const rows of describeChecks(reader, region)) {
    const tags = await readCheckTags(
      reader,
      region,
      rows.map(({ Id }) => Id),
    );
    named.push(...rows.map((row) => ({ row, name: tags.get(row.Id)?.['Name'] ?? '' })));
  }
  return named;
};

/** By id, by name, or by what a check without a name asks. */
const meantBy = ({ task }: DraftContext): ((one: Named) => boolean) => {
  const [id, name] = [textOf(task, 'id'), checkName(task)];
  if (id !== undefined) return ({ row }) => row.Id === id;
  return (one) => (one.name === '' ? targetIn(one.row) : one.name) === name;
};

const toFound = ({ row, name }: Named): Found => ({
  id: row.Id,
  identifier: row.Id,
  name: name === '' ? targetIn(row) : name,
  vpcId: '',
  isDefault: false,
});

/** Records that answer by the check: Route 53 itself would let it go, and guess their health. */
const readRecordUsers = async (
  reader: AwsReader,
  region: Region,
  checkId: string,
): Promise<readonly KnownUser[]> => {
  const place = { accountId: reader.accountId, region };
  const users: KnownUser[] = [];
  for (const zone of await readZones(reader, region)) {
    const asked = { zoneId: zone.id, isEnough: () => false };
    const records = await readRecords(reader, region, asked);
    users.push(
      ...records
        .filter((record) => record.healthCheckId === checkId)
        .map((record) => ({
          words: `the record \`${record.name}\` ${record.type} of the zone \`${zone.name}\``,
          is: recordThings(place, zone.id, record),
        })),
    );
  }
  return users;
};

const NOT_ONE = {
  owner: { owner: 'nobody' },
  properties: null,
  linkedService: '',
} as const;

const readOne = async (context: DraftContext, reader: AwsReader, all: readonly Named[]) => {
  const { region, task } = context;
  const [one, ...others] = all.filter(meantBy(context));
  if (one === undefined || others.length > 0) return { ...NOT_ONE, users: [] };
  const { Id, LinkedService } = one.row;
  const where = { region, type: TYPE, physicalId: Id };
  const owner = await findOwner(reader, where);
  const parents = all
    .filter(({ row }) => row.HealthCheckConfig.ChildHealthChecks?.includes(Id) === true)
    .map(({ row }) => ({
      words: `the health check \`${row.Id}\`, which sums up others`,
      is: [thingAt({ accountId: reader.accountId, region }, TYPE, row.Id)],
    }));
  const users =
    task.taskType === 'DeleteResource'
      ? [...(await readRecordUsers(reader, region, Id)), ...parents]
      : [];
  return {
    owner,
    properties: owner.owner === 'nobody' ? ((await readProperties(reader, where)) ?? null) : null,
    linkedService: LinkedService?.ServicePrincipal ?? '',
    users,
  };
};

const readPrivateZone = async (reader: AwsReader, region: Region, target: string) => {
  const fitting = zoneOfName(await readZones(reader, region), target);
  return fitting.every(({ isPrivate }) => isPrivate) ? (fitting[0]?.name ?? '') : '';
};

/** Looks up the check that is meant, and what answers by it or for it. */
export const readHealthCheckFacts = async (
  context: DraftContext,
  reader: AwsReader,
): Promise<HealthCheckFacts> => {
  const { region, task, stackName } = context;
  const isCreate = task.taskType === 'CreateResource';
  const all = await readNamed(reader, region);
  const found = all.filter(meantBy(context)).map(toFound);
  const stack = isCreate ? await readOwnStack(reader, region, stackName) : 'absent';
  const one = isCreate ? { ...NOT_ONE, users: [] } : await readOne(context, reader, all);
  const target = textOf(task, 'target') ?? '';
  return {
    found,
    ownStack: typeof stack === 'string' ? null : stack,
    ...one,
    privateZone: isCreate ? await readPrivateZone(reader, region, target) : '',
  };
};
