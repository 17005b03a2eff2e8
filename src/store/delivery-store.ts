import { createHash } from 'node:crypto';
import type { JsonObject } from '../task/json.ts';
import type { Database } from './database.ts';
import type { JobQueue } from './job-queue.ts';
import { issueKey } from './line.ts';
import { json, text } from './rows.ts';
import type { Delivery, OperatedStore, Store } from './store.ts';

/**
 * The name of a delivery. The guid alone is not enough: some servers give two deliveries one guid.
 */
export const deliveryKey = (
  delivery: Pick<Delivery, 'guid' | 'event' | 'action' | 'bodyHash'>,
): string =>
  createHash('sha256')
    .update([delivery.guid, delivery.event, delivery.action, delivery.bodyHash].join('\n'))
    .digest('hex');

const member = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).find(([key]) => key === name)?.[1]
    : undefined;

/**
 * Deliveries of one issue stand in its line; those of one pull request, whose issue is not known
 * yet, are worked on one after the other.
 */
export const orderingKey = (payload: JsonObject): string | undefined => {
  const repository = member(payload['repository'], 'id');
  const number = member(payload['issue'], 'number') ?? member(payload['pull_request'], 'number');
  return typeof repository === 'number' && typeof number === 'number'
    ? issueKey({ repositoryId: repository, number })
    : undefined;
};

type DeliveryStore = Pick<Store, 'receiveDelivery' | 'readDelivery' | 'finishDelivery'> &
  Pick<OperatedStore, 'listKnownGuids' | 'isDeliveryFinished' | 'requeueUnfinished'>;

const INSERT = `INSERT INTO {s}.deliveries
  (key, guid, event, action, body_hash, semantic_key, payload) VALUES ($1, $2, $3, $4, $5, $6, $7)
  ON CONFLICT DO NOTHING RETURNING key`;

/** The slot makes a sweep that comes twice queue once, and the next one queue again. */
const UNFINISHED = `SELECT key, payload, floor(extract(epoch FROM {s}.clock_now()) / 300) AS slot
  FROM {s}.deliveries WHERE finished_at IS NULL AND payload IS NOT NULL
  AND received_at BETWEEN {s}.clock_now() - interval '1 day'
    AND {s}.clock_now() - interval '15 minutes'
  ORDER BY received_at LIMIT 200`;

const requeueUnfinished = async (db: Database, queue: JobQueue): Promise<number> => {
  const rows = await db.query(UNFINISHED);
  for (const row of rows) {
    const key = text(row, 'key');
    const order = orderingKey(json('object', row, 'payload'));
    const id = `again-${String(row['slot'])}-${key}`;
    await queue.send('delivery', { key }, order === undefined ? { id } : { id, key: order });
  }
  return rows.length;
};

/** The transactional inbox: a delivery and its job are both there, or neither. */
export const deliveryStore = (db: Database, queue: JobQueue): DeliveryStore => ({
  receiveDelivery: (delivery) =>
    db.transaction(async (sql) => {
      const key = deliveryKey(delivery);
      const { guid, event, action, bodyHash, semanticKey, payload } = delivery;
      const values = [key, guid, event, action, bodyHash, semanticKey, JSON.stringify(payload)];
      if ((await sql.query(INSERT, values)).length === 0) return false;
      const order = orderingKey(payload);
      const options = order === undefined ? {} : { key: order };
      await queue.sendWithin(sql, 'delivery', { job: { key }, options });
      return true;
    }),

  readDelivery: async (key) => {
    const [row] = await db.query(
      'SELECT * FROM {s}.deliveries WHERE key = $1 AND payload IS NOT NULL',
      [key],
    );
    if (row === undefined) return undefined;
    return {
      guid: text(row, 'guid'),
      event: text(row, 'event'),
      action: text(row, 'action'),
      payload: json('object', row, 'payload'),
      bodyHash: text(row, 'body_hash'),
      semanticKey: text(row, 'semantic_key'),
    };
  },

  finishDelivery: async (key) => {
    await db.query(
      `UPDATE {s}.deliveries SET finished_at = coalesce(finished_at, {s}.clock_now())
       WHERE key = $1`,
      [key],
    );
  },

  isDeliveryFinished: async (key) => {
    const rows = await db.query(
      'SELECT 1 FROM {s}.deliveries WHERE key = $1 AND finished_at IS NOT NULL',
      [key],
    );
    return rows.length > 0;
  },

  requeueUnfinished: () => requeueUnfinished(db, queue),

  listKnownGuids: async (guids) => {
    const rows = await db.query('SELECT guid FROM {s}.deliveries WHERE guid = ANY($1::text[])', [
      guids,
    ]);
    return new Set(rows.map((row) => text(row, 'guid')));
  },
});
