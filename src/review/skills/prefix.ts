import { byPlace, MODEL_WORDS, type SkillPage } from './page.ts';

/** What stands before a question at most, in characters: about 15,000 tokens. */
export const LONGEST_PREFIX = 60_000;

/** The page without the section of a model's own words, up to the next of its level. */
const withoutModelWords = (body: string): string => {
  const sections = body.split(/\n(?=##? )/);
  return sections
    .filter((section) => !section.startsWith(MODEL_WORDS))
    .join('\n')
    .trimEnd();
};

const marked = ({ name, body }: SkillPage): string =>
  `<skill name="${name}">\n${withoutModelWords(body)}\n</skill>\n`;

/** As many pages from the beginning as fit whole: a page is never cut. */
const fitting = (texts: readonly string[]): readonly string[] => {
  let length = 0;
  const end = texts.findIndex((text) => (length += text.length) > LONGEST_PREFIX);
  return end === -1 ? texts : texts.slice(0, end);
};

/**
 * The pages of these names as one text, each between marks of its own. It stands before the data of
 * a question, where a provider caches what begins with the same bytes; so it depends on nothing but
 * the set of names and the pages: not on their order, the clock, the process or the language. Names
 * without a page are left out, and so is what a model wrote on the page of a lesson: an answer of
 * today is no instruction of tomorrow.
 */
export const prefixOf = (names: readonly string[], pages: readonly SkillPage[]): string => {
  const wanted = new Set(names);
  const chosen = pages
    .filter(({ name }) => wanted.has(name))
    .toSorted((a, b) => byPlace(a.name, b.name));
  return fitting(chosen.map(marked)).join('');
};
