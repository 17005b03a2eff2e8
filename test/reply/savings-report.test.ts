import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Saving } from '../../src/report/savings/saving.ts';
import { activeWords, commandLines, structureOf } from './hostile.ts';
import { renderSavings, SAVINGS_FOUND, savingsAnswer } from './savings-sample.ts';

const [sample] = SAVINGS_FOUND.savings;
if (sample === undefined) throw new Error('the sample has no savings');

const many = (count: number, more: Partial<Saving> = {}): readonly Saving[] =>
  Array.from({ length: count }, (_, at) => ({ ...sample, resourceId: `i-${at}`, ...more }));

const render = (savings: readonly Saving[]): string =>
  renderSavings(savingsAnswer({ found: { ...SAVINGS_FOUND, savings } }));

const centsIn = (text: string): number => Number(text.replaceAll(/[$,.]/g, ''));

describe('a report of savings', () => {
  it('has six lines before anything else', () => {
    const head = render(SAVINGS_FOUND.savings).split('\n\n')[1] ?? '';
    expect(head.split('\n')).toHaveLength(6);
  });

  it('fits a comment however much was found, and says what is not shown', () => {
    const text = render(many(5000));
    expect(text.length).toBeLessThanOrEqual(60_000);
    expect(text).toMatch(/\d+ of 5000 shown\./);
    expect(text).toContain('**Found** · 5000 items');
  });

  it('sums exactly what its rows show', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 9000, noNaN: true }), { maxLength: 40 }),
        (amounts) => {
          const savings = amounts.map((monthlyUsd, at) => ({
            ...sample,
            resourceId: `i-${at}`,
            worth: { monthlyUsd, assumption: '' },
          }));
          const text = render(savings);
          const rows = [
            ...text.matchAll(/^\| \d+ \|.*\| (\$[\d,.]+)<br>[^|]* a year \|[^|]*\|$/gm),
          ];
          const total = /\*\*(\$[\d,.]+) a month,/.exec(text)?.[1] ?? '';
          expect(rows).toHaveLength(savings.length);
          expect(rows.reduce((sum, row) => sum + centsIn(row[1] ?? ''), 0)).toBe(centsIn(total));
        },
      ),
      { numRuns: 200 },
    );
  });

  it('proposals and what has no price are in no sum', () => {
    const propose = { do: 'propose', what: 'ask its owner' } as const;
    const text = render([...many(1), ...many(1, { remedy: propose })]);
    expect(text).toContain('## Savings: $146.00 a month');
    expect(text).toContain('**Only proposed** · 1 resource · $146.00 a month, not in the sum');
    expect(render(many(1, { worth: { unpriced: 'no price is kept' } }))).toContain(
      '## Savings: $0.00 a month',
    );
  });

  it('does not guess a share when the bill is not known', () => {
    const { spendUsd: _, ...view } = savingsAnswer();
    expect(renderSavings(view)).toContain('share of the bill not known');
  });

  it('takes names, tags and evidence for data, whatever is in them', () => {
    const hostile = '@acme/admins /approve #7 [x](https://e.example) | <img src=x>\n/approve';
    const bad: Saving = {
      ...sample,
      name: hostile,
      resourceId: hostile,
      evidence: [{ what: 'made by', value: hostile }],
      risk: { level: 'high', because: hostile },
      remedy: { do: 'propose', what: hostile },
    };
    const item: Saving = { ...bad, remedy: { do: 'resize-instance', to: hostile } };
    const found = {
      ...SAVINGS_FOUND,
      savings: [item, bad],
      kept: [{ saving: bad, tag: hostile }],
      notJudged: [{ ...item, because: hostile }],
      failed: [{ place: hostile, because: hostile }],
    };
    const text = renderSavings(savingsAnswer({ found }));
    const { image, link } = structureOf(text);
    expect({ image, link }).toEqual({ image: 0, link: 0 });
    expect(activeWords(text)).toEqual([]);
    expect(commandLines(text)).toEqual([]);
    expect(text.split('\n').filter((line) => /^\| \d/.test(line))).toHaveLength(1);
  });
});
