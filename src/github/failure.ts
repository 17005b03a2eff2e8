import { z } from 'zod';
import { Fault, type FaultKind } from '../task/fault.ts';

/** What is known of a call that did not succeed. */
export interface Failure {
  /** HTTP status; 0 when no answer came. */
  readonly status: number;
  readonly message: string;
  readonly isRateLimit: boolean;
  readonly isTimeout: boolean;
  /** How long GitHub asks to wait, when it says so. */
  readonly retryAfterMs?: number;
  readonly cause: unknown;
}

/** The errors of @octokit/request-error, and of fetch below them. Read, never trusted. */
const octokitError = z.object({
  name: z.string().catch(''),
  message: z.string().catch(''),
  status: z.number().catch(0),
  cause: z
    .object({ name: z.string().catch('') })
    .optional()
    .catch(undefined),
  response: z
    .object({ headers: z.record(z.string(), z.unknown()).catch({}) })
    .optional()
    .catch(undefined),
});

const secondsOf = (value: unknown): number | undefined => {
  const seconds = Number(value);
  return value === undefined || !Number.isFinite(seconds) ? undefined : seconds;
};

const resetMs = (headers: Readonly<Record<string, unknown>>, now: Date): number | undefined => {
  const reset = secondsOf(headers['x-ratelimit-reset']);
  return reset === undefined ? undefined : Math.max(0, reset * 1000 - now.getTime()) + 1000;
};

/**
 * Reads a thrown value of Octokit. A 403 or 429 is a rate limit when GitHub says so: by
 * `retry-after`, by no remaining calls, or by naming the secondary limit.
 */
export const readFailure = (error: unknown, now: Date): Failure => {
  const read = octokitError.safeParse(error);
  if (!read.success) {
    return { status: 0, message: '', isRateLimit: false, isTimeout: false, cause: error };
  }
  const { name, message, status, cause, response } = read.data;
  const headers = response?.headers ?? {};
  const after = secondsOf(headers['retry-after']);
  const isExhausted = String(headers['x-ratelimit-remaining']) === '0';
  const isLimitStatus = status === 403 || status === 429;
  const isRateLimit =
    status === 429 ||
    (isLimitStatus && (after !== undefined || isExhausted || /rate limit/i.test(message)));
  const retryAfterMs =
    after === undefined ? (isExhausted ? resetMs(headers, now) : undefined) : after * 1000;
  return {
    // Octokit reports a call without an answer as 500; the missing response tells them apart.
    status: response === undefined ? 0 : status,
    message,
    isRateLimit,
    isTimeout: [name, cause?.name].some((text) => text === 'TimeoutError' || text === 'AbortError'),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    cause: error,
  };
};

const kindOf = (failure: Failure): FaultKind => {
  if (failure.isTimeout) return 'timeout';
  if (failure.isRateLimit) return 'throttled';
  if (failure.status === 0 || failure.status >= 500 || failure.status === 409) return 'unavailable';
  if (failure.status === 401 || failure.status === 403) return 'denied';
  return 'broken-promise';
};

/** The fault of a failed call. Its message names route and status; it never holds a token. */
export const faultOf = (route: string, failure: Failure): Fault =>
  new Fault(kindOf(failure), `${route}: ${failure.status} ${failure.message}`, failure.cause);
