import { regex } from './regex.ts';

/** Words that go on with the sentence behind `the VPC`, and can name none. */
const GOES_ON =
  'and|as|at|behind|but|by|for|from|has|in|is|it|of|on|or|over|so|that|then|there|to|too|using|' +
  'via|where|which|with|within|without|you|please|we|i|the|a|an|id|ids|named|called|today|' +
  'tomorrow|tonight|now|soon|allowing|opening|permitting|letting|having|accepting|containing|' +
  'holding|spanning|only|also|already';
const IN = '(?:in|into|inside)';
const OF = '(?:for|to|of|with|behind)';

/**
 * `in the subnet ledger-a`: a thing by its name, behind the word for it. A word is a name where it
 * is quoted, introduced by "named", or of a form that no word of a sentence has.
 */
export const inNamed = (word: string): RegExp =>
  regex(
    'i',
    String.raw`\b(?:${IN}|${OF}) (?:the )?${word} (?:`,
    String.raw`(?:(?:named|called) ["'\x60]?|["'\x60])([a-z0-9][\w.-]*\w)|`,
    String.raw`(?![0-9.]+\/)(?!(?:${GOES_ON})(?![\w-]|\.\w))(?=[\w.]*[\d_-]|\w+\.\w)`,
    String.raw`([a-z0-9][\w.-]*\w))(?![\w-])`,
  );

const NO_NAME =
  'default|same|other|new|own|existing|given|right|following|only|first|second|one|two|three|' +
  'this|' +
  'that|its|our|my|their|main|old';

/**
 * `in the VPC ledger`, `in the private subnet`: a bare word may be a name, which only its issue can
 * say. Several of them are no name of one.
 */
export const perhapsIn = (word: string): RegExp =>
  regex(
    'i',
    String.raw`\b(?:${IN} (?:the )?|${OF} the |using (?:the )?|under the )${word} `,
    String.raw`(?!(?:${GOES_ON})(?![\w-]|\.\w))([a-z][a-z]*)(?![\w-]|\.\w)|`,
    String.raw`[,(]\s*${word} (?!(?:${GOES_ON})(?![\w-]|\.\w))([a-z][a-z]*)(?=\s*(?:[,).;]|`,
    String.raw`and\b|$))|`,
    String.raw`\b(?:${IN}|${OF}|using|and) the (?!(?:${NO_NAME}|${GOES_ON})\s)([a-z][a-z]*) `,
    String.raw`${word}(?![\w-])|`,
    String.raw`\b${word}s (?:(?:named|called) )?["'\x60]?([a-z][\w.-]*["'\x60]?(?:,| and) `,
    String.raw`["'\x60]?[a-z][\w.-]*)`,
  );

/** `Subnet: private` on a line of its own. */
export const keyed = (word: string): RegExp =>
  new RegExp(`^\\W*${word}\\s*[:=]\\s*["'\`]?([a-z0-9][\\w.-]*\\w)["'\`]?\\s*[.,]?\\s*$`, 'im');
