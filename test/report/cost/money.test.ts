import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  centsOf,
  centsThatAddUp,
  parseMoney,
  sumOf,
  unitsOf,
  type Money,
} from '../../../src/report/cost/money.ts';

describe('amounts', () => {
  it.each([
    ['nothing', '0', 0n],
    ['cents', '12.34', 1234n],
    ['less than a cent', '0.0000000012', 0n],
    ['half a cent goes up', '0.005', 1n],
    ['half a cent given back goes down', '-0.005', -1n],
    ['a credit', '-212', -21_200n],
    ['more digits than are kept', '1.0000000000000000000000000001', 100n],
    ['the form of small floats', '1.2E-3', 0n],
    ['the form of large floats', '1.2E3', 120_000n],
    ['the same with many digits', '123456.789E-4', 1235n],
  ])('%s', (_, text, cents) => {
    expect(centsOf(parseMoney(text) as Money)).toBe(cents);
  });

  it.each(['', ' ', '1,000.00', 'NaN', 'Infinity', '--1', '1.', '.5', '0x10', '1e999', '١'])(
    '%j is no amount',
    (text) => {
      expect(parseMoney(text)).toBeUndefined();
    },
  );
});

const decimal = fc
  .tuple(fc.bigInt({ min: -(10n ** 24n), max: 10n ** 24n }), fc.integer({ min: 0, max: 18 }))
  .map(([digits, places]) => {
    const text = (digits < 0n ? -digits : digits).toString().padStart(places + 1, '0');
    const whole = text.slice(0, text.length - places);
    const fraction = places === 0 ? '' : `.${text.slice(-places)}`;
    return `${digits < 0n ? '-' : ''}${whole}${fraction}`;
  });

describe('laws of amounts', () => {
  it('adding up does not depend on the order', () => {
    fc.assert(
      fc.property(fc.array(decimal), (texts) => {
        const amounts = texts.map((text) => parseMoney(text) as Money);
        expect(sumOf(amounts)).toBe(sumOf(amounts.toReversed()));
      }),
    );
  });

  it('the cents shown of the parts are the cents of the whole, each less than one off', () => {
    fc.assert(
      fc.property(fc.array(decimal, { maxLength: 40 }), (texts) => {
        const parts = texts.map((text) => parseMoney(text) as Money);
        const cents = centsThatAddUp(parts);
        expect(cents.reduce((sum, one) => sum + one, 0n)).toBe(centsOf(sumOf(parts)));
        for (const [at, part] of parts.entries()) {
          const apart = (cents[at] ?? 0n) * 10n ** 16n - part;
          expect(apart < 10n ** 16n && apart > -(10n ** 16n)).toBe(true);
        }
      }),
    );
  });

  it('units are close to the amount', () => {
    expect(unitsOf(parseMoney('1234.5678') as Money)).toBeCloseTo(1234.5678, 6);
  });
});
