/** One table of results. The first row is what the others are measured against. */
export interface Table {
  readonly title: string;
  /** How it was measured, and what it does not say. */
  readonly how: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** One benchmark: bounded, on loopback, and leaving nothing behind. */
export interface Benchmark {
  readonly name: string;
  readonly run: () => Promise<readonly Table[]>;
}

const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

/** A table as Markdown; every column but the first is a number. */
export const renderTable = ({ title, how, columns, rows }: Table): string =>
  [
    `### ${title}`,
    '',
    how,
    '',
    line(columns),
    line(columns.map((_, n) => (n === 0 ? '---' : '--:'))),
    ...rows.map(line),
  ].join('\n');
