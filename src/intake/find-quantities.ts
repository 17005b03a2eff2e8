import { regex } from './words/regex.ts';
import type { UnitClass } from './words/service-words.ts';

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
  { of: 'size', factor: 1, words: 'mb|mib|mo|megs?|megabytes?|mebibytes?|メガバイト|兆' },
  { of: 'size', factor: 1024, words: 'gb|gib|go|gigs?|gigas?|gigabytes?|gibibytes?|ギガ' },
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
/** Numbers in words, only before a unit of time or size; a bare "a" also needs words before it. */
const WORDS: ReadonlyMap<string, number> = new Map(
  (
    'half a|0.5 half an|0.5 a|1 an|1 one|1 two|2 three|3 four|4 five|5 six|6 seven|7 eight|8 ' +
    'nine|9 ten|10 twelve|12 fifteen|15 twenty|20 thirty|30 forty-five|45 sixty|60 ninety|90'
  )
    .split(/(?<=\d) /)
    .map((pair) => pair.split('|'))
    .map(([word = '', value]) => [word, Number(value)] as const),
);
const MEASURED = UNITS.filter(({ of }) => of === 'time' || of === 'size');
const IN_WORDS = new RegExp(
  `(?<![\\p{L}\\p{N}-])(${[...WORDS.keys()].join('|')})[\\s-]+(?:full |whole )?` +
    `(?:${MEASURED.map(({ words }) => `(${words})`).join('|')})(?![\\p{L}\\p{N}_-])`,
  'giu',
);
const BEFORE_ONE = regex(
  'iu',
  String.raw`(?:(?<![\p{L}])(?:after|of|to|at|for|within|than|least|most|is|be|every|up|now)|`,
  String.raw`[:=(])`,
  String.raw`\s*$`,
);
const TARGET = /(?:\b(?:to|auf|zu|a|à|para|até|of|is|be)|=|→|->|为|到|至|に)\s*$/iu;
const PRESENT = regex(
  'iu',
  String.raw`(?:\bof the present|\binstead of|\bcurrently|\bnow|\bwas|`,
  String.raw`\brather than|\bup from|\bdown from|\bunlike|\bused to be|\bis still|\bat present|`,
  String.raw`\bstatt|\bderzeit|`,
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
  String.raw`reached|exceeded|crossed|passed|`,
  String.raw`ok(?:ay)?|`,
  String.raw`sufficient|what we (?:need|want)|the (?:new|target))(?![\p{L}]))|(?:too|not) )`,
);

const plain = (text: string): number => Number(text.replaceAll(',', ''));

/** A number and whether the text wants it. */
export interface SaidQuantity extends Quantity {
  readonly isWanted: boolean;
}

const isWantedAt = (text: string, start: number, end: number): boolean => {
  const before = text.slice(Math.max(0, start - 24), start);
  if (RELATIVE.test(before) || MORE.test(text.slice(end, end + 20))) return false;
  const isFrom = FROM.test(before) && TO.test(text.slice(end, end + 40));
  return !isFrom && !PRESENT.test(before) && !WAS.test(text.slice(end, end + 24));
};

const inDigits = (text: string): readonly SaidQuantity[] =>
  [...text.matchAll(WITH_UNIT)].map((match) => {
    const [whole, currency, digits = '', ...units] = match;
    const row = UNITS[units.findIndex((unit) => unit !== undefined)];
    const start = match.index + whole.search(/\S/);
    const end = match.index + whole.length;
    const of: UnitClass = currency === undefined || currency === '' ? (row?.of ?? 'count') : 'usd';
    const value = plain(digits);
    return {
      value,
      of,
      base: value * (row?.factor ?? 1),
      start,
      end,
      isTarget: TARGET.test(text.slice(Math.max(0, start - 24), start)),
      isWanted: isWantedAt(text, start, end),
    };
  });

const inWords = (text: string): readonly SaidQuantity[] =>
  [...text.matchAll(IN_WORDS)].flatMap((match) => {
    const [whole, word = '', ...units] = match;
    const row = MEASURED[units.findIndex((unit) => unit !== undefined)];
    const value = WORDS.get(word.toLowerCase().replaceAll(/\s+/g, ' '));
    const before = text.slice(Math.max(0, match.index - 24), match.index);
    const isBare = /^an?$/i.test(word) && !BEFORE_ONE.test(before);
    if (row === undefined || value === undefined || isBare) return [];
    const end = match.index + whole.length;
    const place = { start: match.index, end, isTarget: TARGET.test(before) };
    const isWanted = isWantedAt(text, match.index, end);
    return [{ value, of: row.of, base: value * row.factor, ...place, isWanted }];
  });

/** Every number of a text with its unit, in order, and whether it is wanted. */
export const saidQuantities = (text: string): readonly SaidQuantity[] =>
  [...inDigits(text), ...inWords(text)].sort((a, b) => a.start - b.start);

/** Every number of a text that states a wish; what it says of the present is left out. */
export const findQuantities = (text: string): readonly Quantity[] =>
  saidQuantities(text).filter(({ isWanted }) => isWanted);
