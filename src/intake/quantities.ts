import { regex } from './words/regex.ts';
import type { QuantityRule, Unit, UnitClass } from './words/service-words.ts';

/** A number with what it counts. */
export interface Quantity {
  readonly value: number;
  readonly of: UnitClass;
  /** In seconds, megabytes or as written. */
  readonly base: number;
  readonly start: number;
  readonly end: number;
  /** True after `to` or `=`: the value that is wanted where two stand. */
  readonly isTarget: boolean;
}

interface UnitRow {
  readonly of: UnitClass;
  readonly factor: number;
  readonly words: string;
}

/** A flat table of units in the languages that are read. */
const UNITS: readonly UnitRow[] = [
  { of: 'time', factor: 86_400, words: 'days?|días?|dias?|jours?|tagen?|tage|tag|日間|日|天' },
  { of: 'time', factor: 604_800, words: 'weeks?|semanas?|semaines?|wochen?|週間|周' },
  { of: 'time', factor: 3600, words: 'hours?|hrs?|horas?|heures?|stunden?|時間|小时|h' },
  { of: 'time', factor: 60, words: 'minutes?|mins?|minutos?|minuten?|分間|分钟|分' },
  { of: 'time', factor: 31_536_000, words: 'years?|años?|anos?|ans?|jahren?|jahre?|年' },
  {
    of: 'time',
    factor: 2_592_000,
    words: 'months?|mes(?:es)?|mois|monaten?|monate?|ヶ月|か月|个月',
  },
  { of: 'time', factor: 1, words: 'seconds?|secs?|segundos?|secondes?|sekunden?|秒間|秒|s' },
  { of: 'size', factor: 1, words: 'mb|mib|mo|メガバイト|兆' },
  { of: 'size', factor: 1024, words: 'gb|gib|go|gigas?|gigabytes?|ギガ' },
  { of: 'size', factor: 1_048_576, words: 'tb|tib|to|terabytes?' },
  { of: 'usd', factor: 1, words: 'usd|dollars?|dólares|us\\$|美元|ドル' },
  {
    of: 'percent',
    factor: 1,
    words: '%|percent|por ciento|pour cent|por cento|prozent|パーセント',
  },
];

const NUMBER = String.raw`\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,9}(?:\.\d{1,4})?`;
const UNIT = UNITS.map(({ words }) => `(${words})`).join('|');
const WITH_UNIT = new RegExp(
  `(?<![\\w.,/:-])(\\$|US\\$|€)?\\s?(${NUMBER})(?:\\s|-)?(?:${UNIT})?` +
    '(?![A-Za-z0-9_%/]|[.:-]\\w)',
  'giu',
);
const TARGET = /(?:\b(?:to|auf|zu|a|à|para|até|of|is|be)|=|→|->|为|到|至|に)\s*$/iu;
const PRESENT = regex(
  'iu',
  String.raw`(?:\bof the present|\binstead of|\bcurrently|\bnow|\bwas|`,
  String.raw`\bused to be|\bis still|\bat present|\bstatt|\bderzeit|`,
  String.raw`\baktuell|\bde los actuales|\bactualmente|\bau lieu de|`,
  String.raw`\bactuellement|\batualmente|\bem vez de|现在|目前|当前|現在)\s*(?:the |`,
  String.raw`set to |at |only |de |on )?\s*$`,
);
/** "By 30 seconds": a difference, and what it comes to is not said. */
const RELATIVE = regex(
  'iu',
  String.raw`(?:\bby|\bum|\banother|\bfurther|\bextra|\badditional|\botros|\bencore)\s+`,
  String.raw`(?:an? (?:extra|further|additional)\s+)?$`,
);
const MORE = /^\s*(?:more|extra|longer|on top|mehr|más|de plus|a mais)(?![\p{L}])/iu;
const FROM = /(?:\bfrom|\bvon|\bdesde|\bde)\s*$/iu;
const TO = /^[^.;\n]{0,20}\b(?:to|auf|a|à|para)\s+\d/iu;
const WAS = regex(
  'iu',
  String.raw`^\s*(?:today|at the moment|right now|at present|currently|`,
  String.raw`now\b|derzeit|heute|hoy|ahora|aujourd'hui|actuellement|`,
  'hoje|から|',
  String.raw`(?:is|are|was|were|has|had|isn'?t|aren'?t|wasn'?t|does|did|doesn'?t|won'?t|`,
  String.raw`es|era|est|était|é|ist|war|reicht)(?![\p{L}\p{N}])\s+(?!(?:enough|plenty|fine|`,
  String.raw`ok(?:ay)?|`,
  String.raw`sufficient|what we (?:need|want)|the (?:new|target))(?![\p{L}]))|(?:too|not) )`,
);

const plain = (text: string): number => Number(text.replaceAll(',', ''));

/** Every number of a text that states a wish; what it says of the present is left out. */
export const findQuantities = (text: string): readonly Quantity[] =>
  [...text.matchAll(WITH_UNIT)].flatMap((match) => {
    const [whole, currency, digits = '', ...units] = match;
    const index = units.findIndex((unit) => unit !== undefined);
    const row = UNITS[index];
    const value = plain(digits);
    const before = text.slice(Math.max(0, match.index - 24), match.index);
    const end = match.index + whole.length;
    const isFrom = FROM.test(before) && TO.test(text.slice(end, end + 40));
    if (RELATIVE.test(before) || MORE.test(text.slice(end, end + 20))) return [];
    if (isFrom || PRESENT.test(before) || WAS.test(text.slice(end, end + 24))) return [];
    const of: UnitClass = currency === undefined || currency === '' ? (row?.of ?? 'count') : 'usd';
    const base = value * (row?.factor ?? 1);
    return [{ value, of, base, start: match.index, end, isTarget: TARGET.test(before) }];
  });

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

const costOf = (word: { start: number; end: number }, quantity: Quantity): number => {
  const isAfter = quantity.start >= word.end;
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
  const bare = rule.of === 'count' ? [] : all.filter(({ of }) => of === 'count');
  const words = [...text.matchAll(new RegExp(rule.words.source, 'giu'))].slice(0, 20);
  return words.flatMap((match) => {
    const word = { start: match.index, end: match.index + match[0].length };
    const near = bare
      .filter(({ start }) => start >= word.end && start - word.end <= BARE_GAP)
      .map((quantity) => inUnitOf(quantity, rule.unit));
    return [...fitting, ...near]
      .map((quantity) => ({ rule, quantity, cost: costOf(word, quantity) }))
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
  for (const { rule, quantity } of pairs) {
    if (taken.has(rule) || used.has(quantity.start)) continue;
    taken.set(rule, quantity);
    used.add(quantity.start);
  }
  for (const rule of rules.filter((row) => row.alone === true && !taken.has(row))) {
    const rest = all.filter((quantity) => quantity.of === rule.of && !used.has(quantity.start));
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
