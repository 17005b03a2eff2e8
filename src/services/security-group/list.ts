import type { Json } from '../../task/json.ts';
import { listOf } from '../acts.ts';
import { listByKind } from '../by-id/list.ts';
import { memberOf, type Row } from '../by-id/kind.ts';
import { at, textIn } from '../compare.ts';
import { GROUPS } from '../network/kinds.ts';
import { openToWorld } from './open-ports.ts';

const numberIn = (rule: Json, name: string): number => Number(textIn(at(rule, name)) || -1);

/** What the group lets the whole world in to and must not; empty when nothing. */
const openTo = (row: Row): string => {
  const opened = listOf(row['IpPermissions'] as Json | undefined).flatMap((rule) => {
    const sources = [
      ...listOf(at(rule, 'IpRanges')).map((range) => textIn(at(range, 'CidrIp'))),
      ...listOf(at(rule, 'Ipv6Ranges')).map((range) => textIn(at(range, 'CidrIpv6'))),
    ];
    const protocol = textIn(at(rule, 'IpProtocol'));
    const [from, to] = [numberIn(rule, 'FromPort'), numberIn(rule, 'ToPort')];
    return sources.flatMap((source) => openToWorld({ protocol, from, to, source }));
  });
  return [...new Set(opened)].join(', ');
};

/** Security groups of one region, with what they open to the world. */
export const listSecurityGroups = listByKind(GROUPS, (row) => ({
  name: memberOf(row, 'GroupName'),
  vpcId: memberOf(row, 'VpcId'),
  openTo: openTo(row),
}));
