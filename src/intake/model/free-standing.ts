/** What stands inside a token: `acme-dev`, `logs.old`, `a_b`, `10.0.0.0/16`, `alias/x`, `a@b`. */
const BEFORE = /[\p{L}\p{M}\p{N}\p{Pc}\p{Pd}./@:]$/u;
const AFTER = /^(?:[\p{L}\p{M}\p{N}\p{Pc}\p{Pd}/@]|[.:]+[\p{L}\p{M}\p{N}\p{Pc}\p{Pd}/@])/u;
/** `1,500`, `1'500` and `1 500` are one number. */
const NUMBER_BEFORE = /\p{N}[,'’]$/u;
const NUMBER_AFTER = /^[,'’]\p{N}/u;

/** Written without blanks: a word of these ends where its reader says it does. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]/u;
const HAN_NUMBER = /[一二三四五六七八九十百千万〇零两]/u;

const areOneWord = (first: string, second: string): boolean => {
  if (HAN_NUMBER.test(first) && HAN_NUMBER.test(second)) return true;
  return !UNSPACED.test(first) && !UNSPACED.test(second);
};

const isCutBefore = (before: string, words: string): boolean => {
  if (NUMBER_BEFORE.test(before) && /^\p{N}/u.test(words)) return true;
  if (/\p{N} $/u.test(before) && /^\p{N}{3}(?!\p{N})/u.test(words)) return true;
  return BEFORE.test(before) && areOneWord(before.slice(-1), words.slice(0, 1));
};

const isCutAfter = (after: string, words: string): boolean => {
  if (NUMBER_AFTER.test(after) && /\p{N}$/u.test(words)) return true;
  if (/^ \p{N}{3}(?!\p{N})/u.test(after) && /\p{N}$/u.test(words)) return true;
  return AFTER.test(after) && areOneWord(words.slice(-1), after.slice(0, 1));
};

/**
 * Where words stand in a text by themselves, and not cut out of a longer name or number: `delete`
 * is not in `undelete`, `30 days` not in `130 days`, and a name not in a longer one.
 */
export const standingAt = (text: string, words: string): readonly number[] => {
  const found: number[] = [];
  if (words === '') return found;
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) {
    const before = text.slice(Math.max(0, at - 8), at);
    const after = text.slice(at + words.length, at + words.length + 8);
    if (!isCutBefore(before, words) && !isCutAfter(after, words)) found.push(at);
  }
  return found;
};
