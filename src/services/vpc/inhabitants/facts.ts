import type { Json } from '../../../task/json.ts';
import { listOf } from '../../acts.ts';
import type { AwsReader } from '../../aws-reader.ts';
import type { ReadUsers } from '../../by-id/facts.ts';
import { memberOf, nameIn, type Kind, type Row } from '../../by-id/kind.ts';
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
import type { Owner } from '../../owner.ts';

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

const words = (kind: Kind, row: Row): string => {
  const name = nameIn(kind, row);
  return `\`${memberOf(row, kind.id)}\` (${kind.title}${name === '' ? '' : ` ${name}`})`;
};

const ownIds = (owner: Owner): readonly string[] =>
  owner.owner === 'ours' ? owner.stack.resources.map(({ physicalId }) => physicalId) : [];

const isOwn = (text: string, own: readonly string[]): boolean =>
  own.some((id) => id !== '' && text.includes(id));

const readParts = async (
  reader: AwsReader,
  region: Parameters<ReadUsers>[0]['region'],
  vpcId: string,
): Promise<readonly string[]> => {
  const found: string[] = [];
  for (const [kind, Name] of PARTS) {
    const rows = await readRows(reader, region, { kind, filters: [{ Name, Values: [vpcId] }] });
    found.push(...rows.filter((row) => !isOfVpc(kind, row)).map((row) => words(kind, row)));
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
  const own = ownIds(owner);
  return [...interfaces, ...parts].filter((text) => !isOwn(text, own));
};
