import type { PlanId } from '../task/ids.ts';
import { Undo, type Database, type Sql } from './database.ts';
import { integer, isNull, text } from './rows.ts';

/** One item of a plan of savings that was used up, and whether its end is known. */
export interface UsedItem {
  readonly item: number;
  readonly partId: PlanId;
  readonly hasEnded: boolean;
}

/** Which items of which plan an execution uses up. */
export interface UsedPart {
  readonly planId: PlanId;
  readonly items: readonly number[];
}

/** The items of plans of savings that were carried out, or are being. */
export interface ItemStore {
  /** Items of a plan of savings whose execution has begun, each with the part it was in. */
  readonly listUsedItems: (planId: PlanId) => Promise<readonly UsedItem[]>;
}

/** Inserts a row that must be new; one that is there already undoes the whole transaction. */
export const insertOnce = async (sql: Sql, statement: string, values: readonly unknown[]) => {
  const inserted = await sql.query(`${statement} ON CONFLICT DO NOTHING RETURNING plan_id`, values);
  if (inserted.length === 0) throw new Undo('used already');
};

/** Uses up the items of a part; one that another part has used already undoes the whole. */
export const useItems = async (sql: Sql, partId: PlanId, part: UsedPart): Promise<void> => {
  for (const item of part.items.toSorted((a, b) => a - b))
    await insertOnce(
      sql,
      'INSERT INTO {s}.redeemed_items (plan_id, item, part_id) VALUES ($1, $2, $3)',
      [part.planId, item, partId],
    );
};

/** What of plans of savings is used up. */
export const itemStore = (db: Database): ItemStore => ({
  listUsedItems: async (planId) => {
    const rows = await db.query(
      `SELECT i.item, i.part_id, o.release_id AS ended FROM {s}.redeemed_items i
       LEFT JOIN {s}.redemptions r ON r.plan_id = i.part_id
       LEFT JOIN {s}.outcomes o ON o.release_id = r.release_id
       WHERE i.plan_id = $1 ORDER BY i.item`,
      [planId],
    );
    return rows.map((row) => ({
      item: integer(row, 'item'),
      partId: text(row, 'part_id') as PlanId,
      hasEnded: !isNull(row, 'ended'),
    }));
  },
});
