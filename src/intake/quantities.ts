import { findQuantities, type Quantity } from './find-quantities.ts';
import { regex } from './words/regex.ts';
import type { QuantityRule, Unit } from './words/service-words.ts';

const DIVISOR: Readonly<Record<Unit, number>> = {
  seconds: 1,
  minutes: 60,
  days: 86_400,
  mb: 1,
  gb: 1024,
  one: 1,
};

const inUnit = (rule: QuantityRule, { base }: Quantity): number => {
  const exact = base / DIVISOR[rule.unit];
  return Math.round(exact * 1000) / 1000;
};

/** "So that files of 40 MB fit": a number in what a thing is for is no value of a word outside. */
const PURPOSE = regex(
  'giu',
  String.raw`(?<![\p{L}-])(?:so that|in order to|such that|so (?:files|images|photos|objects|`,
  String.raw`uploads|jobs|runs)|(?:big|large|long) enough (?:for|to)|to (?:fit|hold|handle|cover|`,
  String.raw`survive|cope with|process|serve))(?![\p{L}-])`,
  String.raw`(?!\s+(?:it|they|both|each)\s+(?:has|have|gets?|is|are|runs?|uses?|keeps?|times?))`,
  String.raw`[^;.\n]{0,400}`,
);

const purposesOf = (text: string): readonly Pick<Quantity, 'start' | 'end'>[] =>
  [...text.matchAll(PURPOSE)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }));

interface Pair {
  readonly rule: QuantityRule;
  readonly quantity: Quantity;
  readonly cost: number;
}

const NEAR = 90;
/** A number right behind the word of a field needs no unit: "TTL 300". */
const BARE_GAP = 4;
const BEFORE_PENALTY = 14;
const DIRECT = 12;

const costOf = (
  rule: QuantityRule,
  word: Pick<Quantity, 'start' | 'end'>,
  quantity: Quantity,
): number => {
  const isAfter = quantity.start >= word.end;
  /** "20 read units": what is counted stands right behind its number. */
  if (rule.isCounted === true && !isAfter && word.start - quantity.end <= 1) return -1;
  const gap = isAfter ? quantity.start - word.end : word.start - quantity.end;
  if (gap > NEAR) return Number.POSITIVE_INFINITY;
  const bonus = quantity.isTarget && isAfter ? Math.min(gap, 40) : 0;
  return Math.max(0, gap) - bonus + (isAfter ? 0 : BEFORE_PENALTY);
};

const inUnitOf = (quantity: Quantity, unit: Unit): Quantity => ({
  ...quantity,
  base: quantity.value * DIVISOR[unit],
});

const pairsOf = (rule: QuantityRule, text: string, all: readonly Quantity[]): readonly Pair[] => {
  const fitting = all.filter(({ of }) => of === rule.of);
  const isMarked = rule.of === 'percent' && fitting.length > 0;
  const bare = rule.of === 'count' || isMarked ? [] : all.filter(({ of }) => of === 'count');
  const words = [...text.matchAll(new RegExp(rule.words.source, 'giu'))].slice(0, 20);
  const purposes = purposesOf(text);
  return words.flatMap((match) => {
    const word = { start: match.index, end: match.index + match[0].length };
    const near = bare
      .filter(({ start }) => start >= word.end && start - word.end <= BARE_GAP)
      .map((quantity) => inUnitOf(quantity, rule.unit));
    const purpose = purposes.find(({ start, end }) => start <= word.start && word.end <= end);
    return [...fitting, ...near]
      .filter(({ start, end: last }) => {
        const own = purposes.find((span) => span.start <= start && start < span.end);
        const isUnit = word.start >= start && word.end <= last;
        return own === undefined || (own === purpose && !isUnit);
      })
      .map((quantity) => ({ rule, quantity, cost: costOf(rule, word, quantity) }))
      .filter(({ cost }) => Number.isFinite(cost));
  });
};

export interface Measured {
  readonly name: string;
  readonly value: number;
  /** False outside the bounds of the rule. */
  readonly isValid: boolean;
  /** True where the text gives the field two values. */
  readonly isTwice: boolean;
}

const isWithin = (rule: QuantityRule, value: number): boolean =>
  value >= (rule.min ?? 0) &&
  value <= (rule.max ?? Number.POSITIVE_INFINITY) &&
  (rule.allowed === undefined || rule.allowed.includes(value)) &&
  (rule.of !== 'count' || Number.isInteger(value));

const measured = (rule: QuantityRule, quantity: Quantity, isTwice: boolean): Measured => {
  const value = inUnit(rule, quantity);
  return { name: rule.name, value, isValid: isWithin(rule, value), isTwice };
};

/** "timeout 60 s … timeout 90 s": two numbers, each right behind the word of the field. */
const isTold = (rule: QuantityRule, taken: Quantity, pairs: readonly Pair[]): boolean =>
  pairs.some(
    ({ rule: other, quantity, cost }) =>
      other === rule && cost <= DIRECT && quantity.base !== taken.base,
  );

/** A number that no other rule took. */
const isOpen = ({ rule, quantity }: Pair, taken: ReadonlyMap<QuantityRule, Quantity>): boolean =>
  [...taken].every(([other, used]) => other === rule || used.start !== quantity.start);

/**
 * Gives each rule the number that stands nearest to its words, each number once; then, to rules
 * that stand `alone`, what is left of their kind when it is a single number.
 */
export const measure = (rules: readonly QuantityRule[], text: string): readonly Measured[] => {
  const all = findQuantities(text).slice(0, 200);
  const pairs = rules.flatMap((rule) => pairsOf(rule, text, all)).sort((a, b) => a.cost - b.cost);
  const taken = new Map<QuantityRule, Quantity>();
  const used = new Set<number>();
  const purposes = purposesOf(text);
  for (const { rule, quantity } of pairs) {
    if (taken.has(rule) || used.has(quantity.start)) continue;
    taken.set(rule, quantity);
    used.add(quantity.start);
  }
  for (const rule of rules.filter((row) => row.alone === true && !taken.has(row))) {
    const rest = all.filter(
      (quantity) =>
        quantity.of === rule.of &&
        !used.has(quantity.start) &&
        !purposes.some(({ start, end }) => start <= quantity.start && quantity.start < end),
    );
    const [only] = rest;
    if (only === undefined || rest.length > 1) continue;
    taken.set(rule, only);
    used.add(only.start);
  }
  return [...taken].map(([rule, quantity]) => {
    const others = pairs.filter((pair) => isOpen(pair, taken));
    return measured(rule, quantity, isTold(rule, quantity, others));
  });
};
