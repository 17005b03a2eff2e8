import type { AwsReader } from '../aws-reader.ts';
import type { ByIdFacts, Found } from '../by-id/facts-schema.ts';
import { bareName, zoneOfName, type ZoneFact } from '../dns/names.ts';
import { readRecords, readZones } from '../dns/facts.ts';
import { findOwner, readOwnStack, readProperties } from '../facts.ts';
import type { OwnStack } from '../owner.ts';
import type { DraftContext } from '../service.ts';
import { recordThings, type KnownUser } from '../task-order/user.ts';
import { textOf } from '../task-values.ts';
import {
  aliasesOf,
  readDistributions,
  readLastInvalidation,
  type Summary,
} from './described/facts.ts';
import type { DistributionFacts } from './facts-schema.ts';
import { domainsOf } from './config.ts';
import { readBucketOrigin, readOrigin, readTakesAcls } from './origin/facts.ts';
import type { Origin } from './origin/origin.ts';

const TYPE = 'AWS::CloudFront::Distribution';

const isMeant = ({ task }: DraftContext, one: Summary): boolean => {
  const [id, name] = [textOf(task, 'id'), textOf(task, 'name')];
  if (id !== undefined) return one.Id === id;
  const names = new Set([one.Comment, one.DomainName, ...aliasesOf(one)]);
  if (name !== undefined && names.has(name)) return true;
  // Another one that answers for the same names stands in the way of a new one.
  const isCreate = task.taskType === 'CreateResource';
  return isCreate && domainsOf(task).some((domain) => names.has(domain));
};

const findByTask = async (
  context: DraftContext,
  reader: AwsReader,
): Promise<readonly Summary[]> => {
  const found: Summary[] = [];
  for await (const one of readDistributions(reader, context.region))
    if (isMeant(context, one)) found.push(one);
  return found.toSorted((a, b) => (a.Id < b.Id ? -1 : 1));
};

const foundOf = (one: Summary): Found => ({
  id: one.Id,
  identifier: one.Id,
  name: one.Comment ?? '',
  vpcId: '',
  isDefault: false,
});

/** What is made in the stack of this task counts as not there yet: the template makes it. */
const asPlanned = (origin: Origin, stack: OwnStack | null): Origin => {
  if (origin.kind !== 'bucket' || stack === null) return origin;
  const holds = (type: string): boolean =>
    stack.resources.some((row) => row.type === type && row.physicalId === origin.name);
  if (holds('AWS::S3::Bucket')) return { ...origin, state: 'free', policy: 'none', isKms: false };
  return holds('AWS::S3::BucketPolicy') ? { ...origin, policy: 'none' } : origin;
};

const readAround = async (context: DraftContext, reader: AwsReader, stack: OwnStack | null) => {
  const { region, task } = context;
  const [origin, failover] = [textOf(task, 'origin'), textOf(task, 'failover')];
  const logs = textOf(task, 'logBucket');
  return {
    origin:
      origin === undefined ? null : asPlanned(await readOrigin(reader, region, origin), stack),
    failover:
      failover === undefined
        ? null
        : asPlanned(await readBucketOrigin(reader, region, failover), stack),
    logs: logs === undefined ? null : await readTakesAcls(reader, region, logs),
  };
};

const recordsIn = async (
  { region }: DraftContext,
  reader: AwsReader,
  asked: { readonly zone: ZoneFact; readonly alias: string; readonly host: string },
): Promise<readonly KnownUser[]> => {
  const { zone, alias, host } = asked;
  const place = { accountId: reader.accountId, region };
  const name = bareName(alias);
  const found = await readRecords(reader, region, {
    zoneId: zone.id,
    from: name,
    isEnough: (seen) => seen.some((record) => record.name !== name),
  });
  return found
    .filter((record) => record.name === name)
    .filter((record) => [record.alias, ...record.values.map(bareName)].includes(host))
    .map((record) => ({
      words: `the record \`${record.name}\` ${record.type} of the zone \`${zone.id}\``,
      is: recordThings(place, zone.id, record),
    }));
};

/** Records of this account that would lead to nothing, and that somebody else could take over. */
const readRecordsTo = async (
  context: DraftContext,
  reader: AwsReader,
  one: Summary,
): Promise<readonly KnownUser[]> => {
  const aliases = aliasesOf(one);
  if (aliases.length === 0) return [];
  const zones = await readZones(reader, context.region);
  const host = bareName(one.DomainName ?? '');
  const users: KnownUser[] = [];
  for (const alias of aliases)
    for (const zone of zoneOfName(zones, alias))
      users.push(...(await recordsIn(context, reader, { zone, alias, host })));
  return users;
};

type One = Pick<ByIdFacts, 'owner' | 'properties' | 'users'> & { lastInvalidation: string };

const readOne = async (context: DraftContext, reader: AwsReader, one: Summary): Promise<One> => {
  const { region, task } = context;
  const target = { region, type: TYPE, physicalId: one.Id };
  const owner = await findOwner(reader, target);
  const properties = owner.owner === 'nobody' ? await readProperties(reader, target) : undefined;
  const users = task.taskType === 'DeleteResource' ? await readRecordsTo(context, reader, one) : [];
  const isInvalidating =
    textOf(task, 'action') === 'invalidate' || task.parameters['paths'] !== undefined;
  return {
    owner,
    properties: properties ?? null,
    users: [...users],
    lastInvalidation: isInvalidating ? await readLastInvalidation(reader, region, one.Id) : '',
  };
};

/** Looks up the distribution that is meant, what a new one fetches from, and who leads to it. */
export const readDistributionFacts = async (
  context: DraftContext,
  reader: AwsReader,
): Promise<DistributionFacts> => {
  const isCreate = context.task.taskType === 'CreateResource';
  const found = await findByTask(context, reader);
  const [one, ...others] = found;
  const stack = isCreate ? await readOwnStack(reader, context.region, context.stackName) : 'absent';
  const ownStack = typeof stack === 'string' ? null : stack;
  const none: One = {
    owner: { owner: 'nobody' },
    properties: null,
    users: [],
    lastInvalidation: '',
  };
  const isOne = !isCreate && one !== undefined && others.length === 0;
  return {
    found: found.map(foundOf),
    ownStack,
    ...(isOne ? await readOne(context, reader, one) : none),
    ...(await readAround(context, reader, ownStack)),
    isEnabled: one?.Enabled ?? false,
    status: one?.Status ?? '',
  };
};
