import { cleanText, LONGEST_BODY } from './clean-text.ts';
import { COMMAND_NAMES, nearestCommand, type CommandName } from './command-names.ts';
import { parseMarkdown } from './read-markdown.ts';

/** A command about a task as typed. Digests are lower case; reasons are data and bounded. */
export type TaskCommand =
  | {
      readonly name: 'approve';
      readonly digest?: string;
      /** Numbers of a plan of savings, ascending, each once. */
      readonly items?: readonly number[];
    }
  | { readonly name: 'status'; readonly digest?: string }
  /** Of what a model understood. Absent where none was typed, which is answered with the line. */
  | { readonly name: 'confirm'; readonly digest?: string }
  | { readonly name: 'reject'; readonly reason?: string }
  | { readonly name: 'explain'; readonly item?: string }
  | { readonly name: 'ask'; readonly question: string }
  | { readonly name: 'skip' | 'add'; readonly items: readonly string[] }
  | {
      readonly name:
        | 'plan'
        | 'cancel'
        | 'rollback'
        | 'why'
        | 'agents'
        | 'reconcile'
        | 'adopt'
        | 'help';
    };

/** A command as typed: about the task of its issue, or for what stands by itself. */
export type Command = TaskCommand | { readonly name: 'cost-report' } | { readonly name: 'learn' };

export type ParsedCommand =
  | { readonly kind: 'none' }
  | { readonly kind: 'command'; readonly command: Command }
  | {
      readonly kind: 'malformed';
      /** What was typed, bounded; to be quoted as data. */
      readonly text: string;
      readonly because: string;
      readonly didYouMean?: string;
    };

const LONGEST_REASON = 500;
const LONGEST_QUESTION = 500;
const LONGEST_QUOTE = 80;
const MOST_ITEMS = 50;
const NONE: ParsedCommand = { kind: 'none' };

interface Line {
  readonly text: string;
  readonly name: CommandName;
  readonly rest: string;
}

const command = (value: Command): ParsedCommand => ({ kind: 'command', command: value });

const malformed = (text: string, because: string, didYouMean?: string): ParsedCommand => ({
  kind: 'malformed',
  text: text.slice(0, LONGEST_QUOTE),
  because,
  ...(didYouMean === undefined ? {} : { didYouMean }),
});

const alone = (line: Line, value: Command): ParsedCommand =>
  line.rest === ''
    ? command(value)
    : malformed(line.text, 'this command stands alone on its line', `/${line.name}`);

/** `2,5`: which items of a plan of savings; undefined where it is no such list. */
const numbersOf = (text: string): readonly number[] | undefined => {
  const words = text.split(',').map((word) => word.trim());
  if (words.length > MOST_ITEMS || !words.every((word) => /^[1-9][0-9]{0,2}$/.test(word)))
    return undefined;
  return [...new Set(words.map(Number))].sort((a, b) => a - b);
};

const readApproval = (line: Line): ParsedCommand => {
  const [, digest = '', list = ''] = /^([0-9a-f]{12,64})\s+(.*)$/i.exec(line.rest) ?? [];
  if (digest === '') return readDigest(line);
  const items = numbersOf(list);
  if (items !== undefined) return command({ name: 'approve', digest: digest.toLowerCase(), items });
  const because = 'after the digest, only numbers of items follow, with commas between them';
  return malformed(line.text, because, `/approve ${digest.toLowerCase()} 2,5`);
};

const readDigest = (line: Line): ParsedCommand => {
  if (line.name !== 'approve' && line.name !== 'status' && line.name !== 'confirm') return NONE;
  if (line.rest === '') return command({ name: line.name });
  if (/^[0-9a-f]{12,64}$/i.test(line.rest))
    return command({ name: line.name, digest: line.rest.toLowerCase() });
  const isHex = /^[0-9a-f]+$/i.test(line.rest);
  const because = isHex
    ? 'a digest has 12 to 64 hexadecimal digits'
    : 'only a digest may follow on the line';
  return malformed(line.text, because, isHex ? undefined : `/${line.name}`);
};

const ITEM = /^[A-Za-z0-9][A-Za-z0-9_.:-]{0,63}$/;

const readItem = ({ rest, text }: Line): ParsedCommand => {
  if (rest === '') return command({ name: 'explain' });
  if (ITEM.test(rest)) return command({ name: 'explain', item: rest });
  return malformed(text, 'one item of a review may follow, and nothing else', '/explain S3-06');
};

const readQuestion = ({ rest, text }: Line): ParsedCommand =>
  rest === ''
    ? malformed(text, 'a question follows on the same line', '/ask what does this plan change')
    : command({ name: 'ask', question: rest.slice(0, LONGEST_QUESTION) });

const readItems = (line: Line): ParsedCommand => {
  if (line.name !== 'skip' && line.name !== 'add') return NONE;
  const items = line.rest.split(',').map((item) => item.trim());
  const areItems = items.every((item) => ITEM.test(item));
  if (areItems && items.length <= MOST_ITEMS) return command({ name: line.name, items });
  const because = 'items of the review follow, with commas between them';
  return malformed(line.text, because, `/${line.name} S3-D2`);
};

