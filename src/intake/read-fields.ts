import { regex } from './words/regex.ts';
import type { ParameterValue } from '../task/aws-task.ts';
import { measure } from './quantities.ts';
import type {
  ChoiceRule,
  FieldRule,
  FlagRule,
  QuantityRule,
  TextRule,
} from './words/service-words.ts';

/** What a text says about the fields of a service. */
export interface FieldReading {
  readonly values: ReadonlyMap<string, ParameterValue>;
  /** Given in a form AWS does not take. */
  readonly malformed: readonly string[];
  /** Given twice with different values. */
  readonly contradictory: readonly string[];
  /** Named without a value. */
  readonly named: readonly string[];
  /** The text with every text value blanked, so that it is not read as something else. */
  readonly rest: string;
}

interface Reading {
  readonly values: Map<string, ParameterValue>;
  readonly malformed: Set<string>;
  readonly contradictory: Set<string>;
  readonly named: Set<string>;
  readonly text: string;
  rest: string;
}

const MOST_VALUES = 50;

const blank = (text: string, start: number, length: number): string =>
  text.slice(0, start) + ' '.repeat(length) + text.slice(start + length);

const matchesOf = (rule: TextRule, text: string): readonly RegExpExecArray[] => {
  for (const pattern of rule.patterns) {
    const flags = pattern.flags.includes('g') ? pattern.flags : `${pattern.flags}g`;
    const found = [...text.matchAll(new RegExp(pattern.source, flags))].slice(0, MOST_VALUES);
    if (found.length > 0) return found;
  }
  return [];
};

const valueOf = (match: RegExpExecArray): string =>
  (match[1] ?? match[2] ?? match[3] ?? match[0]).replace(/[.,;:]+$/, '');

const PAST = regex(
  'iu',
  String.raw`(?:\binstead of|\bnot|\bvon|\bstatt|\bdesde|\bcurrently|\bstill|\bwas|\bwere|\bhad|`,
  String.raw`\bthan|\bunlike)\s+(?:a |an |the )?$`,
);

/** "from db.t3.small to db.t3.large": the first is what is, the second what is wanted. */
const isPast = (text: string, match: RegExpExecArray): boolean => {
  const before = text.slice(Math.max(0, match.index - 20), match.index);
  const end = match.index + match[0].length;
  if (IS_TOLD.test(text.slice(end, end + 40))) return true;
  const isFrom = /\b(?:from|von|desde|de)\s+$/iu.test(before);
  return isFrom
    ? /^[^.;\n]{0,40}\b(?:to|auf|a|à|para)\s/iu.test(text.slice(end))
    : PAST.test(before);
};

/** "m6i.large is too small": told of, not wanted. */
const IS_TOLD = regex(
  'iu',
  String.raw`^["'\x60]?\s+(?:is|are|was|were|has|had|isn'?t|does|doesn'?t)(?![\p{L}])`,
  String.raw`(?!\s+(?:enough|fine|plenty|sufficient|ok|what we (?:need|want)))`,
);

