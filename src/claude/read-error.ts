import {
  APIConnectionError,
  APIConnectionTimeoutError,
  APIError,
  AnthropicError,
} from '@anthropic-ai/sdk';
import type { Told } from './prompt.ts';

type FellBack = Extract<Told, { kind: 'fell-back' }>;

/** What an error of the SDK means for us. Its text is never kept: it may hold what was sent. */
export const readModelError = (error: unknown): FellBack => {
  if (error instanceof APIConnectionTimeoutError) return { kind: 'fell-back', why: 'timeout' };
  if (error instanceof APIConnectionError) {
    return { kind: 'fell-back', why: 'unreachable', ...(isUnsent(error) ? { isFree: true } : {}) };
  }
  // An error that the provider answers is not billed.
  if (error instanceof APIError) return { ...ofStatus(error.status as number), isFree: true };
  // What is no message of the provider, or was cut off while it was read.
  if (error instanceof AnthropicError || error instanceof SyntaxError) {
    return { kind: 'fell-back', why: 'malformed' };
  }
  return { kind: 'fell-back', why: 'unreachable' };
};

/** Before a connection there is, nothing was sent. After it, an answer may have been lost. */
const UNSENT = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ENETUNREACH', 'EHOSTUNREACH']);
const DEEPEST_CAUSE = 4;

const isUnsent = (error: Error): boolean => {
  let at: unknown = error;
  for (let depth = 0; depth < DEEPEST_CAUSE && at instanceof Error; depth += 1) {
    if (UNSENT.has(String((at as NodeJS.ErrnoException).code))) return true;
    at = at.cause;
  }
  return false;
};

const ofStatus = (status: number): FellBack => {
  if (status === 429 || status === 503 || status === 529) {
    return { kind: 'fell-back', why: 'overloaded' };
  }
  return { kind: 'fell-back', why: status === 408 || status === 504 ? 'timeout' : 'unreachable' };
};
