import { findTypes } from './find-types.ts';
import { isIdentifier, tokensOf } from './name-token.ts';
import type { Order } from './read-orders.ts';
import { withoutLiterals } from './split-sentences.ts';
import type { Problem } from './task-draft.ts';
import { regex } from './words/regex.ts';

/** Somebody takes back what stands above. Anchored, so that "keep it small" takes nothing back. */
const WITHDRAWN = regex(
  'iu',
  String.raw`^\W*(?:(?:edit|update|upd|ps)\b\W*)?(?:(?:but|please|sorry|so|no)\b\W*)*(?:`,
  String.raw`actually,? (?:no|don'?t|do not|wait|never|keep|leave|forget)\b|scratch (?:that|`,
  String.raw`this)\b|`,
  String.raw`never ?mind\b|forget (?:it|this|that|about (?:it|this|that))\b|on second thoughts?\b|`,
  String.raw`wait\b\W*(?:no|don'?t|do not|with)\b|hold (?:on|off)\b|ignore (?:this|it|that|me)\b|`,
  String.raw`(?:please )?cancel (?:this|it|that)\b|keep it\s*(?:[.!]|$|for now|please|after all|`,
  String.raw`as)|`,
  String.raw`leave (?:it|that|this)\s*(?:[.!]|$|alone|as|for now)|not needed any ?more\b|`,
  String.raw`(?:do not|don'?t) (?:do|run|execute|apply|delete|remove|touch|change|create|stop|`,
  String.raw`terminate) (?:it|this|that|them)(?! else)\b|(?:this is )?(?:cancell?ed|withdrawn|`,
  String.raw`obsolete|superseded|on hold)\b|olvidadlo|olvídalo|mejor no\b|oubliez\b|`,
  String.raw`laissez tomber|`,
  String.raw`esqueçam?\b|deixa pra lá|doch nicht\b|vergesst es|やっぱり|取り消し|算了|不用了|先不要)`,
);

/** "No." behind an order: whoever asked has thought again, or answers somebody. */
const DENIED = regex(
  'iu',
  String.raw`^\W*(?:no|nope|nah|non|nein|não|wrong)`,
  String.raw`(?:\W+(?:no|nope|sorry|thanks|thank you|wait))*\W*$|`,
  String.raw`^\W*(?:sorry\W+)?(?:no\W+)?not (?:that|this)(?: one)?\s*(?:[,.;:!–—-]|$)`,
);

/** "No, please.", "No - the other one.": whatever follows, it begins with a no. */
const BEGINS_WITH_NO = regex(
  'iu',
  String.raw`^\W*(?:(?:oh|hm+|ah|um|sorry|please|but|and|well|ok(?:ay)?)\W+)*`,
  String.raw`(?:no|nope|nah|nein)(?:\s*[,!:;–—]|\s+-)`,
);
/** Behind a "no" or "not" of a sentence of few words: what is refused is the order. */
const SHORT_DENIAL = regex(
  'iu',
  String.raw`^\W*(?:[\p{L}'’]+\W+){0,4}?(?:no|not|never|nope|nah|\p{L}+n['’]t)\W*$|`,
  String.raw`^\W*(?:[\p{L}'’]+\W+){0,2}?(?:no way|no chance|no(?:[\s,]+(?:please|thanks|thank you|`,
  String.raw`sorry|wait|stop|don['’]t))+|`,
  String.raw`not (?:yet|now|today|this|that|so fast|really|again|here))`,
  String.raw`(?:\W+[\p{L}'’]+){0,3}\W*$|`,
  String.raw`^\W*(?:(?:sorry|oops|ups|that|it|this)(?:['’]s|\s+(?:is|was))?\W+(?:the\s+)?)?wrong\b`,
  String.raw`(?:\W+[\p{L}'’]+){0,3}\W*$|`,
  String.raw`(?<![\p{L}-])(?:kidding|joking|just a joke)(?![\p{L}-])`,
);
const MOST_WORDS = 5;

