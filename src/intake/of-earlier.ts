import { OF_A_PERSON } from './words/condition-words.ts';
import { regex } from './words/regex.ts';

/** The orders of the issue around the one that may wait. */
export interface Others {
  /** What the orders before it say. */
  readonly earlier: readonly string[];
  /** Nothing else is ordered. */
  readonly isAlone: boolean;
  /** It may be meant for a while: "stop it until Monday". */
  readonly isForAWhile?: boolean;
  /** The word that orders it. */
  readonly verb?: string;
}

const stem = (word: string): string => word.replace(/(?:ed|ing|es|e|s|p|ped|ping)$/u, '');
const wordsOf = (text: string): readonly string[] =>
  (text.toLowerCase().match(/[\p{L}\d][\p{L}\d_-]*/gu) ?? []).map(stem);

const setOf = (text: string): ReadonlySet<string> => new Set(wordsOf(text));
/** Articles, pronouns and the like. */
const SMALL = setOf(
  'the a an of for in with and is are was were has have had been being be its their our your ' +
    'that ' +
    'this it they them those these both which former first new up over out after once one que se ' +
    'eso esto ello el la los las un una ha han sido está esté estén cela ça ceci est sont le les ' +
    'une isso disso isto de do da o a os as foi for das der die dem den es sie beide ist sind ' +
    'hat ' +
    'wurde',
);
/** Words that say of something ordered that it is done. */
const DONE = setOf(
  'got done finished complete completed ready there created made exists exist existing available ' +
    'running active taken gone deleted removed stopped started through successful successfully ' +
    'fully in-service place attached detached updated changed resized set enabled works working ' +
    'creation step back down hecho hecha listo lista creado creada terminado fait faite terminé ' +
    'créé créée fini feito pronto criado criada fertig erledigt angelegt erstellt',
);
/** What stands for the order before it. */
const PRONOUN = regex(
  'iu',
  String.raw`(?<![\p{L}])(?:that|this|it|those|these|they|them|both|done|finished|former|first|`,
  String.raw`eso|`,
  String.raw`esto|ello|cela|ça|isso|disso|isto|dem|das|es|sie|beide|hecho|listo|fait)(?![\p{L}])`,
);
/** A step of the same issue, also one that stands below, and of nothing else. */
const STEP = regex(
  'iu',
  String.raw`^\W*(?:the )?(?:steps?|tasks?|items?|no\.?|number|#)\s*\d{1,2}(?:(?:,| and|-)+ `,
  String.raw`?\d{1,2})?`,
  String.raw`(?:\s+(?:is|are|has|have|been|was|done|finished|complete\w*|through|over|gone|ready|`,
  String.raw`successful\w*|there|created|deleted)){0,4}\W*$`,
);
const BARE_NUMBER = /^\W*\d{1,2}(?:\s*(?:,|and|&|-)\s*\d{1,2})*\W*$/u;
const NONE_LEFT = /^\W*no\s+(\p{L}+)\s+(?:is|are)\s+left\W*$/iu;
/** What leaves none: "scale it down to 0 tasks". */
const TO_NONE = /(?<![\p{L}\p{N}.-])(?:0|zero)(?![\p{L}\p{N}.-])/iu;
/** "After that the cluster itself": where another thing begins without a comma. */
const ANOTHER = /^(\W*(?:that|this))\s+(?:the|an?|our|its|also|please)\s.*$/iu;

const escaped = (text: string): string => text.replaceAll(/[^\p{L}\p{N} ]/gu, '.');

/** What is waited for, up to where the order itself begins. */
const beforeOrder = (awaited: string, verb: string | undefined): string => {
  const own =
    verb === undefined ? undefined : new RegExp(`\\s${escaped(verb)}(?![\\p{L}-]).*$`, 'iu');
  const cut = own === undefined ? awaited : awaited.replace(own, '');
  return cut.replace(ANOTHER, '$1');
};

/**
 * True where what is waited for is no more than what an order before it does: "after that", "after
 * step 1", "once the topic is there", "once orders-v2 exists". A word that no earlier order has is
 * an event of its own: "after the topic is no longer used".
 */
export const isOfEarlier = (given: string, { earlier, isAlone, verb }: Others): boolean => {
  if (OF_A_PERSON.test(given)) return false;
  const awaited = beforeOrder(given, verb);
  if (!isAlone && (STEP.test(awaited) || BARE_NUMBER.test(awaited))) return true;
  if (earlier.length === 0) return false;
  const before = earlier.join('\n');
  const words = wordsOf(TO_NONE.test(before) ? awaited.replace(NONE_LEFT, '$1') : awaited);
  const known = new Set(wordsOf(before));
  const own = words.filter((word) => !SMALL.has(word));
  if (own.some((word) => !DONE.has(word) && (!known.has(word) || /^\d+$/.test(word)))) return false;
  return own.some((word) => known.has(word)) || PRONOUN.test(awaited);
};