/** "To t3.xlarge and t3.2xlarge": which is for what is not said. */
const areListed = (text: string, matches: readonly RegExpExecArray[]): boolean =>
  matches.some((match, index) => {
    const before = matches[index - 1];
    if (before === undefined || before[0] === match[0]) return false;
    const gap = text.slice(before.index + before[0].length, match.index);
    return /^["'`]?\s*(?:,|\/|and|or|und|oder|y|et|ou|e)\s*["'`]?$/iu.test(gap);
  });

const isWanted = (text: string, { index }: RegExpExecArray): boolean =>
  /(?:\b(?:to|auf|a|à|para|use|make it)|=|→|->)\s+["'\x60]?$/iu.test(
    text.slice(Math.max(0, index - 20), index),
  );

const readText = (rule: TextRule, reading: Reading): void => {
  const matches = matchesOf(rule, reading.text).filter((match) => !isPast(reading.text, match));
  const texts = matches.map(valueOf);
  for (const match of matches) {
    const value = valueOf(match);
    const at = match.index + match[0].lastIndexOf(value);
    if (rule.many === true || match === matches[0])
      reading.rest = blank(reading.rest, at, value.length);
  }
  const folded = new Set(texts.map((value) => JSON.stringify((rule.fold ?? String)(value))));
  const wanted = matches.filter((match) => isWanted(reading.text, match)).map(valueOf);
  const isTwice = rule.many !== true && folded.size > 1;
  const isListed = isTwice && areListed(reading.text, matches);
  if (isListed || (isTwice && new Set(wanted).size !== 1)) reading.contradictory.add(rule.name);
  const first = isTwice ? (wanted[0] ?? texts[0]) : texts[0];
  if (first === undefined) {
    if (rule.words?.test(reading.rest) === true) reading.named.add(rule.name);
    return;
  }
  if (texts.some((value) => rule.valid?.test(value) === false)) reading.malformed.add(rule.name);
  const value = rule.many === true ? [...new Set(texts)] : (rule.fold ?? String)(first);
  if (value !== undefined) reading.values.set(rule.name, value);
};

const NO_BEFORE = regex(
  'iu',
  String.raw`(?:\b(?:no|not|without|disable|disabling|deactivate|turn off|`,
  String.raw`switch off|stop|never|sin|desactiv\w*|deshabilit\w*|sans|`,
  String.raw`désactiv\w*|sem|desabilit\w*|ohne|kein\w*|deaktivier\w*|`,
  String.raw`schalte|skip|suspend\w*|remove|drop)|不要|无需|不需要|关闭|禁用|停用|`,
  String.raw`不启用|不开启)\s*(?:the |any |la |el |le |los |o |a |das |die |`,
  String.raw`den )?(?:[\w-]+ ){0,2}$`,
);
const NO_AFTER = regex(
  'iu',
  '^(?:[\\s"\'`:=-]|\\bis\\b|\\bare\\b|\\bshould be\\b|\\bset to\\b)*(?:(?:no(?!\\s+(?:s3 |sns |',
  'sqs |',
  'ec2 |rds |dynamodb |lambda )?(?:bucket|balde|tópico|grupo|cluster|banco|stack|serviço|role|',
  'papel|perfil|volume|recurso)(?![\\p{L}]))|',
  'off|false|disabled|not (?:needed|required|necessary|wanted)|',
  String.raw`unnecessary|aus|inactiv\w*|desactivad\w*|désactivé\w*|`,
  String.raw`desativad\w*|nein|não)\b|(?:は|を)?(?:無効|不要|なし|オフ)|(?:不需要|`,
  '不用|关闭|禁用|无))',
);

const flagSays = (words: RegExp, text: string): readonly boolean[] =>
  [...text.matchAll(new RegExp(words.source, 'giu'))].slice(0, 20).map((match) => {
    const before = text.slice(Math.max(0, match.index - 40), match.index);
    const after = text.slice(match.index + match[0].length, match.index + match[0].length + 30);
    return !NO_BEFORE.test(before.replace(/^.*[,;.]/u, '')) && !NO_AFTER.test(after);
  });

const readFlag = (rule: FlagRule, reading: Reading): void => {
  const said = flagSays(rule.words, reading.rest);
  const contrary = rule.contrary === undefined ? [] : flagSays(rule.contrary, reading.rest);
  const all = [...said, ...contrary.map((value) => !value)];
  const [first] = all;
  if (first === undefined) return;
  if (all.includes(true) && all.includes(false)) reading.contradictory.add(rule.name);
  reading.values.set(rule.name, first);
};

const readChoice = (rule: ChoiceRule, reading: Reading): void => {
  const found = rule.choices
    .map(([pattern, value]) => ({ at: reading.rest.search(pattern), value }))
    .filter(({ at }) => at >= 0)
    .sort((a, b) => a.at - b.at);
  const [first] = found;
  if (first !== undefined) reading.values.set(rule.name, first.value);
};

const readQuantities = (rules: readonly QuantityRule[], reading: Reading): void => {
  for (const { name, value, isValid, isTwice } of measure(rules, reading.rest)) {
    reading.values.set(name, value);
    if (!isValid) reading.malformed.add(name);
    if (isTwice) reading.contradictory.add(name);
  }
  for (const { name, words } of rules)
    if (!reading.values.has(name) && words.test(reading.rest)) reading.named.add(name);
};

/**
 * Reads the fields of one service from a text. Texts come first, so that a role's name or a file is
 * not read as a number or as the target; a value that the text denies is not read.
 */
export const readFields = (rules: readonly FieldRule[], text: string): FieldReading => {
  const reading: Reading = {
    values: new Map(),
    malformed: new Set(),
    contradictory: new Set(),
    named: new Set(),
    text,
    rest: text,
  };
  for (const rule of rules) if (rule.rule === 'text') readText(rule, reading);
  for (const rule of rules) {
    if (rule.rule === 'flag') readFlag(rule, reading);
    if (rule.rule === 'choice') readChoice(rule, reading);
  }
  readQuantities(
    rules.filter((rule) => rule.rule === 'quantity'),
    reading,
  );
  return {
    values: reading.values,
    rest: reading.rest,
    malformed: [...reading.malformed],
    contradictory: [...reading.contradictory],
    named: [...reading.named],
  };
};
