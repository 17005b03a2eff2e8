import { canonicalJson, isJsonObject, type Json } from '../task/json.ts';
import type { PropertyChange } from './change.ts';

const partsOf = (path: string): readonly string[] =>
  path
    .replace(/^\/?(Properties\/)?/, '')
    .split('/')
    .filter((part) => part !== '');

const memberOf = (value: Json | undefined, path: readonly string[]): Json =>
  path.reduce<Json>((at, name) => (isJsonObject(at) ? (at[name] ?? null) : null), value ?? null);

/** Whether a member differs; what is not told may be the worst. */
const differs = ({ before, after }: PropertyChange, path: readonly string[]): boolean =>
  !isJsonObject(before) ||
  !isJsonObject(after) ||
  canonicalJson(memberOf(before, path)) !== canonicalJson(memberOf(after, path));

const isNamedBy = (change: PropertyChange, name: string): boolean => {
  const [top, ...member] = name.split('.');
  const [changed, ...deeper] = partsOf(change.path);
  if (changed !== top) return false;
  if (deeper.length === 0) return member.length === 0 || differs(change, member);
  return member.every((part, at) => deeper[at] === undefined || deeper[at] === part);
};

/**
 * True when a change is of one of the names: a property, or a member of one, written
 * `DistributionConfig.Logging`, for types that keep all they are in one property.
 */
export const isOfNames = (change: PropertyChange, names: readonly string[]): boolean =>
  names.some((name) => isNamedBy(change, name));
