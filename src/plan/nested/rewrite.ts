import { isJsonObject, type Json, type JsonObject } from '../../task/json.ts';

/** Why a nested template can not be put into its parent without meaning something else. */
export class NotInlined extends Error {}

/** What the names of one template mean after it moved. Each answers undefined for "as it is". */
export interface Scope {
  readonly ref: (name: string) => Json | undefined;
  readonly attribute: (name: string, attribute: string) => Json | undefined;
  readonly condition: (name: string) => string;
  readonly mapping: (name: string) => string;
}

const textOf = (value: Json | undefined, what: string): string => {
  if (typeof value === 'string') return value;
  throw new NotInlined(`${what} is not written out`);
};

const listOf = (value: Json | undefined, what: string): readonly Json[] => {
  if (Array.isArray(value)) return value as readonly Json[];
  throw new NotInlined(`${what} is no list`);
};

const rewriteAttribute = (value: Json, scope: Scope): Json => {
  const parts = typeof value === 'string' ? value.split('.') : listOf(value, 'Fn::GetAtt');
  const [name, ...rest] = parts.map((part) => textOf(part, 'the attribute of Fn::GetAtt'));
  const attribute = rest.join('.');
  return scope.attribute(name ?? '', attribute) ?? { 'Fn::GetAtt': [name ?? '', attribute] };
};

const VARIABLE = /\$\{([^!}][^}]*)\}/g;

/** The value of one `${...}`; undefined where it stays as it is. */
const valueOf = (name: string, scope: Scope): Json | undefined => {
  const dot = name.indexOf('.');
  return dot < 0 ? scope.ref(name) : scope.attribute(name.slice(0, dot), name.slice(dot + 1));
};

/** A plain reference is written in the text again; anything else becomes a variable of the list. */
const spelled = (value: Json): string | undefined => {
  if (typeof value === 'string') return value.replaceAll('${', '${!');
  if (!isJsonObject(value)) return undefined;
  const { Ref: ref, 'Fn::GetAtt': attribute } = value;
  if (typeof ref === 'string') return `\${${ref}}`;
  return Array.isArray(attribute) ? `\${${attribute.join('.')}}` : undefined;
};

const rewriteSub = (value: Json, scope: Scope): Json => {
  const [body, given] = typeof value === 'string' ? [value, {}] : listOf(value, 'Fn::Sub');
  const own = isJsonObject(given ?? {}) ? (given as JsonObject) : {};
  const variables: Record<string, Json> = {};
  for (const [name, inner] of Object.entries(own)) variables[name] = rewrite(inner, scope);
  const text = textOf(body, 'the text of Fn::Sub').replaceAll(VARIABLE, (whole, name: string) => {
    if (Object.hasOwn(own, name)) return whole;
    const found = valueOf(name, scope);
    if (found === undefined) return whole;
    const words = spelled(found);
    if (words !== undefined) return words;
    const variable = `Given${name.replaceAll(/[^A-Za-z0-9]/g, '')}`;
    variables[variable] = found;
    return `\${${variable}}`;
  });
  return Object.keys(variables).length === 0
    ? { 'Fn::Sub': text }
    : { 'Fn::Sub': [text, variables] };
};

/** `Fn::If` and `Fn::FindInMap` begin with the name of a condition or a mapping. */
const rewriteFirst = (key: 'Fn::If' | 'Fn::FindInMap', value: Json, scope: Scope): Json => {
  const [first, ...rest] = listOf(value, key);
  const name = textOf(first, `the first part of ${key}`);
  const moved = key === 'Fn::If' ? scope.condition(name) : scope.mapping(name);
  return { [key]: [moved, ...rest.map((one) => rewrite(one, scope))] };
};

const rewriteCall = (key: string, value: Json, scope: Scope): Json | undefined => {
  if (key === 'Ref') {
    const name = textOf(value, 'Ref');
    return scope.ref(name) ?? { Ref: name };
  }
  if (key === 'Fn::GetAtt') return rewriteAttribute(value, scope);
  if (key === 'Fn::Sub') return rewriteSub(value, scope);
  if (key === 'Fn::If' || key === 'Fn::FindInMap') return rewriteFirst(key, value, scope);
  if (key === 'Condition' && typeof value === 'string')
    return { Condition: scope.condition(value) };
  return undefined;
};

/** A value with every name in it as the scope has it. Throws NotInlined where nobody can know. */
export const rewrite = (value: Json, scope: Scope): Json => {
  if (Array.isArray(value)) return (value as readonly Json[]).map((one) => rewrite(one, scope));
  if (!isJsonObject(value)) return value;
  const entries = Object.entries(value);
  const [only] = entries;
  const call =
    entries.length === 1 && only !== undefined ? rewriteCall(only[0], only[1], scope) : undefined;
  if (call !== undefined) return call;
  return Object.fromEntries(entries.map(([name, inner]) => [name, rewrite(inner, scope)]));
};
