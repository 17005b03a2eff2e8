import type { ReviewRow } from '../review/review-rows.ts';
import type { Tier } from '../task/tier.ts';

const ORDER: readonly ReviewRow['status'][] = ['ERROR', 'BLOCKED', 'UNKNOWN', 'ACCEPTABLE', 'PASS'];

const HEADINGS = ['Status', 'Rule', 'Severity', 'Resource', 'Detail'];

/** Escape sequences in a template must not reach the terminal. */
const plain = (text: string): string => text.replaceAll(/\p{Cc}/gu, ' ');

const cellsOf = (row: ReviewRow): readonly string[] => [
  row.advisory ? `${row.status} (advisory)` : row.status,
  row.rule,
  row.severity,
  plain(row.resource),
  plain(row.status === 'PASS' ? row.detail : `${row.detail}. ${row.remediation}`),
];

const aligned = (table: readonly (readonly string[])[]): string => {
  const widths = HEADINGS.map((_, i) => Math.max(...table.map((row) => (row[i] ?? '').length)));
  return table
    .map((row) =>
      row
        .map((cell, i) => (i === row.length - 1 ? cell : cell.padEnd(widths[i] ?? 0)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
};

const countsOf = (rows: readonly ReviewRow[]): string =>
  ORDER.map((status) => [status, rows.filter((row) => row.status === status).length] as const)
    .filter(([, count]) => count > 0)
    .map(([status, count]) => `${count} ${status}`)
    .join(', ');

const section = (file: string, rows: readonly ReviewRow[]): string => {
  const sorted = rows.toSorted((a, b) => ORDER.indexOf(a.status) - ORDER.indexOf(b.status));
  const counts = rows.length === 0 ? 'no rule is about its resources' : countsOf(rows);
  const table = sorted.length === 0 ? '' : `\n${aligned([HEADINGS, ...sorted.map(cellsOf)])}`;
  return `${plain(file)}: ${counts}${table}\n`;
};

/** The rows for people: one section for each file, the worst first. */
export const renderReviewTable = (rows: readonly ReviewRow[], tier: Tier): string => {
  const files = [...new Set(rows.map((row) => row.file))];
  const sections = files.map((file) =>
    section(
      file,
      rows.filter((row) => row.file === file),
    ),
  );
  return `Judged for ${tier}\n\n${sections.join('\n')}`;
};
