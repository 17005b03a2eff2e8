import type { Json } from '../../task/json.ts';
import { listOf } from '../acts.ts';
import { memberOf, type Row } from '../by-id/kind.ts';
import { listByKind } from '../by-id/list.ts';
import { at, textIn } from '../compare.ts';
import { NETWORK_ACLS } from '../network/kinds.ts';

const isWide = (entry: Json): boolean =>
  at(entry, 'Egress') !== true &&
  textIn(at(entry, 'RuleAction')) === 'allow' &&
  textIn(at(entry, 'CidrBlock')) === '0.0.0.0/0';

const portsOf = (entry: Json): readonly string[] => {
  const [from, to] = ['From', 'To'].map((end) => textIn(at(entry, `PortRange.${end}`)));
  const isAll = from === undefined || from === '';
  return [22, 3389]
    .filter((port) => isAll || (Number(from) <= port && port <= Number(to)))
    .map(String);
};

/** Administration ports that an entry of its own lets the whole world in to. */
const openTo = (row: Row): string => {
  if (row['IsDefault'] === true) return '';
  const entries = listOf(row['Entries'] as Json | undefined).filter((entry) => isWide(entry));
  return [...new Set(entries.flatMap((entry) => portsOf(entry)))].join(', ');
};

/** Network ACLs of one region, with what their own entries open to the world. */
export const listNetworkAcls = listByKind(NETWORK_ACLS, (row) => ({
  vpcId: memberOf(row, 'VpcId'),
  isDefault: row['IsDefault'] === true,
  openTo: openTo(row),
}));
