import type { IncomingMessage } from 'node:http';

export type BodyRead =
  | { readonly ok: true; readonly bytes: Buffer }
  | { readonly ok: false; readonly reason: 'too-large' | 'too-slow' | 'too-busy' | 'broken-off' };

/** Bytes that all requests together may hold unverified; a stranger fills no more than this. */
export interface BodyBudget {
  readonly limit: number;
  used: number;
}

export interface BodyLimits {
  readonly maxBytes: number;
  readonly timeoutMs: number;
  readonly budget: BodyBudget;
}

const announced = (request: IncomingMessage): number =>
  Number(request.headers['content-length'] ?? 0);

/**
 * Reads the raw bytes of a body. Stops reading at the first byte too many, when it takes too long,
 * or when all bodies together hold too much; what was read is then let go.
 */
export const readBody = (request: IncomingMessage, limits: BodyLimits): Promise<BodyRead> => {
  const { maxBytes, timeoutMs, budget } = limits;
  if (announced(request) > maxBytes) return Promise.resolve({ ok: false, reason: 'too-large' });
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const settle = (result: BodyRead): void => {
      clearTimeout(timer);
      request.off('data', take).off('end', finish).off('close', breakOff).off('error', breakOff);
      if (!result.ok) request.on('error', () => undefined).pause();
      budget.used -= size;
      resolve(result);
    };
    const take = (chunk: Buffer): void => {
      size += chunk.length;
      budget.used += chunk.length;
      if (size > maxBytes) return settle({ ok: false, reason: 'too-large' });
      if (budget.used > budget.limit) return settle({ ok: false, reason: 'too-busy' });
      chunks.push(chunk);
    };
    const finish = (): void => settle({ ok: true, bytes: Buffer.concat(chunks) });
    const breakOff = (): void => settle({ ok: false, reason: 'broken-off' });
    const timer = setTimeout(() => settle({ ok: false, reason: 'too-slow' }), timeoutMs);
    request.on('data', take).on('end', finish).on('close', breakOff).on('error', breakOff);
  });
};