const readNamed = (line: Line): ParsedCommand => {
  switch (line.name) {
    case 'approve':
      return readApproval(line);
    case 'status':
    case 'confirm':
      return readDigest(line);
    case 'skip':
    case 'add':
      return readItems(line);
    case 'explain':
      return readItem(line);
    case 'ask':
      return readQuestion(line);
    case 'reject':
      return command({
        name: 'reject',
        ...(line.rest === '' ? {} : { reason: line.rest.slice(0, LONGEST_REASON) }),
      });
    case 'plan':
    case 'cancel':
    case 'rollback':
    case 'why':
    case 'agents':
    case 'reconcile':
    case 'adopt':
    case 'cost-report':
    case 'learn':
    case 'help':
      return alone(line, { name: line.name });
    default:
      return NONE;
  }
};

const isName = (word: string): word is CommandName =>
  (COMMAND_NAMES as readonly string[]).includes(word);

/** `/foo` alone is a try at a command; `/var/log is full` is a path. */
const readSlash = (line: string): ParsedCommand => {
  const match = /^\/([A-Za-z][A-Za-z_-]{0,30})(?![\w/~*-]|\.\w)(.*)$/.exec(line);
  if (match === null) return NONE;
  const [, word = '', rest = ''] = match;
  if (isName(word)) {
    if (rest === '' || /^\s/.test(rest))
      return readNamed({ text: line, name: word, rest: rest.trim() });
    return malformed(line, 'a blank follows the name of a command', `/${word}`);
  }
  const near = nearestCommand(word);
  if (near !== undefined) return malformed(line, 'this is not quite a command', `/${near}`);
  return malformed(line, `the commands are ${COMMAND_NAMES.map((name) => `/${name}`).join(', ')}`);
};

/** One bare word, as an answer to "type /approve". Longer text is talk. */
const readBare = (line: string, isWhole: boolean): ParsedCommand => {
  const match = /^(?:[!\\.@]|\/\s+|\/\/)?([A-Za-z]{3,12})(\s+[0-9a-f]{12,64})?[.!]*$/i.exec(line);
  const word = match?.[1]?.toLowerCase();
  if (word === undefined || !isWhole) return NONE;
  const isMarked = /^[!\\/]/.test(line);
  const isMeant = word === 'approve' || word === 'approved' || (isMarked && isName(word));
  if (!isMeant) return NONE;
  const near = nearestCommand(word);
  const digest = match?.[2]?.trim().toLowerCase();
  const meant = digest === undefined ? `/${near}` : `/${near} ${digest}`;
  return malformed(line, 'a command starts with a slash', meant);
};

/** The first line of a paragraph that is the first thing of a text and begins with words. */
const firstLine = (text: string): string | undefined => {
  const [paragraph, inline] = parseMarkdown(text).tokens;
  const isAtStart = paragraph?.type === 'paragraph_open' && paragraph.map?.[0] === 0;
  if (!isAtStart || inline?.children?.[0]?.type !== 'text') return undefined;
  return text.split('\n', 1)[0]?.trimEnd();
};

/**
 * Reads a comment. Grammar, case-sensitive, on the first line of the first paragraph, column one:
 *
 *     comment = line [ LF anything ]
 *     line    = "/plan" | "/cancel" | "/rollback" | "/why" | "/agents" | "/reconcile"
 *             | "/adopt" | "/cost-report" | "/learn" | "/help"
 *             | "/approve" [ blanks digest [ blanks number { "," number } ] ]
 *             | ("/status" | "/confirm") [ blanks digest ]
 *             | "/reject" [ blanks reason ]
 *             | "/explain" [ blanks item ]
 *             | "/ask" blanks question
 *             | ("/skip" | "/add") blanks item { "," item }
 *     digest  = 12 to 64 hexadecimal digits
 *     item    = letter or digit { letter | digit | "_" | "." | ":" | "-" }
 *
 * The text is parsed as Markdown: what stands in a quote, code, comment, link, image, table, list,
 * heading or folded details is no command, nor is anything after the first line. `none` is not
 * ours; `malformed` is ours and wrong: a wrong word, a missing slash, an indent, an empty first
 * line, invisible characters.
 */
export const parseCommand = (body: string): ParsedCommand => {
  if (body.length > LONGEST_BODY) return NONE;
  const clean = cleanText(body);
  const text = clean.text.replace(/^(?:[ \t]*\n)* {0,3}(?=\S)/, '');
  if (!/^[/\\!.@A-Za-z]/.test(text)) return NONE;
  const line = firstLine(text);
  if (line === undefined) return NONE;
  const isWhole = text.trimEnd() === line;
  const isSlash = /^\/[^\s/]/.test(line);
  const parsed = isSlash ? readSlash(line) : readBare(line, isWhole);
  if (parsed.kind !== 'command') return parsed;
  if (clean.hidden !== undefined)
    return malformed(line, 'the comment holds invisible characters', line);
  if (text !== clean.text)
    return malformed(line, 'a command starts in the first column of the first line', line);
  return parsed;
};
