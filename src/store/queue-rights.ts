/**
 * What each worker may do with the jobs of the others. pg-boss keeps all of them in one table, so
 * row security of the server decides by the name of the queue, and in the line of the issues by the
 * queue that a job is for. Whoever is compromised can then queue only what its own station says:
 * the reader can not make an execution look ended, and nobody can take away a job of another.
 *
 * Of pg-boss's own tables a worker writes only the columns in which its supervision notes when it
 * last looked: the name of a table stands in them, and commands, that other workers would run.
 */
import { createHash } from 'node:crypto';
import { queueSchema, SCHEDULED } from './boss.ts';
import type { Database } from './database.ts';
import { LINE, placeOf } from './line.ts';
import { QUEUES, type QueueName, type QueueSpec, type WorkerRole } from './queues.ts';
import { databaseRole } from './rights.ts';

const SPECS: readonly (readonly [QueueName, QueueSpec])[] = Object.entries(QUEUES) as never;

/** The queues that a worker serves. */
const servedBy = (worker: WorkerRole): readonly QueueName[] =>
  SPECS.filter(([, spec]) => spec.worker === worker).map(([name]) => name);

/** The queues of others into which a worker may put jobs. */
const sentBy = (worker: WorkerRole): readonly QueueName[] =>
  SPECS.filter(([, spec]) => spec.from.includes(worker)).map(([name]) => name);

const among = (value: string, names: readonly string[]): string =>
  names.length === 0 ? 'false' : `${value} IN (${names.map((name) => `'${name}'`).join(', ')})`;

/** Of jobs in the line, those that a worker may put there: incidents only of its own queues. */
const ofLine = (worker: WorkerRole): string => {
  const names = sentBy(worker).filter((name) => placeOf(name) === LINE);
  const own = among(`data -> 'job' ->> 'queue'`, servedBy(worker));
  return `name = '${LINE}' AND ${among(`data ->> 'to'`, names)}
    AND (data ->> 'to' <> 'incident' OR ${own})`;
};

/** Whoever may put jobs into the queue of the schedules may have any job queued. */
const isServed = (worker: WorkerRole): string =>
  among('name', [
    ...new Set(servedBy(worker).map(placeOf)),
    ...(worker === 'orchestrator' ? [SCHEDULED] : []),
  ]);

const isSent = (worker: WorkerRole): string => {
  const names = sentBy(worker).filter((name) => placeOf(name) !== LINE);
  return `${among('name', names)} OR ${ofLine(worker)}`;
};

/** Row security of one table: which rows a worker sees, puts in, changes and takes away. */
interface Policy {
  readonly table: string;
  readonly name: string;
  readonly rule: string;
}

/** The name holds a digest of the rule, so that a rule that stands there need not be made again. */
const policy = (worker: WorkerRole, table: string, rule: string): Policy => {
  const role = databaseRole(worker);
  const text = rule.replace(/^FOR (\w+)/, `FOR $1 TO ${role}`);
  const digest = createHash('sha256').update(text).digest('hex').slice(0, 12);
  return { table, name: `${role}_${digest}`, rule: text };
};

/** Both the table of jobs and its one partition, which pg-boss also names. */
const JOB_TABLES = ['job', 'job_common'] as const;

const policiesOf = (worker: WorkerRole): readonly Policy[] => {
  const served = isServed(worker);
  const sent = isSent(worker);
  const rules = [
    `FOR SELECT USING (${served} OR ${sent})`,
    `FOR INSERT WITH CHECK (${served} OR (state = 'created' AND (${sent})))`,
    `FOR UPDATE USING (${served}) WITH CHECK (${served})`,
    `FOR DELETE USING (${served})`,
  ];
  return [
    ...JOB_TABLES.flatMap((table) => rules.map((rule) => policy(worker, table, rule))),
    policy(worker, 'queue', 'FOR SELECT USING (true)'),
    policy(worker, 'queue', `FOR UPDATE USING (${served}) WITH CHECK (${served})`),
    // Asked for at every start, and there already.
    ...(worker === 'orchestrator'
      ? [policy(worker, 'queue', `FOR INSERT WITH CHECK (name = '${SCHEDULED}')`)]
      : []),
  ];
};

