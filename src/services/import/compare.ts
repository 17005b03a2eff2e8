import { canonicalJson, isJsonObject, type Json, type JsonObject } from '../../task/json.ts';
import { withTagsInOrder } from '../live/aws-tags.ts';
import { importTypeOf } from './import-types.ts';
import { plain } from './import-words.ts';
import { writableOf } from './imported.ts';

type Side = Json | undefined;

const isSame = (one: Side, other: Side): boolean =>
  one === undefined || other === undefined
    ? one === other
    : canonicalJson(one) === canonicalJson(other);

/** The places at which two values differ; a list is one place. */
const placesIn = (path: string, one: Side, other: Side): readonly string[] => {
  if (isSame(one, other)) return [];
  if (!isJsonObject(one ?? null) || !isJsonObject(other ?? null)) return [path];
  const [was, is] = [one as JsonObject, other as JsonObject];
  return [...new Set([...Object.keys(was), ...Object.keys(is)])].flatMap((name) =>
    placesIn(`${path}/${name}`, was[name], is[name]),
  );
};

/**
 * Every setting in which what is there differs from what a template says of it, by its path in
 * words and never by its value: what one of them has and the other has not, too. What only AWS
 * writes is left out, as in the template. A type that is not imported differs by its own name.
 */
export const importDifferences = (
  type: string,
  template: JsonObject,
  live: JsonObject,
): readonly string[] => {
  const kind = importTypeOf(type);
  if (kind === undefined) return [type];
  return placesIn('', withTagsInOrder(template), withTagsInOrder(writableOf(live, kind))).map(
    plain,
  );
};
