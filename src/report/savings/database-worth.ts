import { largesOf } from '../../services/prices/instance-size.ts';
import { MONTH_HOURS } from '../../plan/cost.ts';
import { worthOf, type Standpoint } from './claim.ts';
import type { ObservedDatabase } from './observed.ts';
import type { Worth } from './saving.ts';

/** Engines that one price list holds together. */
const PRICE_LISTS: Readonly<Record<string, string>> = {
  mysql: 'mysql',
  mariadb: 'mysql',
  postgres: 'postgres',
  'aurora-mysql': 'aurora',
  'aurora-postgresql': 'aurora',
};

const ASSUMPTION = 'on demand, all month; storage stays; a reservation that covers it saves less';

/** What a database instance costs a month more than a smaller class; twice that in two zones. */
export const databaseWorth = (database: ObservedDatabase, to: string, at: Standpoint): Worth => {
  const { engine, instanceClass, isMultiZone, region } = database;
  const list = PRICE_LISTS[engine];
  const [, family = ''] = instanceClass.split('.');
  const [now, then] = [instanceClass, to].map((name) => largesOf(name.replace(/^db\./, '')));
  if (list === undefined || now === undefined || then === undefined)
    return { unpriced: `no price is kept for ${engine} on ${instanceClass}` };
  const amount = (now - then) * MONTH_HOURS * (isMultiZone ? 2 : 1);
  const key = `rds:${list}-large-hour:${family}`;
  return worthOf([{ key, amount }], ASSUMPTION, { ...at, region });
};
