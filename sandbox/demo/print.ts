const ESC = '\u001B[';
const useColor = process.stdout.isTTY && process.env['NO_COLOR'] === undefined;

const paint = (code: string, text: string): string =>
  useColor ? `${ESC}${code}m${text}${ESC}0m` : text;

const WIDTH = 100;

/** Colours of the speakers; nothing depends on them, the name stands beside. */
const COLORS: Readonly<Record<string, string>> = {
  bot: '36',
  person: '35',
  check: '32',
  fail: '31',
};

/** Who says something, with what they may do here. */
export interface Speaker {
  readonly name: string;
  readonly about: string;
  readonly isBot: boolean;
}

/** A heading of an issue form with its answer, on one line. */
const HEADING = /^### (.+)\n\n(?!#|```)(.+)$/gm;

/** A chart with its title. */
const CHART = /```mermaid\n(?:\w+ showData )?[\s\S]*?title "?([^"\n]+)"?\n[\s\S]*?```\n+/g;

/**
 * A terminal's view of a comment: folds are closed, forms short, charts named, and HTML is gone.
 */
const plain = (markdown: string): string =>
  markdown
    .replaceAll(CHART, '▸ $1\n')
    .replaceAll(/<br>/g, ' · ')
    .replaceAll(/<details>\s*<summary>([\s\S]*?)<\/summary>[\s\S]*?<\/details>/g, '▸ $1')
    .replaceAll(/<!--[\s\S]*?-->\n?/g, '')
    .replaceAll(/<\/?(b|sub|br|summary|details)\/?>/g, '')
    .replaceAll(/(^▸ .*)\n\n(?=▸)/gm, '$1\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();

const shortForm = (body: string): string =>
  body.replaceAll(HEADING, '$1: $2').replaceAll(/\n\n(?=[A-Z][a-z ]+: )/g, '\n');

/** Later lines of a list or quotation stand under its first word. */
const indentOf = (line: string): string =>
  /^(?: *(?:[-▸>] )?)/.exec(line)?.[0].replaceAll(/[-▸]/g, ' ') ?? '';

const wrap = (line: string): readonly string[] => {
  if (line.length <= WIDTH || line.startsWith('|')) return [line];
  const at = line.lastIndexOf(' ', WIDTH);
  if (at <= indentOf(line).length) return [line];
  return [line.slice(0, at), ...wrap(`${indentOf(line)}${line.slice(at + 1)}`)];
};

/** A heading of a scene. */
export const printScene = (number: number, title: string): void => {
  const rule = '─'.repeat(Math.max(4, WIDTH - title.length - 6));
  process.stdout.write(`\n${paint('1', `── ${number}. ${title} ${rule}`)}\n`);
};

/** Somebody says something; `does` tells where, when it is no new comment on the issue. */
export const printSaid = (who: Speaker, text: string, does = 'comments'): void => {
  const color = COLORS[who.isBot ? 'bot' : 'person'] ?? '';
  const lines = plain(text).split('\n').flatMap(wrap);
  const name = `${paint(`1;${color}`, who.name)} ${paint('2', `(${who.about}) ${does}`)}`;
  process.stdout.write(`\n${name}\n`);
  for (const line of lines) process.stdout.write(`  ${paint(color, '│')} ${line}`.trimEnd() + '\n');
};

/** Somebody opens an issue; a form is shown short. */
export const printIssue = (who: Speaker, issue: { title: string; body: string }): void =>
  printSaid(who, `**${issue.title}**\n\n${shortForm(issue.body)}`, 'opens an issue');

/** A fact that was looked up after the scene; a false one ends the demo badly. */
export const printCheck = (isTrue: boolean, text: string): void => {
  const mark = isTrue
    ? paint(COLORS['check'] ?? '', 'ok   ')
    : paint(COLORS['fail'] ?? '', 'WRONG');
  process.stdout.write(`  ${mark} ${text}\n`);
};

/** A line of the narrator. */
export const printNote = (text: string): void => {
  process.stdout.write(`${paint('2', text)}\n`);
};
