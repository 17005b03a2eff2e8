import { findTypes } from './find-types.ts';
import { findVerbs } from './find-verbs.ts';
import { withoutQuotations } from './quotations.ts';
import type { Sentence } from './split-sentences.ts';
import { regex } from './words/regex.ts';

/** A phrase that gives two versions their parts, and what it says. */
interface Split {
  readonly start: number;
  readonly end: number;
  readonly parts: readonly (readonly [percent: number, version: string])[];
}

const NUMBER = String.raw`(?:versions?\s*|v)?(\d{1,7})(?![\w.]*\w)`;
const PERCENT = String.raw`(\d{1,2})\s?(?:%|per ?cent)`;
const BOTH = String.raw`${NUMBER}\s*(?:and|&|,|\/)\s*${NUMBER}`;
const RATIO = String.raw`(?<![\w.%/:-])(\d{1,2})\s?%?\s?[/:]\s?(\d{1,2})\s?%?(?![\w/:-])`;
const OF = String.raw`(?:\s+of\s+(?:[\w'-]+\s+){0,4}?(?:calls|traffic|requests|invocations))?`;
const ON =
  String.raw`\s+(?:(?:should|shall|must|to)\s+)?(?:(?:stays?|remains?|goes?|kept|keep)\s+)?` +
  String.raw`(?:to|on|at|for|with)\s+(?:the\s+)?`;
const NEXT =
  String.raw`[\s,;:]+(?:(?:and|then|the|other|remaining|rest|send|keep|leave|move|shift|with|` +
  String.raw`give)[\s,:]+){0,4}`;
const GETS = String.raw`\s*[:=(]?\s*(?:(?:gets?|takes?|receives?|serves?|at|with)\s+)?`;

type Order = readonly [pattern: RegExp, order: readonly [number, number, number, number]];

/** Where in each phrase the first percentage, its version, the second and its version stand. */
const SPLITS: readonly Order[] = [
  [
    regex(
      'gi',
      RATIO,
      String.raw`\s+(?:split\s+)?(?:between|across|over|on|for|to)\s+(?:the\s+)?`,
      BOTH,
    ),
    [1, 3, 2, 4],
  ],
  [
    regex(
      'gi',
      String.raw`(?:between|across|over)\s+(?:the\s+)?`,
      BOTH,
      String.raw`\s*[,:(]?\s*(?:(?:at|as|with|by)\s+)?`,
      RATIO,
    ),
    [3, 1, 4, 2],
  ],
  [regex('gi', PERCENT, OF, ON, NUMBER, NEXT, PERCENT, OF, ON, NUMBER), [1, 2, 3, 4]],
  [
    regex(
      'gi',
      String.raw`\bversion\s+(\d{1,7})`,
      GETS,
      PERCENT,
      String.raw`\)?`,
      NEXT,
      String.raw`(?:version\s+)?(\d{1,7})(?![\w.]*\w)`,
      GETS,
      PERCENT,
    ),
    [2, 1, 4, 3],
  ],
];

const splitsIn = (text: string): readonly Split[] =>
  SPLITS.flatMap(([pattern, [first, one, second, other]]) =>
    [...text.matchAll(pattern)].map((match) => ({
      start: match.index,
      end: match.index + match[0].length,
      parts: [
        [Number(match[first]), match[one] ?? ''],
        [Number(match[second]), match[other] ?? ''],
      ] as const,
    })),
  );

