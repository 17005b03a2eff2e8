import { regex } from '../../intake/words/regex.ts';
import { numberOf, type Known } from './known.ts';
import { anyWord, phrases } from './phrases.ts';
import type { Said } from './said.ts';
import type { MoneyFact, MoneyRole, TrendFact, WordFacts } from './word-facts.ts';

const AMOUNT = regex(
  'gi',
  String.raw`[-+]?\s?\$\s?(\d[\d,]*(?:\.\d+)?)(?!\d)|`,
  String.raw`(?<![\w.,])(\d[\d,]*(?:\.\d+)?)\s?(?:usd|us dollars?|dollars?)\b`,
);

/** Other currencies, fractions of money in words, and amounts that are cut short. */
const UNTOLD = regex(
  'i',
  String.raw`[€£¥]|\b(?:eur|gbp|euros?|pounds?|yen|cents?|bucks?)\b|\$(?!\s?\d)|`,
  String.raw`\$\s?\d[\d,.]*\s?(?:k|m|bn|thousand|million)\b`,
);

/** Words that say which amount is meant, behind or before it. */
const ROLES: readonly (readonly [MoneyRole, RegExp])[] = [
  ['now', phrases('now', 'currently', 'today', 'before', 'so far', 'existing', 'present', 'from')],
  [
    'after',
    phrases('after*', 'becomes?', 'then', 'in future', 'new total', 'to', 'w(?:ill|ould) cost'),
  ],
  [
    'difference',
    anyWord('more less additional* extra difference delta increas* decreas* sav* adds?'),
  ],
];

const OTHER_PERIOD = phrases(
  'year*',
  'annual*',
  'hour*',
  'daily',
  '(?:a|per|each|every) day',
  'quarterly',
);

const FREE = phrases(
  'free',
  'no (?:additional |extra |more )?(?:cost|charge|money|price)s?',
  'costs? nothing',
  'for nothing',
);

const UP = phrases(
  'increas*',
  'ris(?:e|es|en|ing)',
  'rose',
  'gr[eo]w*',
  'higher',
  'more expensive',
  'costs? more',
  'dearer',
  '(?:went|go|goes|going) up',
  'climb*',
  'jump*',
  'surg*',
);
const DOWN = phrases(
  'decreas*',
  'fall(?:s|en|ing)?',
  'fell',
  'reduc*',
  'lower*',
  'cheaper',
  'costs? less',
  'sav(?:e|es|ed|ing|ings)',
  '(?:went|go|goes|going) down',
  'shr[aiu]nk*',
  'declin*',
  'dropped',
  'cuts?',
);

interface Amount {
  readonly cents: number;
  /** The words around it, from the amount before to the amount behind. */
  readonly around: string;
}

/** `from` and `to` belong to the amount behind them. */
const OF_NEXT = /\b(?:from|to)\s*$/i;

const amountsIn = (text: string): readonly Amount[] => {
  const found = [...text.matchAll(AMOUNT)];
  return found.map((match, at) => {
    const before = found[at - 1];
    const from = before === undefined ? 0 : before.index + before[0].length;
    const words = text.slice(from, match.index).split(/\s+/).slice(-4).join(' ');
    const end = match.index + match[0].length;
    const between = text.slice(end, found[at + 1]?.index).replace(OF_NEXT, '');
    const behind = between.split(/\s+/).slice(0, 4).join(' ');
    const cents = Math.round(numberOf(match[1] ?? match[2] ?? '') * 100);
    return { cents, around: `${words} ${behind}` };
  });
};

/** The text without its amounts of money, for the rules about other numbers. */
export const withoutMoney = (text: string): string => text.replaceAll(AMOUNT, ' that ');

const named = <T extends { readonly of?: string }>(
  facts: readonly T[],
  text: string,
): readonly T[] =>
  facts.filter(({ of }) => of !== undefined && text.toLowerCase().includes(of.toLowerCase()));

const isTold = (amount: Amount, said: Said, { money, about }: WordFacts): boolean => {
  const own = named(money, said.text);
  const isTotal = anyWord('total together altogether overall whole').test(said.text);
  const whole = money.filter(({ of }) => of === undefined);
  const candidates = (own.length === 0 ? whole : isTotal ? [...own, ...whole] : own).filter(
    ({ cents }) => cents === amount.cents,
  );
  if (candidates.length === 0) return false;
  const told = ROLES.filter(([, words]) => words.test(amount.around)).map(([role]) => role);
  // What a plan costs without a word of when is what it will cost.
  const meant = told.length === 0 && about !== 'costs' ? (['after'] as const) : told;
  return (
    meant.length === 0 ||
    candidates.some(({ role }) => role === 'other' || meant.some((one) => one === role))
  );
};

const hasTrend = (said: Said, trends: readonly TrendFact[], wanted: TrendFact['direction']) => {
  const own = named(trends, said.text);
  const asked = own.length === 0 ? trends.filter(({ of }) => of === undefined) : own;
  return asked.length > 0 && asked.every(({ direction }) => direction === wanted);
};

const isFree = (money: readonly MoneyFact[]): boolean =>
  money.some(({ role }) => role === 'after') &&
  money.every(({ role, cents }) => role !== 'after' || cents === 0);

const OF_MONEY = anyWord('costs? prices? spen[dt]* bills? money dollars? usd expens* cheap*');

const speaksOfMoney = (text: string): boolean => OF_MONEY.test(text) || text.includes('$');

/** Whether what is said of money is in the tables; undefined when it is. */
export const judgeMoney = (said: Said, { facts }: Known): string | undefined => {
  const { text } = said;
  if (UNTOLD.test(text)) return 'it tells money that is not in the tables';
  const amounts = amountsIn(text);
  if (amounts.some((amount) => !isTold(amount, said, facts))) {
    return 'it tells money that is not in the tables';
  }
  const isOfPlan = facts.about !== 'costs' && amounts.length > 0;
  if (isOfPlan && !/\ba month\b/i.test(text)) return 'it tells money of another time';
  if (amounts.length > 0 && OTHER_PERIOD.test(text)) return 'it tells money of another time';
  if (FREE.test(text) && !isFree(facts.money)) return 'it calls free what has a price';
  if (!speaksOfMoney(text) && !anyWord('sav(?:e|es|ing|ings)').test(text)) return undefined;
  if (UP.test(text) && !hasTrend(said, facts.trends, 'up')) return 'it says that costs go up';
  if (DOWN.test(text) && !hasTrend(said, facts.trends, 'down')) return 'it says that costs go down';
  return undefined;
};
