import type { PlanId } from '../task/ids.ts';
import { attempt, Undo, type Database, type Sql } from './database.ts';
import { insertOnce, useItems } from './item-store.ts';
import { instant, integer, isNull, json, text } from './rows.ts';
import type { OperatedStore, Store } from './store.ts';

type ApprovalStore = Pick<
  Store,
  | 'insertApproval'
  | 'listApprovals'
  | 'insertRelease'
  | 'readRelease'
  | 'readRedemption'
  | 'isRedeemed'
  | 'requestCancel'
  | 'readCancel'
> &
  Pick<OperatedStore, 'redeem' | 'wipeReleaseToken' | 'wipeOldTokens'>;

const approvals = (db: Database): Pick<ApprovalStore, 'insertApproval' | 'listApprovals'> => ({
  insertApproval: async (approval) => {
    const inserted = await db.query(
      `INSERT INTO {s}.approvals (approval_id, plan_id, comment_id, person_id, body)
       VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING RETURNING approval_id`,
      [
        approval.approvalId,
        approval.planId,
        approval.commentId,
        approval.person.id,
        JSON.stringify(approval),
      ],
    );
    return inserted.length > 0;
  },

  listApprovals: async (planId) => {
    const rows = await db.query('SELECT body FROM {s}.approvals WHERE plan_id = $1 ORDER BY seq', [
      planId,
    ]);
    return rows.map((row) => json('approval', row, 'body'));
  },
});

const releases = (
  db: Database,
): Pick<ApprovalStore, 'insertRelease' | 'readRelease' | 'wipeReleaseToken' | 'wipeOldTokens'> => ({
  insertRelease: async ({ releaseId, planId, approvalIds, token }) => {
    await db.query(
      `INSERT INTO {s}.releases (release_id, plan_id, approval_ids, token)
       VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING`,
      [releaseId, planId, JSON.stringify(approvalIds), token],
    );
  },

  readRelease: async (releaseId) => {
    const [row] = await db.query('SELECT * FROM {s}.releases WHERE release_id = $1', [releaseId]);
    if (row === undefined) return undefined;
    return {
      releaseId: text(row, 'release_id'),
      planId: text(row, 'plan_id') as PlanId,
      approvalIds: json('approvalIds', row, 'approval_ids'),
      token: text(row, 'token'),
      createdAt: instant(row, 'created_at'),
    };
  },

  wipeReleaseToken: async (releaseId) => {
    await db.query(`UPDATE {s}.releases SET token = '' WHERE release_id = $1`, [releaseId]);
  },

  wipeOldTokens: async () => {
    await db.query(
      `UPDATE {s}.releases SET token = ''
       WHERE token <> '' AND created_at < {s}.clock_now() - interval '1 hour'`,
    );
  },
});

/**
 * Comments the plan may rest on, where the caller does not name those it has proven: every one that
 * approved it, and every one the release names. A release that names too few hides none.
 */
const commentsOf = async (
  sql: Sql,
  planId: PlanId,
  releaseId: string,
): Promise<readonly number[]> => {
  const rows = await sql.query(
    `SELECT comment_id FROM {s}.approvals a JOIN {s}.releases r ON r.release_id = $2
     WHERE a.plan_id = $1
       OR a.approval_id IN (SELECT json_array_elements_text(r.approval_ids::json))`,
    [planId, releaseId],
  );
  return rows.map((row) => integer(row, 'comment_id'));
};

/**
 * Single use of the plan and of every comment that approved it: without the second, a copy of a
 * plan under another id could be run on the same comment. Without its release, nothing is redeemed.
 */
const redeem =
  (db: Database): ApprovalStore['redeem'] =>
  (planId, releaseId, commentIds, part) =>
    attempt(db, async (sql) => {
      const [release] = await sql.query(
        'SELECT 1 FROM {s}.releases WHERE release_id = $1 AND plan_id = $2',
        [releaseId, planId],
      );
      if (release === undefined) throw new Undo('no such release');
      await insertOnce(sql, 'INSERT INTO {s}.redemptions (plan_id, release_id) VALUES ($1, $2)', [
        planId,
        releaseId,
      ]);
      for (const id of (commentIds ?? (await commentsOf(sql, planId, releaseId))).toSorted(
        (a, b) => a - b,
      ))
        await insertOnce(
          sql,
          'INSERT INTO {s}.redeemed_comments (comment_id, plan_id) VALUES ($1, $2)',
          [id, planId],
        );
      if (part !== undefined) await useItems(sql, planId, part);
    });

const cancels = (db: Database): Pick<ApprovalStore, 'requestCancel' | 'readCancel'> => ({
  requestCancel: async (planId, by) => {
    await db.query(
      'INSERT INTO {s}.cancels (plan_id, person) VALUES ($1, $2) ON CONFLICT DO NOTHING',
      [planId, JSON.stringify(by)],
    );
  },

  readCancel: async (planId) => {
    const [row] = await db.query('SELECT person FROM {s}.cancels WHERE plan_id = $1', [planId]);
    return row === undefined || isNull(row, 'person') ? undefined : json('person', row, 'person');
  },
});

/** Approvals, releases, their single use, and the wish to stop. */
export const approvalStore = (db: Database): ApprovalStore => ({
  ...approvals(db),
  ...releases(db),
  ...cancels(db),
  redeem: redeem(db),
  isRedeemed: async (planId) => {
    const rows = await db.query('SELECT 1 FROM {s}.redemptions WHERE plan_id = $1', [planId]);
    return rows.length > 0;
  },
  readRedemption: async (planId) => {
    const [row] = await db.query('SELECT * FROM {s}.redemptions WHERE plan_id = $1', [planId]);
    if (row === undefined) return undefined;
    return { releaseId: text(row, 'release_id'), at: instant(row, 'at') };
  },
});
