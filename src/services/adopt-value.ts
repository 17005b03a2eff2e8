import { canonicalJson, isJsonObject, type Json, type JsonObject } from '../task/json.ts';

/** A value that stays as the template says, and why it can not follow what is there. */
export interface LeftAsIs {
  /** `Properties` of the resource below which it stands, as a JSON pointer. */
  readonly path: string;
  readonly because: string;
}

/** One value in three forms: as the template writes it, as AWS resolved it, and as it is. */
export interface Sides {
  readonly declared: Json | undefined;
  readonly expected: Json | undefined;
  readonly actual: Json | undefined;
}

/** What is carried along: values that look like secrets, by path, and what had to be left. */
export interface Walk {
  readonly withheld: ReadonlySet<string>;
  readonly left: LeftAsIs[];
}

const FUNCTION = /^(Ref|Fn::.+)$/;

const isSame = (a: Json | undefined, b: Json | undefined): boolean =>
  a === undefined || b === undefined ? a === b : canonicalJson(a) === canonicalJson(b);

const isList = (value: Json | undefined): value is readonly Json[] => Array.isArray(value);

const functionIn = (value: Json | undefined): string | undefined => {
  const names = isJsonObject(value) ? Object.keys(value) : [];
  return names.length === 1 ? names.find((name) => FUNCTION.test(name)) : undefined;
};

const leave = (walk: Walk, path: string, because: string): void => {
  walk.left.push({ path, because });
};

const SECRET = 'it looks like a secret, which no template may hold';
const REFERENCE = 'in a template it would be read as a reference, not as what it is';
const RESOLVED = 'the template looks it up when it is deployed';
const OTHERWISE = 'AWS writes it otherwise than the template does';

/** A member of such a name makes a function, or no value at all, of what it stands in. */
const isActiveName = (name: string): boolean => FUNCTION.test(name) || name === '__proto__';

/** What CloudFormation would resolve instead of taking it as it is. */
const isActive = (value: Json): boolean =>
  typeof value === 'string'
    ? value.includes('{{resolve:')
    : isJsonObject(value) && Object.keys(value).some(isActiveName);

/** A value as it is, if nothing in it is a secret or would mean something else in a template. */
const literal = (walk: Walk, value: Json, path: string): Json => {
  if (walk.withheld.has(path)) leave(walk, path, SECRET);
  else if (isActive(value)) leave(walk, path, REFERENCE);
  else if (isList(value)) value.forEach((one, at) => literal(walk, one, `${path}/${at}`));
  else if (isJsonObject(value)) {
    for (const [name, one] of Object.entries(value)) literal(walk, one, `${path}/${name}`);
  }
  return value;
};

/** AWS tells numbers and switches as text; the template goes on writing them as it did. */
const typed = (declared: Json, actual: Json): Json => {
  if (typeof actual !== 'string' || typeof declared === 'string') return actual;
  if (typeof declared === 'number' && String(Number(actual)) === actual) return Number(actual);
  const isSwitch = typeof declared === 'boolean' && /^(true|false)$/.test(actual);
  return isSwitch ? actual === 'true' : actual;
};

interface Lists {
  readonly declared: readonly Json[];
  readonly expected: readonly Json[];
  readonly actual: readonly Json[];
}

/** For each item that is there, the place at which the stack expected the same; -1 for none. */
const matched = ({ expected, actual }: Lists): readonly number[] => {
  const free = new Set(expected.keys());
  return actual.map((item, at) => {
    const order = [at, ...expected.keys()];
    const found = order.find((one) => free.has(one) && isSame(expected[one], item));
    if (found !== undefined) free.delete(found);
    return found ?? -1;
  });
};

/** Items that are as expected stay as the template writes them, wherever they stand now. */
const adoptItems = (walk: Walk, lists: Lists, path: string): Json => {
  const { declared, expected, actual } = lists;
  const places = matched(lists);
  return actual.flatMap((item, at) => {
    const place = places[at] ?? -1;
    const kept = declared[place];
    if (kept !== undefined) return [kept];
    const inner = `${path}/${at}`;
    const isChanged = actual.length === expected.length && !places.includes(at);
    if (!isChanged) return [literal(walk, item, inner)];
    const sides = { declared: declared[at], expected: expected[at], actual: item };
    return [adoptValue(walk, sides, inner) ?? item];
  });
};

type Maps = Readonly<Record<keyof Sides, JsonObject>>;

const adoptMembers = (walk: Walk, { declared, expected, actual }: Maps, path: string): Json => {
  const next = new Map(Object.entries(declared));
  for (const name of new Set([...Object.keys(expected), ...Object.keys(actual)])) {
    const sides = { declared: declared[name], expected: expected[name], actual: actual[name] };
    const value = adoptValue(walk, sides, `${path}/${name}`);
    if (value === undefined) next.delete(name);
    else next.set(name, value);
  }
  return Object.fromEntries(next);
};

const isPlain = (value: Json | undefined): boolean =>
  !isJsonObject(value) && !isList(value) && value !== undefined;

const adoptInside = (walk: Walk, sides: Sides, path: string): Json | undefined => {
  const { declared, expected, actual } = sides;
  if (declared === undefined || actual === undefined) return declared;
  if (isJsonObject(declared) && isJsonObject(expected) && isJsonObject(actual)) {
    return adoptMembers(walk, { declared, expected, actual }, path);
  }
  if (isList(declared) && isList(expected) && isList(actual)) {
    const lists = { declared, expected, actual };
    if (declared.length === expected.length) return adoptItems(walk, lists, path);
  } else if (isPlain(declared) && isPlain(expected) && isPlain(actual)) {
    return typed(declared, literal(walk, actual, path));
  }
  leave(walk, path, OTHERWISE);
  return declared;
};

/** Why a value of the template may not be touched at all. */
const heldBy = (walk: Walk, { declared }: Sides, path: string): string | undefined => {
  if (walk.withheld.has(path)) return SECRET;
  const isNew = declared === undefined;
  if (isNew && isActiveName(path.slice(path.lastIndexOf('/') + 1))) return REFERENCE;
  const name = functionIn(declared);
  if (name !== undefined) return `the template makes it by ${name}`;
  return !isNew && isPlain(declared) && isActive(declared) ? RESOLVED : undefined;
};

/**
 * A value of a template, changed so that it says what is there; undefined where nothing is. What is
 * as expected stays as the template writes it, functions included. What can not be said is left as
 * it is and named in `walk.left`; nothing is guessed.
 */
export const adoptValue = (walk: Walk, sides: Sides, path: string): Json | undefined => {
  const { declared, expected, actual } = sides;
  if (isSame(expected, actual)) return declared;
  const because = heldBy(walk, sides, path);
  if (because !== undefined) {
    leave(walk, path, because);
    return declared;
  }
  if (actual === undefined) return undefined;
  return declared === undefined ? literal(walk, actual, path) : adoptInside(walk, sides, path);
};