/** True for a sentence behind an order that takes it back, in its own words or in few of them. */
export const denies = (line: string): boolean =>
  WITHDRAWN.test(line) ||
  DENIED.test(line) ||
  BEGINS_WITH_NO.test(line) ||
  ((line.match(/[\p{L}\p{N}'’-]+/gu) ?? []).length <= MOST_WORDS && SHORT_DENIAL.test(line));

/** Mid-sentence; a condition only a person can judge. */
const CONDITIONAL = regex(
  'iu',
  String.raw`(?<!(?:know|me|us|shout|ping|check|see|ask|sure|unclear|wonder) )(?<![\p{L}-])`,
  String.raw`(?:if(?! (?:possible|you (?:need|have|want)|that helps))|unless|`,
  String.raw`provided(?: that)?(?! by)|`,
  'in case(?= (?:the|it|this|that|all|tests?|he|she|they|nobody|no one) )|',
  'assuming|as long as|only when|once approved|falls|sofern|si|à moins que|a menos que|',
  'salvo que|se (?:não|ninguém|nadie|estiver|ainda)|caso (?:não|ninguém|esteja))',
  String.raw`(?![\p{L}-])|もし|場合(?:は|に)?(?:のみ|だけ)|如果|假如`,
);
const ONLY_IF = regex(
  'iu',
  String.raw`^\W*(?:but |and )?only (?:if|when|once)\b|^\W*(?:but )?(?:if|unless|`,
  String.raw`should)\b[^.]{0,120}`,
  String.raw`\b(?:leave|keep|skip|don'?t|do not|abort|wait|stop|not)\b`,
);
/** "Only when it is running", after an order: it waits for that order, and for nothing else. */
const ONLY_AFTER = regex(
  'iu',
  String.raw`(?<![\p{L}-])only (?:when|once|after) (?:it|that|this|the (?:first|former)(?: one)?) `,
  String.raw`(?:is|has|exists)(?: been)?(?: (?:up and )?(?:running|there|done|ready|gone|created|`,
  String.raw`started|stopped|up|finished|deleted|complete))?(?![\p{L}-])(?! (?:not|in|on|and|with|`,
  String.raw`for)(?!\p{L}))`,
);
/** True for a sentence that waits for what only a person can judge. */
export const isConditional = (line: string): boolean =>
  CONDITIONAL.test(line) || ONLY_IF.test(line);

const HEDGED = regex(
  'iu',
  String.raw`(?<![\p{L}-])(?:maybe|perhaps|probably|tbd|tbc|to be (?:decided|defined|confirmed)|`,
  String.raw`undecided|either|quizás?|tal vez|peut-être|talvez|vielleicht|entweder)(?![\p{L}-])|`,
  String.raw`\d[ ]?[a-z]{0,8} (?:or|oder|ou) \d`,
);
const EXCEPT = regex(
  'iu',
  String.raw`(?<!nothing |anything )(?<![\p{L}-])(?:except|excluding|other than|but not|excepto|`,
  String.raw`salvo|sauf|exceto|außer)(?![\p{L}-])|以外|除了`,
);
const OR = regex(
  'iu',
  '^["\'`]?,?\\s+(?:or|oder|ou|o bien)\\s+(?:the |a |an |la |le |el |die |den |das )?',
  '(?:[\\p{L}\\d]+ ){0,3}["\'`]?$',
);

/** "the topic a or the topic b": one of several, and nobody said which. */
const isAlternative = (text: string): boolean => {
  const tokens = tokensOf(text).filter((token) => isIdentifier(token));
  return tokens.some((token, index) => {
    const next = tokens[index + 1];
    return next !== undefined && OR.test(text.slice(token.end, next.start));
  });
};

const FURTHER = regex(
  'giu',
  String.raw`\s+(?:and|und|y|et|e|sowie|as well as)\s+(?:also )?(?:the|its|our|la|el|le|les|o|a|`,
  String.raw`der|die|das|den)\s+`,
);

/** "Delete the table x in … and the bucket y": a second target that no order was read from. */
const hasFurther = (text: string): boolean =>
  [...text.matchAll(FURTHER)].some((match) => {
    const rest = text.slice(match.index + match[0].length, match.index + match[0].length + 90);
    const noun = findTypes(rest).find(({ start }) => start <= 24);
    if (noun === undefined) return false;
    const next = tokensOf(rest.slice(noun.end))[0];
    return next !== undefined && isIdentifier(next);
  });

/** "Also one called b": a further wish that no order was read from. */
const ALSO = regex(
  'iu',
  String.raw`^\W*(?:(?:also|and|plus|then)\s+(?:an?|one|another|the)\b|another\b|one more\b|`,
  String.raw`the (?:second|other|third)\b|(?:the )?same (?:in|for|with|goes)\b|ditto\b|likewise\b)`,
);
const REST = regex(
  'iu',
  String.raw`(?<![\p{L}-])(?:(?:everything|anything|all) else|all (?:the )?others?|`,
  String.raw`the rest(?! ?apis?\b)|`,
  String.raw`todo lo demás|tout le reste|o resto|alles andere)(?![\p{L}-])`,
);

const isFurtherWish = (text: string): boolean =>
  ALSO.test(text) && tokensOf(text).some((token) => isIdentifier(token));

/** A condition with what it names, up to where its clause ends. */
const conditionFrom = ({ input, index }: RegExpExecArray): string =>
  /^[^,;.\n]{1,90}/u.exec(input.slice(index).trimStart())?.[0].trim() ?? '';

const isNarrow = ({ verb }: Order): boolean =>
  verb.taskType === 'DeleteResource' || verb.action !== undefined;

/**
 * Why a change is not certain by its own words: it is taken back, bound to a condition, hedged, or
 * an alternative. `around` is the title and what else the issue says without ordering it.
 */
export const doubtsOf = (order: Order, around: string, isLater: boolean): readonly Problem[] => {
  const lines = [order.text, ...order.more, around].flatMap((text) => text.split('\n'));
  const own = withoutLiterals(order.text);
  const isTakenBack =
    lines.some((line) => WITHDRAWN.test(line)) ||
    BEGINS_WITH_NO.test(own) ||
    order.more.flatMap((text) => text.split('\n')).some(denies);
  const bound =
    CONDITIONAL.exec(isLater ? own.replace(ONLY_AFTER, ' ') : own) ??
    order.more.map((text) => ONLY_IF.exec(text)).find((found) => found !== null);
  const isOpen =
    HEDGED.test(own) ||
    (isNarrow(order) && (EXCEPT.test(own) || REST.test(own) || hasFurther(order.text)));
  const isMore = order.more.some(isFurtherWish);
  if (isMore || isTakenBack || isOpen || isAlternative(order.text))
    return [{ field: 'taskType', reason: 'contradictory' }];
  return bound === undefined
    ? []
    : [{ field: 'taskType', reason: 'conditional', condition: conditionFrom(bound) }];
};
