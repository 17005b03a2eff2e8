import type { HiddenText } from './intake-result.ts';
import { regex } from './words/regex.ts';

/** GitHub's own limit of an issue body. */
export const LONGEST_BODY = 65_536;
/** GitHub's own limit of a title. */
export const LONGEST_TITLE = 256;

export interface CleanText {
  readonly text: string;
  readonly hidden?: HiddenText;
}

/** What a person can not see, by kind. Variation selectors go too: they only dress emoji. */
const INVISIBLE: readonly (readonly [HiddenText['kinds'][number] | 'harmless', RegExp])[] = [
  ['tag', regex('gu', String.raw`[\u{E0000}-\u{E007F}\u{E0100}-\u{E01EF}]`)],
  ['direction', /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu],
  [
    'zero-width',
    regex(
      'gu',
      String.raw`[\u00AD\u034F\u115F\u1160\u17B4\u17B5\u180E`,
      String.raw`\u200B-\u200D\u2060-\u2064\uFEFF]`,
    ),
  ],
  [
    'control',
    regex('gu', String.raw`[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u0084\u0086-\u009F]`),
  ],
  ['harmless', /[\uFE00-\uFE0F]/g],
];

/** Wide punctuation of Chinese and Japanese text. Letters and digits are never folded. */
const WIDE: ReadonlyMap<string, string> = new Map(
  Object.entries({
    '，': ', ',
    '、': ', ',
    '；': '; ',
    '：': ': ',
    '（': ' (',
    '）': ') ',
    '“': '"',
    '”': '"',
    '‘': "'",
    '’': "'",
    '／': '/',
    '　': ' ',
    '。': '。\u0020',
    '？': '? ',
    '！': '! ',
    '\u00A0': ' ',
    '\u202F': ' ',
  }),
);

const dropInvisible = (text: string): CleanText => {
  const kinds = new Set<HiddenText['kinds'][number]>();
  let count = 0;
  let rest = text;
  for (const [kind, pattern] of INVISIBLE) {
    rest = rest.replaceAll(pattern, () => {
      if (kind !== 'harmless') {
        kinds.add(kind);
        count += 1;
      }
      return '';
    });
  }
  return count === 0 ? { text: rest } : { text: rest, hidden: { kinds: [...kinds], count } };
};

/** Line ends as LF, so that GitHub's editor and a file read the same. */
export const withLineFeeds = (text: string): string => text.replaceAll(/\r\n?/g, '\n');

/**
 * Text without what a person can not see, with LF line ends. Counts what was removed. Look-alike
 * letters stay as they are, so that they never match a name.
 */
export const cleanText = (text: string): CleanText => dropInvisible(withLineFeeds(text));

/** Plain punctuation for the wide forms, for reading sentences only. */
export const withPlainPunctuation = (text: string): string =>
  text.replaceAll(/[，、；：（）“”‘’／　。？！\u00A0\u202F]/g, (mark) => WIDE.get(mark) ?? mark);
