/**
 * `npm run bench [-- NAME] [--write]`: runs one benchmark or all, and prints Markdown tables.
 * `waste --seed N` draws one organization in place of twenty.
 * `--write` keeps what a run gave in `docs/benchmarks.md`, beside the tables of the others.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { contentCalls } from './content-calls.ts';
import { dashboard } from './dashboard.ts';
import { hostileText } from './hostile-text.ts';
import { largeTemplate } from './large-template.ts';
import { organization } from './organization.ts';
import { planLatency } from './plan-latency.ts';
import { reviewSpeed } from './review-speed.ts';
import { renderTable, type Benchmark } from './table.ts';
import { wasteOf } from './waste.ts';
import { webhook } from './webhook.ts';

const benchmarks = (seed: number | undefined): readonly Benchmark[] => [
  webhook,
  planLatency,
  contentCalls,
  largeTemplate,
  reviewSpeed,
  hostileText,
  wasteOf(seed),
  organization,
  dashboard,
];

const KEPT = new URL('../docs/benchmarks.md', import.meta.url);

/** Figures of different machines say nothing beside each other; the ratios of one run do. */
const machine = (): string => {
  const gigabytes = Math.round(totalmem() / 2 ** 30);
  const processors = `${cpus().length} processors (${cpus()[0]?.model ?? 'unknown'})`;
  return `Node ${process.versions.node}, ${processors}, ${gigabytes} GB, ${process.platform}.`;
};

const runAll = async (chosen: readonly Benchmark[]): Promise<readonly string[]> => {
  const tables: string[] = [];
  for (const { name, run } of chosen) {
    process.stderr.write(`${name} ...\n`);
    const told = `Run of ${new Date().toISOString().slice(0, 10)} on ${machine()}`;
    tables.push(...(await run()).map((table) => `${renderTable(table)}\n\n${told}`));
  }
  return tables;
};

const titleOf = (table: string): string => table.split('\n', 1)[0] ?? '';

/** The tables that are kept, the new ones in the place of those that they follow. */
const withTables = (kept: readonly string[], fresh: readonly string[]): readonly string[] => {
  const titles = new Map(fresh.map((table) => [titleOf(table), table]));
  const old = new Set(kept.map(titleOf));
  return [
    ...kept.map((table) => titles.get(titleOf(table)) ?? table),
    ...fresh.filter((table) => !old.has(titleOf(table))),
  ];
};

const keptTables = (): readonly string[] =>
  readFileSync(KEPT, 'utf8')
    .split(/^(?=### )/m)
    .slice(1)
    .map((table) => table.trimEnd());

const document = (tables: readonly string[]): string =>
  [
    '# Benchmarks',
    '',
    'The last run of each benchmark, whole and as it was: `npm run bench -- --write` for all,',
    '`npm run bench -- NAME --write` for one. Times depend on the machine and on what else it',
    'does; the ratios against the first row of each table are of one run.',
    '',
    tables.join('\n\n'),
    '',
  ].join('\n');

const main = async (): Promise<number> => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { write: { type: 'boolean', default: false }, seed: { type: 'string' } },
  });
  const [name] = positionals;
  const seed = values.seed === undefined ? undefined : Number(values.seed);
  if (seed !== undefined && !Number.isSafeInteger(seed)) {
    process.stderr.write('--seed is a whole number\n');
    return 2;
  }
  const all = benchmarks(seed);
  const chosen = all.filter((one) => name === undefined || one.name === name);
  if (chosen.length === 0) {
    process.stderr.write(`there are ${all.map((one) => one.name).join(', ')}\n`);
    return 2;
  }
  const tables = await runAll(chosen);
  process.stdout.write(`${tables.join('\n\n')}\n`);
  if (values.write)
    writeFileSync(KEPT, document(withTables(name === undefined ? [] : keptTables(), tables)));
  return 0;
};

process.exitCode = await main();
