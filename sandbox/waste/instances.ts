import type { Measured } from '../metrics.ts';
import type { Draw } from './draw.ts';
import { INSTANCE_HOUR, MONTH_HOURS, SMALLER } from './prices.ts';
import { dailyMetric, dayOfSamples, daysAgo, eachDay, KEEP } from './sown.ts';
import type { Field, Sower, Sown } from './sown.ts';

const DAYS = 20;
const IDLE_BYTES = 1_000_000;

/** What an instance did on one day. */
interface Day {
  readonly average: number;
  readonly peak: number;
  readonly bytes: number;
}

interface Story {
  readonly age: number;
  readonly day: (at: number) => Day | null;
  readonly tags?: Readonly<Record<string, string>>;
  readonly waste?: 'idle-instance' | 'oversized-instance';
  /** Drawn where none is named. */
  readonly type?: string;
}

const idleDay = (draw: Draw): Day => ({
  average: draw.between(0.05, 1.97),
  peak: draw.between(2, 40),
  bytes: draw.between(1000, IDLE_BYTES * 0.98),
});
const lowDay = (draw: Draw): Day => ({
  average: draw.between(3, 19.6),
  peak: draw.between(20, 59.5),
  bytes: draw.between(2 * IDLE_BYTES, 9e9),
});
const middlingDay = (draw: Draw): Day => ({ ...lowDay(draw), average: draw.between(21, 50) });
const fullDay = (draw: Draw): Day => ({
  average: draw.between(20.4, 70),
  peak: draw.between(71, 100),
  bytes: draw.between(2 * IDLE_BYTES, 9e10),
});

const old = (draw: Draw): number => draw.between(21, 300);

/** Index of one of the last `count` days. */
const recent = (draw: Draw, count: number): number => draw.whole(DAYS - count, DAYS - 1);

const STORIES: Readonly<Record<string, (draw: Draw) => Story>> = {
  idle: (draw) => ({ age: old(draw), day: () => idleDay(draw), waste: 'idle-instance' }),
  'idle, made by a group': (draw) => ({
    age: old(draw),
    day: () => idleDay(draw),
    tags: { 'aws:autoscaling:groupName': 'web' },
    waste: 'idle-instance',
  }),
  'idle of late': (draw) => ({
    age: old(draw),
    day: (at) => (at < DAYS - 14 ? fullDay(draw) : idleDay(draw)),
    waste: 'idle-instance',
  }),
  kept: (draw) => ({ age: old(draw), day: () => idleDay(draw), tags: KEEP }),
  seasonal: (draw) => {
    const busy = recent(draw, 14);
    return { age: old(draw), day: (at) => (at === busy ? fullDay(draw) : idleDay(draw)) };
  },
  'busy by a hair': (draw) => {
    const busy = recent(draw, 7);
    const edge = draw.pick([
      { average: draw.between(2.03, 3), peak: draw.between(60.3, 90) },
      { bytes: draw.between(IDLE_BYTES * 1.02, IDLE_BYTES * 2), peak: draw.between(60.3, 90) },
    ]);
    const day = (at: number): Day => ({ ...idleDay(draw), ...(at === busy ? edge : {}) });
    return { age: old(draw), day };
  },
  'idle with a peak': (draw) => {
    const busy = recent(draw, 7);
    const day = (at: number): Day => (at === busy ? { ...idleDay(draw), peak: 95 } : idleDay(draw));
    return { age: old(draw), day, waste: 'idle-instance' };
  },
  'without metrics': (draw) => ({ age: old(draw), day: () => null }),
  'with a gap': (draw) => {
    const gap = recent(draw, 7);
    return { age: old(draw), day: (at) => (at === gap ? null : idleDay(draw)) };
  },
  new: (draw) => {
    const age = draw.between(0.1, 6.4);
    return { age, day: (at) => (at < DAYS - Math.ceil(age) ? null : idleDay(draw)) };
  },
  oversized: (draw) => ({ age: old(draw), day: () => lowDay(draw), waste: 'oversized-instance' }),
  'oversized of late': (draw) => ({
    age: old(draw),
    day: (at) => (at < DAYS - 7 ? middlingDay(draw) : lowDay(draw)),
    waste: 'oversized-instance',
  }),
  'low with a peak': (draw) => {
    const busy = recent(draw, 14);
    const peak = draw.between(60.2, 99);
    const day = (at: number): Day => ({ ...lowDay(draw), ...(at === busy ? { peak } : {}) });
    return { age: old(draw), day };
  },
  fitting: (draw) => ({ age: old(draw), day: () => fullDay(draw) }),
};

