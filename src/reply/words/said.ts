import { plainLine } from '../quote.ts';

/** A sentence of a model, taken apart. */
export interface Said {
  /** On one line, with plain quotation marks and dashes. */
  readonly text: string;
  /** What stands in code spans and between quotation marks: it claims to be a name. */
  readonly quoted: readonly string[];
  /** Addresses of pages. */
  readonly links: readonly string[];
  /** The text without code spans, quotations, links, and commas inside of numbers. */
  readonly plain: string;
  /** True where it holds what is hidden, looks like something else, or is no English. */
  readonly isForeign: boolean;
  /** Parts between commas, colons and conjunctions, with what is denied in each. */
  readonly clauses: readonly Clause[];
}

export interface Clause {
  readonly text: string;
  readonly isDenied: boolean;
}

/** Marks that mean the same as a plain one. */
const PLAIN_MARKS: readonly (readonly [RegExp, string])[] = [
  [/[‘’]/g, "'"],
  [/[“”]/g, '"'],
  [/[–—]/g, ' - '],
  [/…/g, '...'],
  [/[−]/g, '-'],
  [/\u00a0|\u202f/g, ' '],
  [/\*\*/g, ''],
];

const plainMarks = (text: string): string =>
  PLAIN_MARKS.reduce((plain, [mark, by]) => plain.replaceAll(mark, by), text);

/** `[text](address)` as `text (address)`; images keep their mark. */
const withoutLinkMarks = (text: string): string =>
  text.replaceAll(/(?<!!)\[([^[\]]{0,200})\]\(([^()\s]{0,400})\)/g, '$1 ($2)');

/** Where one sentence ends and another begins. */
const BETWEEN = /(?<=[.!?]["'`)]?)\s+(?=["'`(*]?[A-Z0-9`])|\n+/;

/** The sentences of a text, in its order; what stands in a code fence is one of them. */
export const sentencesOf = (text: string): readonly string[] =>
  text
    .replaceAll(/\r\n?/g, '\n')
    .split(/((?:```|~~~)[\s\S]*?(?:```|~~~|$))/)
    .flatMap((part) => (/^(?:```|~~~)/.test(part) ? [part] : part.split(BETWEEN)))
    .map((part) => part.trim())
    .filter((part) => part !== '');

const SEPARATOR =
  /[,;:()]|\s-\s|\b(?:and|but|while|whereas|which|because|so|then|when|if|where|although)\b/i;

const DENIAL =
  /\b(?:no|not|none|nothing|nobody|never|without|neither|nor|non|cannot|zero)\b|n't\b/i;

/** A clause that begins with a verb shares the subject of the one before, and its denial. */
const SHARES_SUBJECT =
  /^\s*(?:or|nor)?\s*(?:creat|chang|updat|modif|replac|delet|remov|destroy|terminat|lost\b|touch)/i;

/** The clauses of a text, with what is denied in each. */
export const clausesOf = (text: string): readonly Clause[] => {
  const clauses: Clause[] = [];
  for (const part of text.split(SEPARATOR)) {
    const inherits = SHARES_SUBJECT.test(part) && clauses.at(-1)?.isDenied === true;
    clauses.push({ text: part, isDenied: inherits || DENIAL.test(part) });
  }
  return clauses;
};

const LINK = /(?:[a-z][a-z0-9+.-]{1,20}:\/\/|www\.|mailto:|javascript:|data:)[^\s<>()"'`]+/gi;

/** Takes a sentence apart. It judges nothing. */
export const readSaid = (raw: string): Said => {
  const marked = plainMarks(withoutLinkMarks(raw));
  const text = plainLine(marked, 700);
  const links = [...text.matchAll(LINK)].map(([link]) => link.replace(/[.,;:!?]+$/, ''));
  const spans = [...text.matchAll(/`+([^`]*)`+/g)].map(([, span = '']) => span.trim());
  const without = text.replaceAll(LINK, ' ').replaceAll(/`+[^`]*`+/g, ' it ');
  const quotes = [...without.matchAll(/"([^"]*)"|(?<!\w)'([^']*)'(?!\w)/g)].map(
    ([, double, single]) => (double ?? single ?? '').trim(),
  );
  const plain = without
    .replaceAll(/"[^"]*"|(?<!\w)'[^']*'(?!\w)/g, ' it ')
    .replaceAll(/(?<=\d),(?=\d{3}(?!\d))/g, '');
  return {
    text,
    quoted: [...spans, ...quotes],
    links,
    plain,
    isForeign: /[^\x20-\x7e\t\n]/.test(marked),
    clauses: clausesOf(plain),
  };
};

/** The words of a text, without the punctuation around them. */
export const wordsOf = (text: string): readonly string[] =>
  text
    .split(/\s+/)
    .map((word) =>
      word.replaceAll(/^[^\w$@#/-]+|[^\w%]+$/g, '').replace(/'(?:s|re|ll|ve|d|t)$/, ''),
    )
    .filter((word) => word !== '');

/** A word in the singular and in small letters, as far as English is regular. */
export const stemOf = (word: string): string => {
  const lower = word.toLowerCase();
  if (lower === 'people') return 'person';
  if (lower.endsWith('ies') && lower.length > 4) return `${lower.slice(0, -3)}y`;
  return lower.endsWith('s') && !lower.endsWith('ss') && lower.length > 2
    ? lower.slice(0, -1)
    : lower;
};
