import { SERVICES } from './words/all-services.ts';
import { regex } from './words/regex.ts';
import { VERBS } from './words/verb-words.ts';

const PLAIN = /^[a-z]{5,14}$/;

const wordsIn = (phrases: readonly string[]): readonly string[] =>
  phrases
    .flatMap((phrase) => phrase.toLowerCase().split(/[\s|-]+/))
    .filter((word) => PLAIN.test(word));

/** What makes or changes something; a word that loses something is never guessed. */
const GUESSED = /^(?:create|deploy|launch|provision|update|change|enable|increase|resize)$/;
const SAID = wordsIn(VERBS.flatMap(({ forms }) => forms.split('|')));
const NOUNS = wordsIn(SERVICES.flatMap(({ phrases, weak = [] }) => [...phrases, ...weak]));
/** English nouns of which no slip is a word: "blade" is no "balde", "trial" no "trail". */
const GUESSED_NOUNS = regex(
  '',
  '^(?:alarm|bucket|certificate|cluster|dashboard|database|distribution|function|gateway|group|',
  'instance|listener|policy|queue|record|repository|secret|server|service|snapshot|stack|subnet|',
  'table|topic|volume)$',
);

/** Every word with two neighbouring letters changed over; the first letter stays. */
const slipsOf = (word: string): readonly string[] =>
  Array.from({ length: word.length - 2 }, (_, at) => {
    const [first = '', second = ''] = [word[at + 1], word[at + 2]];
    return word.slice(0, at + 1) + second + first + word.slice(at + 3);
  });

/** Words that only look like a slip. */
const OTHERS = ['cerate'];

/** From the slip to the word, where it is no word itself and comes from no other. */
const SLIPS: ReadonlyMap<string, string> = (() => {
  const known = new Set([...SAID, ...NOUNS, ...OTHERS]);
  const found = Map.groupBy(
    [
      ...NOUNS.filter((word) => GUESSED_NOUNS.test(word)),
      ...SAID.filter((word) => GUESSED.test(word)),
    ].flatMap((word) => slipsOf(word).map((slip) => [slip, word] as const)),
    ([slip]) => slip,
  );
  return new Map(
    [...found].flatMap(([slip, from]) => {
      const words = new Set(from.map(([, word]) => word));
      const [word] = words;
      return known.has(slip) || words.size > 1 || word === undefined ? [] : [[slip, word] as const];
    }),
  );
})();

const A_WORD = /(?<![\p{L}\p{N}_@/.-])[a-z]{5,14}(?![\p{L}\p{N}_@/-]|\.\p{L})/giu;

/**
 * "craete a tabel" as "create a table": as long as what was written, for finding verbs and kinds of
 * things. Names are read from the text itself.
 */
export const respelt = (text: string): string =>
  text.replaceAll(A_WORD, (word) => SLIPS.get(word.toLowerCase()) ?? word);
