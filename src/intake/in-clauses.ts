import { withoutLiterals } from './split-sentences.ts';
import { literal, LONGEST_NAME } from './words/regex.ts';

const LONGEST_QUOTE = 90;
/** Words of a condition, as a question repeats them. */
export const quoted = (words: string): string => words.trim().slice(0, LONGEST_QUOTE);

/** A topic may be called "alerts": its name says nothing. */
const withoutName = (text: string, name: string): string =>
  text.replaceAll(
    new RegExp(`(?<![\\p{L}\\p{N}_-])${literal(name)}(?![\\p{L}\\p{N}_-])`, 'giu'),
    (found) => 'x'.repeat(found.length),
  );

/** Clauses with their literals blanked, beside what was written. */
const partsOf = (
  text: string,
  names: readonly string[],
): readonly (readonly [masked: string, written: string])[] => {
  const known = names.filter(({ length }) => length <= LONGEST_NAME);
  const masked = known.reduce(withoutName, withoutLiterals(text)).split(/[;\n]/u);
  const starts = masked.map((_, at) =>
    masked.slice(0, at).reduce((sum, one) => sum + one.length + 1, 0),
  );
  return masked.map((part, at) => [part, text.slice(starts[at], (starts[at] ?? 0) + part.length)]);
};

/** The first words that a search finds in a clause, as they were written. */
export const firstIn = (
  texts: readonly string[],
  find: (line: string) => string | undefined,
  names: readonly string[] = [],
): string | undefined => {
  for (const [masked, written] of texts.flatMap((text) => partsOf(text, names))) {
    const found = find(masked);
    if (found === undefined) continue;
    const at = masked.indexOf(found);
    return quoted(at < 0 ? found : written.slice(at, at + found.length));
  }
  return undefined;
};
