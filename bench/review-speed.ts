import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readFileSync } from 'node:fs';
import { runReview } from '../src/cli/review.ts';
import { parseTemplate } from '../src/plan/parse-template.ts';
import { quantile, ratio, repeat } from './statistics.ts';
import type { Benchmark, Table } from './table.ts';
import { templateOf } from './template.ts';

const FILES = 200;
const RESOURCES = 10;
const TIMES = 7;

const writeTemplates = (folder: string): readonly string[] =>
  Array.from({ length: FILES }, (_, n) => {
    const path = join(folder, `${n}.json`);
    writeFileSync(path, JSON.stringify(templateOf(RESOURCES, `t${n}`)));
    return path;
  });

const silent = { out: () => undefined, err: () => undefined };

const measure = async (paths: readonly string[]): Promise<Table> => {
  const parse = await repeat(TIMES, () => {
    for (const path of paths) parseTemplate(readFileSync(path, 'utf8'));
  });
  const review = await repeat(TIMES, () =>
    runReview([...paths, '--tier', 'production', '--format', 'json'], silent),
  );
  const perSecond = (samples: readonly number[]): number => (FILES * 1000) / quantile(samples, 0.5);
  const [base, ours] = [perSecond(parse), perSecond(review)];
  return {
    title: 'Offline review',
    how:
      `\`review\` of ${FILES} templates with ${RESOURCES} resources each in one process, baselines ` +
      `read anew every time; the median of ${TIMES} runs.`,
    columns: ['Work', 'templates a second', 'of the baseline'],
    rows: [
      ['read and parse only', String(Math.round(base)), ratio(base, base)],
      ['review for production', String(Math.round(ours)), ratio(ours, base)],
    ],
  };
};

/** How many templates a pipeline may have judged. */
export const reviewSpeed: Benchmark = {
  name: 'review',
  run: async () => {
    const folder = mkdtempSync(join(tmpdir(), 'coworker-bench-'));
    try {
      return [await measure(writeTemplates(folder))];
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
