import type { PlannedChange, PropertyChange } from '../../plan/change.ts';
import { canonicalJson, isJsonObject, type Json, type JsonObject } from '../../task/json.ts';
import { listOf } from '../acts.ts';
import { holdsWithin, isIntrinsic } from '../compare.ts';
import type { VersionFact } from './facts-schema.ts';

/** Where the data of a version stands, as a plan names it. */
export const DATA_PATH = '/Properties/LaunchTemplateData';

type Rows = PlannedChange['properties'];
type Sides = readonly [Json | undefined, Json | undefined];

const rowOf = (path: string, [before, after]: Sides): PropertyChange => ({
  path,
  ...(before === undefined ? {} : { before }),
  ...(after === undefined ? {} : { after }),
  recreation: 'Never',
});

const membersOf = (value: Json | undefined): JsonObject => {
  if (value !== undefined && isJsonObject(value)) return value;
  return Object.fromEntries(listOf(value).map((one, index) => [String(index), one]));
};

const isBranch = (value: Json | undefined): boolean =>
  value === undefined || isJsonObject(value) || Array.isArray(value);

type Same = (before: Json | undefined, after: Json | undefined) => boolean;

const partsOf = (path: string, sides: Sides, isSame: Same): Rows => {
  const [before, after] = sides;
  if (isSame(before, after)) return [];
  const [was, is] = [membersOf(before), membersOf(after)];
  const names = [...new Set([...Object.keys(was), ...Object.keys(is)])];
  if (names.length === 0 || !sides.every(isBranch)) return [rowOf(path, sides)];
  return names.flatMap((name) => partsOf(`${path}/${name}`, [was[name], is[name]], isSame));
};

/** Each part in which what would start is other than what starts today. */
export const changedParts = (before: JsonObject, after: JsonObject): Rows =>
  partsOf(
    DATA_PATH,
    [before, after],
    (was, is) => canonicalJson(was ?? null) === canonicalJson(is ?? null),
  );

/** What only CloudFormation knows, and what EC2 says beyond a template, is not compared. */
const isAsTemplate: Same = (was, is) => is === undefined || holdsWithin(is, was);

const SCRIPT = 'UserData';

/** The same for what a template says; a script is known by its version alone. */
export const templateParts = (
  { standard, latest }: { readonly standard: VersionFact; readonly latest: VersionFact },
  template: JsonObject,
): Rows => {
  const [live, own] = [standard.data, template];
  const names = [...new Set([...Object.keys(live), ...Object.keys(own)])];
  return names.flatMap((name) => {
    const [was, is] = [live[name], own[name]];
    const path = `${DATA_PATH}/${name}`;
    if (name === SCRIPT && is !== undefined)
      return was === latest.data[name] ? [] : [rowOf(path, [was, 'as its stack says'])];
    if (is === undefined) return [rowOf(path, [was, is])];
    return isIntrinsic(is) ? [] : partsOf(path, [was, is], isAsTemplate);
  });
};

const START = `${DATA_PATH}/`;

/** Whose parts differ: `UserData`, not each line of it. */
export const memberNames = (rows: Rows): readonly string[] => [
  ...new Set(
    rows.flatMap(({ path }) =>
      path.startsWith(START) ? [path.slice(START.length).split('/')[0] ?? ''] : [],
    ),
  ),
];
