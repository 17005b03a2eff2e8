import type { PropertyChange } from '../plan/change.ts';
import { isJsonObject, type Json, type JsonObject } from '../task/json.ts';

const partsOf = (path: string): readonly string[] =>
  path
    .split('/')
    .filter((part) => part !== '')
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .filter((part, index) => index > 0 || part !== 'Properties');

const setIn = (value: Json, path: readonly string[], member: Json | undefined): Json => {
  const [name, ...rest] = path;
  if (name === undefined) return member ?? null;
  if (Array.isArray(value)) {
    const items = value as readonly Json[];
    return items.map((item, index) => (String(index) === name ? setIn(item, rest, member) : item));
  }
  if (!isJsonObject(value)) return value;
  const others = Object.entries(value).filter(([key]) => key !== name);
  if (rest.length === 0 && member === undefined) return Object.fromEntries(others);
  return { ...Object.fromEntries(others), [name]: setIn(value[name] ?? {}, rest, member) };
};

/**
 * The properties as they were before an update, as far as the change set shows it: changed paths
 * get their earlier value, those that AWS did not show keep the new one.
 */
export const withBefore = (
  properties: JsonObject,
  changes: readonly PropertyChange[],
): JsonObject => {
  const before = changes.reduce<Json>((value, change) => {
    const isUnknown = change.before === undefined && change.after === undefined;
    return isUnknown ? value : setIn(value, partsOf(change.path), change.before);
  }, properties);
  return isJsonObject(before) ? before : properties;
};
