import { createHash, randomBytes } from 'node:crypto';

const asUuid = (hex: string): string =>
  [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join(
    '-',
  );

/** pg-boss wants UUIDs; one name in one queue is always the same one. */
export const namedJobId = (queue: string, id: string): string =>
  asUuid(createHash('sha256').update(`${queue}\n${id}`).digest('hex'));

let last = { ms: 0, count: 0 };

/**
 * An id that sorts after those made before it in this process. Jobs of one key that were queued in
 * the same millisecond are ordered by it.
 */
export const nextJobId = (nowMs: number): string => {
  last = nowMs > last.ms ? { ms: nowMs, count: 0 } : { ms: last.ms, count: last.count + 1 };
  const head = last.ms.toString(16).padStart(12, '0') + last.count.toString(16).padStart(8, '0');
  return asUuid(head + randomBytes(6).toString('hex'));
};
