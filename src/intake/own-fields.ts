import type { AwsResourceType } from '../task/resource-type.ts';
import type { Target } from './decide-type.ts';
import { findTypes } from './find-types.ts';
import type { FreeText } from './free-text.ts';
import { isPronoun } from './name-order.ts';
import { readFields, type FieldReading } from './read-fields.ts';
import { isOwnValue } from './own-value.ts';
import type { Order } from './read-orders.ts';
import { saysWhatShouldBe, statesWish, tells, withoutReasons } from './stated-values.ts';
import { wordsFor } from './words/all-services.ts';
import type { FieldRule } from './words/service-words.ts';

/** "Default version: latest", "memory 512 MB": nothing but a field with its value. */
const IS_KEYED = /^\W*\p{L}[\p{L} _-]{1,30}\s?[:=]\s*\S/u;
/** What is new is described by every sentence about it; a change only by its own words. */
const fieldText = (order: Order, free: FreeText, type: AwsResourceType): readonly string[] => {
  const own = order.text;
  if (order.verb.taskType !== 'CreateResource') {
    const rules = wordsFor(type).fields;
    const isSaid = (line: string): boolean => statesWish(line) || isOwnValue(line, rules);
    return [own, ...order.more.filter(isSaid)];
  }
  const isAbout = (line: string): boolean =>
    isPronoun(order) || findTypes(line).some((mention) => mention.type === type);
  const about = free.context.split('\n').filter(isAbout);
  return [[own, ...order.more, ...about].join('\n')];
};

/** "HTTP API" as the target says nothing of the protocol that is wanted. */
const withoutNoun = (text: string, noun: Target['noun']): string =>
  noun?.type !== 'AWS::ApiGatewayV2::Api'
    ? text
    : text.slice(0, noun.start) + ' '.repeat(noun.end - noun.start) + text.slice(noun.end);

/** The fields of an order, and where they were read. */
export interface OwnReading extends FieldReading {
  /** The text whose words the spans count. */
  readonly text: string;
}

const KEY_LINE = /^\W*key\s*[:=]/i;

/** "Upload a.txt ...", and on a line of its own "Key: b.txt": where the file goes. */
const withKeyLines = (
  first: OwnReading,
  rules: readonly FieldRule[],
  { verb, more }: Order,
): OwnReading => {
  const lines = verb.action === 'upload' ? more.filter((line) => KEY_LINE.test(line)) : [];
  if (lines.length === 0) return first;
  const text = [first.text, ...lines].join('\n');
  return { ...readFields(rules, withoutReasons(text)), text, rest: first.rest };
};

const TURNS_ON = /^(?:enable|enabling|activate|turn on|switch on|turn|switch|flip|flip on)$/;
const TURNS_OFF = /^(?:disable|disabling|deactivate|turn off|switch off|flip off)$/;
const IS_OFF =
  /\s(?:is|are)\s+(?:(?:still|currently|now)\s+)?(?:off|disabled|not on|not enabled)\b/i;
const IS_ON = /\s(?:is|are)\s+(?:(?:still|currently|now)\s+)?(?:on|enabled)\b/i;

/** "Log file validation is off on the trail x. Enable it.": what "it" is was said before. */
const switched = (
  order: Order,
  rules: readonly FieldRule[],
  context: string,
): FieldReading['values'] => {
  const { word } = order.verb;
  const [isOn, state] = TURNS_OFF.test(word) ? [false, IS_ON] : [true, IS_OFF];
  const lines = context.split('\n').filter((line) => state.test(line));
  const [line] = lines;
  const turns = (isOn ? TURNS_ON.test(word) : true) && isPronoun(order);
  if (!turns || line === undefined || lines.length > 1) return new Map();
  const subject = line.slice(0, state.exec(line)?.index);
  const flags = rules.filter((rule) => rule.rule === 'flag' && rule.words.test(subject));
  const [flag] = flags;
  return new Map(flag !== undefined && flags.length === 1 ? [[flag.name, isOn]] : []);
};

/** Reads the fields of an order: from its own words, and from what else says what is to be. */
export const readOwnFields = (
  order: Order,
  free: FreeText,
  { type, noun }: { readonly type: AwsResourceType; readonly noun: Target['noun'] },
): OwnReading => {
  const rules = wordsFor(type).fields;
  const [whole = '', ...more] = fieldText(order, free, type);
  const own = order.verb.taskType === 'UpdateResource' ? withoutNoun(whole, noun) : whole;
  const first = withKeyLines({ ...stated(order, rules, own), text: own }, rules, order);
  if (first.values.size > 0) return withMore(first, rules, more);
  if (order.verb.action !== undefined) return first;
  const isChange = order.verb.taskType === 'UpdateResource' && free.isOnly === true;
  const turned = isChange ? switched(order, rules, free.context) : new Map();
  if (turned.size > 0) return { ...first, values: turned, named: [] };
  const before = isChange ? free.context.split('\n').filter(saysWhatShouldBe) : [];
  if (more.length === 0 && before.length === 0) return first;
  const text = [own, ...more, ...before].join('\n');
  const second = { ...readFields(rules, withoutReasons(text)), text };
  return second.values.size > 0 ? second : first;
};

/** "Its memory should be 512 MB", "Also 30 s of timeout": a further wish, said as one. */
const isFurtherWish = (line: string): boolean =>
  saysWhatShouldBe(line) ||
  (!tells(line) &&
    (/^\W*(?:also|and|plus)(?!\p{L})/iu.test(line) ||
      IS_KEYED.test(line) ||
      /^[^.]{0,50}\d[^.]{0,12}\W*$/.test(line)));

/** Together with the sentences behind it, where they wish for more or for something else. */
const withMore = (
  first: OwnReading,
  rules: readonly FieldRule[],
  more: readonly string[],
): OwnReading => {
  const further = more.filter(isFurtherWish);
  if (further.length === 0) return first;
  const text = [first.text, ...further].join('\n');
  const both = { ...readFields(rules, withoutReasons(text)), text };
  const isMore = both.values.size > first.values.size || both.contradictory.length > 0;
  return isMore ? { ...both, rest: first.rest } : first;
};

/** What a change states; the names in it are looked for in the whole. */
const stated = (order: Order, rules: readonly FieldRule[], own: string): FieldReading => {
  const whole = readFields(rules, own);
  if (order.verb.taskType !== 'UpdateResource') return whole;
  return { ...readFields(rules, withoutReasons(own)), rest: whole.rest };
};
