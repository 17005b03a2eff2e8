import { assert, integer, property, uniqueArray } from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Attempt } from '../../src/approve/attempt.ts';
import { judgeAttempt } from '../../src/approve/decide-approval.ts';
import { parsePlanDigest, type PlanDigest } from '../../src/task/ids.ts';
import { attemptBy, contextOf } from './fixtures.ts';

const digestOf = (digit: string): PlanDigest => {
  const digest = parsePlanDigest(digit.repeat(64));
  if (digest === undefined) throw new Error('no digest');
  return digest;
};

const MENU = digestOf('a');
const savings = { purpose: 'savings' } as const;
const partOf = (...items: readonly number[]) => contextOf(savings, { part: { of: MENU, items } });
const own = partOf(2).digested.digest;
const base = attemptBy(2002);

const codeOf = (said: Pick<Attempt, 'digest' | 'items'>, context = partOf(2, 5)): string => {
  const judged = judgeAttempt({ ...base, ...said }, context);
  return judged.ok ? 'accepted' : judged.refusal.code;
};

describe('items of a plan of savings', () => {
  it.each([
    ['the very items', { digest: MENU, items: [2, 5] }, partOf(2, 5), 'accepted'],
    ['the first digits', { digest: MENU.slice(0, 12), items: [2] }, partOf(2), 'accepted'],
    ['one item by its own digest', { digest: own }, partOf(2), 'accepted'],
    ['its own digest and its number', { digest: own, items: [2] }, partOf(2), 'accepted'],
    ['one item fewer', { digest: MENU, items: [2] }, partOf(2, 5), 'unknown-plan-item'],
    ['one item more', { digest: MENU, items: [2, 5, 6] }, partOf(2, 5), 'unknown-plan-item'],
    ['another item', { digest: MENU, items: [3] }, partOf(2), 'unknown-plan-item'],
    ['the digest alone', { digest: MENU }, partOf(2), 'unknown-plan-item'],
    ['nothing', {}, partOf(2), 'unknown-plan-item'],
    ['two items by one digest', { digest: own }, partOf(2, 5), 'wrong-digest'],
    ['items of another plan', { digest: digestOf('b'), items: [2] }, partOf(2), 'wrong-digest'],
    [
      'the whole choice',
      { digest: contextOf(savings).digested.digest },
      contextOf(savings),
      'items-required',
    ],
    ['the whole choice, bare', {}, contextOf(savings), 'items-required'],
    [
      'items of a plan without any',
      { digest: contextOf().digested.digest, items: [1] },
      contextOf(),
      'unknown-plan-item',
    ],
  ])('A09 by %s', (_, said, context, code) => {
    expect(codeOf(said, context)).toBe(code);
  });

  it('A09 shows the line with the numbers', () => {
    const judged = judgeAttempt({ ...base, digest: MENU, items: [9] }, partOf(2, 5));
    expect(judged.ok ? '' : judged.refusal.next).toContain(`\`/approve ${MENU.slice(0, 12)} 2,5\``);
  });

  it('A09 whatever numbers are said, only the same ones approve', () => {
    const numbers = uniqueArray(integer({ min: 1, max: 20 }), {
      minLength: 1,
      maxLength: 20,
    });
    const ascending = numbers.map((list) => list.toSorted((a, b) => a - b));
    assert(
      property(ascending, ascending, (said, asked) => {
        const code = codeOf({ digest: MENU, items: said }, partOf(...asked));
        expect(code).toBe(said.join() === asked.join() ? 'accepted' : 'unknown-plan-item');
      }),
    );
  });
});
