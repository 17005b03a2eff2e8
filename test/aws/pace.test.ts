import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPace } from '../../src/aws/pace.ts';
import { createRecent } from '../../src/aws/recent.ts';

/** Time that stands still until it is told; sleepers are remembered, not waited for. */
const standing = () => {
  let nowMs = 0;
  const slept: number[] = [];
  return {
    slept,
    pass: (ms: number) => void (nowMs += ms),
    now: () => new Date(nowMs),
    sleep: (ms: number) => {
      slept.push(nowMs + ms);
      return Promise.resolve();
    },
  };
};

/** When each of so many calls, all asked for at once, is let through. */
const leaving = async (calls: number, burst: number, perSecond: number) => {
  const clock = standing();
  const pace = createPace(clock, { EC2: { burst, perSecond } });
  for (let n = 0; n < calls; n += 1) await pace.take('a us-east-1', 'EC2');
  return [...Array<number>(calls - clock.slept.length).fill(0), ...clock.slept];
};

describe('the pace', () => {
  it('never lets more through than AWS bears, and not much less', async () => {
    const rates = fc.record({
      calls: fc.integer({ min: 1, max: 400 }),
      burst: fc.integer({ min: 1, max: 100 }),
      perSecond: fc.integer({ min: 1, max: 100 }),
    });
    await fc.assert(
      fc.asyncProperty(rates, async ({ calls, burst, perSecond }) => {
        const times = await leaving(calls, burst, perSecond);
        times.forEach((ms, at) => {
          expect(at + 1).toBeLessThanOrEqual(burst + (ms / 1000) * perSecond + 1e-6);
        });
        const least = Math.max(0, calls - burst) / perSecond;
        const margin = (burst * 0.1 + 1) / perSecond;
        expect((times.at(-1) ?? 0) / 1000).toBeLessThanOrEqual(least * 1.011 + margin * 1.011);
      }),
    );
  });

  it('keeps accounts, regions and families apart', async () => {
    const clock = standing();
    const pace = createPace(clock, {
      EC2: { burst: 1, perSecond: 1 },
      S3: { burst: 1, perSecond: 1 },
    });
    await pace.take('a us-east-1', 'EC2');
    await pace.take('b us-east-1', 'EC2');
    await pace.take('a eu-west-1', 'EC2');
    await pace.take('a us-east-1', 'S3');
    expect(clock.slept).toEqual([]);
    await pace.take('a us-east-1', 'EC2');
    expect(clock.slept).toHaveLength(1);
  });

  it('goes on at half its rate after a throttled call, and recovers', async () => {
    const clock = standing();
    const pace = createPace(clock, { EC2: { burst: 10, perSecond: 10 } });
    await pace.take('a', 'EC2');
    for (let n = 0; n < 5; n += 1) pace.slow('a', 'EC2');
    await pace.take('a', 'EC2');
    expect(clock.slept[0]).toBeCloseTo(1000 / 4.95);
    clock.pass(60_000);
    for (let n = 0; n < 10; n += 1) await pace.take('a', 'EC2');
    expect((clock.slept[1] ?? 0) - 60_000).toBeCloseTo(1000 / 9.9);
  });

  it('does not forget a debt among many places', async () => {
    const clock = standing();
    const pace = createPace(clock, { EC2: { burst: 1, perSecond: 1 } });
    for (let n = 0; n < 3; n += 1) await pace.take('debtor', 'EC2');
    for (let n = 0; n < 5000; n += 1) await pace.take(`place ${n}`, 'EC2');
    const before = clock.slept.length;
    await pace.take('debtor', 'EC2');
    expect(clock.slept).toHaveLength(before + 1);
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
