import type { Json } from '../../task/json.ts';
import { listOf } from '../acts.ts';
import { memberOf, type Row } from '../by-id/kind.ts';
import { listByKind } from '../by-id/list.ts';
import { at, textIn } from '../compare.ts';
import { ROUTE_TABLES } from '../network/kinds.ts';

const routesOf = (row: Row): string => {
  const states = listOf(row['Routes'] as Json | undefined).map((one) => textIn(at(one, 'State')));
  const dead = states.filter((state) => state === 'blackhole').length;
  return dead === 0 ? 'active' : `${dead} of ${states.length} lead nowhere`;
};

/** Route tables of one region, with how many routes lead nowhere. */
export const listRouteTables = listByKind(ROUTE_TABLES, (row) => ({
  vpcId: memberOf(row, 'VpcId'),
  routes: routesOf(row),
}));
