import { compareToTruth, type Accuracy } from '../sandbox/waste/compare.ts';
import { sowOrganization } from '../sandbox/waste/organization.ts';
import { searchSown } from '../sandbox/waste/search.ts';
import type { Benchmark, Table } from './table.ts';

const SEEDS = Array.from({ length: 20 }, (_, at) => at + 1);
const NOW = new Date('2026-11-29T10:00:00.000Z');
const TARGET = { precision: 0.95, recall: 0.95, error: 0.05 };

interface Row extends Accuracy {
  readonly seed: number;
  readonly resources: number;
  readonly spendUsd: number;
}

const measure = async (seed: number): Promise<Row> => {
  const sown = sowOrganization(seed, NOW);
  const found = await searchSown(sown, NOW);
  if (found.failed.length > 0) throw new Error(`not seen: ${JSON.stringify(found.failed)}`);
  const { resources, spendUsd } = sown;
  return { seed, resources, spendUsd, ...compareToTruth(found.savings, sown.truths) };
};

const errorOf = ({ claimedUsd, trueUsd }: Accuracy): number =>
  trueUsd === 0 ? 0 : claimedUsd / trueUsd - 1;

const isMet = (row: Row): boolean =>
  row.precision >= TARGET.precision &&
  row.recall >= TARGET.recall &&
  Math.abs(errorOf(row)) <= TARGET.error;

const percent = (value: number): string => `${(value * 100).toFixed(1)} %`;
const usd = (value: number): string => `$${value.toFixed(0)}`;

const tableOf = (rows: readonly Row[]): Table => ({
  title: 'Waste found beside the truth',
  how:
    'Organizations of eight accounts with seeded waste, read through the real clients with pages ' +
    'of 20 and judged; a finding is right when kind, account, region and resource are. The truth ' +
    'comes from the generator and a price list of its own; savings that nobody outside AWS could ' +
    'know are in neither sum; three resources of each are such that AWS does not tell what is ' +
    `true of them. ${rows.filter(isMet).length} of ${rows.length} seeds meet 95 % of ` +
    'precision and recall, and a claim within 5 % of the truth.',
  columns: [
    'Seed',
    'resources',
    'precision',
    'recall',
    'claimed a month',
    'true',
    'off',
    'mispriced',
    'of spend',
    'true',
  ],
  rows: rows.map((row) => [
    String(row.seed),
    String(row.resources),
    percent(row.precision),
    percent(row.recall),
    usd(row.claimedUsd),
    usd(row.trueUsd),
    percent(errorOf(row)),
    String(row.mispriced.length),
    `${percent(row.claimedUsd / row.spendUsd)} of ${usd(row.spendUsd)}`,
    percent(row.trueUsd / row.spendUsd),
  ]),
});

/** How right the search for waste is, for the seeds of every run or one that is given. */
export const wasteOf = (seed: number | undefined): Benchmark => ({
  name: 'waste',
  run: async () => {
    const rows: Row[] = [];
    for (const one of seed === undefined ? SEEDS : [seed]) {
      const row = await measure(one);
      if (seed !== undefined)
        process.stderr.write(
          [
            ...row.wrong.map((key) => `wrong ${key}\n`),
            ...row.missed.map((k) => `missed ${k}\n`),
            ...row.mispriced.map((k) => `mispriced ${k}\n`),
          ].join(''),
        );
      rows.push(row);
    }
    return [tableOf(rows)];
  },
});
