import { regex } from './words/regex.ts';

const REASON = regex(
  'giu',
  String.raw`(?<![\p{L}-])(?:because|since|(?<!soon )as (?:it|we|they|`,
  String.raw`the(?! default)|this|that|there)|whereas|although|`,
  String.raw`though|otherwise|given that|now that|weil|denn|porque|ya que|puesto que|car|`,
  String.raw`parce que|`,
  String.raw`puisque|pois|já que)(?![\p{L}-])[^;\n]{0,400}|`,
  String.raw`[,;:–—(-]\s+(?:it|they|he|she|we|this|that|which|there)(?:'s|'re|'ve)?\s+`,
  String.raw`(?!(?:should|shall|must|needs? to be|ought)(?![\p{L}]))[^;\n]{0,400}|`,
  String.raw`(?<![\p{L}-])(?:at present|currently|at the moment|right now|so far|until now|`,
  String.raw`up to now|previously|formerly|as of now|today|now)\s+(?:it|they|we|there|that|this)`,
  String.raw`(?:'s)?(?![\p{L}])[^;\n]{0,400}`,
);

/** An order without the clauses that give its reason: numbers in them are what is, not wanted. */
export const withoutReasons = (text: string): string =>
  text.replaceAll(REASON, (found) => ' '.repeat(found.length));

const WANTS = regex(
  'iu',
  String.raw`(?<![\p{L}-])(?:should|shall|must|needs?|new|want|would|will do|enough|plenty|`,
  String.raw`suffices?|`,
  String.raw`sufficient|fine|ok(?:ay)?|please|make|set|target|instead|to|go for|use|change|`,
  String.raw`debe\p{L}*|`,
  String.raw`nuev[oa]|doit|nouve\p{L}+|deve|nov[oa]|soll\p{L}*|neue?\p{L}*|basta|suffi\p{L}*|`,
  String.raw`reich\p{L}*)`,
  String.raw`(?![\p{L}-])|[:=]|^\W*\d|です|ください|请|改`,
);
const DESCRIBES = regex(
  'iu',
  String.raw`(?<![\p{L}-])(?:was|were|has|had|have|takes?|took|gives? up|gave|dies?|died|lost|`,
  String.raw`fails?|`,
  String.raw`failed|runs?|ran|currently|today|at the moment|right now|old|present|previous(?:ly)?|`,
  String.raw`too|not|isn'?t|aren'?t|doesn'?t|times? out|uses|used|costs?|since|after|stood|stands)`,
  String.raw`(?![\p{L}-])`,
);

/** True for a sentence that says what is or was. */
export const tells = (sentence: string): boolean => DESCRIBES.test(sentence);

const SHOULD =
  /(?<![\p{L}-])(?:needs?|should|shall|must|has to|have to|ought to|is to|are to)(?![\p{L}-])/iu;

/** True for a sentence before an order that says what the order is to bring about. */
export const saysWhatShouldBe = (sentence: string): boolean =>
  SHOULD.test(sentence) && !DESCRIBES.test(sentence);

/** True for a further sentence that says what a value is to be, and not what it is. */
export const statesWish = (sentence: string): boolean =>
  WANTS.test(sentence) && !DESCRIBES.test(sentence);
