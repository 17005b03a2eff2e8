import { isMutation, type AwsTask } from '../task/aws-task.ts';
import { quoteInline, sentence } from './quote.ts';
import { SERVICE_NAMES, TYPE_NAMES } from './type-names.ts';

export type Align = 'left' | 'right';

/** One column of a table. Cells are Markdown already. */
export interface Column {
  readonly title: string;
  readonly align?: Align;
}

const rule = ({ align }: Column): string => (align === 'right' ? '---:' : '---');

/**
 * Keeps a pipe inside its cell: an odd number of backslashes must stand before it. A backslash that
 * the text itself has there is shown twice; there is no way to show it once in a code span.
 */
const escapePipes = (cell: string): string =>
  cell.replaceAll(/(\\*)\|/g, (_, slashes: string) =>
    slashes.length % 2 === 0 ? String.raw`${slashes}\|` : String.raw`${slashes}\\|`,
  );

/** A table; no table at all for no rows. Cells are one line each; a pipe in one stays in it. */
export const table = (columns: readonly Column[], rows: readonly (readonly string[])[]): string => {
  if (rows.length === 0) return '';
  const line = (cells: readonly string[]): string => `| ${cells.map(escapePipes).join(' | ')} |`;
  return [
    line(columns.map((column) => column.title)),
    line(columns.map(rule)),
    ...rows.map(line),
  ].join('\n');
};

/** A part that is folded until somebody opens it. The summary is HTML: it is ours, never data. */
export const details = (summary: string, body: string): string =>
  body === '' ? '' : `<details><summary>${summary}</summary>\n\n${body}\n\n</details>`;

/** Bullets; nothing for none. */
export const bullets = (lines: readonly string[]): string =>
  lines.map((line) => `- ${line}`).join('\n');

/** Blocks with an empty line between them; empty blocks leave nothing behind. */
export const blocks = (...parts: readonly string[]): string =>
  parts.filter((part) => part !== '').join('\n\n');

/** `12 of 40 shown`, or nothing when all are. */
export const shownOf = (shown: number, all: number): string =>
  shown === all ? '' : `${shown} of ${all} shown.`;

/** Joins words as people do: `a`, `a and b`, `a, b and c`. */
export const listed = (words: readonly string[], last = 'and'): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1)}`;

/** How an id is shown when configuration masks account ids. */
const masked = (id: string): string => `${id.slice(0, 4)}…${id.slice(-4)}`;

/** Hides account ids wherever they stand, in ARNs and JSON too, when configuration asks for it. */
export const maskIds = (text: string, ids: readonly string[], isMasked: boolean): string =>
  isMasked ? ids.reduce((shown, id) => shown.replaceAll(id, masked(id)), text) : text;

/** Short words for what a task is. */
export const taskWords = (task: AwsTask): string => {
  const kind = taskKind(task.taskType);
  if (isMutation(task)) return `${kind} ${typeWords(task.resourceType)}`;
  return task.resourceType === undefined ? kind : `${kind} ${typeWords(task.resourceType)}`;
};

/** `CreateResource` as `create`. */
export const taskKind = (taskType: string): string =>
  taskType.replace(/Resources?$|^Security/, '').toLowerCase();

const wordsOf = (name: string): string =>
  name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replaceAll(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .split(' ')
    .map((word) => (/^[A-Z][a-z]/.test(word) ? word.toLowerCase() : word))
    .join(' ');

/** `AWS::EC2::SecurityGroup` as `EC2 security group`; any other text as it is, inert. */
export const typeWords = (type: string): string => {
  const [, service, rest] = /^AWS::([A-Za-z0-9]+)::([A-Za-z0-9:]+)$/.exec(type) ?? [];
  if (service === undefined || rest === undefined) return quoteInline(type, 80);
  const known = TYPE_NAMES[type];
  if (known !== undefined) return known;
  const said = SERVICE_NAMES[service] ?? service;
  return sentence(`${said} ${rest.split('::').map(wordsOf).join(' ')}`, 80);
};

/** `1 resource`, `2 resources`. */
export const plural = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${count === 1 ? one : many}`;

const DOLLARS = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' });

/** US dollars to the cent; less than a cent is not nothing. */
export const dollars = (usd: number): string =>
  usd > 0 && usd < 0.005 ? 'under $0.01' : DOLLARS.format(usd);

/** A difference with its sign. */
export const signedDollars = (usd: number): string =>
  Math.abs(usd) < 0.005 ? '±$0.00' : `${usd > 0 ? '+' : '−'}${DOLLARS.format(Math.abs(usd))}`;

/** `41 s`, `3 min 20 s`, `2 h 5 min`. */
export const duration = (seconds: number): string => {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 60) return `${whole} s`;
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return `${minutes} min${whole % 60 === 0 ? '' : ` ${whole % 60} s`}`;
  return `${Math.floor(minutes / 60)} h${minutes % 60 === 0 ? '' : ` ${minutes % 60} min`}`;
};

/** An ISO instant as `2026-11-20 17:09 UTC`; other text is not shown. */
export const utc = (iso: string): string => {
  const match = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)/.exec(iso);
  return match === null ? 'an unknown time' : `${match[1]} ${match[2]} UTC`;
};

/** How long ago an instant was, or how far away it is: `3 min ago`, `in 7 h 57 min`, `now`. */
export const relative = (iso: string, now: string): string => {
  const seconds = Math.round((Date.parse(iso) - Date.parse(now)) / 1000);
  if (Number.isNaN(seconds)) return 'at an unknown time';
  if (Math.abs(seconds) < 1) return 'now';
  return seconds > 0 ? `in ${duration(seconds)}` : `${duration(-seconds)} ago`;
};
