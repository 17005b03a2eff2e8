import type { PlacedDraft } from './place-orders.ts';
import { regex } from './words/regex.ts';

const UNIT = String.raw`\w|\.\d|\s?(?:mb|gb|days?|minutes?|seconds?|hours?|usd|%)(?!\w)`;
const REFERENCE =
  String.raw`(?:(?:the|number|no\.?|items?|steps?|tasks?|#)\s*){0,2}` +
  String.raw`(?:first|second|third|fourth|fifth|last|former|latter|one|two|three|four|five|[1-9])` +
  String.raw`(?!${UNIT})(?:\s+(?:one|item|step|task|thing)(?!\w))?`;
const REFERENCES = String.raw`(?:both\s+)?${REFERENCE}(?:\s*(?:,|and|&|\+)\s*${REFERENCE})*`;
const START = String.raw`(?:^|[\s,;:(])`;

const NEEDS = regex(
  'giu',
  `${START}(${REFERENCES})\\s+(?:(?:only|also|then|really)\\s+)?(?:needs?|requires?|uses?|`,
  'follows?|(?:depends?|relies|rely|builds?) on|(?:waits?|is|are) for|reads? from|',
  'writes? to|points? to|',
  '(?:comes?|goes|go|runs?|starts?|must (?:come|run|go|wait|be made|be created)) ',
  `(?:only )?(?:after|once|for))\\s+(${REFERENCES})`,
);
const PRECEDES = regex(
  'giu',
  `${START}(${REFERENCES})\\s+(?:(?:must|has to|have to|should|needs? to|is to|are to|comes?|`,
  'goes|go|exists?|is|are|runs?)[^.;,\\n]{0,40}?\\s+)?before\\s+',
  `(${REFERENCES}|(?:the |all )?(?:others?|rest))`,
);
const COMES_FIRST = regex(
  'giu',
  `${START}(${REFERENCE})\\s+(?:(?:must|has to|have to|should|needs? to|is to)\\s[^.;,\\n]{0,40}?`,
  '(?:\\s|^)(?:before|beforehand|first)|(?:comes|goes|is) first)\\s*[.;!,]?\\s*$',
);

const ORDINALS = ['first', 'second', 'third', 'fourth', 'fifth'];
const NUMBERS = ['one', 'two', 'three', 'four', 'five'];

/** Steps that words name, from 0; beyond the last there is none. */
const stepsIn = (words: string, count: number): readonly number[] => {
  if (/\b(?:others?|rest)\b/i.test(words)) return Array.from({ length: count }, (_, at) => at);
  const plain = words.replaceAll(
    /\b(first|second|third|fourth|fifth|last|former|latter)\s+one\b/gi,
    '$1',
  );
  return [...plain.matchAll(/[a-z]+|[1-9]/gi)].flatMap(([given]) => {
    const word = given.toLowerCase();
    if (word === 'last') return [count - 1];
    if (word === 'former' || word === 'latter')
      return count === 2 ? [word === 'former' ? 0 : 1] : [];
    const at = /\d/.test(word)
      ? Number(word) - 1
      : Math.max(ORDINALS.indexOf(word), NUMBERS.indexOf(word));
    return at >= 0 && at < count ? [at] : [];
  });
};

interface Wait {
  readonly later: readonly number[];
  readonly earlier: readonly number[];
}

const waitsIn = (line: string, count: number): readonly Wait[] => [
  ...[...line.matchAll(NEEDS)].map(([, later = '', earlier = '']) => ({
    later: stepsIn(later, count),
    earlier: stepsIn(earlier, count),
  })),
  ...[...line.matchAll(PRECEDES)].map(([, earlier = '', later = '']) => ({
    later: stepsIn(later, count),
    earlier: stepsIn(earlier, count),
  })),
  ...[...line.matchAll(COMES_FIRST)].map(([, earlier = '']) => ({
    later: stepsIn('others', count),
    earlier: stepsIn(earlier, count),
  })),
];

/** The tasks of each step: the items of a list, or else each task by itself. */
const stepsOf = (placed: readonly PlacedDraft[]): readonly (readonly number[])[] => {
  const isList = placed.every(({ order }) => order.unit.startsWith('item-'));
  if (!isList) return placed.map((_, index) => [index]);
  const units = [...new Set(placed.map(({ order }) => order.unit))];
  return units.map((unit) =>
    placed.flatMap(({ order }, index) => (order.unit === unit ? [index] : [])),
  );
};

/**
 * What each task waits for by sentences about the order itself: "the second needs the first",
 * "1 and 2 before 3", "the latter uses the former". Numbers count items of a list, or else tasks.
 */
export const saidOrder = (
  placed: readonly PlacedDraft[],
  lines: readonly string[],
): readonly (readonly number[])[] => {
  const steps = stepsOf(placed);
  const waits = lines.flatMap((line) => waitsIn(line.slice(0, 400), steps.length));
  return placed.map((_, index) => {
    const earlier = waits
      .filter(({ later }) => later.some((step) => steps[step]?.includes(index)))
      .flatMap((wait) => wait.earlier.flatMap((step) => steps[step] ?? []));
    return [...new Set(earlier)].filter((at) => !(steps[stepAt(steps, index)] ?? []).includes(at));
  });
};

const stepAt = (steps: readonly (readonly number[])[], index: number): number =>
  steps.findIndex((step) => step.includes(index));
