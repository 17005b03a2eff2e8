import { findSecret } from '../intake/find-secrets.ts';
import { isSecretValue } from '../services/secret-values.ts';
import { isJsonObject, type Json, type JsonObject } from '../task/json.ts';

/** A document without the values that look like secrets, and where they stood. */
export interface WithoutSecrets {
  readonly value: JsonObject;
  /** JSON pointers without escapes, as AWS writes the paths of properties. */
  readonly withheld: readonly string[];
}

/** What stands in the place of a value that is not told. */
const WITHHELD = '(withheld)';

/** `HttpTokens` of an instance is a protection and no secret. */
const isHarmless = (name: string): boolean => name === 'HttpTokens';

const isSecret = (names: readonly string[], text: string): boolean =>
  findSecret(text) !== undefined ||
  names.some(
    (name) =>
      !isHarmless(name) &&
      (isSecretValue(name, text) || findSecret(`${name}: ${text}`) !== undefined),
  );

/** In a list of names and values, the name beside a value says what it is. */
const besideIn = (value: JsonObject): readonly string[] =>
  [value['Name'], value['Key']].filter((name): name is string => typeof name === 'string');

interface At {
  readonly path: string;
  readonly names: readonly string[];
  /** What the stack expects there: it stands in its template already. */
  readonly expected: Json | undefined;
  readonly withheld: string[];
}

const inside = (at: At, name: string): At => {
  const tree = (typeof at.expected === 'object' ? at.expected : null) as JsonObject | null;
  return { ...at, path: `${at.path}/${name}`, expected: tree?.[name] };
};

const clean = (value: Json, at: At): Json => {
  if (typeof value === 'string') {
    if (at.expected === value || !isSecret(at.names, value)) return value;
    at.withheld.push(at.path);
    return WITHHELD;
  }
  if (Array.isArray(value)) {
    const list = value as readonly Json[];
    return list.map((one, index) => clean(one, inside(at, String(index))));
  }
  return isJsonObject(value) ? cleanMembers(value, at) : value;
};

const cleanMembers = (value: JsonObject, at: At): JsonObject => {
  const beside = besideIn(value);
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => {
      const isName = name === 'Name' || name === 'Key';
      const names = isName ? [] : [...at.names, ...beside, name];
      return [name, clean(one, { ...inside(at, name), names })];
    }),
  );
};

/**
 * Takes the values out of a document that look like secrets, by their text or by a name of theirs.
 * What is as the stack expects it stays: it is in the template, and nothing of it is written anew.
 */
export const withholdSecrets = (
  document: JsonObject,
  expected: JsonObject | null,
): WithoutSecrets => {
  const withheld: string[] = [];
  const at = { path: '', names: [], expected: expected ?? undefined, withheld };
  return { value: cleanMembers(document, at), withheld };
};
