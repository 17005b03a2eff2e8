import { canonicalJson, isJsonObject, type Json } from '../task/json.ts';

/** True for a value that only CloudFormation can compute: it has nothing to be compared with. */
export const isIntrinsic = (value: Json): boolean =>
  isJsonObject(value) &&
  Object.keys(value).some((name) => name === 'Ref' || name.startsWith('Fn::'));

const itemsOf = (value: Json | undefined): readonly Json[] =>
  Array.isArray(value) ? (value as readonly Json[]) : [];

/**
 * True when all that was planned is there. AWS adds defaults, so members and list items beyond the
 * plan are no difference; what the plan does not know (an intrinsic function) is not compared.
 */
export const holdsWithin = (planned: Json, found: Json | undefined): boolean => {
  if (isIntrinsic(planned)) return true;
  if (Array.isArray(planned))
    return itemsOf(planned).every((item) =>
      itemsOf(found).some((other) => holdsWithin(item, other)),
    );
  if (isJsonObject(planned))
    return Object.entries(planned).every(([name, value]) =>
      holdsWithin(value, isJsonObject(found) ? found[name] : undefined),
    );
  return found !== undefined && canonicalJson(planned) === canonicalJson(found);
};

/** A scalar as text; empty for what is none. */
export const textIn = (value: Json | undefined): string =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : '';

/** The value at a dotted path; undefined where the path ends early. */
export const at = (value: unknown, path: string): Json | undefined =>
  path
    .split('.')
    .reduce<Json | undefined>(
      (part, name) => (part !== undefined && isJsonObject(part) ? part[name] : undefined),
      value as Json,
    );
