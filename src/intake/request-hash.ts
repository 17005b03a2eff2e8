import { createHash } from 'node:crypto';
import { canonicalJson } from '../task/json.ts';
import type { RequestText } from './intake-result.ts';

/** Raised when the parser reads the same text differently, so that older plans go stale. */
const PARSER_VERSION = 1;

/**
 * SHA-256, 64 hex digits, over everything of an issue that is parsed: title, body and labels, the
 * latter as a sorted set. Any edit gives another hash; the order of labels does not.
 */
export const requestHash = (request: RequestText): string => {
  const labels = [...new Set(request.labels)].sort();
  const parsed = { version: PARSER_VERSION, title: request.title, body: request.body, labels };
  return createHash('sha256').update(canonicalJson(parsed), 'utf8').digest('hex');
};