const SECURED = [...JOB_TABLES, 'queue'] as const;

/** Where supervision notes when it looked and what it counted. */
const NOTED = [
  'monitor_claim_on',
  'monitor_on',
  'maintain_on',
  'deferred_count',
  'queued_count',
  'ready_count',
  'active_count',
  'failed_count',
  'total_count',
  'ready_history',
  'singletons_active',
].join(', ');

/** The schedules are fired by the orchestrator alone. */
const FIRING: Readonly<Record<WorkerRole, readonly string[]>> = {
  orchestrator: [
    'INSERT, UPDATE, DELETE ON {q}.schedule',
    'UPDATE (cron_on, flow_on) ON {q}.version',
    'INSERT ON {q}.queue',
    'EXECUTE ON FUNCTION {q}.create_queue(text, jsonb)',
  ],
  reader: ['UPDATE (flow_on) ON {q}.version'],
  deployer: ['UPDATE (flow_on) ON {q}.version'],
  model: ['UPDATE (flow_on) ON {q}.version'],
};

/** The statements that give one worker its rights among the jobs, after taking all others away. */
export const queueGrants = (worker: WorkerRole, schema: string): readonly string[] => {
  const role = databaseRole(worker);
  const queue = `"${queueSchema(schema)}"`;
  const given = [
    `SELECT ON ALL TABLES IN SCHEMA {q}`,
    ...JOB_TABLES.map((table) => `INSERT, UPDATE, DELETE ON {q}.${table}`),
    `UPDATE (${NOTED}) ON {q}.queue`,
    'DELETE ON {q}.job_dependency',
    ...FIRING[worker],
    'EXECUTE ON FUNCTION {q}.job_now()',
  ];
  return [
    `REVOKE ALL ON ALL TABLES IN SCHEMA {q} FROM ${role}, PUBLIC;`,
    `REVOKE ALL ON ALL SEQUENCES IN SCHEMA {q} FROM ${role}, PUBLIC;`,
    `REVOKE ALL ON ALL FUNCTIONS IN SCHEMA {q} FROM ${role}, PUBLIC;`,
    `GRANT USAGE ON SCHEMA {q} TO ${role};`,
    ...given.map((right) => `GRANT ${right} TO ${role};`),
  ].map((statement) => statement.replaceAll('{q}', queue));
};

/**
 * The statements that are missing for the row security of these workers. A rule is made under a
 * short lock of the whole table, so nothing is done where it stands already.
 */
export const missingPolicies = async (
  db: Database,
  workers: readonly WorkerRole[],
): Promise<readonly string[]> => {
  const schema = queueSchema(db.schema);
  const standing = await db.query(
    `SELECT tablename || '.' || policyname AS name FROM pg_policies
     WHERE schemaname = $1 AND policyname LIKE 'coworker\\_%'`,
    [schema],
  );
  const secured = await db.query(
    `SELECT relname FROM pg_class WHERE relnamespace = $1::regnamespace AND relrowsecurity`,
    [schema],
  );
  const names = new Set(standing.map((row) => String(row['name'])));
  const safe = new Set(secured.map((row) => String(row['relname'])));
  const wanted = workers.flatMap(policiesOf);
  const kept = new Set(wanted.map(({ table, name }) => `${table}.${name}`));
  return [
    ...SECURED.filter((table) => !safe.has(table)).map(
      (table) => `ALTER TABLE "${schema}".${table} ENABLE ROW LEVEL SECURITY;`,
    ),
    ...[...names]
      .filter((name) => !kept.has(name))
      .map((name) => `DROP POLICY ${name.split('.')[1]} ON "${schema}".${name.split('.')[0]};`),
    ...wanted
      .filter(({ table, name }) => !names.has(`${table}.${name}`))
      .map(({ table, name, rule }) => `CREATE POLICY ${name} ON "${schema}".${table} ${rule};`),
  ];
};
