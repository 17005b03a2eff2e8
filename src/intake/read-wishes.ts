import { regex } from './words/regex.ts';
import { findIds, findTypes } from './find-types.ts';
import type { VerbHit } from './find-verbs.ts';
import type { Order, Orders } from './read-orders.ts';
import { tokensOf, isIdentifier } from './name-token.ts';
import { readFields } from './read-fields.ts';
import { wordsFor } from './words/all-services.ts';
import type { Sentence } from './split-sentences.ts';

type Wish = Order & { readonly more: string[] };

const NEEDS = regex(
  'iu',
  String.raw`^(?:[^.;:\n]{0,60}?(?<![\p{L}])(?:(?:we|i|they|team\p{L}*|`,
  String.raw`guild|squad)(?:'d like|\s+(?:also\s+)?(?:need|require|want|would like|`,
  String.raw`could use)s?)|and (?:now )?need)|\W*(?:need|needed|wanted|requesting|`,
  String.raw`request for|request)|[^.;:\n]{0,60}?(?<![\p{L}])(?:necesitamos|`,
  'necesito|queremos|quiero|hace falta|il (?:nous|me) faut|',
  "(?:avons|ai) besoin d(?:e|')|precisamos(?: de)?|preciso(?: de)?|",
  String.raw`wir brauchen|ich brauche))\s*[:-]?\s*(?:an?|another|one(?: more)?|`,
  String.raw`two|three|\d{1,2}|new|some|unas?|un|otr[oa]|une|umas?|`,
  String.raw`um|eine?n?)(?![\p{L}])|^\W*(?:(?:hi|hello|hey|hola|bonjour|`,
  String.raw`olá|hallo)\W+)?(?:an?\s+)?(?:new|another|one more|nuev[oa]|`,
  String.raw`nouvel(?:le)?|nouveau|nov[oa]|neue[rsn]?)(?![\p{L}])`,
);
const NEEDS_IN_CJK = /(?:需要|想要|申请)(?:一[个個台条張张]|新的?)|新しい/u;

const IS_NEEDED = regex(
  'iu',
  String.raw`^\W*(?:an?|one|another|new|two|three)\s[^.;:\n]{2,120}?\b(?:is|are)\s+(?:now |also )?`,
  String.raw`(?:needed|required|wanted|requested)(?![\p{L}])`,
);
/** "NAT gateway needed in …": the kind of thing comes first, and nothing denies the need. */
const NEEDED = regex(
  'iu',
  String.raw`^[^.;:\n,]{2,60}?\s(?:needed|wanted|required)\s+`,
  String.raw`(?:in|for|on|at|by|asap|please|pls)\b`,
);
const NO_NEED = /\b(?:no|not|never|longer|is|are|was|if|when)\b|n't/i;
const isNeeded = (text: string): boolean => {
  const [noun] = findTypes(text);
  const said = NEEDED.exec(text)?.[0];
  if (said === undefined || noun?.isStrong !== true || NO_NEED.test(said)) return false;
  const isThere = findIds(said).some(({ type }) => type === noun.type);
  return !isThere && /^\W*(?:(?:an?|one|new)\s+)*$/i.test(text.slice(0, noun.start));
};
const ASKS_POLITELY = regex(
  'iu',
  String.raw`(?<![\p{L}])(?:please|pls|plz|bitte|por favor)(?![\p{L}])|`,
  String.raw`^\W*(?:we|i)(?:'d| would)? (?:like|want)(?![\p{L}])`,
);
const TELLS =
  /(?<![\p{L}])(?:if|unless|because|was|were|had|don'?t|do not|not|never|whether)(?![\p{L}])/iu;

/** A verb of another kind is no change, wherever it stands. */
const MAKES_OR_LOSES = regex(
  'iu',
  String.raw`(?<![\p{L}\d_/.-])(?:create|set up|provision|launch|deploy|delete|remove|terminate|`,
  String.raw`destroy|tear down|decommission|kill|drop)(?![\p{L}\d_/.-])`,
);

/** "PITR on, please, for the table x": no verb, but a thing that exists and what it is to have. */
const changeOf = (sentence: Sentence): Wish | undefined => {
  const { text, isQuestion } = sentence;
  if (isQuestion || !ASKS_POLITELY.test(text) || TELLS.test(text)) return undefined;
  if (MAKES_OR_LOSES.test(text)) return undefined;
  const noun = findTypes(text).find(({ type, isStrong }) => isStrong && type !== undefined);
  const isNamed = tokensOf(text).some((token) => isIdentifier(token));
  if (noun?.type === undefined || !isNamed) return undefined;
  if (readFields(wordsFor(noun.type).fields, text).values.size === 0) return undefined;
  const verb: VerbHit = {
    taskType: 'UpdateResource',
    attaches: false,
    order: 'any',
    word: 'change',
    clauseStart: 0,
    start: 0,
    end: 0,
  };
  return { verb, text, more: [], isSequel: false, unit: `block-${sentence.block}` };
};

/** "new s3 bucket pls": a wish that makes something, read only where nothing is ordered. */
export const wishOf = (sentence: Sentence): Wish | undefined => {
  const needed =
    IS_NEEDED.exec(sentence.text) ?? (isNeeded(sentence.text) ? NEEDED.exec(sentence.text) : null);
  const found = NEEDS.exec(sentence.text) ?? NEEDS_IN_CJK.exec(sentence.text) ?? needed;
  if (found === null || sentence.isQuestion) return changeOf(sentence);
  const end = found === needed ? 0 : found.index + found[0].length;
  const order = NEEDS_IN_CJK.test(found[0]) ? ('any' as const) : ('head-last' as const);
  const verb: VerbHit = {
    taskType: 'CreateResource',
    attaches: false,
    order,
    word: 'need',
    clauseStart: 0,
    start: found.index,
    end,
  };
  const isOfAws = findTypes(sentence.text.slice(found.index)).length > 0;
  return isOfAws
    ? { verb, text: sentence.text, more: [], isSequel: false, unit: `block-${sentence.block}` }
    : undefined;
};

/** What is wished for where nothing is ordered and nothing asked. */
export const withWishes = (sentences: readonly Sentence[], walk: Orders): Orders => {
  const orders: Wish[] = [];
  const context: string[] = [];
  for (const sentence of sentences) {
    const wish = wishOf(sentence);
    if (wish !== undefined) orders.push(wish);
    else if (orders.length > 0) orders.at(-1)?.more.push(sentence.text);
    else context.push(sentence.text);
  }
  return orders.length === 0 ? walk : { orders, questions: [], context };
};
