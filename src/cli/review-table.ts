import type { ReviewRow } from '../review/review-rows.ts';
import { withoutRepeatedPaths } from '../reply/plan-review.ts';
import type { Tier } from '../task/tier.ts';

const VERDICTS = ['may proceed', 'blocked', 'unreadable'] as const;

/** One file with its rows, and what the gate says to it. */
export interface JudgedFile {
  readonly file: string;
  readonly rows: readonly ReviewRow[];
  readonly verdict: (typeof VERDICTS)[number];
}

const ORDER: readonly ReviewRow['status'][] = ['ERROR', 'BLOCKED', 'UNKNOWN', 'ACCEPTABLE', 'PASS'];

const HEADINGS = ['Status', 'Rule', 'Severity', 'Resource', 'Detail'];

/** Escape sequences in a template must not reach the terminal. */
const plain = (text: string): string => text.replaceAll(/\p{Cc}/gu, ' ');

const cellsOf = (row: ReviewRow): readonly string[] => [
  row.advisory ? `${row.status} (advisory)` : row.status,
  row.rule,
  row.severity,
  plain(row.resource),
  plain(withoutRepeatedPaths(row.detail)),
];

const HINT = '-> ';

/** Cells in columns; below a row that is no PASS, what to do about it. */
const aligned = (rows: readonly ReviewRow[]): string => {
  const table = [HEADINGS, ...rows.map(cellsOf)];
  const widths = HEADINGS.map((_, i) => Math.max(...table.map((row) => (row[i] ?? '').length)));
  const before = widths.slice(0, -1).reduce((sum, width) => sum + width + 2, 0);
  const lineOf = (cells: readonly string[]): string =>
    cells
      .map((cell, i) => (i === cells.length - 1 ? cell : cell.padEnd(widths[i] ?? 0)))
      .join('  ')
      .trimEnd();
  return table
    .flatMap((cells, at) => {
      const row = rows[at - 1];
      const isDone = row === undefined || row.status === 'PASS' || row.remediation === '';
      return [
        lineOf(cells),
        ...(isDone ? [] : [' '.repeat(before) + HINT + plain(row.remediation)]),
      ];
    })
    .join('\n');
};

const countsOf = (rows: readonly ReviewRow[]): string =>
  ORDER.map((status) => [status, rows.filter((row) => row.status === status).length] as const)
    .filter(([, count]) => count > 0)
    .map(([status, count]) => `${count} ${status}`)
    .join(', ');

const SEVERITIES: readonly string[] = ['', 'Critical', 'High', 'Medium', 'Low'];

const worstFirst = (a: ReviewRow, b: ReviewRow): number =>
  ORDER.indexOf(a.status) - ORDER.indexOf(b.status) ||
  SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity);

const section = ({ file, rows, verdict }: JudgedFile): string => {
  const counts = rows.length === 0 ? 'no rule is about its resources' : countsOf(rows);
  const table = rows.length === 0 ? '' : `\n${aligned(rows.toSorted(worstFirst))}`;
  return `${plain(file)}: ${verdict} · ${counts}${table}\n`;
};

/** The rows for people: one section for each file, the worst row first, and the sum of all. */
export const renderReviewTable = (files: readonly JudgedFile[], tier: Tier): string => {
  const sums = VERDICTS.map(
    (verdict) => `${files.filter((file) => file.verdict === verdict).length} ${verdict}`,
  );
  return `Judged for ${tier}\n\n${files.map(section).join('\n')}\nFiles: ${sums.join(', ')}`;
};
