/**
 * A flat table of what each worker may do in the database. It feeds the grants, the SQL file in
 * `infrastructure/` and the test that tries each right on a real server. Source: credentials
 * specification, section 6. The deployer trusts no row; these rights only make a forger's life
 * harder.
 */
import { WORKERS, type WorkerRole } from './queues.ts';

type Right = 'SELECT' | 'INSERT' | 'UPDATE' | 'DELETE' | 'SELECT (plan_id)' | 'UPDATE (token)';

const read: readonly Right[] = ['SELECT'];
const add: readonly Right[] = ['SELECT', 'INSERT'];
const write: readonly Right[] = ['SELECT', 'INSERT', 'UPDATE'];

/** By worker: table to rights. A table that is not named is closed to the worker. */
export const RIGHTS: Readonly<Record<WorkerRole, Readonly<Record<string, readonly Right[]>>>> = {
  orchestrator: {
    migrations: read,
    deliveries: write,
    issues: write,
    plans: add,
    claims: add,
    shown: add,
    approvals: add,
    releases: ['SELECT', 'INSERT', 'UPDATE (token)'],
    redemptions: read,
    redeemed_items: read,
    journal: read,
    outcomes: read,
    deployments: add,
    repositories: write,
    cancels: add,
    replies: write,
    service_agents: write,
    cache: ['SELECT', 'DELETE'],
    work_requests: ['SELECT', 'INSERT', 'DELETE'],
    work_answers: ['SELECT', 'DELETE'],
    recent: ['SELECT', 'INSERT', 'DELETE'],
    reports: add,
    health_issues: write,
    drift_issues: write,
    savings_receipts: write,
    heals: read,
    ledger: add,
    model_requests: ['SELECT', 'INSERT', 'UPDATE', 'DELETE'],
    model_answers: ['SELECT', 'DELETE'],
    model_usage: ['SELECT', 'DELETE'],
  },
  reader: {
    migrations: read,
    // That a plan was used up, and not by which release.
    redemptions: ['SELECT (plan_id)'],
    cache: write,
    work_requests: read,
    work_answers: add,
  },
  deployer: {
    migrations: read,
    plans: read,
    shown: read,
    approvals: read,
    releases: ['SELECT', 'UPDATE (token)'],
    redemptions: add,
    redeemed_comments: add,
    redeemed_items: add,
    journal: add,
    outcomes: add,
    heals: add,
    cancels: read,
    work_requests: read,
    work_answers: read,
  },
  // Nothing of plans, approvals, releases or what was read of AWS.
  model: {
    migrations: read,
    model_requests: read,
    model_answers: add,
    model_usage: write,
  },
};

/** The name of a worker's role in the database server. */
export const databaseRole = (worker: WorkerRole): string => `coworker_${worker}`;

/** The statements that give one worker its rights in a schema, after taking all others away. */
export const grantsFor = (worker: WorkerRole, schema: string): readonly string[] => {
  const role = databaseRole(worker);
  const tables = Object.entries(RIGHTS[worker]).map(
    ([table, rights]) => `GRANT ${rights.join(', ')} ON "${schema}".${table} TO ${role};`,
  );
  return [
    `REVOKE ALL ON ALL TABLES IN SCHEMA "${schema}" FROM ${role}, PUBLIC;`,
    `GRANT USAGE ON SCHEMA "${schema}" TO ${role};`,
    `GRANT EXECUTE ON FUNCTION "${schema}".clock_now() TO ${role};`,
    ...tables,
  ];
};

const createRole = (worker: WorkerRole): string => {
  const role = databaseRole(worker);
  return `DO $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = '${role}') THEN
    CREATE ROLE ${role} NOLOGIN;
  END IF;
END $$;`;
};

/** The content of `infrastructure/database/roles.sql`. */
export const rolesSql =
  (): string => `-- Database roles of the workers. Written by src/store/rights.ts; a test compares.
--
-- 1. Run this file as an administrator of the database server.
-- 2. Give each worker a login of its own, for example:
--      CREATE ROLE orchestrator_login LOGIN PASSWORD '...' IN ROLE coworker_orchestrator;
-- 3. Start once with the DATABASE_URL of the owner, who makes the tables and grants the rights:
--      redemptions, journal, outcomes and heals: the deployer alone inserts;
--      approvals and releases: the orchestrator alone inserts;
--      plans, shown, approvals, redemptions, journal, outcomes, heals, ledger: nobody updates or
--      deletes;
--      jobs: each takes those of its own queues and queues what its station says, by row security.
-- 4. Start each worker with the DATABASE_URL of its own login.

${WORKERS.map(createRole).join('\n\n')}
`;
