import type { PropertyDrift } from '../services/stack-drift/judge.ts';
import { isJsonObject, type Json } from '../task/json.ts';

/** A difference among the tags: of them all, of one, or of one side of one. */
const AMONG_TAGS = /^\/Tags(?:\/(\d+)(?:\/(Key|Value))?)?$/;

const keyIn = (tag: Json): readonly string[] => {
  const key = isJsonObject(tag) ? tag['Key'] : undefined;
  return typeof key === 'string' ? [key] : [];
};

/** The keys that one side of a difference tells; undefined where it tells no whole tag. */
const keysOf = (value: Json | undefined, isKey: boolean): readonly string[] | undefined => {
  if (value === undefined || value === 'null' || value === '') return [];
  if (isKey) return typeof value === 'string' ? [value] : undefined;
  const tags = Array.isArray(value) ? (value as readonly Json[]) : [value];
  const keys = tags.flatMap(keyIn);
  return keys.length === tags.length ? keys : undefined;
};

const hasKeyTold = (properties: readonly PropertyDrift[], place: string): boolean =>
  properties.some(({ path }) => path === `/Tags/${place}/Key`);

/** The keys of tags in which differences lie, by side; undefined where one lies elsewhere. */
const keysIn = (
  properties: readonly PropertyDrift[],
): { readonly expected: readonly string[]; readonly actual: readonly string[] } | undefined => {
  const sides: { readonly expected: string[]; readonly actual: string[] } = {
    expected: [],
    actual: [],
  };
  for (const { path, expected, actual } of properties) {
    const [whole, place = '', half = ''] = AMONG_TAGS.exec(path) ?? [];
    if (whole === undefined) return undefined;
    if (half === 'Value' && !hasKeyTold(properties, place)) return undefined;
    if (half === 'Value') continue;
    const mine = [keysOf(expected, half === 'Key'), keysOf(actual, half === 'Key')] as const;
    if (mine[0] === undefined || mine[1] === undefined) return undefined;
    sides.expected.push(...mine[0]);
    sides.actual.push(...mine[1]);
  }
  return sides;
};

/**
 * True where all that differs is that tags of a stack are missing. A tag that only stands at
 * another place in the list is on both sides; one of which nobody tells the key is not of a stack.
 */
export const isOfStackTagsOnly = (
  properties: readonly PropertyDrift[],
  tags: Readonly<Record<string, string>>,
): boolean => {
  const keys = keysIn(properties);
  if (keys === undefined) return false;
  const missing = keys.expected.filter((key) => !keys.actual.includes(key));
  return (
    missing.length > 0 &&
    missing.every((key) => Object.hasOwn(tags, key)) &&
    keys.actual.every((key) => keys.expected.includes(key))
  );
};
