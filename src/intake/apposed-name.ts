import { findTypes, type TypeMention } from './find-types.ts';
import { isIdentifier, isPlainName, type NameToken } from './name-token.ts';
import { wordsFor } from './words/all-services.ts';
import { regex } from './words/regex.ts';

/** "thumbnailer (Lambda, …)" and "thumbnailer, a Lambda function": a name and what it is. */
const APPOSED = regex(
  'iu',
  String.raw`^["'\x60」』]?\s*(?:\(\s*(?:the |an? |our )?|,\s+(?:an?|the|our|eine?|une?|una?|`,
  String.raw`uma?)\s+)$`,
);
/** "carts in apollo-prod (DynamoDB, …)", "orders-api on staging (Lambda, …)". */
const APPOSED_IN_PLACE = regex(
  'iu',
  String.raw`^["'\x60」』]?\s+(?:in|on|at|from)\s+(?:the\s+|our\s+)?`,
  String.raw`["'\x60]?([\w-]{2,63})["'\x60]?(?:\s+account)?\s*\(\s*(?:the |an? |our )?$`,
);
const TIER_WORDS =
  /^(?:sandbox|sbx|dev|development|test|testing|qa|staging|stage|prod|production)$/i;
const IN = /(?:^|[\s(,])(?:in|on|from|to|at|into|for|with|by|en|em|dans|aus)\s+["'`]?$/iu;

/** "dev/shop-db/master in Secrets Manager": the service itself says what it is. */
const IN_SERVICE = /^["'\x60」』]?\s+in\s+(?:aws\s+|amazon\s+)?$/iu;
const SERVICE = regex(
  'i',
  '^(?:secrets ?manager|dynamo ?db|lambda|s3|sns|sqs|rds|route ?53|ecs|eks|efs|cloudwatch|kms|iam|',
  'eventbridge|cloudtrail|x-?ray)$',
);

/** The text where a name is looked for, and which of its words are places or other values. */
interface Searched {
  readonly text: string;
  readonly isTaken: (word: string) => boolean;
  /** True where what is named is deleted or emptied: no word that may be none is a name then. */
  readonly isLoss?: boolean;
}

/** Of what something is like, and no name. */
const ABSTRACT = regex(
  'i',
  '^(?:billing|pricing|spend|latency|errors|alerts|metrics|deployments?|security|',
  'networking|compute|writes|reads|requests|load|invocations|customers|alarms|visitors|users|',
  'clients|calls|costs|developers|teams|timeouts|retries|duplicates|leftovers|incidents|spikes)$',
);
/** What "work-in-progress" and "clean-up" are made of, and names seldom. */
const SMALL_PART = /(?:^|[-_])(?:in|of|to|up|on|off|out|by|the|and|for|a|at|over)(?:[-_]|$)/i;

/** A name by its own letters: in marks, with a digit or a path, or of three parts and more. */
const isCertain = ({ text, isQuoted }: NameToken): boolean =>
  isQuoted ||
  /[\d_/.]/.test(text) ||
  (text.split('-').length > 2 && !SMALL_PART.test(text) && text === text.toLowerCase());

/** "carts in …" begins a line; "Billing in …" is a word of the sentence, not a name. */
const isPlainSubject = (text: string, token: NameToken, { type }: TypeMention): boolean => {
  const isField =
    type !== undefined &&
    wordsFor(type).fields.some((rule) => 'words' in rule && rule.words?.test(token.text));
  return (
    /^[a-z]+s$/.test(token.text) &&
    !ABSTRACT.test(token.text) &&
    /(?:^|\n)\W*$/.test(text.slice(0, token.start)) &&
    !isField
  );
};

/** "… (DynamoDB, us-east-1) should be on-demand": what stands before the marks is to become. */
const IS_TO_BE = /^[^()\n]{0,80}\)\s+(?:should|shall|must|needs? to|has to|have to|ought to)\s/iu;

/** True where a name and what it is stand together, by marks alone or with a place between. */
export const isApposed = (search: Searched, token: NameToken, noun: TypeMention): boolean => {
  const { text } = search;
  if (!isPlainName(token) || IN.test(text.slice(Math.max(0, token.start - 12), token.start)))
    return false;
  const gap = text.slice(token.end, noun.start);
  if (APPOSED.test(gap)) return true;
  const isOfService = IN_SERVICE.test(gap) && SERVICE.test(text.slice(noun.start, noun.end));
  if (isOfService && isIdentifier(token)) return true;
  const place = APPOSED_IN_PLACE.exec(gap)?.[1];
  if (place === undefined || !(search.isTaken(place) || TIER_WORDS.test(place))) return false;
  if (findTypes(token.text).length > 0) return false;
  if (isIdentifier(token) && isCertain(token)) return true;
  if (search.isLoss === true || !IS_TO_BE.test(text.slice(noun.end))) return false;
  return isIdentifier(token) || isPlainSubject(text, token, noun);
};
