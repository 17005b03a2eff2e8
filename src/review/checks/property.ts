import type { PropertyCheck, Scalar } from '../baseline.ts';
import { isAbsent, isUnresolved, textOf, unresolvedIn, valueAt } from '../template/value.ts';
import type { Value } from '../template/value.ts';
import { fail, pass, unknown, type Judgement } from './judgement.ts';
import { judgePart } from './text-part.ts';

/** A dynamic reference is text that CloudFormation replaces at deployment. */
const isDynamic = (value: Value): boolean =>
  typeof value === 'string' && value.includes('{{resolve:');

const shown = (value: Value): string => {
  const text = textOf(value);
  if (text !== undefined) return text.length > 60 ? `${text.slice(0, 57)}...` : text;
  return unresolvedIn(value)?.why ?? 'something else';
};

/** Templates write true, 'true' and "True" for one thing, and numbers as text. */
const same = (value: Value, wanted: Scalar): boolean => {
  const text = textOf(value);
  if (text === undefined) return false;
  return typeof wanted === 'boolean'
    ? text.toLowerCase() === String(wanted)
    : text === String(wanted);
};

const presence = (name: string, value: Value, wanted: 'present' | 'absent'): Judgement => {
  const absent = isAbsent(value);
  if (absent === undefined) return unknown(`${name} may be empty: ${shown(value)}`);
  const detail = absent ? `${name} is not set` : `${name} is set`;
  return absent === (wanted === 'absent') ? pass(detail) : fail(detail);
};

/** Text, or what becomes text at deployment. */
const isText = (name: string, value: Value): Judgement => {
  const present = presence(name, value, 'present');
  const holds = typeof value === 'string' || isUnresolved(value);
  return present.result === 'pass' && !holds ? fail(`${name} is no text`) : present;
};

const bounds = (name: string, value: Value, check: PropertyCheck): Judgement => {
  const number = Number(textOf(value) ?? Number.NaN);
  const holds = number >= (check.min ?? -Infinity) && number <= (check.max ?? Infinity);
  return (holds ? pass : fail)(`${name} is ${shown(value)}`);
};

const compare = (name: string, value: Value, check: PropertyCheck): Judgement => {
  const detail = `${name} is ${shown(value)}`;
  if (check.equals !== undefined) return (same(value, check.equals) ? pass : fail)(detail);
  if (check.oneOf !== undefined) {
    return (check.oneOf.some((one) => same(value, one)) ? pass : fail)(detail);
  }
  if (check.noneOf !== undefined) {
    return (check.noneOf.some((one) => same(value, one)) ? fail : pass)(detail);
  }
  return bounds(name, value, check);
};

const isAboutPart = ({ startsWith, endsWith, contains }: PropertyCheck): boolean =>
  (startsWith ?? endsWith ?? contains) !== undefined;

const part = (name: string, value: Value, check: PropertyCheck): Judgement => ({
  result: isDynamic(value) ? 'unknown' : judgePart(value, check),
  detail: isUnresolved(value)
    ? `${name} can not be resolved: ${value.why}`
    : `${name} is ${shown(value)}`,
});

/**
 * One property against one test. An absent property fails every test but `is: absent`, because
 * defaults change; a value that is not resolved is unknown to every comparison.
 */
export const judgeProperty = (properties: Value, check: PropertyCheck): Judgement => {
  const value = valueAt(properties, check.property);
  const name = check.property === '' ? 'it' : check.property;
  if (check.is === 'text') return isText(name, value);
  if (check.is !== undefined) return presence(name, value, check.is);
  if (isAboutPart(check) && isAbsent(value) === false) return part(name, value, check);
  if (isUnresolved(value)) return unknown(`${name} can not be resolved: ${value.why}`);
  if (isDynamic(value)) return unknown(`${name} is read at deployment`);
  if (isAbsent(value) === true) return fail(`${name} is not set`);
  return compare(name, value, check);
};
