import type { AwsReader } from '../../aws-reader.ts';
import { readByIdFacts, type ReadUsers } from '../../by-id/facts.ts';
import { memberOf, nameIn, type Kind, type Row } from '../../by-id/kind.ts';
import { readRows } from '../../by-id/rows/facts.ts';
import { readNetwork } from '../../ec2-instance/network/facts.ts';
import type { DraftContext } from '../../service.ts';
import { thingAt, type KnownUser, type Place } from '../../task-order/user.ts';
import { SUBNETS, VPCS } from '../kinds.ts';
import type { PartFacts } from '../part-facts.ts';

/** Nothing that EC2 names as using such a thing. */
export const noUsers: ReadUsers = () => Promise.resolve([]);

/** What names a thing, by a filter of another describing call. */
export const usersBy =
  (kind: Kind, filter: string): ReadUsers =>
  async ({ region }, reader, { one }) => {
    const filters = [{ Name: filter, Values: [one.id] }];
    const rows = await readRows(reader, region, { kind, filters });
    const place = { accountId: reader.accountId, region };
    return rows.map((row) => partUser(place, kind, row));
  };

/** A part of a network as a user. */
export const partUser = (place: Place, kind: Kind, row: Row): KnownUser => {
  const [id, name] = [memberOf(row, kind.id), nameIn(kind, row)];
  const words = `\`${id}\` (${kind.title}${name === '' ? '' : ` ${name}`})`;
  return { words, is: [thingAt(place, kind.type, id)] };
};

/** A subnet that only a tie of something else names. */
export const subnetUser = (place: Place, id: string): KnownUser => ({
  words: `\`${id}\` (subnet)`,
  is: [thingAt(place, SUBNETS.type, id)],
});

const rangeOf = (rows: readonly Row[], kind: Kind, id: string): string => {
  const row = rows.find((one) => memberOf(one, kind.id) === id);
  return row === undefined ? '' : memberOf(row, 'CidrBlock');
};

const NOT_LOOKED = { vpcs: [], subnets: [] };

/** The networks of the account and region, each with its range and what its routes reach. */
const readPlaces = async (
  context: DraftContext,
  reader: AwsReader,
): Promise<Pick<PartFacts, 'vpcs' | 'subnets'>> => {
  const { vpcs, subnets } = await readNetwork(context, reader);
  const { region } = context;
  const ranges = await readRows(reader, region, { kind: VPCS });
  const parts = await readRows(reader, region, { kind: SUBNETS });
  return {
    vpcs: vpcs.map((one) => ({ ...one, cidr: rangeOf(ranges, VPCS, one.id) })),
    subnets: subnets.map((one) => ({ ...one, cidr: rangeOf(parts, SUBNETS, one.id) })),
  };
};

/** Looks up the part that is meant and, for a new one, the networks that it could be put into. */
export const readPartFacts = async (
  context: DraftContext,
  reader: AwsReader,
  how: { readonly kind: Kind; readonly users: ReadUsers },
): Promise<PartFacts> => {
  const base = await readByIdFacts(context, reader, how);
  const isCreate = context.task.taskType === 'CreateResource';
  return { ...base, ...(isCreate ? await readPlaces(context, reader) : NOT_LOOKED) };
};
