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

/** What a resource waits for. Throws NotInlined where that is no list of names. */
export const waitsOf = (value: Json | undefined): readonly string[] => {
  if (value === undefined) return [];
  if (typeof value === 'string') return [value];
  return listOf(value, 'DependsOn').map((one) => textOf(one, 'what DependsOn names'));
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

/** What a reference is called in a text; undefined for what is none. */
const referred = (value: Json): string | undefined => {
  if (!isJsonObject(value)) return undefined;
  const { Ref: ref, 'Fn::GetAtt': attribute } = value;
  if (typeof ref === 'string') return ref;
  return Array.isArray(attribute) ? attribute.join('.') : undefined;
};

/** The variables of one text, and every name that it holds already. */
interface Naming {
  readonly variables: Record<string, Json>;
  readonly names: Set<string>;
}

/** A name that means nothing else in the text. */
const freshName = (name: string, { names }: Naming): string => {
  const base = `Given${name.replaceAll(/[^A-Za-z0-9]/g, '')}`;
  let fresh = base;
  for (let n = 2; names.has(fresh); n += 1) fresh = `${base}${n}`;
  return fresh;
};

/** A plain reference is written in the text again; anything else becomes a variable of the list. */
const spelled = (name: string, value: Json, naming: Naming): string => {
  if (typeof value === 'string' && !value.endsWith('$')) return value.replaceAll('${', '${!');
  const { variables, names } = naming;
  const reference = referred(value);
  if (reference !== undefined && !Object.hasOwn(variables, reference)) {
    names.add(reference);
    return `\${${reference}}`;
  }
  const fresh = freshName(name, naming);
  names.add(fresh);
  variables[fresh] = value;
  return `\${${fresh}}`;
};

const namesIn = (text: string): readonly string[] =>
  [...text.matchAll(VARIABLE)].flatMap(([, name = '']) => name);

const rewriteSub = (value: Json, scope: Scope): Json => {
  const [body, given] = typeof value === 'string' ? [value, {}] : listOf(value, 'Fn::Sub');
  if (!isJsonObject(given ?? null)) throw new NotInlined('Fn::Sub has no list of variables');
  const own = given as JsonObject;
  const variables: Record<string, Json> = {};
  for (const [name, inner] of Object.entries(own)) variables[name] = rewrite(inner, scope);
  const before = textOf(body, 'the text of Fn::Sub');
  const naming = { variables, names: new Set([...Object.keys(own), ...namesIn(before)]) };
  const text = before.replaceAll(VARIABLE, (whole, name: string) => {
    if (Object.hasOwn(own, name)) return whole;
    const found = valueOf(name, scope);
    return found === undefined ? whole : spelled(name, found, naming);
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
