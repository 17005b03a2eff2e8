import { isJsonObject, type Json } from '../../task/json.ts';
import { listOf } from '../acts.ts';
import { arnOfKind, kindRow, thereAndTagged } from '../by-id/read-back.ts';
import { at, holdsWithin } from '../compare.ts';
import { GROUPS } from '../network/kinds.ts';
import { noReadBack, runReadBack, type ReadRow } from '../read-back.ts';
import type { ReadBackCheck, ReadBackInput } from '../service.ts';

/** Nothing may be open that was not planned: a rule of EC2 may hold several sources. */
const sourcesOf = (group: Json | undefined): number =>
  listOf(at(group, 'IpPermissions'))
    .filter((rule) => isJsonObject(rule))
    .flatMap((rule) =>
      ['IpRanges', 'Ipv6Ranges', 'UserIdGroupPairs', 'PrefixListIds'].map(
        (name) => listOf(rule[name]).length,
      ),
    )
    .reduce((sum, count) => sum + count, 0);

const GROUP_ROWS: readonly ReadRow[] = [
  ...thereAndTagged(GROUPS),
  kindRow(GROUPS, { name: 'vpc', property: 'VpcId' }, (one, planned) =>
    holdsWithin(planned, at(one, 'VpcId')),
  ),
  kindRow(
    GROUPS,
    { name: 'ingress', property: 'SecurityGroupIngress' },
    (one, planned) => sourcesOf(one) <= listOf(planned).length,
  ),
];

/** Reads a security group back by EC2's own call. */
export const readBackGroup = async (input: ReadBackInput): Promise<ReadBackCheck> => {
  if (input.type !== 'AWS::EC2::SecurityGroup') throw noReadBack(input);
  return await runReadBack(input, arnOfKind(GROUPS, input), GROUP_ROWS);
};
