import { parseMarkdown, wordsOf } from './read-markdown.ts';

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
  readonly start: number;
  readonly headingStart: number;
}

const isKnown = (title: string): title is KnownHeading =>
  (KNOWN_HEADINGS as readonly string[]).includes(title);

const sectionsOf = (body: string): readonly Section[] =>
  parseMarkdown(body).children.flatMap((node) => {
    if (node.type !== 'heading' || node.position === undefined) return [];
    const title = wordsOf(node).trim().toLowerCase();
    const start = node.position.end.offset ?? 0;
    return [{ title, start, headingStart: node.position.start.offset ?? 0 }];
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
export const readForm = (body: string): FormText | undefined => {
  const sections = sectionsOf(body);
  const titles = sections.map((section) => section.title).filter(isKnown);
  if (new Set(titles).size < 2) return undefined;
  const fields = new Map<KnownHeading, string>();
  const extras: (readonly [string, string])[] = [];
  for (const [index, { title, start }] of sections.entries()) {
    const text = answer(body.slice(start, sections[index + 1]?.headingStart ?? body.length));
    if (!isKnown(title)) extras.push([title, text]);
    else if (!fields.has(title)) fields.set(title, text);
  }
  const duplicates = KNOWN_HEADINGS.filter(
    (title) => titles.indexOf(title) !== titles.lastIndexOf(title),
  );
  return { fields, extras, duplicates };
};