/** Stories whose truth cannot be seen in what AWS tells of two weeks; no large ones. */
const UNKNOWABLE: typeof STORIES = {
  'idle until the quarter ends': (draw) => ({
    age: old(draw),
    day: () => idleDay(draw),
    type: 't3.large',
  }),
  'idle, with a gap': (draw) => {
    const gap = recent(draw, 7);
    const day = (at: number): Day | null => (at === gap ? null : idleDay(draw));
    return { age: old(draw), day, waste: 'idle-instance', type: 't3.large' };
  },
};

const NAMES = [
  ...Object.keys(STORIES),
  'idle',
  'idle',
  'idle',
  'idle',
  'idle',
  'oversized',
  'fitting',
  'fitting',
];

const metricsOf = (field: Field, id: string, days: readonly (Day | null)[]): Sown['metrics'] => {
  const dimensions = { InstanceId: id };
  const daily = (of: (day: Day) => Measured): readonly (Measured | null)[] =>
    days.map((day) => (day === null ? null : of(day)));
  const metric = (name: string, of: (day: Day) => Measured) =>
    dailyMetric(field, ['AWS/EC2', name], { dimensions, daily: daily(of) });
  return [
    metric('CPUUtilization', ({ average, peak }) => dayOfSamples(average, peak)),
    metric('NetworkIn', ({ bytes }) => bytes * 0.4),
    metric('NetworkOut', ({ bytes }) => bytes * 0.6),
  ];
};

/** The smallest of a family has nothing smaller: it is never oversized. */
const typeFor = (draw: Draw, waste: Story['waste']): string =>
  draw.pick(Object.keys(waste === 'oversized-instance' ? SMALLER : INSTANCE_HOUR));

const savedBy = (type: string, waste: Story['waste']): number => {
  const to = waste === 'oversized-instance' ? (SMALLER[type] ?? '') : '';
  return ((INSTANCE_HOUR[type] ?? 0) - (INSTANCE_HOUR[to] ?? 0)) * MONTH_HOURS;
};

const sowOneOf =
  (stories: typeof STORIES, names: readonly string[]): Sower =>
  (draw, field) => {
    const as = draw.pick(names);
    const story = stories[as]?.(draw);
    if (story === undefined) throw new Error(`no story ${as}`);
    const { age, day, tags = {}, waste } = story;
    const type = story.type ?? typeFor(draw, waste);
    const id = `i-${draw.hex(17)}`;
    const { account, region } = field;
    return {
      as,
      resources: [
        {
          account,
          region,
          type: 'AWS::EC2::Instance',
          id,
          tags: { Name: `${as.replaceAll(/[ ,]+/g, '-')}-${draw.hex(4)}`, ...tags },
          properties: { InstanceType: type, ImageId: 'ami-0abcdef1234567890' },
          attributes: { State: 'running' },
          createdAt: daysAgo(field, age),
        },
      ],
      metrics: metricsOf(field, id, eachDay(DAYS, day)),
      spendUsd: (INSTANCE_HOUR[type] ?? 0) * MONTH_HOURS,
      ...(waste === undefined
        ? {}
        : { truth: { kind: waste, account, region, id, monthlyUsd: savedBy(type, waste) } }),
    };
  };

/** An instance that runs. */
export const sowInstance = sowOneOf(STORIES, NAMES);

/** An instance that is judged wrong, however well: nobody could see what is true of it. */
export const sowUnknowableInstance = sowOneOf(UNKNOWABLE, Object.keys(UNKNOWABLE));
