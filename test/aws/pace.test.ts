import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPace, type Pace, type Rate } from '../../src/aws/pace.ts';
import { createRecent } from '../../src/aws/recent.ts';

/** Time that goes on only when all that can be done at a moment is done. */
class Simulation {
  #nowMs = 0;
  #sleepers: { readonly atMs: number; readonly wake: () => void }[] = [];

  readonly now = (): Date => new Date(this.#nowMs);

  readonly sleep = (ms: number): Promise<void> =>
    new Promise((wake) => this.#sleepers.push({ atMs: this.#nowMs + ms, wake }));

  get exactMs(): number {
    return this.#nowMs;
  }

  /** Until nobody sleeps, or until so late. */
  async pass(untilMs = Number.MAX_SAFE_INTEGER): Promise<void> {
    for (;;) {
      for (let n = 0; n < 20; n += 1) await Promise.resolve();
      const nextMs = Math.min(...this.#sleepers.map(({ atMs }) => atMs));
      if (this.#sleepers.length === 0 || nextMs > untilMs) break;
      this.#nowMs = nextMs;
      const due = this.#sleepers.filter(({ atMs }) => atMs === nextMs);
      this.#sleepers = this.#sleepers.filter(({ atMs }) => atMs !== nextMs);
      for (const { wake } of due) wake();
    }
    if (untilMs < Number.MAX_SAFE_INTEGER) this.#nowMs = untilMs;
  }
}

/** One bucket of tokens at the server, which is full when the first call arrives. */
const serverOf = ({ burst, perSecond }: Rate, time: Simulation) => {
  let [tokens, atMs, throttled] = [burst, 0, 0];
  return {
    throttled: () => throttled,
    arrive: (): void => {
      tokens = Math.min(burst, tokens + ((time.exactMs - atMs) / 1000) * perSecond);
      atMs = time.exactMs;
      if (tokens < 1 - 1e-6) throttled += 1;
      else tokens -= 1;
    },
  };
};

interface Wave {
  readonly calls: number;
  /** Nothing arrives sooner than so long after the first call left. */
  readonly coldMs: number;
  readonly thereMs: number;
  readonly backMs: number;
}

/** Waves of calls, each asked for at once and long after the one before. */
const simulate = async (rate: Rate, waves: readonly Wave[]) => {
  const time = new Simulation();
  const pace = createPace(time, { EC2: rate });
  const server = serverOf(rate, time);
  const left: number[] = [];
  const call = async (startMs: number, { coldMs, thereMs, backMs }: Wave): Promise<void> => {
    await pace.take('a us-east-1', 'EC2');
    left.push(time.exactMs - startMs);
    await time.sleep(Math.max(thereMs, startMs + coldMs - time.exactMs));
    server.arrive();
    await time.sleep(backMs);
    pace.answered('a us-east-1', 'EC2');
  };
  for (const wave of waves) {
    const startMs = time.exactMs;
    const calls = Array.from({ length: wave.calls }, () => call(startMs, wave));
    await time.pass();
    await Promise.all(calls);
    await time.pass(Math.ceil(time.exactMs) + 200_000);
  }
  return { left, throttled: server.throttled() };
};

const RATES = fc.record({
  burst: fc.integer({ min: 1, max: 60 }),
  perSecond: fc.integer({ min: 1, max: 60 }),
});

const WAVES = fc.array(
  fc.record({
    calls: fc.integer({ min: 1, max: 150 }),
    coldMs: fc.nat(8000),
    thereMs: fc.integer({ min: 1, max: 1500 }),
    backMs: fc.integer({ min: 1, max: 1500 }),
  }),
  { minLength: 1, maxLength: 3 },
);

/** Takes so many, and remembers which of them were let through. */
const takeMany = (pace: Pace, place: string, count: number): number[] => {
  const through: number[] = [];
  for (let n = 0; n < count; n += 1) void pace.take(place, 'EC2').then(() => void through.push(n));
  return through;
};

describe('the pace', () => {
  it('lets no call be throttled, however late the first of them arrive', async () => {
    await fc.assert(
      fc.asyncProperty(RATES, WAVES, async (rate, waves) => {
        expect((await simulate(rate, waves)).throttled).toBe(0);
      }),
      { numRuns: 60 },
    );
  });

  it('is not much slower than AWS bears, from the first answer on', async () => {
    const some = fc.record({ calls: fc.integer({ min: 1, max: 150 }), coldMs: fc.nat(8000) });
    await fc.assert(
      fc.asyncProperty(RATES, some, async (rate, { calls, coldMs }) => {
        const burst = Math.max(1, Math.floor(rate.burst * 0.9));
        // What is under way is less than a burst, or AWS itself answers too slowly.
        const tripMs = Math.floor(((burst - 1) / rate.perSecond) * 1000);
        const [thereMs, backMs] = [Math.min(100, tripMs / 2), Math.min(100, tripMs / 2)];
        const { left } = await simulate(rate, [{ calls, coldMs, thereMs, backMs }]);
        const answeredMs = Math.max(thereMs, coldMs) + backMs;
        const leastMs = (Math.max(0, calls - burst) / rate.perSecond / 0.99) * 1000;
        expect(left.at(-1)).toBeLessThanOrEqual(answeredMs + leastMs + 2);
        expect(left.filter((ms) => ms === 0)).toHaveLength(Math.min(calls, burst));
      }),
      { numRuns: 60 },
    );
  });

  it('earns nothing while a full burst is on its way, and goes on when it was answered', async () => {
    const time = new Simulation();
    const pace = createPace(time, { EC2: { burst: 10, perSecond: 10 } });
    const through = takeMany(pace, 'a', 12);
    await time.pass(60_000);
    expect(through).toHaveLength(9);
    pace.answered('a', 'EC2');
    await time.pass(60_090);
    expect(through).toHaveLength(9);
    await time.pass(60_110);
    expect(through).toHaveLength(10);
    await time.pass(120_000);
    expect(through).toHaveLength(10);
  });

  it('goes on, in order, where time does not pass while it sleeps', async () => {
    const clock = { now: () => new Date(0), sleep: () => Promise.resolve() };
    const pace = createPace(clock, { EC2: { burst: 1, perSecond: 1 } });
    const calls = Array.from({ length: 5 }, async (_, n) => {
      await pace.take('a', 'EC2');
      pace.answered('a', 'EC2');
      return n;
    });
    expect(await Promise.all(calls)).toEqual([0, 1, 2, 3, 4]);
  });

  it('keeps accounts, regions and families apart', async () => {
    const time = new Simulation();
    const pace = createPace(time, {
      EC2: { burst: 1, perSecond: 1 },
      S3: { burst: 1, perSecond: 1 },
    });
    await pace.take('a us-east-1', 'EC2');
    await pace.take('b us-east-1', 'EC2');
    await pace.take('a eu-west-1', 'EC2');
    await pace.take('a us-east-1', 'S3');
    const through = takeMany(pace, 'a us-east-1', 1);
    await time.pass(60_000);
    expect(through).toEqual([]);
    pace.answered('a us-east-1', 'EC2');
    await time.pass(61_020);
    expect(through).toEqual([0]);
  });

  it('goes on at half its rate after a throttled call, and recovers', async () => {
    const time = new Simulation();
    const pace = createPace(time, { EC2: { burst: 10, perSecond: 10 } });
    await pace.take('a', 'EC2');
    for (let n = 0; n < 5; n += 1) pace.slow('a', 'EC2');
    pace.answered('a', 'EC2');
    const through = takeMany(pace, 'a', 1);
    await time.pass(Math.floor(1000 / 4.95));
    expect(through).toEqual([]);
    await time.pass(Math.ceil(1000 / 4.95));
    expect(through).toEqual([0]);
    pace.answered('a', 'EC2');
    await time.pass(60_000);
    const later = takeMany(pace, 'a', 10);
    for (let n = 0; n < 9; n += 1) pace.answered('a', 'EC2');
    await time.pass(60_000 + Math.floor(1000 / 9.9));
    expect(later).toHaveLength(9);
    await time.pass(60_000 + Math.ceil(1000 / 9.9));
    expect(later).toHaveLength(10);
  });

  it('does not forget, among many places, who waits or is under way', async () => {
    const time = new Simulation();
    const pace = createPace(time, { EC2: { burst: 1, perSecond: 1 } });
    const through = takeMany(pace, 'debtor', 1);
    await time.pass(120_000);
    for (let n = 0; n < 5000; n += 1) await pace.take(`place ${n}`, 'EC2');
    expect(through).toEqual([0]);
    const more = takeMany(pace, 'debtor', 1);
    await time.pass(240_000);
    expect(more).toEqual([]);
  });
});

describe('what was used last', () => {
  it.each<readonly [string, readonly string[], readonly string[]]>([
    ['nothing', [], []],
    ['no more than is kept', ['a', 'b', 'a'], []],
    ['the oldest goes', ['a', 'b', 'c'], ['a']],
    ['a use makes it young', ['a', 'b', 'a', 'c'], ['b']],
    ['what comes back goes again', ['a', 'b', 'c', 'a', 'b'], ['a', 'b', 'c']],
  ])('%s', (_, used, gone) => {
    const left: string[] = [];
    const recent = createRecent<string>(2);
    for (const one of used) recent.use(one, () => left.push(one));
    expect(left).toEqual(gone);
  });
});
