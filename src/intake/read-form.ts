import { wordsOf, type Page } from './read-markdown.ts';

/** The headings that decide. Others are extra answers and only read for what they say. */
export const KNOWN_HEADINGS = [
  'task type',
  'service',
  'account',
  'region',
  'name',
  'details',
] as const;
export type KnownHeading = (typeof KNOWN_HEADINGS)[number];

export interface FormText {
  readonly fields: ReadonlyMap<KnownHeading, string>;
  /** Every other heading with its answer, in order. */
  readonly extras: readonly (readonly [string, string])[];
  /** Known headings that stand twice: which answer counts is nobody's guess. */
  readonly duplicates: readonly KnownHeading[];
}

interface Section {
  readonly title: string;
  /** Lines from 0: that of the heading, and the first behind it. */
  readonly from: number;
  readonly behind: number;
}

const isKnown = (title: string): title is KnownHeading =>
  (KNOWN_HEADINGS as readonly string[]).includes(title);

const sectionsOf = ({ tokens }: Page): readonly Section[] =>
  tokens.flatMap((token, index) => {
    if (token.type !== 'heading_open' || token.level > 0 || token.map === null) return [];
    const [from, behind] = token.map;
    return [
      {
        title: wordsOf(tokens[index + 1])
          .trim()
          .toLowerCase(),
        from,
        behind,
      },
    ];
  });

const answer = (text: string): string => {
  const trimmed = text.trim();
  return /^_no response_$/i.test(trimmed) ? '' : trimmed;
};

/**
 * Reads the body that a GitHub issue form writes: a heading, a blank line, the answer. A body is a
 * form when it holds two known headings; else undefined. Headings inside fences, quotes and
 * comments are no headings. `_No response_` is an empty answer.
 */
export const readForm = (page: Page): FormText | undefined => {
  const sections = sectionsOf(page);
  const titles = sections.map((section) => section.title).filter(isKnown);
  if (new Set(titles).size < 2) return undefined;
  const fields = new Map<KnownHeading, string>();
  const extras: (readonly [string, string])[] = [];
  const lines = page.text.split('\n');
  for (const [index, { title, behind }] of sections.entries()) {
    const text = answer(lines.slice(behind, sections[index + 1]?.from).join('\n'));
    if (!isKnown(title)) extras.push([title, text]);
    else if (!fields.has(title)) fields.set(title, text);
  }
  const duplicates = KNOWN_HEADINGS.filter(
    (title) => titles.indexOf(title) !== titles.lastIndexOf(title),
  );
  return { fields, extras, duplicates };
};
