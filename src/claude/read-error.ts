import {
  APIConnectionError,
  APIConnectionTimeoutError,
  APIError,
  AnthropicError,
} from '@anthropic-ai/sdk';
import type { Fallback } from '../task/model-message.ts';

/** What an error of the SDK means for us. Its text is never kept: it may hold what was sent. */
export const readModelError = (error: unknown): Fallback => {
  if (error instanceof APIConnectionTimeoutError) return 'timeout';
  if (error instanceof APIConnectionError) return 'unreachable';
  if (error instanceof APIError) return ofStatus(error.status as number | undefined);
  // What is no message of the provider, or was cut off while it was read.
  if (error instanceof AnthropicError || error instanceof SyntaxError) return 'malformed';
  return 'unreachable';
};

const ofStatus = (status: number | undefined): Fallback => {
  if (status === 429 || status === 503 || status === 529) return 'overloaded';
  if (status === 408 || status === 504) return 'timeout';
  return 'unreachable';
};
