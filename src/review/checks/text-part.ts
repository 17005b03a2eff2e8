import type { PropertyCheck } from '../baseline.ts';
import { isUnresolved, textOf, type Value } from '../template/value.ts';
import type { Result } from './judgement.ts';

/** What is known of a text, cut at each part that is not; undefined for what is no text. */
const knownParts = (value: Value): readonly string[] | undefined => {
  if (isUnresolved(value)) return value.pattern.split('\u0000');
  const text = textOf(value);
  return text === undefined ? undefined : [text];
};

/** The known end of a text has the wanted one, may still come to have it, or never will. */
const atEnd = (
  known: string,
  wanted: string,
  end: { readonly isOpen: boolean; readonly has: (text: string, part: string) => boolean },
): Result => {
  if (end.has(known, wanted)) return 'pass';
  return end.isOpen && end.has(wanted, known) ? 'unknown' : 'fail';
};

/**
 * The tests of a part of a text: `startsWith`, `endsWith`, `contains`. What is not known of a text
 * is taken for anything, so a text that is known in its decisive part is decided.
 */
export const judgePart = (value: Value, check: PropertyCheck): Result => {
  const parts = knownParts(value);
  if (parts === undefined) return 'fail';
  const isOpen = parts.length > 1;
  const [head, tail] = [parts[0] ?? '', parts.at(-1) ?? ''];
  if (check.startsWith !== undefined) {
    return atEnd(head, check.startsWith, { isOpen, has: (text, part) => text.startsWith(part) });
  }
  if (check.endsWith !== undefined) {
    return atEnd(tail, check.endsWith, { isOpen, has: (text, part) => text.endsWith(part) });
  }
  if (parts.some((part) => part.includes(check.contains ?? ''))) return 'pass';
  return isOpen ? 'unknown' : 'fail';
};
