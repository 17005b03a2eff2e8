import { isJsonObject, type Json } from '../../task/json.ts';
import { resolveValue, type Scope } from './resolve.ts';
import { textOf, type Value } from './value.ts';

type Known = boolean | undefined;

/** Conditions may name each other; a circle ends as not known. */
const MAX_DEPTH = 20;

interface Asking {
  readonly all: Readonly<Record<string, Json>>;
  readonly scope: Scope;
  readonly depth: number;
}

const both = (parts: readonly Known[]): Known => {
  if (parts.includes(false)) return false;
  return parts.includes(undefined) ? undefined : true;
};

const negated = (value: Known): Known => (value === undefined ? undefined : !value);

const either = (parts: readonly Known[]): Known => negated(both(parts.map(negated)));

const equal = (values: readonly Value[]): Known => {
  const [a, b] = values.map(textOf);
  return a === undefined || b === undefined ? undefined : a === b;
};

const listAt = (value: Json | undefined): readonly Json[] => (Array.isArray(value) ? value : []);

const evaluate = (json: Json | undefined, asking: Asking): Known => {
  if (asking.depth > MAX_DEPTH || !isJsonObject(json)) return undefined;
  const deeper = { ...asking, depth: asking.depth + 1 };
  const parts = (name: string): readonly Known[] =>
    listAt(json[name]).map((one) => evaluate(one, deeper));
  if (typeof json['Condition'] === 'string') return namedCondition(json['Condition'], deeper);
  if ('Fn::And' in json) return both(parts('Fn::And'));
  if ('Fn::Or' in json) return either(parts('Fn::Or'));
  if ('Fn::Not' in json) return negated(parts('Fn::Not')[0]);
  if ('Fn::Equals' in json) {
    return equal(listAt(json['Fn::Equals']).map((one) => resolveValue(one, asking.scope)));
  }
  return undefined;
};

const namedCondition = (name: string, asking: Asking): Known =>
  asking.scope.conditions.get(name) ??
  (Object.hasOwn(asking.all, name) ? evaluate(asking.all[name], asking) : undefined);

/** Every condition that can be decided, those already in the scope included. */
export const decideConditions = (
  all: Readonly<Record<string, Json>>,
  scope: Scope,
): ReadonlyMap<string, boolean> =>
  new Map(
    Object.keys(all).flatMap((name) => {
      const decided = namedCondition(name, { all, scope, depth: 0 });
      return decided === undefined ? [] : [[name, decided] as const];
    }),
  );

/** True for a condition that does not rest on another one. */
export const isLeafCondition = (json: Json | undefined): boolean =>
  !JSON.stringify(json ?? null).includes('"Condition":');
