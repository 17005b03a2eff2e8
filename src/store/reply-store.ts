import type { Database, Row } from './database.ts';
import { instant, integer, isNull, json, text } from './rows.ts';
import type { ReplyRow, Store } from './store.ts';

type ReplyStore = Pick<
  Store,
  'saveReply' | 'markReplyPosted' | 'readReply' | 'listUnpostedReplies'
>;

const replyOf = (row: Row): ReplyRow => ({
  ...json('reply', row, 'body'),
  topic: text(row, 'topic'),
  isPosted: row['is_posted'] === true,
  wishedAt: instant(row, 'wished_at'),
  ...(isNull(row, 'comment_id') ? {} : { commentId: integer(row, 'comment_id') }),
});

/** What is wanted twice and posted already stays posted; a comment, once known, stays known. */
const SAVE = `INSERT INTO {s}.replies AS held (repository_id, number, topic, comment_id, body)
  VALUES ($1, $2, $3, $4, $5)
  ON CONFLICT (repository_id, number, topic) DO UPDATE SET
    comment_id = coalesce(excluded.comment_id, held.comment_id),
    is_posted = held.is_posted AND held.body = excluded.body,
    wished_at = {s}.clock_now(),
    body = excluded.body`;

const HELD = `SELECT body FROM {s}.replies
  WHERE repository_id = $1 AND number = $2 AND topic = $3 FOR UPDATE`;

const MARK = `UPDATE {s}.replies SET is_posted = $4, comment_id = $5
  WHERE repository_id = $1 AND number = $2 AND topic = $3`;

/** Wishes to be read: posted at once where GitHub answers, and later where it does not. */
export const replyStore = (db: Database): ReplyStore => ({
  saveReply: async ({ ref, topic, commentId, wanted, installationId }) => {
    const body = JSON.stringify({ ref, wanted, installationId });
    const values = [ref.repositoryId, ref.number, topic, commentId ?? null, body];
    await db.query(SAVE, values);
  },

  markReplyPosted: ({ ref, topic, wanted }, commentId) =>
    db.transaction(async (sql) => {
      const name = [ref.repositoryId, ref.number, topic];
      const [held] = await sql.query(HELD, name);
      const isWanted = held !== undefined && json('reply', held, 'body').wanted === wanted;
      await sql.query(MARK, [...name, isWanted, commentId]);
      return isWanted;
    }),

  readReply: async (ref, topic) => {
    const [row] = await db.query(
      'SELECT * FROM {s}.replies WHERE repository_id = $1 AND number = $2 AND topic = $3',
      [ref.repositoryId, ref.number, topic],
    );
    return row === undefined ? undefined : replyOf(row);
  },

  listUnpostedReplies: async (limit, olderThanSeconds = 0) => {
    const rows = await db.query(
      `SELECT * FROM {s}.replies
       WHERE NOT is_posted AND wished_at <= {s}.clock_now() - make_interval(secs => $2)
       ORDER BY seq LIMIT $1`,
      [limit, olderThanSeconds],
    );
    return rows.map(replyOf);
  },
});
