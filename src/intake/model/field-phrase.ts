import type { ParameterValue } from '../../task/aws-task.ts';
import { saidQuantities } from '../find-quantities.ts';
import { readFields } from '../read-fields.ts';
import type { FieldRule, QuantityRule, Unit } from '../words/service-words.ts';
import { standingAt } from './free-standing.ts';
import type { ProposedValue } from './proposal-shape.ts';
import { oneBlank } from './request-words.ts';

/** A value as the rules read it from a phrase of ours, and whether its quote says it by itself. */
export interface FieldPhrase {
  readonly field: string;
  readonly value: ParameterValue;
  readonly phrase: string;
  /** True where the rules do not read the value in the quote: it is the model's reading. */
  readonly isReadAs: boolean;
}

const UNITS: Readonly<Record<Unit, string>> = {
  seconds: 'seconds',
  minutes: 'minutes',
  days: 'days',
  mb: 'MB',
  gb: 'GB',
  one: '',
};
const BASE: Readonly<Record<Unit, number>> = {
  seconds: 1,
  minutes: 60,
  days: 86_400,
  mb: 1,
  gb: 1024,
  one: 1,
};

const unitOf = ({ of, unit }: QuantityRule): string => (of === 'percent' ? 'percent' : UNITS[unit]);

/** Phrases for fields whose own name is not what people call them. */
const CALLED: Readonly<Record<string, readonly string[]>> = {
  billingMode: ['on-demand', 'provisioned'],
  desiredCapacity: ['desired capacity'],
  encryption: ['sse'],
  trustedService: ['trusted service', 'trusted by', 'assumed by'],
  managedPolicies: ['managed policy'],
  permissions: ['may', 'allowed to', 'with'],
  subscribers: ['mail'],
  subscriptions: ['subscribe', 'subscription'],
  pointInTimeRecovery: ['point-in-time recovery'],
  publicAccess: ['publicly readable'],
  monitoring: ['detailed monitoring'],
  file: ['upload'],
  ttlAttribute: ['TTL attribute', 'ttl'],
  transitionDays: ['transition after', 'move to Glacier after'],
  limitUsd: ['budget limit'],
  notifyAtPercent: ['percent'],
  tags: ['tag', 'tags'],
  replicaOf: ['read replica of'],
};

/** `memoryMb`: `memory`; `timeoutSeconds`: `timeout`; `partitionKey`: `partition key`. */
const spoken = (field: string): string =>
  field
    .replace(/(?:Seconds|Minutes|Days|Mb|Gb|Usd)$/, '')
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase();

const namesOf = (field: string): readonly string[] => [
  spoken(field),
  ...(Object.hasOwn(CALLED, field) ? (CALLED[field] ?? []) : []),
];

const phrasesOf = (rule: FieldRule, value: string): readonly string[] =>
  namesOf(rule.name).flatMap((name) => {
    if (rule.rule === 'flag')
      return value === 'true' ? [name, `${name}: on`] : [`no ${name}`, `${name}: off`];
    const unit = rule.rule === 'quantity' ? ` ${unitOf(rule)}`.trimEnd() : '';
    const said = `${value}${unit}`;
    return [`${name} ${said}`, `${name}: ${said}`, `${said} ${name}`, said, `${name} "${said}"`];
  });

const PLAIN_NUMBER = /^\d{1,9}(?:\.\d{1,3})?$/;

/** A value that the rule could hold; of a text only what stands in its quote. */
const isPossible = (rule: FieldRule, { value, quote }: ProposedValue): boolean => {
  if (rule.rule === 'flag') return value === 'true' || value === 'false';
  if (rule.rule === 'choice') return rule.choices.some(([, choice]) => choice === value);
  if (rule.rule === 'quantity') return PLAIN_NUMBER.test(value);
  return standingAt(oneBlank(quote), oneBlank(value)).length > 0;
};

const isMeant = (rule: FieldRule, asked: string, read: ParameterValue): boolean => {
  if (rule.rule === 'quantity') return read === Number(asked);
  if (rule.rule === 'flag') return read === (asked === 'true');
  if (rule.rule === 'choice') return read === asked;
  return true;
};

type Counted = 'said' | 'likely' | 'other';

/** How many seconds or megabytes the units of people hold. */
const FACTORS: Readonly<Partial<Record<QuantityRule['of'], readonly number[]>>> = {
  time: [1, 60, 3600, 86_400, 604_800, 2_592_000, 31_536_000],
  size: [1, 1024, 1_048_576],
};

/**
 * A number in its quote: `said` with this unit or none, `likely` behind a unit that the rules do
 * not know or in words that they do not count in, and `other` where the quote says others.
 */
const countedIn = (rule: QuantityRule, value: number, quote: string): Counted => {
  const found = saidQuantities(quote);
  if (!/\d/.test(quote) && found.length === 0) return 'likely';
  const base = value * BASE[rule.unit];
  const own = found.filter(({ of }) => of === rule.of);
  const bare = found.filter(({ of }) => of === 'count').map((quantity) => quantity.value);
  if (own.some((quantity) => quantity.base === base) || bare.includes(value)) return 'said';
  const factors = FACTORS[rule.of] ?? [];
  const isLikely = own.length === 0 && bare.some((said) => factors.includes(base / said));
  return isLikely ? 'likely' : 'other';
};

const isGrounded = (rule: FieldRule, value: ParameterValue, quote: string): boolean => {
  if (rule.rule === 'text') return true;
  if (rule.rule === 'quantity') return countedIn(rule, Number(value), quote) === 'said';
  return readFields([rule], quote).values.get(rule.name) === value;
};

/** The very words that are quoted for a value say another one. */
const isContradicted = (rule: FieldRule, value: ParameterValue, quote: string): boolean => {
  if (rule.rule === 'quantity' && countedIn(rule, Number(value), quote) === 'other') return true;
  const read = readFields([rule], quote).values.get(rule.name);
  return read !== undefined && JSON.stringify(read) !== JSON.stringify(value);
};

/**
 * A proposed value as a phrase that the rules read as exactly this field with exactly this value;
 * undefined where there is none: the field is not of this service, the value is not possible, a
 * text does not stand in its quote, or the quote says something else.
 */
export const phraseOf = (
  rules: readonly FieldRule[],
  proposed: ProposedValue,
): FieldPhrase | undefined => {
  const rule = rules.find(({ name }) => name === proposed.field);
  if (rule === undefined || !isPossible(rule, proposed)) return undefined;
  const { field, quote } = proposed;
  for (const phrase of phrasesOf(rule, oneBlank(proposed.value))) {
    const { values, malformed, contradictory } = readFields(rules, phrase);
    const value = values.get(field);
    const isClear = values.size === 1 && malformed.length === 0 && contradictory.length === 0;
    if (value === undefined || !isClear || !isMeant(rule, proposed.value, value)) continue;
    if (isContradicted(rule, value, quote)) return undefined;
    return { field, value, phrase, isReadAs: !isGrounded(rule, value, quote) };
  }
  return undefined;
};
