import type { Draw } from './draw.ts';
import { DATABASE_HOUR, MONTH_HOURS, SMALLER_CLASS } from './prices.ts';
import { dailyMetric, dayOfSamples, daysAgo, eachDay, KEEP, type Sower } from './sown.ts';

const DAYS = 20;

interface Day {
  readonly average: number;
  readonly peak: number;
}
interface Story {
  readonly age: number;
  readonly day: (at: number) => Day | null;
  readonly isWaste?: true;
}

const low = (draw: Draw): Day => ({
  average: draw.between(0.5, 19.6),
  peak: draw.between(20, 59.6),
});
const full = (draw: Draw): Day => ({
  average: draw.between(20.3, 80),
  peak: draw.between(61, 100),
});
const old = (draw: Draw): number => draw.between(21, 500);

const STORIES: Readonly<Record<string, (draw: Draw) => Story>> = {
  oversized: (draw) => ({ age: old(draw), day: () => low(draw), isWaste: true }),
  'oversized and young': (draw) => {
    const age = draw.between(8.1, 13);
    const day = (at: number): Day | null => (at < DAYS - Math.floor(age) ? null : low(draw));
    return { age, day, isWaste: true };
  },
  kept: (draw) => ({ age: old(draw), day: () => low(draw) }),
  fitting: (draw) => ({ age: old(draw), day: () => full(draw) }),
  'low with a peak': (draw) => {
    const busy = draw.whole(DAYS - 14, DAYS - 1);
    const day = (at: number): Day => ({ ...low(draw), ...(at === busy ? { peak: 60.4 } : {}) });
    return { age: old(draw), day };
  },
  'a little too busy': (draw) => ({
    age: old(draw),
    day: () => ({ average: draw.between(20.1, 24), peak: draw.between(30, 59) }),
  }),
  'without metrics': (draw) => ({ age: old(draw), day: () => null }),
  new: (draw) => ({ age: draw.between(0.1, 6.5), day: () => null }),
};
const NAMES = [...Object.keys(STORIES), 'oversized', 'oversized', 'oversized'];

/** A database instance that is available. */
export const sowDatabase: Sower = (draw, field) => {
  const as = draw.pick(NAMES);
  const { age, day, isWaste } = STORIES[as]?.(draw) ?? { age: 1, day: () => null };
  const engine = draw.pick(['mysql', 'mariadb', 'postgres']);
  const hours = DATABASE_HOUR[engine === 'mariadb' ? 'mysql' : engine] ?? {};
  const size = draw.pick(Object.keys(isWaste === true ? SMALLER_CLASS : hours));
  const zones = draw.pick([1, 1, 2]);
  const id = `db-${draw.hex(10)}`;
  const { account, region } = field;
  const daily = eachDay(DAYS, day).map((one) =>
    one === null ? null : dayOfSamples(one.average, one.peak),
  );
  const hourOf = (name: string): number => (hours[name] ?? 0) * zones * MONTH_HOURS;
  const monthlyUsd = hourOf(size) - hourOf(SMALLER_CLASS[size] ?? '');
  return {
    as,
    resources: [
      {
        account,
        region,
        type: 'AWS::RDS::DBInstance',
        id,
        tags: as === 'kept' ? KEEP : {},
        properties: { DBInstanceClass: size, Engine: engine, MultiAZ: zones === 2 },
        createdAt: daysAgo(field, age),
      },
    ],
    metrics: [
      dailyMetric(field, ['AWS/RDS', 'CPUUtilization'], {
        dimensions: { DBInstanceIdentifier: id },
        daily,
      }),
    ],
    spendUsd: hourOf(size),
    ...(isWaste === true
      ? { truth: { kind: 'oversized-database', account, region, id, monthlyUsd } }
      : {}),
  };
};
