import { regex } from './words/regex.ts';
import type { ParameterValue } from '../task/aws-task.ts';
import { measure } from './quantities.ts';
import { listOf, perhapsOf, type Perhaps } from './perhaps-of.ts';
import { withoutQuotations } from './quotations.ts';
import { areListed, blank, isPast, isSaidBeside, isWanted, type Span } from './said-values.ts';
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
  /** Words that are a value only where the issue has a thing of that name. */
  readonly perhaps: ReadonlyMap<string, string>;
  /** The text with every text value blanked, so that it is not read as something else. */
  readonly rest: string;
  /** Where texts and choices were read or told of. */
  readonly spans: readonly Span[];
  /** The words of the numbers that were read; what they are, their values say. */
  readonly measured: readonly Span[];
}

interface Reading {
  readonly values: Map<string, ParameterValue>;
  readonly malformed: Set<string>;
  readonly contradictory: Set<string>;
  readonly named: Set<string>;
  readonly perhaps: Map<string, string>;
  readonly spans: Span[];
  readonly measured: Span[];
  text: string;
  rest: string;
}

const MOST_VALUES = 50;

const matchesOf = (rule: TextRule, text: string): readonly RegExpExecArray[] => {
  for (const pattern of rule.patterns) {
    const flags = pattern.flags.includes('g') ? pattern.flags : `${pattern.flags}g`;
    const found = [...text.matchAll(new RegExp(pattern.source, flags))].slice(0, MOST_VALUES);
    if (found.length > 0) return found;
  }
  return [];
};

const spanOf = (match: RegExpExecArray): Span => ({
  start: match.index,
  end: match.index + match[0].length,
});

const valueOf = (match: RegExpExecArray): string =>
  (match[1] ?? match[2] ?? match[3] ?? match[0]).replace(/[.,;:]+$/, '');

const takePerhaps = ({ value, at, span }: Perhaps, name: string, reading: Reading): void => {
  reading.perhaps.set(name, value);
  reading.spans.push(span);
  reading.rest = blank(reading.rest, at, value.length);
};

const readText = (rule: TextRule, reading: Reading): void => {
  const all = matchesOf(rule, reading.text);
  reading.spans.push(...all.map(spanOf));
  const matches = all.filter((match) => !isPast(reading.text, match));
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
    const bare = perhapsOf(rule, reading.text);
    if (bare !== undefined) takePerhaps(bare, rule.name, reading);
    if (rule.words?.test(reading.rest) === true) reading.named.add(rule.name);
    return;
  }
  if (texts.some((value) => rule.valid?.test(value) === false)) reading.malformed.add(rule.name);
  const value = rule.many === true ? listOf(rule, texts) : (rule.fold ?? String)(first);
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

const flagSpans = ({ words, contrary }: FlagRule, text: string): readonly Span[] =>
  [words, ...(contrary === undefined ? [] : [contrary])].flatMap((pattern) =>
    [...text.matchAll(new RegExp(pattern.source, 'giu'))].slice(0, MOST_VALUES).map(spanOf),
  );

const readFlag = (rule: FlagRule, reading: Reading): void => {
  reading.spans.push(...flagSpans(rule, reading.rest));
  const said = flagSays(rule.words, reading.rest);
  const contrary = rule.contrary === undefined ? [] : flagSays(rule.contrary, reading.rest);
  const all = [...said, ...contrary.map((value) => !value)];
  const [first] = all;
  if (first === undefined && rule.unclear?.test(reading.rest) === true)
    reading.malformed.add(rule.name);
  if (first === undefined) return;
  if (all.includes(true) && all.includes(false)) reading.contradictory.add(rule.name);
  reading.values.set(rule.name, first);
};

interface Chosen {
  readonly value: string;
  readonly match: RegExpExecArray;
}

/** What stands in the text of each choice; the words of an earlier choice are not read again. */
const chosenIn = (rule: ChoiceRule, text: string): readonly Chosen[] => {
  let rest = text;
  return rule.choices.flatMap(([pattern, value]) => {
    const all = [...rest.matchAll(new RegExp(pattern.source, `${pattern.flags}g`))];
    const found = all.slice(0, MOST_VALUES);
    for (const match of found) rest = blank(rest, match.index, match[0].length);
    return found.map((match) => ({ value, match }));
  });
};

/** "From provisioned to on-demand" means the second; two that are both wanted are asked about. */
const readChoice = (rule: ChoiceRule, reading: Reading): void => {
  const { text } = reading;
  const chosen = chosenIn(rule, reading.rest);
  reading.spans.push(...chosen.map(({ match }) => spanOf(match)));
  const found = chosen
    .filter(({ match }) => !isPast(text, match))
    .sort((a, b) => a.match.index - b.match.index);
  const wanted = found.filter(({ match }) => isWanted(text, match));
  const isTwice = new Set(found.map(({ value }) => value)).size > 1;
  const isClear = new Set(wanted.map(({ value }) => value)).size === 1;
  const first = isTwice && isClear ? wanted[0] : found[0];
  if (first === undefined) return;
  const isMeant = ({ value, match }: Chosen): boolean =>
    value !== first.value && isSaidBeside(text, first.match.index, match.index);
  if (isTwice && !isClear && found.some(isMeant)) reading.contradictory.add(rule.name);
  reading.values.set(rule.name, first.value);
};

/** The words of a number that was read. */
const wordSpans = (rules: readonly QuantityRule[], name: string, text: string): readonly Span[] =>
  rules
    .filter((rule) => rule.name === name)
    .flatMap(({ words }) =>
      [...text.matchAll(new RegExp(words.source, 'giu'))].slice(0, MOST_VALUES).map(spanOf),
    );

const readQuantities = (rules: readonly QuantityRule[], reading: Reading): void => {
  for (const { name, value, isValid, isTwice } of measure(rules, reading.rest)) {
    reading.values.set(name, value);
    reading.measured.push(...wordSpans(rules, name, reading.rest));
    if (!isValid) reading.malformed.add(name);
    if (isTwice) reading.contradictory.add(name);
  }
  for (const { name, words } of rules)
    if (!reading.values.has(name) && words.test(reading.rest)) reading.named.add(name);
};

/** A description says what it likes: no version and no path is read in it. */
const readQuoted = (rules: readonly FieldRule[], reading: Reading): void => {
  const quoted = rules.filter((rule) => rule.rule === 'text' && rule.isQuoted === true);
  if (quoted.length === 0) return;
  for (const rule of quoted) if (rule.rule === 'text') readText(rule, reading);
  reading.rest = withoutQuotations(reading.rest).text;
  reading.text = reading.rest;
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
    perhaps: new Map(),
    text,
    rest: text,
    spans: [],
    measured: [],
  };
  readQuoted(rules, reading);
  for (const rule of rules)
    if (rule.rule === 'text' && rule.isQuoted !== true) readText(rule, reading);
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
    perhaps: reading.perhaps,
    rest: reading.rest,
    spans: reading.spans,
    measured: reading.measured,
    malformed: [...reading.malformed],
    contradictory: [...reading.contradictory],
    named: [...reading.named],
  };
};
