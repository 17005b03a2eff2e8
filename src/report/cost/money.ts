/**
 * An amount of money, exactly: a whole number of millionths of a millionth of a millionth of one
 * unit. Bills are summed in it, because floating point does not add up.
 */
export type Money = bigint & { readonly brand: 'Money' };

const DIGITS = 18;
const UNIT = 10n ** BigInt(DIGITS);
const CENT = UNIT / 100n;
const FORM = /^(-?)(\d{1,30})(?:\.(\d{1,60}))?(?:E(-?\d{1,2}))?$/i;

const asMoney = (value: bigint): Money => value as Money;

/** Moves the decimal point, for amounts told as `1.2E-7`. */
const shifted = (whole: string, fraction: string, by: number): readonly [string, string] => {
  if (by >= 0) {
    const padded = fraction.padEnd(by, '0');
    return [whole + padded.slice(0, by), padded.slice(by)];
  }
  const padded = whole.padStart(1 - by, '0');
  return [padded.slice(0, by), padded.slice(by) + fraction];
};

/** Reads a decimal number as AWS tells amounts; undefined for anything else. Digits after the
 * eighteenth of a fraction are dropped. */
export const parseMoney = (text: string): Money | undefined => {
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = FORM.exec(text) ?? [];
  if (whole === '') return undefined;
  const [units, parts] = shifted(whole, fraction, Number(exponent));
  const value = BigInt(units) * UNIT + BigInt(parts.padEnd(DIGITS, '0').slice(0, DIGITS));
  return asMoney(sign === '-' ? -value : value);
};

/** The sum, exactly. */
export const sumOf = (amounts: Iterable<Money>): Money => {
  let sum = 0n;
  for (const amount of amounts) sum += amount;
  return asMoney(sum);
};

/** How far two amounts are apart. */
export const distance = (one: Money, other: Money): Money =>
  asMoney(one > other ? one - other : other - one);

/** The amount in units, for ratios and charts; not exact any more. */
export const unitsOf = (amount: Money): number => Number(amount / (UNIT / 1_000_000n)) / 1_000_000;

/** Whole cents, rounded half away from nothing. */
export const centsOf = (amount: Money): bigint => {
  const half = amount < 0n ? -CENT / 2n : CENT / 2n;
  return (amount + half) / CENT;
};

const floorCents = (amount: Money): bigint => {
  const whole = amount / CENT;
  return amount < 0n && whole * CENT !== amount ? whole - 1n : whole;
};

/**
 * Whole cents of each part, so that the cents shown add up to the cents of the whole: those with
 * the largest rest are rounded up. Each differs from its exact amount by less than a cent.
 */
export const centsThatAddUp = (parts: readonly Money[]): readonly bigint[] => {
  const floors = parts.map(floorCents);
  const missing = Number(centsOf(sumOf(parts)) - floors.reduce((sum, cents) => sum + cents, 0n));
  const byRest = parts
    .map((part, at) => ({ at, rest: part - (floors[at] ?? 0n) * CENT }))
    .sort((a, b) => (a.rest === b.rest ? a.at - b.at : a.rest > b.rest ? -1 : 1));
  const raised = new Set(byRest.slice(0, missing).map(({ at }) => at));
  return floors.map((cents, at) => (raised.has(at) ? cents + 1n : cents));
};
