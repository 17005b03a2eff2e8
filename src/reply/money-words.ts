import { centsOf, centsThatAddUp, unitsOf, type Money } from '../report/cost/money.ts';

const NUMBER = new Intl.NumberFormat('en-US', {
  minimumFractionDigits: 2,
  maximumFractionDigits: 2,
});

const unsigned = (cents: bigint, currency: string): string => {
  const whole = NUMBER.format(Number(cents < 0n ? -cents : cents) / 100);
  return currency === 'USD' ? `$${whole}` : `${whole} ${currency.replaceAll(/[^A-Z]/g, '')}`;
};

/** Cents with their currency: `$1,204.77`, `−$212.00`, `1,204.77 EUR`. */
export const centWords = (cents: bigint, currency: string): string =>
  `${cents < 0n ? '−' : ''}${unsigned(cents, currency)}`;

/** An amount to the cent. */
export const moneyWords = (amount: Money, currency: string): string =>
  centWords(centsOf(amount), currency);

/** Amounts that are parts of one total, so that what is shown adds up to it. */
export const partWords = (amounts: readonly Money[], currency: string): readonly string[] =>
  centsThatAddUp(amounts).map((cents) => centWords(cents, currency));

/** How much more or less than before, in percent: `+5.2 %`, `−3.1 %`, `new`, `gone`, `±0 %`. */
export const changeWords = (now: Money, before: Money): string => {
  if (centsOf(now) === centsOf(before)) return '±0 %';
  if (before === 0n) return 'new';
  if (now === 0n) return 'gone';
  const percent = (100 * (unitsOf(now) - unitsOf(before))) / Math.abs(unitsOf(before));
  const size = Math.abs(percent);
  const digits = size >= 100 ? size.toFixed(0) : size.toFixed(1);
  return `${percent < 0 ? '−' : '+'}${digits} %`;
};

/** A part of a whole in percent; nothing of nothing. */
export const shareWords = (part: Money, whole: Money): string =>
  whole === 0n ? '0 %' : `${((100 * unitsOf(part)) / unitsOf(whole)).toFixed(0)} %`;
