import type { JournalEntry } from '../execute/ports.ts';
import type { JsonObject } from '../task/json.ts';
import { blocks, bullets, plural, typeWords } from './markdown.ts';
import { quoteInline, sentence } from './quote.ts';

/** The newest that AWS said of one resource. */
export interface ResourceProgress {
  readonly logicalId: string;
  readonly type: string;
  readonly status: string;
  readonly reason: string;
}

const textOf = (detail: JsonObject, name: string): string => {
  const value = detail[name];
  return typeof value === 'string' ? value : '';
};

/** The newest event of each resource in a journal, in order of their first one. */
export const progressOf = (journal: readonly JournalEntry[]): readonly ResourceProgress[] => {
  const newest = new Map<string, ResourceProgress>();
  for (const { kind, detail } of journal) {
    const logicalId = textOf(detail, 'logicalId');
    if (kind !== 'event' || logicalId === '') continue;
    newest.set(logicalId, {
      logicalId,
      type: textOf(detail, 'type'),
      status: textOf(detail, 'status'),
      reason: textOf(detail, 'reason'),
    });
  }
  return [...newest.values()].filter((one) => one.type !== 'AWS::CloudFormation::Stack');
};

const CELLS = 20;

/** `▓▓▓░░ 3 of 5`; the number says what the bar shows. */
export const bar = (done: number, all: number): string => {
  const whole = Math.max(all, done, 1);
  const full = Math.round((done / whole) * CELLS);
  return `${'▓'.repeat(full)}${'░'.repeat(CELLS - full)} ${done} of ${whole}`;
};

const statusWords = (status: string): string => {
  const plain = status
    .replaceAll(/[^A-Z_]/g, '')
    .toLowerCase()
    .replaceAll('_', ' ');
  return status.endsWith('FAILED') ? `**${plain}**` : plain;
};

const MOST_LINES = 25;

const lineOf = ({ logicalId, type, status, reason }: ResourceProgress): string =>
  [
    `${quoteInline(logicalId, 64)} ${typeWords(type)}`,
    statusWords(status),
    ...(reason === '' ? [] : [sentence(reason, 120)]),
  ].join(' · ');

/** How far an execution is: a bar, and a line for each resource AWS has said something of. */
export const renderProgress = (
  journal: readonly JournalEntry[],
  planned: number | undefined,
): string => {
  const resources = progressOf(journal);
  const done = resources.filter((one) => /^[A-Z]+_COMPLETE$/.test(one.status)).length;
  const lines = resources.slice(-MOST_LINES).map(lineOf);
  const earlier = resources.length - lines.length;
  return blocks(
    bar(done, planned ?? resources.length),
    bullets(lines),
    earlier === 0 ? '' : `${plural(earlier, 'earlier resource')} not shown.`,
  );
};
