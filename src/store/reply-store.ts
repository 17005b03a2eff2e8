import type { Database, Row } from './database.ts';
import { integer, isNull, json, text } from './rows.ts';
import type { ReplyRow, Store } from './store.ts';

type ReplyStore = Pick<
  Store,
  'saveReply' | 'markReplyPosted' | 'readReply' | 'listUnpostedReplies'
>;

const replyOf = (row: Row): ReplyRow => ({
  ...json('reply', row, 'body'),
  topic: text(row, 'topic'),
  isPosted: row['is_posted'] === true,
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

/** Wishes to be read: posted at once where GitHub answers, and later where it does not. */
export const replyStore = (db: Database): ReplyStore => ({
  saveReply: async ({ ref, topic, commentId, wanted, installationId }) => {
    const body = JSON.stringify({ ref, wanted, installationId });
    const values = [ref.repositoryId, ref.number, topic, commentId ?? null, body];
    await db.query(SAVE, values);
  },

  markReplyPosted: async ({ ref, topic }, commentId) => {
    await db.query(
      `UPDATE {s}.replies SET is_posted = true, comment_id = $4
       WHERE repository_id = $1 AND number = $2 AND topic = $3`,
      [ref.repositoryId, ref.number, topic, commentId],
    );
  },

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
