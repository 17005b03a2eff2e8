import { regex } from './words/regex.ts';
import { withPlainPunctuation } from './clean-text.ts';
import type { Block } from './read-markdown.ts';

/** One sentence of a block. Bounded, so that no pattern works on more than a page. */
export interface Sentence {
  readonly text: string;
  /** Number of the block it stands in. */
  readonly block: number;
  readonly list?: number;
  readonly item?: number;
  readonly isQuestion: boolean;
}

const LONGEST_SENTENCE = 2000;
const MOST_SENTENCES = 3000;
const JOINS = regex(
  'i',
  String.raw`(?:^|\s)(?:to|the|a|an|and|or|of|in|on|for|with|not|do|`,
  'by|from|that|which|is|be|we|will|no|never|into|el|la|los|',
  'de|en|y|que|le|les|du|des|et|der|die|das|und|im|o|os|e|',
  String.raw`em)\s*$`,
);
const ABBREVIATION =
  /(?:^|[\s(])(?:e\.g|i\.e|approx|incl|etc|vs|nr|ca|cf|z\.B|bzw|p\. ?ex|ej|St|Mr|Ms|Dr|N)\.$/i;
/** "No. 4" counts something, "No." denies what stands before it. */
const COUNTED = /(?:^|[\s(])no\.$/i;
const KEYED = /^\s*[\p{L}][\p{L}\p{N} /_-]{0,30}\s?:\s/u;

/** A soft line end is kept where a person meant one, and joined where an editor wrapped. */
const joinWraps = (text: string): readonly string[] => {
  const lines: string[] = [];
  for (const line of text.split('\n')) {
    const before = lines.at(-1);
    const tail = before?.slice(-40) ?? '';
    const isWrapped =
      before !== undefined &&
      !/[.!?:;。]\s*$/.test(tail) &&
      !KEYED.test(line) &&
      before.length < LONGEST_SENTENCE &&
      (JOINS.test(tail) || (before.length > 60 && /^\s*[\p{Ll}(`\d]/u.test(line)));
    if (isWrapped) lines[lines.length - 1] = `${before} ${line.trim()}`;
    else lines.push(line);
  }
  return lines;
};

/** Blanks literals, so that their marks end no sentence and their words order nothing. */
export const withoutLiterals = (text: string): string =>
  text.replaceAll(
    regex(
      'gi',
      '`[^`\\n]{1,500}`|(?:cron|rate)\\([^()\\n]{1,100}\\)|\\b[a-z][a-z0-9+]{1,10}:\\/',
      String.raw`\/[^\s)>"']{0,500}[^\s)>"'.,;:!?]|"[^"\n]{1,300}"|“[^”\n]{1,300}”|«[^»\n]{1,300}»`,
    ),
    (found) => 'x'.repeat(found.length),
  );

const ends = (text: string): readonly number[] => {
  const masked = withoutLiterals(text);
  const found: number[] = [];
  for (const match of masked.matchAll(/[.!?。]+(?=\s|$)|。/gu)) {
    const end = match.index + match[0].length;
    const before = masked.slice(Math.max(0, end - 12), end);
    const isCount = COUNTED.test(before) && /^\s*#?\d/.test(masked.slice(end));
    const isShort = match[0] === '.' && (isCount || ABBREVIATION.test(before));
    const isNumber = match[0] === '.' && /^\s*(?:\d{1,2})$/.test(masked.slice(0, match.index));
    if (!isShort && !isNumber) found.push(end);
  }
  return [...found, text.length];
};

const cut = (line: string): readonly string[] => {
  const parts: string[] = [];
  let start = 0;
  for (const end of ends(line)) {
    const part = line.slice(start, end).trim();
    if (part !== '') parts.push(part.slice(0, LONGEST_SENTENCE));
    start = end;
  }
  return parts;
};

const ASKS_IN_CJK = /(?:か|でしょうか|ますか|ですか|吗|呢)[\s。.]*$/u;

/** True for a sentence with a question mark outside literals, or a Japanese or Chinese question. */
const hasMark = (text: string): boolean =>
  /\?(?:[\s)"'!]|$)/.test(withoutLiterals(text)) || text.includes('¿') || ASKS_IN_CJK.test(text);

type Place = Pick<Sentence, 'list' | 'item'>;

const sentenceOf = (text: string, block: number, place: Place): Sentence => ({
  text,
  block,
  isQuestion: hasMark(text),
  ...place,
});

/** Every sentence of some blocks, in order; headings order nothing and are left out. */
export const splitSentences = (blocks: readonly Block[]): readonly Sentence[] =>
  blocks
    .flatMap((block, index) => {
      if (block.kind === 'heading') return [];
      const place = block.list === undefined ? {} : { list: block.list, item: block.item ?? 0 };
      return joinWraps(withPlainPunctuation(block.text))
        .flatMap(cut)
        .map((text): Sentence => sentenceOf(text, index, place));
    })
    .slice(0, MOST_SENTENCES);
