import type { Database } from './database.ts';
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
  await db.script(workers.flatMap((worker) => grantsFor(worker, db.schema)).join('\n'));
};

const FORBIDDEN: Readonly<Record<WorkerRole, readonly string[]>> = {
  orchestrator: ['redemptions', 'journal'],
  reader: ['plans', 'approvals', 'releases', 'redemptions', 'journal'],
  deployer: ['plans', 'approvals', 'releases'],
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
  if (rows.length === 0) return [];
  const names = rows.map((row) => String(row['t'])).join(', ');
  return [
    `The ${role} connects as a user that may insert into ${names}. Use a login in the role ` +
      `${databaseRole(role)} of infrastructure/database/roles.sql.`,
  ];
};
