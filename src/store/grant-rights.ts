import { queueSchema } from './boss.ts';
import type { Database } from './database.ts';
import { missingPolicies, queueGrants } from './queue-rights.ts';
import { databaseRole, grantsFor } from './rights.ts';
import { WORKERS, type WorkerRole } from './queues.ts';

/** Gives each worker's role its rights, where a server has the roles. Needs the owner. */
export const grantRights = async (db: Database): Promise<void> => {
  if (db.kind === 'embedded') return;
  const rows = await db.query('SELECT rolname FROM pg_roles WHERE rolname = ANY($1::text[])', [
    WORKERS.map(databaseRole),
  ]);
  const present = new Set(rows.map((row) => row['rolname']));
  const workers = WORKERS.filter((worker) => present.has(databaseRole(worker)));
  if (workers.length === 0) return;
  const policies = await missingPolicies(db, workers);
  const grants = workers.flatMap((worker) => [
    ...grantsFor(worker, db.schema),
    ...queueGrants(worker, db.schema),
  ]);
  // One at a time, of all nodes that start as the owner.
  const lock = `SELECT pg_advisory_xact_lock(hashtext('aws-coworker ${db.schema}'));`;
  await db.script([lock, ...policies, ...grants].join('\n'));
};

const FORBIDDEN: Readonly<Record<WorkerRole, readonly string[]>> = {
  orchestrator: ['redemptions', 'journal', 'outcomes', 'heals'],
  reader: ['plans', 'approvals', 'releases', 'redemptions', 'journal', 'outcomes', 'heals'],
  deployer: ['plans', 'approvals', 'releases'],
  model: ['plans', 'approvals', 'releases', 'redemptions', 'journal', 'outcomes', 'heals'],
};

/** Said wherever somebody might believe the embedded database to be as good as a server. */
export const EMBEDDED_NOTICE =
  'The embedded database can not separate the rights of the workers. Use PostgreSQL with the ' +
  'roles of infrastructure/database/roles.sql, and one process for each worker, to do so.';

/** What start-up must say about this worker's rights in the database; empty when they are right. */
export const rightsNotices = async (
  db: Database,
  role: WorkerRole | 'all',
): Promise<readonly string[]> => {
  if (db.kind === 'embedded') return [EMBEDDED_NOTICE];
  if (role === 'all') {
    return ['One process holds the database rights of all workers. Run one for each to separate.'];
  }
  const tables = FORBIDDEN[role].map((table) => `"${db.schema}".${table}`);
  const rows = await db.query(
    `SELECT t FROM unnest($1::text[]) AS t WHERE has_table_privilege(current_user, t, 'INSERT')`,
    [tables],
  );
  const names = rows.map((row) => String(row['t']));
  if (await queuesFreely(db)) names.push('every queue');
  if (names.length === 0) return [];
  return [
    `The ${role} connects as a user that may insert into ${names.join(', ')}. Use a login in the ` +
      `role ${databaseRole(role)} of infrastructure/database/roles.sql.`,
  ];
};

/** True where no row security holds this login: it owns the queue, or is above all of that. */
const queuesFreely = async (db: Database): Promise<boolean> => {
  const [row] = await db.query('SELECT row_security_active($1) AS held', [
    `"${queueSchema(db.schema)}".job_common`,
  ]);
  return row?.['held'] !== true;
};
