import { isJsonObject, type Json, type JsonObject } from '../../task/json.ts';
import { INTRINSICS } from './intrinsics.ts';
import { Unresolved, type Value } from './value.ts';

/** What a value is resolved against. */
export interface Scope {
  /** By name: the value given, the default, or an `Unresolved`. */
  readonly parameters: ReadonlyMap<string, Value>;
  readonly mappings: JsonObject;
  readonly resources: ReadonlySet<string>;
  /** By name; absent when it can not be known. */
  readonly conditions: ReadonlyMap<string, boolean>;
  /** Pseudo parameters that are known, such as `AWS::Region`. */
  readonly pseudo: Readonly<Record<string, string>>;
}

/** Deeper than CloudFormation takes; what lies deeper is not resolved. */
const MAX_DEPTH = 100;

const intrinsicOf = (value: JsonObject): string | undefined => {
  const keys = Object.keys(value);
  const [key] = keys;
  if (keys.length !== 1 || key === undefined) return undefined;
  return key === 'Ref' || key.startsWith('Fn::') ? key : undefined;
};

/**
 * Resolves parameters, conditions, mappings and the functions of CloudFormation as far as the
 * template alone tells. `AWS::NoValue` becomes absent. Never throws; never guesses.
 */
export const resolveValue = (json: Json | undefined, scope: Scope, depth = 0): Value => {
  if (depth > MAX_DEPTH) return new Unresolved({ why: 'it is nested too deeply' });
  if (Array.isArray(json)) {
    return json.map((one: Json) => resolveValue(one, scope, depth + 1));
  }
  if (!isJsonObject(json)) return json;
  const name = intrinsicOf(json);
  const inner = (one: Json | undefined): Value => resolveValue(one, scope, depth + 1);
  if (name === undefined) {
    return Object.fromEntries(Object.entries(json).map(([key, one]) => [key, inner(one)]));
  }
  const intrinsic = Object.hasOwn(INTRINSICS, name) ? INTRINSICS[name] : undefined;
  if (intrinsic === undefined) return new Unresolved({ why: `${name} is known at deployment` });
  return intrinsic(json[name], { scope, inner });
};