/** What is or was, or is not wanted: no part that is to be given. */
const NOT_WANTED = regex(
  'iu',
  String.raw`(?:(?<![\p{L}-])(?:not|never|no|instead of|rather than|from|was|were|currently|now|`,
  String.raw`today|still|like|as|than|or)|n't)(?![\p{L}-])[^.;\n]{0,24}$|`,
  String.raw`(?<![\p{L}-])(?:is|are|has|have|had|gets|uses?|runs?)\s+(?:(?:at|on|with)\s+)?$`,
);
/** Another version beside them, or an order that takes the parts away. */
const OTHERWISE = regex(
  'i',
  String.raw`\b(?:versions?\s*[:=]?\s*|v)\d|\$LATEST|`,
  String.raw`\b(?:delet|remov|drop|undo|revert|stop|end|cancel)\w*\b`,
);
/** Between an order and its parts: another who does, wants or saw it, or another time. */
const TOLD = regex(
  'iu',
  String.raw`;|\.\s|(?<![\p{L}-])(?:had|has|have|having|ran|runs|running|was|were|is|are|been|got|`,
  String.raw`did|went|used|wants?|wanted|wish(?:es)?|needs?|proposed|proposes|suggest(?:s|ed)?|`,
  String.raw`said|says|asked|saw|sees|broke|failed|stop(?:s|ped)?|avoid|end(?:s|ed)?|undo|`,
  String.raw`revert|before|after|yesterday|earlier|formerly|last (?:week|month|time)|`,
  String.raw`ideally|maybe|perhaps|about|around|`,
  String.raw`roughly|approximately|nearly|almost|some|could|might|may|would|except|without|away)`,
  String.raw`(?![\p{L}-])|n't|~`,
);
/** Behind the parts: on a condition, at another time, or perhaps not at all. */
const IS_OPEN = regex(
  'iu',
  String.raw`(?<![\p{L}-])(?:or|if|once|when|unless|until|in case|next|later|tomorrow|tonight|`,
  String.raw`before|after|was|were|is|had|has|did|broke|failed|went|caused|looks?|seems?|maybe|`,
  String.raw`perhaps|said|says)(?![\p{L}-])`,
);
/** "Traffic: 90/10 between 7 and 8", or the parts alone. */
const ALONE = regex(
  'iu',
  String.raw`^\W*(?:(?:please|and|then)\s+)?(?:(?:(?:the\s+)?(?:calls|traffic|weights?|split|`,
  String.raw`routing|parts|requests|invocations))\s*[:=]?\s+)?(?:split\s+)?$`,
);
const CHANGES = new Set(['UpdateResource', 'CreateResource']);

/** True where an order governs what stands at a place: nobody tells of it, and nothing is open. */
const isOrdered = (text: string, start: number, end: number): boolean => {
  const line = text.lastIndexOf('\n', start - 1) + 1;
  const stop = text.indexOf('\n', end);
  const before = text.slice(line, start);
  const after = text.slice(end, stop < 0 ? text.length : stop).split(/[.;]\s/, 1)[0] ?? '';
  if (IS_OPEN.test(after)) return false;
  if (ALONE.test(before)) return true;
  const verb = findVerbs(text.slice(line, stop < 0 ? text.length : stop)).findLast(
    (one) => one.start < start - line + 4,
  );
  if (verb === undefined || !CHANGES.has(verb.taskType) || verb.action !== undefined) return false;
  return !TOLD.test(before.slice(verb.end));
};
/** A third version, which an alias has no place for. */
const THIRD = /^\s*(?:,|and|&|\/)\s*(?:and\s+)?(?:versions?\s*|v)?\d/i;
const A_PART = regex('i', `${PERCENT}|${RATIO}`);

/** "90/10 between 7 and 8" as the words that say it of one version and of another. */
const inWords = (text: string): string => {
  const seen = withoutQuotations(text).text;
  const found = splitsIn(seen);
  const [split] = found;
  if (split === undefined || found.length > 1) return text;
  const [more, less] = split.parts.toSorted(([one], [other]) => other - one);
  const [before, after] = [seen.slice(0, split.start), seen.slice(split.end)];
  if (more === undefined || less === undefined || more[1] === less[1]) return text;
  if (more[0] + less[0] !== 100 || less[0] === 0) return text;
  if (OTHERWISE.test(before) || OTHERWISE.test(after)) return text;
  if (THIRD.test(after) || NOT_WANTED.test(before) || A_PART.test(before) || A_PART.test(after))
    return text;
  if (!isOrdered(seen, split.start, split.end)) return text;
  const said = `version ${more[1]} with ${less[0]} % to version ${less[1]}`;
  return text.slice(0, split.start) + said + text.slice(split.end);
};

const OF_CALLS =
  String.raw`(?:\s+of\s+(?:(?:the|its|all|our)\s+)?` + '(?:calls|traffic|requests|invocations))?';
/** Nothing but the end of a phrase, or where it is, may stand behind the number. */
const ENDS =
  String.raw`(?=\s*(?:[.;!)]|$|,(?!\s*\d)|` +
  String.raw`\s(?:in|on)\s+["'\x60]?[\w]+-[\w-]+|\sof\s+the\s+alias))`;
