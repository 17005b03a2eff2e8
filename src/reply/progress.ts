import type { JournalEntry } from '../execute/ports.ts';
import type { JsonObject } from '../task/json.ts';
import { blocks, plural, table, typeWords } from './markdown.ts';
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

const MOST_ROWS = 25;

/** How far an execution is: a bar, and a row for each resource AWS has said something of. */
export const renderProgress = (
  journal: readonly JournalEntry[],
  planned: number | undefined,
): string => {
  const resources = progressOf(journal);
  const done = resources.filter((one) => /^[A-Z]+_COMPLETE$/.test(one.status)).length;
  const rows = resources
    .slice(-MOST_ROWS)
    .map((one) => [
      quoteInline(one.logicalId, 64),
      typeWords(one.type),
      statusWords(one.status),
      one.reason === '' ? 'none given' : sentence(one.reason, 120),
    ]);
  const earlier = resources.length - rows.length;
  return blocks(
    bar(done, planned ?? resources.length),
    table(
      ['Resource', 'Type', 'State', 'Reason'].map((title) => ({ title })),
      rows,
    ),
    earlier === 0 ? '' : `${plural(earlier, 'earlier resource')} not shown.`,
  );
};
