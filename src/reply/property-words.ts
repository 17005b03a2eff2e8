import type { PropertyChange } from '../plan/change.ts';
import { canonicalJson, type Json } from '../task/json.ts';
import { shownOf } from './markdown.ts';
import { quoteInline } from './quote.ts';

/**
 * Values under such names are not shown: what they hold is for the one who set it. `HttpTokens` of
 * an instance is a protection and no secret.
 */
const SECRET = /password|passphrase|secret(?!smanager)|(?<!http)token|credential|private.?key/i;

const LONGEST_VALUE = 120;
const MOST_PROPERTIES = 8;

/** What stands for a value that is missing: a change set may hide one, a resource has none. */
const MISSING = { 'change set': '*(not shown by AWS)*', resource: '*(not set)*' } as const;

/** A member that one side has and the other has not; no value of AWS is written so. */
export const UNSET = '\u0000';

/** CloudFormation's own mark for a value that AWS gives when the resource is made. */
const LATER = /\{\{changeSet:KNOWN_AFTER_APPLY\}\}/;

/** Where the values of a change were read. */
export type ReadFrom = keyof typeof MISSING;

/** One value as data; hidden where its name says that it is a secret. */
export const valueWords = (
  path: string,
  value: PropertyChange['before'],
  from: ReadFrom = 'change set',
): string => {
  if (value === undefined) return MISSING[from];
  if (value === UNSET) return MISSING.resource;
  if (SECRET.test(path)) return '*(hidden)*';
  if (typeof value === 'string' && LATER.test(value)) return '*(given by AWS when it is made)*';
  return quoteInline(typeof value === 'string' ? value : canonicalJson(value), LONGEST_VALUE);
};

const RECREATION: Readonly<Record<string, string>> = {
  Always: ', which **replaces** the resource',
  Conditionally: ', which **may replace** the resource',
};

type Tree = Readonly<Record<string, Json>>;

const isObject = (value: Json | undefined): boolean => typeof value === 'object' && value !== null;

/** An object, or a list with objects in it; a list of plain values is read best as it is. */
const isTree = (value: Json | undefined): value is Json & Tree =>
  isObject(value) && (!Array.isArray(value) || value.some((one: Json) => isObject(one)));

const NOTHING: Tree = {};

/** A side that is not there at all stays so in every leaf: what it held is not known. */
const leafOf = (
  side: PropertyChange['before'],
  key: string,
): { readonly value: PropertyChange['before'] } => {
  if (side === undefined) return { value: undefined };
  return { value: (isTree(side) ? side : NOTHING)[key] ?? UNSET };
};

/** In a list of names and values, the name that makes the value beside it a secret. */
const secretName = (sides: readonly Tree[]): string | undefined =>
  sides
    .flatMap((side) => [side['Name'], side['Key']])
    .find((name): name is string => typeof name === 'string' && SECRET.test(name));

/** The leaves in which two values differ, so that what changes is seen and not the whole. */
const leafChanges = (change: PropertyChange): readonly PropertyChange[] => {
  const { path, before, after, recreation, unset } = change;
  const sides = [before, after].filter((one) => one !== undefined);
  if (sides.length === 0 || !sides.every(isTree) || SECRET.test(path)) return [change];
  const secret = secretName(sides);
  if (secret !== undefined) return [{ ...change, path: `${path}/${secret}` }];
  const keys = [...new Set(sides.flatMap((side) => Object.keys(side)))];
  return keys
    .map((key) => ({ key, was: leafOf(before, key).value, is: leafOf(after, key).value }))
    .filter(({ was, is }) => canonicalJson(was ?? null) !== canonicalJson(is ?? null))
    .flatMap(({ key, was, is }) =>
      leafChanges({
        path: `${path}/${key}`,
        ...(was === undefined ? {} : { before: was }),
        ...(is === undefined ? {} : { after: is }),
        ...(recreation === undefined ? {} : { recreation }),
        ...(unset === undefined ? {} : { unset }),
      }),
    );
};

/** Every plain value inside a value, by its path; what a secret's name stands beside has it too. */
const leavesOf = (path: string, value: Json | undefined): readonly (readonly [string, Json])[] => {
  if (value === undefined) return [];
  if (!isTree(value) || SECRET.test(path)) return [[path, value]];
  const secret = secretName([value]);
  if (secret !== undefined) return [[`${path}/${secret}`, value]];
  return Object.entries(value as Tree).flatMap(([key, one]) => leavesOf(`${path}/${key}`, one));
};

/** The plain values in which several sides of one property differ, and each side of them. */
export const differingLeaves = (
  path: string,
  sides: readonly (Json | undefined)[],
): readonly { readonly path: string; readonly sides: readonly (Json | undefined)[] }[] => {
  const maps = sides.map((side) => new Map(leavesOf(path, side)));
  const paths = [...new Set(maps.flatMap((map) => [...map.keys()]))].sort();
  return paths
    .map((one) => ({
      path: one,
      sides: maps.map((map, at) => map.get(one) ?? (sides[at] === undefined ? undefined : UNSET)),
    }))
    .filter(({ sides: all }) => new Set(all.map((one) => canonicalJson(one ?? null))).size > 1);
};

/** `/Properties/A/0/B` as `A.0.B`, as the review writes it. */
export const pathWords = (path: string): string =>
  quoteInline(path.replace(/^\/(?:Properties\/)?/, '').replaceAll('/', '.'));

const propertyWords = (
  { path, before, after, recreation, unset }: PropertyChange,
  from: ReadFrom,
): string => {
  const side = (value: PropertyChange['before'], name: PropertyChange['unset']): string =>
    valueWords(path, value ?? (unset === name ? UNSET : undefined), from);
  const to = `${side(before, 'before')} → ${side(after, 'after')}`;
  return `${pathWords(path)}: ${to}${RECREATION[recreation ?? ''] ?? ''}`;
};

/** What changes inside a resource, a line each; all of it where something is lost or weakened. */
export const propertyLines = (
  properties: readonly PropertyChange[],
  { isWhole, from }: { readonly isWhole: boolean; readonly from: ReadFrom },
): readonly string[] => {
  const leaves = properties.flatMap(leafChanges);
  const shown = isWhole ? leaves : leaves.slice(0, MOST_PROPERTIES);
  const left = shownOf(shown.length, leaves.length);
  const lines = shown.map((one) => propertyWords(one, from));
  return left === '' ? lines : [...lines, left];
};
