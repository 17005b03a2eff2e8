import { isOfEarlier, type Others } from './of-earlier.ts';
import { NO_WAIT, SUBORDINATE, TOLD_OF_A_TIME } from './words/condition-words.ts';
import {
  AT_A_TIME,
  BINDS_A_DEED,
  DEED_CONNECTOR,
  DEED_KEYED,
  HOLDS_BACK,
  IS_BEHIND,
  LEFT_BEHIND,
  NO_DEED_WAIT,
  OF_A_DEED,
  UNTIL,
  wasUntil,
} from './words/deed-words.ts';
import { regex } from './words/regex.ts';

const WAIT = regex('giu', String.raw`(?<![\p{L}-])(?:${DEED_CONNECTOR})\s+([^,;:.\n]{1,120})`);

const isPolite = (awaited: string): boolean =>
  NO_DEED_WAIT.test(awaited) ||
  (NO_WAIT.test(awaited) && !/^(?:you|u|another|required)\b/i.test(awaited));

/** "It is dead after the move": why it goes. */
const IS_DEAD = regex(
  'iu',
  String.raw`(?<![\p{L}-])(?:it|they)(?:['’]s| is| are| was| has been) `,
  String.raw`(?:dead|unused|idle|obsolete|empty|gone)\s*$`,
);

const waitIn = (line: string, others: Others): string | undefined => {
  for (const match of line.matchAll(WAIT)) {
    const lead = line.slice(0, match.index);
    const awaited = match[1] ?? '';
    if (LEFT_BEHIND.test(lead) || IS_DEAD.test(lead) || SUBORDINATE.test(lead) || isPolite(awaited))
      continue;
    if (!isOfEarlier(awaited, others)) return match[0];
  }
  return undefined;
};

const BEFORE = regex(
  'iu',
  String.raw`^\W*(?:the|our|its|their|all|these|those|we|they|it)\s[^,;.]*?(?<![\p{L}-])(?:was|`,
  String.raw`were|has|`,
  String.raw`have|had)\s[^,;.]*$`,
);
const WILL_BE = /(?<![\p{L}-])(?:should|must|will|shall|to be|can|may|delet\w*|remov\w*|stop\w*)/iu;
/** "The pages were exported in June": no order, and nothing to come. */
const tellsOfBefore = (lead: string): boolean => BEFORE.test(lead) && !WILL_BE.test(lead);

const timeIn = (line: string): string | undefined => {
  for (const match of line.matchAll(AT_A_TIME)) {
    const lead = line.slice(0, match.index);
    const isTold = TOLD_OF_A_TIME.test(lead) || SUBORDINATE.test(lead) || tellsOfBefore(lead);
    if (!isTold) return match[0];
  }
  return undefined;
};

const untilIn = (line: string, { isForAWhile }: Others): string | undefined =>
  isForAWhile === true || wasUntil(line) ? undefined : UNTIL.exec(line)?.[0];

/** The words of the order of a deed that bind it; where it is unclear what they tell, they do. */
export const inDeed = (line: string, others: Others): string | undefined =>
  waitIn(line, others) ?? timeIn(line);

const TO_WAIT = /^.*?(?<![\p{L}])(?:for|until|till|before)(?![\p{L}])/iu;
const heldBack = (line: string, others: Others): string | undefined => {
  const found = HOLDS_BACK.exec(line)?.[0];
  const isMet = found !== undefined && isOfEarlier(found.replace(TO_WAIT, ''), others);
  return isMet ? undefined : found;
};

const ofADeed = (line: string, others: Others): string | undefined => {
  const found = OF_A_DEED.exec(line)?.[1];
  if (found === undefined) return undefined;
  const awaited = new RegExp(WAIT.source, 'iu').exec(found)?.[1];
  const isNone = awaited !== undefined && (isPolite(awaited) || isOfEarlier(awaited, others));
  return isNone ? undefined : found;
};

/** Words of a line that bind a deed wherever they stand, unless they tell of what was done. */
export const bindsADeed = (line: string): string | undefined => {
  const found = BINDS_A_DEED.exec(line);
  return found === null || IS_BEHIND.test(line.slice(0, found.index)) ? undefined : found[0];
};

/** The words of a line beside a deed that bind it. */
export const besideDeed = (line: string, others: Others): string | undefined =>
  bindsADeed(line) ??
  DEED_KEYED.exec(line)?.[0] ??
  heldBack(line, others) ??
  ofADeed(line, others) ??
  untilIn(line, others);