const REST = regex(
  'imu',
  String.raw`((?<!\p{L})(?:(?:the\s+)?(?:rest|remainder)|everything else|`,
  String.raw`(?:the\s+)?(?:other|remaining)\s+(?:calls|traffic|requests|invocations))${OF_CALLS}`,
  String.raw`\s+(?:(?:should|shall|must)\s+)?(?:stays?|remains?|goes|go|kept|keeps?)\s+`,
  String.raw`(?:on|at|to|with)\s+(?:the\s+)?)(?:v)?(\d{1,7})(?![\w.]*\w)`,
  ENDS,
);
const ONE_PART = regex('i', PERCENT);

/** "The rest stays on 7", behind a part: a version, too. */
const withRest = (text: string): string =>
  ONE_PART.test(text) ? text.replace(REST, '$1version $2') : text;

const CALLED = /(?<![\w./:@-])([A-Za-z][\w-]{0,63}):([A-Za-z][\w-]{0,63})(?![\w./:@-])/g;
/** What says that it is an alias of a function: its words, or a part of its calls that moves. */
const IS_ALIAS = /\balias\b/i;
const IS_FUNCTION = /\b(?:lambda|functions?)\b/i;
const MOVES = /\bversions?\s|\bv\d|\d\s?%/i;
const ROUTES = /\b(?:shift|split|send|move|route|direct|give)\b/i;
const IMAGE = /\b(?:image|docker|ecr|container|tag|arn)\b/i;

/** "orders-api:live": an alias of a function, in the words that are read everywhere. */
const withAlias = (text: string): string => {
  const names = [...withoutQuotations(text).text.matchAll(CALLED)];
  const [only] = names;
  if (only === undefined || names.length > 1 || IMAGE.test(text)) return text;
  const isMoved = ROUTES.test(text) && (ONE_PART.test(text) || splitsIn(text).length > 0);
  const isOfFunction = IS_FUNCTION.test(text) && MOVES.test(text);
  if (!IS_ALIAS.test(text) && !isOfFunction && !isMoved) return text;
  if (findVerbs(text).some(({ taskType }) => taskType === 'CreateResource')) return text;
  const isOther = ({ type }: { readonly type?: string }): boolean =>
    type?.startsWith('AWS::Lambda::') !== true;
  if (findTypes(text).some((noun) => noun.isStrong && isOther(noun))) return text;
  const from = /(?:(?:the|our)\s+)?(?:(?:aws\s+)?lambda\s+)?(?:function\s+)?(?:alias\s+)?["'`]?$/i;
  const head = text.slice(0, only.index).replace(from, '');
  const tail = text.slice(only.index + only[0].length).replace(/^["'`]/, '');
  return `${head}the alias ${only[2] ?? ''} of the Lambda function \`${only[1] ?? ''}\`${tail}`;
};

/** The parts of an alias's calls in the words that are read everywhere. */
export const partWords = (text: string): string => withRest(inWords(text));

/** What says that the parts are of versions of a function. */
const OF_ALIAS = /\balias\b/i;

/** Words for the parts of an alias's calls, where they can mean only one thing. */
export const aliasWords = (text: string): string => {
  const named = withAlias(text);
  return OF_ALIAS.test(named) ? partWords(named) : text;
};

const GOES_ON = /^\W*(?:(?:and|the)\s+){0,2}(?:rest|remainder|remaining|other|everything else)\b/i;
/** Says of what: of calls, of a version or of a percentage. */
const OF_PARTS = /\b(?:calls|traffic|requests|invocations)\b|\bversion\s+\d|\bv\d|\d\s?%/i;

/** "10 % to version 8. The rest stays on 7.": one order in two sentences. */
export const withAliasWords = (sentences: readonly Sentence[]): readonly Sentence[] => {
  const joined: Sentence[] = [];
  for (const sentence of sentences) {
    const before = joined.at(-1);
    const isOn =
      before?.block === sentence.block &&
      ONE_PART.test(before.text) &&
      GOES_ON.test(sentence.text) &&
      (REST.test(sentence.text) || (OF_PARTS.test(sentence.text) && !TOLD.test(sentence.text)));
    if (before !== undefined && isOn && !sentence.isQuestion)
      joined[joined.length - 1] = {
        ...before,
        text: `${before.text.replace(/[.;]\s*$/, '')}, ${sentence.text}`,
      };
    else joined.push(sentence);
  }
  return joined.map((sentence) => ({ ...sentence, text: aliasWords(sentence.text) }));
};
