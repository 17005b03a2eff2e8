/**
 * A template's value as far as it could be resolved. `undefined` is a member that is absent.
 * What could not be resolved stays an `Unresolved`, so that no check takes it for a literal.
 */
export type Value =
  | string
  | number
  | boolean
  | null
  | undefined
  | Unresolved
  | readonly Value[]
  | { readonly [key: string]: Value };

interface UnresolvedParts {
  /** Why, in words for people. */
  readonly why: string;
  /** Logical ids of the resources it names. */
  readonly refs?: readonly string[];
  /** What is known of the text, with `\u0000` for each part that is not. */
  readonly pattern?: string;
  /** For each such part, whether AWS itself says it, such as the account: nobody gives it. */
  readonly isOfAws?: readonly boolean[];
  /** True when it may turn out to be empty; a reference to a resource never does. */
  readonly mayBeEmpty?: boolean;
}

/** A value known only when the stack is deployed. */
export class Unresolved {
  readonly why: string;
  readonly refs: readonly string[];
  readonly pattern: string;
  readonly isOfAws: readonly boolean[];
  readonly mayBeEmpty: boolean;

  constructor(parts: UnresolvedParts) {
    this.why = parts.why;
    this.refs = parts.refs ?? [];
    this.pattern = parts.pattern ?? '\u0000';
    this.isOfAws =
      parts.isOfAws ??
      this.pattern
        .split('\u0000')
        .slice(1)
        .map(() => false);
    this.mayBeEmpty = parts.mayBeEmpty ?? false;
  }
}

/** True for a value known only when the stack is deployed. */
export const isUnresolved = (value: Value): value is Unresolved => value instanceof Unresolved;

/** True for a map of members. */
export const isMap = (value: Value): value is { readonly [key: string]: Value } =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !isUnresolved(value);

/** True for a list. */
export const isList = (value: Value): value is readonly Value[] => Array.isArray(value);

/** The member of a map, never one that JavaScript put there. */
export const memberOf = (value: Value, key: string): Value =>
  isMap(value) && Object.hasOwn(value, key) ? value[key] : undefined;

/** Follows a dotted path; stops at what is unresolved, and at nothing where there is no member. */
export const valueAt = (value: Value, path: string): Value => {
  if (path === '') return value;
  let at = value;
  for (const key of path.split('.')) {
    if (isUnresolved(at)) return at;
    at = memberOf(at, key);
  }
  return at;
};

/** A list as it is, one value as a list of one, nothing as an empty list. */
export const listOf = (value: Value): readonly Value[] => {
  if (value === undefined || value === null) return [];
  return isList(value) ? value.filter((one) => one !== undefined) : [value];
};

/** Text, numbers and booleans as text; anything else is undefined. */
export const textOf = (value: Value): string | undefined => {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
};

/** True when nothing is there: absent, null, or empty. Undefined when that can not be known. */
export const isAbsent = (value: Value): boolean | undefined => {
  if (value === undefined || value === null || value === '') return true;
  if (isUnresolved(value)) return value.mayBeEmpty ? undefined : false;
  if (isList(value)) return listOf(value).length === 0;
  return isMap(value) ? Object.values(value).every((one) => one === undefined) : false;
};

/** The first unresolved value anywhere inside. */
export const unresolvedIn = (value: Value): Unresolved | undefined => {
  if (isUnresolved(value)) return value;
  if (isList(value)) return firstUnresolved(value);
  return isMap(value) ? firstUnresolved(Object.values(value)) : undefined;
};

const firstUnresolved = (values: readonly Value[]): Unresolved | undefined => {
  for (const one of values) {
    const found = unresolvedIn(one);
    if (found !== undefined) return found;
  }
  return undefined;
};

/** Every logical id that a value names, at any depth. */
export const refsIn = (value: Value): readonly string[] => {
  if (isUnresolved(value)) return value.refs;
  if (isList(value)) return value.flatMap(refsIn);
  return isMap(value) ? Object.values(value).flatMap(refsIn) : [];
};
