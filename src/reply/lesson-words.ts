import { z } from 'zod';
import { findSecret } from '../intake/find-secrets.ts';
import { injectionSigns } from '../review/injection-signs.ts';
import type { Json } from '../task/json.ts';

/** What a model may say of a lesson: a few plain sentences beside the evidence, and no more. */
export const lessonShape = z.strictObject({
  summary: z.string().min(1).max(600),
  advice: z.array(z.string().min(1).max(240)).max(5),
});

export type LessonWords = z.infer<typeof lessonShape>;

/** Plain letters and punctuation of European languages are seen; everything else may hide. */
const UNSEEN = /[^\u0020-\u007e\u00a1-\u00ac\u00ae-\u024f\u2010-\u2027]/;

/** Why words of a model are left out; each row is one thing that no lesson may hold. */
const FORBIDDEN: readonly (readonly [string, (text: string) => boolean])[] = [
  ['a number of an account', (text) => /\d{9,}/.test(text)],
  ['an ARN', (text) => /\barn:/i.test(text)],
  ['a link, an image or an address', (text) => /:\/\/|www\.|!?\[[^\]]*\]\(|\S@\S/i.test(text)],
  ['mark-up', (text) => /[<>|`#*]|^\s*[-+>/]/m.test(text)],
  ['more than one line', (text) => /[\n\r\u2028\u2029]/.test(text)],
  ['a mention or a command', (text) => /(^|\s)[@/][a-z]/i.test(text)],
  ['an id of AWS', (text) => /\b[a-z]{1,8}-[0-9a-f]{8,}\b/.test(text)],
  ['a secret', (text) => findSecret(text) !== undefined],
  ['orders to the application', (text) => injectionSigns(text).length > 0],
  ['characters that nobody sees', (text) => UNSEEN.test(text)],
];

const ITEM = /\b[A-Z][A-Z0-9]*(?:-[A-Z][A-Z0-9]*)*-[0-9]{2}\b/g;

/** An item that the evidence does not name; the words would claim what nobody saw. */
const namesOther = (text: string, known: readonly string[]): boolean =>
  [...text.matchAll(ITEM)].some(([id]) => !known.includes(id));

/** The words, where they have the shape and hold nothing that they may not; else why not. */
export type CheckedWords =
  | { readonly ok: true; readonly words: LessonWords }
  | { readonly ok: false; readonly because: string };

/**
 * Judges what a model wrote of a lesson. `known` are the ids of items that the evidence names. All
 * or nothing: words of which one sentence is wrong are not worth a reviewer's time.
 */
export const checkWords = (value: Json, known: readonly string[]): CheckedWords => {
  const read = lessonShape.safeParse(value);
  if (!read.success) return { ok: false, because: 'they had another shape' };
  const texts = [read.data.summary, ...read.data.advice];
  const found = FORBIDDEN.find(([, holds]) => texts.some(holds));
  if (found !== undefined) return { ok: false, because: `they held ${found[0]}` };
  if (texts.some((text) => namesOther(text, known))) {
    return { ok: false, because: 'they named an item that the evidence does not' };
  }
  return { ok: true, words: read.data };
};
