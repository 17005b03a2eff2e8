import { claim, type Judge } from '../claim.ts';
import { databaseWorth } from '../database-worth.ts';
import { loadOf } from '../load.ts';
import type { ObservedDatabase } from '../observed.ts';
import { FINE, unknown } from '../saving.ts';
import { daysBefore } from '../series.ts';
import { smallerClass } from '../sizes.ts';
import { THRESHOLDS } from '../thresholds.ts';

/** A database that scales by itself has no size to be changed. */
const SERVERLESS = 'db.serverless';

/**
 * A database instance whose CPU was below 20 % on average of 7 days and reached 60 % on none of
 * 14. One size less is proposed and not more: connections and cache go with the memory.
 */
export const judgeOversizedDatabase: Judge<ObservedDatabase> = (database, at) => {
  const since = daysBefore(at.now, THRESHOLDS.oversized.days).from;
  if (database.state !== 'available' || database.createdAt > since) return FINE;
  if (database.instanceClass === SERVERLESS) return FINE;
  const load = loadOf(database);
  if (load.is === 'unclear') return unknown(load.because);
  if (load.is === 'fitting') return FINE;
  const smaller = smallerClass(database.instanceClass);
  if (smaller.is === 'unknown') return unknown('no table of sizes is kept for its family');
  if (smaller.is === 'smallest') return FINE;
  const zones = database.isMultiZone ? 'in two zones' : 'in one zone';
  return claim(database, {
    kind: 'oversized-database',
    evidence: [
      ...load.evidence,
      { what: 'class', value: `${database.instanceClass}, ${database.engine}, ${zones}` },
    ],
    worth: databaseWorth(database, smaller.name, at),
    risk: { level: 'medium', because: 'it is away for minutes, and has half the memory after' },
    remedy: { do: 'resize-database', to: smaller.name },
  });
};
