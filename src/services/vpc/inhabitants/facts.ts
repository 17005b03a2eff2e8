import type { Json } from '../../../task/json.ts';
import { listOf } from '../../acts.ts';
import type { AwsReader } from '../../aws-reader.ts';
import type { ReadUsers } from '../../by-id/facts.ts';
import { nameIn, type Kind, type Row } from '../../by-id/kind.ts';
import { readRows } from '../../by-id/rows/facts.ts';
import { at } from '../../compare.ts';
import { readInterfaces } from '../../network/facts.ts';
import {
  ENDPOINTS,
  GROUPS,
  INTERNET_GATEWAYS,
  NAT_GATEWAYS,
  NETWORK_ACLS,
  ROUTE_TABLES,
  SUBNETS,
} from '../../network/kinds.ts';
import { partUser } from '../../network/part/facts.ts';
import type { Owner } from '../../owner.ts';
import { markOf } from '../../task-order/siblings.ts';
import { thingAt, type KnownUser, type Place } from '../../task-order/user.ts';

/** What AWS makes with a VPC and takes away with it. */
const isOfVpc = (kind: Kind, row: Row): boolean => {
  if (kind === NETWORK_ACLS) return row['IsDefault'] === true;
  if (kind === GROUPS) return nameIn(kind, row) === 'default';
  if (kind !== ROUTE_TABLES) return false;
  const ties = listOf(row['Associations'] as Json | undefined);
  return ties.some((one) => at(one, 'Main') === true);
};

/** In the order in which they have to go: what names something goes before it. */
const PARTS: readonly (readonly [Kind, string])[] = [
  [ENDPOINTS, 'vpc-id'],
  [NAT_GATEWAYS, 'vpc-id'],
  [INTERNET_GATEWAYS, 'attachment.vpc-id'],
  [SUBNETS, 'vpc-id'],
  [ROUTE_TABLES, 'vpc-id'],
  [NETWORK_ACLS, 'vpc-id'],
  [GROUPS, 'vpc-id'],
];

/** The marks of what the stack of the VPC holds. */
const ownMarks = (owner: Owner, place: Place): ReadonlySet<string> =>
  new Set(
    owner.owner === 'ours'
      ? owner.stack.resources.map((one) => markOf(thingAt(place, one.type, one.physicalId)))
      : [],
  );

const readParts = async (
  reader: AwsReader,
  region: Parameters<ReadUsers>[0]['region'],
  vpcId: string,
): Promise<readonly KnownUser[]> => {
  const place = { accountId: reader.accountId, region };
  const found: KnownUser[] = [];
  for (const [kind, Name] of PARTS) {
    const rows = await readRows(reader, region, { kind, filters: [{ Name, Values: [vpcId] }] });
    const own = rows.filter((row) => !isOfVpc(kind, row));
    found.push(...own.map((row) => partUser(place, kind, row)));
  }
  return found;
};

/**
 * Everything that lives in a VPC beside what goes with it: interfaces first, since whatever runs
 * has one, then parts in the order in which they have to go. What its own stack holds goes with it.
 */
export const readInhabitants: ReadUsers = async ({ region }, reader, { one, owner }) => {
  const filter = { Name: 'vpc-id', Values: [one.id] };
  const interfaces = await readInterfaces(reader, region, filter);
  const parts = await readParts(reader, region, one.id);
  const own = ownMarks(owner, { accountId: reader.accountId, region });
  return [...interfaces, ...parts].filter(({ is }) => !is.some((thing) => own.has(markOf(thing))));
};
