import type { Look, Receipt, ReceiptEnd } from '../report/receipts/receipt.ts';
import { Fault } from '../task/fault.ts';
import { parsePlanId, type PlanId } from '../task/ids.ts';
import type { Database, Row } from './database.ts';
import { instant, isNull, json, text } from './rows.ts';

/** Which receipt: a plan saves on a resource once. */
export interface ReceiptKey {
  readonly planId: PlanId;
  readonly arn: string;
}

/** The application's memory of the savings that were carried out. */
export interface ReceiptStore {
  /**
   * Keeps a receipt; the first one of a plan and resource stays. Of several plans for one resource
   * only the receipt of the latest goes on, so that nothing is counted twice.
   */
  readonly insertReceipt: (receipt: Receipt) => Promise<void>;
  /** Receipts of plans that were carried out in so many days, the oldest first; 2,000 at most. */
  readonly listReceipts: (days: number) => Promise<readonly Receipt[]>;
  readonly saveLooks: (key: ReceiptKey, looks: readonly Look[]) => Promise<void>;
  /** Ends the receipts of a plan; those that have ended stay as they are. */
  readonly endReceipts: (planId: PlanId, because: ReceiptEnd) => Promise<void>;
  /** Notes that the issue was opened again; the first time stays. */
  readonly markReceiptTold: (key: ReceiptKey) => Promise<void>;
}

const MOST_LISTED = 2000;

const endOf = (row: Row): ReceiptEnd =>
  text(row, 'ended') === 'rolled back' ? 'rolled back' : 'claimed again';

const planIdOf = (row: Row): PlanId => {
  const planId = parsePlanId(text(row, 'plan_id'));
  if (planId === undefined) throw new Fault('malformed-answer', 'a receipt is of no plan');
  return planId;
};

const receiptOf = (row: Row): Receipt => ({
  ...json('receipt', row, 'body'),
  planId: planIdOf(row),
  doneAt: instant(row, 'done_at'),
  looks: json('looks', row, 'looks'),
  ...(isNull(row, 'ended') ? {} : { ended: endOf(row) }),
  ...(isNull(row, 'told_at') ? {} : { toldAt: instant(row, 'told_at') }),
});

/** Savings receipts in the database. */
export const receiptStore = (db: Database): ReceiptStore => ({
  insertReceipt: ({ planId, doneAt, digest, ref, claim }) =>
    db.transaction(async (sql) => {
      const inserted = await sql.query(
        `INSERT INTO {s}.savings_receipts (plan_id, arn, done_at, body, ended)
         SELECT $1, $2, $3, $4, CASE WHEN EXISTS (SELECT 1 FROM {s}.savings_receipts
           WHERE arn = $2 AND plan_id <> $1 AND done_at > $3) THEN 'claimed again' END
         ON CONFLICT DO NOTHING RETURNING plan_id`,
        [planId, claim.arn, doneAt, JSON.stringify({ digest, ref, claim })],
      );
      if (inserted.length === 0) return;
      await sql.query(
        `UPDATE {s}.savings_receipts SET ended = 'claimed again'
         WHERE arn = $2 AND plan_id <> $1 AND done_at <= $3 AND ended IS NULL`,
        [planId, claim.arn, doneAt],
      );
    }),

  listReceipts: async (days) => {
    const rows = await db.query(
      `SELECT plan_id, done_at, body, looks, ended, told_at FROM {s}.savings_receipts
       WHERE done_at > {s}.clock_now() - make_interval(days => $1)
       ORDER BY done_at, plan_id, arn LIMIT ${MOST_LISTED}`,
      [days],
    );
    return rows.map(receiptOf);
  },

  saveLooks: async ({ planId, arn }, looks) => {
    await db.query('UPDATE {s}.savings_receipts SET looks = $3 WHERE plan_id = $1 AND arn = $2', [
      planId,
      arn,
      JSON.stringify(looks),
    ]);
  },

  endReceipts: async (planId, because) => {
    await db.query(
      'UPDATE {s}.savings_receipts SET ended = $2 WHERE plan_id = $1 AND ended IS NULL',
      [planId, because],
    );
  },

  markReceiptTold: async ({ planId, arn }) => {
    await db.query(
      `UPDATE {s}.savings_receipts SET told_at = {s}.clock_now()
       WHERE plan_id = $1 AND arn = $2 AND told_at IS NULL`,
      [planId, arn],
    );
  },
});
