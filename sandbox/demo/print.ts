const ESC = '\u001B[';
const useColor = process.stdout.isTTY && process.env['NO_COLOR'] === undefined;

const paint = (code: string, text: string): string =>
  useColor ? `${ESC}${code}m${text}${ESC}0m` : text;

const WIDTH = 100;

/** Colours of the speakers; nothing depends on them, the name stands beside. */
const COLORS: Readonly<Record<string, string>> = { app: '36', aws: '33', check: '32', fail: '31' };

/** A terminal's view of a comment: folds are closed, links of HTML are gone. */
const plain = (markdown: string): string =>
  markdown
    .replaceAll(/<details>\s*<summary>([\s\S]*?)<\/summary>[\s\S]*?<\/details>/g, '▸ $1')
    .replaceAll(/<!--[\s\S]*?-->\n?/g, '')
    .replaceAll('<br>', ' · ')
    .replaceAll(/<\/?(b|sub|br|summary|details)\/?>/g, '')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();

const wrap = (line: string): readonly string[] => {
  if (line.length <= WIDTH || line.startsWith('|')) return [line];
  const at = line.lastIndexOf(' ', WIDTH);
  return at <= 0 ? [line] : [line.slice(0, at), ...wrap(line.slice(at + 1))];
};

/** A heading of a scene. */
export const printScene = (number: number, title: string): void => {
  const rule = '─'.repeat(Math.max(4, WIDTH - title.length - 6));
  process.stdout.write(`\n${paint('1', `── ${number}. ${title} ${rule}`)}\n\n`);
};

/** Somebody says something on the issue. */
export const printSaid = (who: string, text: string): void => {
  const color = COLORS[who === 'aws-coworker' ? 'app' : who] ?? '35';
  const lines = plain(text).split('\n').flatMap(wrap);
  process.stdout.write(`${paint(`1;${color}`, who)}\n`);
  for (const line of lines) process.stdout.write(`  ${paint(color, '│')} ${line}\n`);
  process.stdout.write('\n');
};

/** A fact that was looked up after the scene; a false one ends the demo badly. */
export const printCheck = (isTrue: boolean, text: string): void => {
  const mark = isTrue ? paint(COLORS['check'] ?? '', 'ok  ') : paint(COLORS['fail'] ?? '', 'WRONG');
  process.stdout.write(`  ${mark} ${text}\n`);
};

/** A line of the narrator. */
export const printNote = (text: string): void => {
  process.stdout.write(`${paint('2', text)}\n`);
};
