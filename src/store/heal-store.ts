import type { PastHeal } from '../approve/standing-approval.ts';
import type { PlanId } from '../task/ids.ts';
import { attempt, Undo, type Database, type Sql } from './database.ts';
import { instant, text } from './rows.ts';

/** A heal that begins: of which plan, and of what. */
export interface BegunHeal {
  readonly planId: PlanId;
  /** What is healed, by account, region, type and id; see `healedKey`. */
  readonly resource: string;
}

/** The deployer's own memory of what it healed without a person. Insert-only. */
export interface HealHistory {
  /** Heals of one resource within the last day, oldest first. */
  readonly listHeals: (resource: string) => Promise<readonly PastHeal[]>;
  /**
   * Notes that a heal begins, unless `mayBegin` says no to those that began before. Of two at once
   * one sees the other. A heal that was noted already begins again, once.
   */
  readonly beginHeal: (
    heal: BegunHeal,
    mayBegin: (past: readonly PastHeal[], now: Date) => boolean,
  ) => Promise<boolean>;
}

const list = async (sql: Sql, resource: string): Promise<readonly PastHeal[]> => {
  const rows = await sql.query(
    `SELECT plan_id, created_at FROM {s}.heals
     WHERE resource = $1 AND created_at > {s}.clock_now() - interval '1 day'
     ORDER BY created_at, plan_id`,
    [resource],
  );
  return rows.map((row) => ({
    planId: text(row, 'plan_id') as PlanId,
    at: instant(row, 'created_at'),
  }));
};

const readNow = async (sql: Sql): Promise<Date> => {
  const [row] = await sql.query('SELECT {s}.clock_now() AS now');
  return new Date(row === undefined ? Number.NaN : instant(row, 'now'));
};

/** Heals in the database. */
export const healStore = (db: Database): HealHistory => ({
  listHeals: (resource) => list(db, resource),

  beginHeal: ({ planId, resource }, mayBegin) =>
    attempt(db, async (sql) => {
      await sql.query('SELECT pg_advisory_xact_lock(hashtext($1))', [`heal ${resource}`]);
      const past = await list(sql, resource);
      if (past.some((one) => one.planId === planId)) return;
      if (!mayBegin(past, await readNow(sql))) throw new Undo('healed too often');
      await sql.query('INSERT INTO {s}.heals (plan_id, resource) VALUES ($1, $2)', [
        planId,
        resource,
      ]);
    }),
});
