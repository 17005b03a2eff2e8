import { LONGEST_BODY } from '../src/intake/clean-text.ts';
import { read } from '../test/intake/say.ts';
import { HOSTILE_BODIES } from '../test/intake/hostile-bodies.ts';
import { ms, quantile, ratio, repeat } from './statistics.ts';
import type { Benchmark, Table } from './table.ts';

const TIMES = 3;
const SHOWN = 12;
const PART = 4;

const PROSE = 'The team that runs the reports asked for a place to keep them in the long run. ';

/** Milliseconds to read an issue of this body: the median of some runs. */
const timeOf = async (body: string): Promise<number> =>
  quantile(await repeat(TIMES, () => read(body)), 0.5);

interface Measured {
  readonly name: string;
  readonly whole: number;
  readonly part: number;
}

const measure = async (name: string, of: (length: number) => string): Promise<Measured> => ({
  name,
  whole: await timeOf(of(LONGEST_BODY)),
  part: await timeOf(of(LONGEST_BODY / PART)),
});

const measureAll = async (): Promise<Table> => {
  const prose = await measure('plain prose', (length) =>
    PROSE.repeat(Math.ceil(length / PROSE.length)).slice(0, length),
  );
  const hostile: Measured[] = [];
  for (const { name, of } of HOSTILE_BODIES) hostile.push(await measure(name, of));
  const slowest = hostile.toSorted((a, b) => b.whole - a.whole).slice(0, SHOWN);
  return {
    title: 'Reading the longest issues',
    how:
      `The reading of one issue of ${LONGEST_BODY} characters, the longest that GitHub takes: the ` +
      `${SHOWN} slowest of ${HOSTILE_BODIES.length} hostile bodies beside plain prose, the median of ` +
      `${TIMES} runs. The last column is against a quarter of the same body: ${PART}x is linear.`,
    columns: ['Body', 'time', 'of the baseline', 'of a quarter'],
    rows: [prose, ...slowest].map(({ name, whole, part }) => [
      name,
      ms(whole),
      ratio(whole, prose.whole),
      ratio(whole, part),
    ]),
  };
};

/** What a planted text costs the process that reads it. */
export const hostileText: Benchmark = { name: 'hostile', run: async () => [await measureAll()] };
