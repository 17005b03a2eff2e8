import type { Json } from '../../task/json.ts';
import type { Scope } from './resolve.ts';
import {
  isList,
  isMap,
  isUnresolved,
  listOf,
  memberOf,
  textOf,
  unresolvedIn,
  Unresolved,
  type Value,
} from './value.ts';

interface Around {
  readonly scope: Scope;
  readonly inner: (json: Json | undefined) => Value;
}
type Intrinsic = (argument: Json | undefined, around: Around) => Value;

const unknown = (why: string): Unresolved => new Unresolved({ why });

const ref = (name: string, scope: Scope): Value => {
  if (name === 'AWS::NoValue') return undefined;
  if (scope.parameters.has(name)) return scope.parameters.get(name);
  if (Object.hasOwn(scope.pseudo, name)) return scope.pseudo[name];
  if (!name.startsWith('AWS::'))
    return new Unresolved({ why: `it refers to ${name}`, refs: [name] });
  return new Unresolved({ why: `${name} is not known here`, isOfAws: [true] });
};

const attribute = (name: string): Value =>
  new Unresolved({ why: `it is an attribute of ${name}`, refs: [name] });

const joined = (parts: readonly Value[]): Value => {
  const texts = parts.map(textOf);
  const open = parts.filter((_, i) => texts[i] === undefined);
  if (open.length === 0) return texts.join('');
  const unresolved = open.map((one) => unresolvedIn(one));
  return new Unresolved({
    why: unresolved[0]?.why ?? 'a part of it is no text',
    refs: unresolved.flatMap((one) => one?.refs ?? []),
    pattern: texts.map((text, i) => text ?? patternOf(parts[i])).join(''),
    isOfAws: open.flatMap((one) => (isUnresolved(one) ? one.isOfAws : [false])),
    mayBeEmpty: texts.every((text) => text === undefined || text === ''),
  });
};

const patternOf = (value: Value): string => (isUnresolved(value) ? value.pattern : '\u0000');

const variable = (name: string, given: Value, scope: Scope): Value => {
  const own = memberOf(given, name);
  if (own !== undefined) return own;
  const [head = name, ...rest] = name.split('.');
  return rest.length > 0 ? attribute(head) : ref(name, scope);
};

const sub: Intrinsic = (argument, { scope, inner }) => {
  const [text, given] = Array.isArray(argument) ? argument : [argument];
  if (typeof text !== 'string') return unknown('Fn::Sub has no text');
  const variables = given === undefined ? undefined : inner(given);
  const parts = text.split(/(\$\{[^}]*\})/).map((part): Value => {
    if (!part.startsWith('${')) return part;
    const name = part.slice(2, -1).trim();
    return name.startsWith('!') ? `\${${name.slice(1)}}` : variable(name, variables, scope);
  });
  return joined(parts);
};

const join: Intrinsic = (argument, { inner }) => {
  const [separator, list] = Array.isArray(argument) ? argument : [];
  const parts = inner(list);
  if (typeof separator !== 'string') return unknown('Fn::Join has no separator');
  if (isUnresolved(parts)) return parts;
  return joined(listOf(parts).flatMap((one, i) => (i === 0 ? [one] : [separator, one])));
};

const select: Intrinsic = (argument, { inner }) => {
  const [at, list] = Array.isArray(argument) ? argument.map((one: Json) => inner(one)) : [];
  if (isUnresolved(list)) return list;
  const index = Number(textOf(at));
  const chosen = isList(list) && Number.isInteger(index) ? list[index] : undefined;
  return chosen === undefined ? unknown('Fn::Select finds no member') : chosen;
};

const split: Intrinsic = (argument, { inner }) => {
  const [separator, source] = Array.isArray(argument) ? argument : [];
  const text = inner(source);
  if (typeof separator !== 'string' || separator === '') return unknown('Fn::Split has no text');
  return typeof text === 'string' ? text.split(separator) : unknown('the text to split is unknown');
};

const findInMap: Intrinsic = (argument, { scope, inner }) => {
  const keys = Array.isArray(argument) ? argument.slice(0, 3).map((one: Json) => inner(one)) : [];
  let at: Value = scope.mappings;
  for (const key of keys) {
    const text = textOf(key);
    if (text === undefined) return unresolvedIn(key) ?? unknown('Fn::FindInMap has no key');
    at = memberOf(at, text);
  }
  return at === undefined || keys.length < 3 ? unknown('the mapping has no such key') : at;
};

const choose: Intrinsic = (argument, { scope, inner }) => {
  const [name, yes, no] = Array.isArray(argument) ? argument : [];
  const decided = typeof name === 'string' ? scope.conditions.get(name) : undefined;
  if (decided !== undefined) return inner(decided ? yes : no);
  const refs = [yes, no].flatMap((one) => unresolvedIn(inner(one))?.refs ?? []);
  return new Unresolved({ why: `condition ${String(name)} is not known`, refs, mayBeEmpty: true });
};

const getAtt: Intrinsic = (argument) => {
  const first: unknown = Array.isArray(argument) ? argument[0] : argument;
  return typeof first === 'string'
    ? attribute(first.split('.')[0] ?? first)
    : unknown('Fn::GetAtt names no resource');
};

const base64: Intrinsic = (argument, { inner }) => inner(argument);

const length: Intrinsic = (argument, { inner }) => {
  const list = inner(argument);
  return isList(list) ? list.length : unknown('the list is not known');
};

const toJson: Intrinsic = (argument, { inner }) => {
  const value = inner(argument);
  if (unresolvedIn(value) !== undefined) return unknown('a part of the text is not known');
  return isMap(value) || isList(value) ? JSON.stringify(value) : value;
};

/** Functions of a template by name. What is not here is known only at deployment. */
export const INTRINSICS: Readonly<Record<string, Intrinsic>> = {
  Ref: (argument, { scope }) =>
    typeof argument === 'string' ? ref(argument, scope) : unknown('Ref names nothing'),
  'Fn::GetAtt': getAtt,
  'Fn::Sub': sub,
  'Fn::Join': join,
  'Fn::Select': select,
  'Fn::Split': split,
  'Fn::FindInMap': findInMap,
  'Fn::If': choose,
  'Fn::Base64': base64,
  'Fn::Length': length,
  'Fn::ToJsonString': toJson,
};
