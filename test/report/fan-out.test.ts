import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createGate, fanOut } from '../../src/report/fan-out.ts';

describe('parts side by side', () => {
  it('are each worked on once, never more than there are lanes', async () => {
    const sizes = fc.record({ parts: fc.nat(30), lanes: fc.integer({ min: 1, max: 8 }) });
    await fc.assert(
      fc.asyncProperty(sizes, fc.scheduler(), async ({ parts, lanes }, scheduler) => {
        const seen: number[] = [];
        let open = 0;
        let most = 0;
        const work = async (part: number): Promise<void> => {
          seen.push(part);
          open += 1;
          most = Math.max(most, open);
          await scheduler.schedule(Promise.resolve());
          open -= 1;
        };
        const all = Array.from({ length: parts }, (_, n) => n);
        await scheduler.waitFor(fanOut(all, lanes, work));
        expect(seen).toEqual(all);
        expect(most).toBe(Math.min(lanes, parts));
      }),
    );
  });

  it('end with the first that breaks', async () => {
    const work = async (part: number): Promise<void> => {
      if (part === 1) throw new Error('broken');
    };
    await expect(fanOut([0, 1, 2], 2, work)).rejects.toThrow('broken');
  });
});

describe('a gate', () => {
  it('lets so many in, in their order, and the next when one leaves or breaks', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.boolean(), { maxLength: 20 }),
        fc.integer({ min: 1, max: 4 }),
        fc.scheduler(),
        async (breaks, most, scheduler) => {
          const gate = createGate(most);
          let open = 0;
          const begun: number[] = [];
          const all = breaks.map((isBroken, at) =>
            gate.through(async () => {
              begun.push(at);
              open += 1;
              expect(open).toBeLessThanOrEqual(most);
              await scheduler.schedule(Promise.resolve());
              open -= 1;
              if (isBroken) throw new Error('broken');
              return at;
            }),
          );
          const ends = await scheduler.waitFor(Promise.allSettled(all));
          expect(begun).toEqual(breaks.map((_, at) => at));
          expect(ends.map(({ status }) => status === 'rejected')).toEqual(breaks);
        },
      ),
    );
  });
});
