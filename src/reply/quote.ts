/**
 * Text of people and of AWS is data. Everything here makes such text inert: no mention, reference,
 * link, image, HTML, heading, list or command comes out of it, whatever went in.
 */

/** Control, zero-width, direction, filler and tag characters, as ranges of code points. */
const HIDDEN_RANGES = [
  String.raw`\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c`,
  String.raw`\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f`,
  String.raw`\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\u{e0000}-\u{e0fff}`,
];

/** They hide or reorder what a person reads. */
const INVISIBLE = new RegExp(`[${HIDDEN_RANGES.join('')}]`, 'gu');

/** The words of the marks around a plan; data must not look like one. */
const MARK = /aws-coworker:(?=\/?plan)/gi;

const visible = (text: string): string => text.replaceAll(INVISIBLE, '').replaceAll(MARK, 'plan ');

const oneLine = (text: string): string =>
  visible(text.replaceAll(/[\n\r\u2028\u2029\u0085]+/g, ' '))
    .replaceAll(/\s+/g, ' ')
    .trim();

const bounded = (text: string, most: number): string => {
  const characters = Array.from(text);
  return characters.length <= most ? text : `${characters.slice(0, most - 1).join('')}…`;
};

/**
 * Data for a place that escapes by itself, such as a page: on one line, visible characters only, at
 * most `most` of them.
 */
export const plainLine = (text: string, most = 100): string => bounded(oneLine(text), most);

const longestRun = (text: string, mark: RegExp): number =>
  Math.max(0, ...[...text.matchAll(mark)].map(([run]) => run.length));

/** A code span of exactly this text, whatever backticks it holds. */
const codeSpan = (text: string): string => {
  const ticks = '`'.repeat(longestRun(text, /`+/g) + 1);
  const pad = text.startsWith('`') || text.endsWith('`') ? ' ' : '';
  return `${ticks}${pad}${text}${pad}${ticks}`;
};

/**
 * Data as a code span: on one line, visible characters only, at most `most` of them. In a code span
 * GitHub makes no mention, reference or link. Empty text is said to be empty.
 */
export const quoteInline = (text: string, most = 100): string => {
  const line = bounded(oneLine(text), most);
  return line === '' ? '*(empty)*' : codeSpan(line);
};

/**
 * What GitHub turns into something by itself, without any mark-up: addresses, mentions, references
 * to issues and advisories, hashes of commits. A command at the start of a word counts too.
 */
const ACTIVE = new RegExp(
  [
    String.raw`:\/\/|www\.|mailto:|xmpp:|javascript:|data:`,
    String.raw`@[\w-]|#\d|\bgh-\d|\bcve-\d|\bghsa-`,
    String.raw`[0-9a-f]{7}`,
    String.raw`^\W*\/[a-z]`,
  ].join('|'),
  'i',
);

/** A word without the brackets around it and the punctuation that ends it. */
const WORD = /[^\s(]\S*?(?=[.,;:!?)]*(?:\s|$))/g;

const escapePlain = (text: string): string => text.replaceAll(/[\\[\]<>&~_*`$]/g, String.raw`\$&`);

/** Our own emphasis: words between single stars, nothing else inside. */
const EMPHASIS = /(?<![*\w])\*[A-Za-z][A-Za-z0-9 -]{0,40}\*(?![*\w])/g;

/** Two code spans that touch would be one of another length: a space stands between them. */
const join = (parts: readonly string[]): string =>
  parts.reduce(
    (text, part) =>
      text.endsWith('`') && part.startsWith('`') ? `${text} ${part}` : `${text}${part}`,
    '',
  );

const splitBy = (
  text: string,
  pattern: RegExp,
  render: { readonly found: (text: string) => string; readonly rest: (text: string) => string },
): string => {
  const parts: string[] = [];
  let at = 0;
  for (const match of text.matchAll(pattern)) {
    parts.push(render.rest(text.slice(at, match.index)), render.found(match[0]));
    at = match.index + match[0].length;
  }
  parts.push(render.rest(text.slice(at)));
  return join(parts.filter((part) => part !== ''));
};

const escapeWords = (text: string): string =>
  splitBy(text, WORD, {
    found: (word) => (ACTIVE.test(word) ? codeSpan(word) : escapePlain(word)),
    rest: escapePlain,
  });

const inert = (text: string): string =>
  splitBy(text, EMPHASIS, { found: (emphasis) => emphasis, rest: escapeWords });

const CODE = /(?<!`)`(?!`)[^`]+`(?!`)/g;

/** What may not begin a line: headings, lists, rules, quotes and commands. */
const escapeStart = (text: string): string =>
  text.replace(/^[-+=>/#|]/, String.raw`\$&`).replace(/^(\d+)([.)])/, String.raw`$1\$2`);

/**
 * A sentence that we wrote and that may hold data, on one line: its single code spans and its words
 * between stars stay, everything else in it is inert.
 */
export const sentence = (text: string, most = 600): string => {
  const line = bounded(oneLine(text), most);
  const whole = splitBy(line, CODE, { found: (span) => codeSpan(span.slice(1, -1)), rest: inert });
  return escapeStart(whole);
};

/**
 * Data as a fenced block, every line of it. Hidden characters are shown by their number, because
 * what is read here is what will run; the fence is longer than any in the data.
 */
export const fence = (text: string, language = ''): string => {
  const shown = text
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(
      INVISIBLE,
      (mark) => `⟨U+${(mark.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}⟩`,
    )
    .replaceAll(MARK, 'plan ');
  const ticks = '`'.repeat(Math.max(3, longestRun(shown, /`+/g) + 1));
  return `${ticks}${language}\n${shown.replace(/\n+$/, '')}\n${ticks}`;
};
