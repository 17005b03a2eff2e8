import { isJsonObject, type Json } from '../../task/json.ts';

const isTagOfAws = (value: Json): boolean =>
  isJsonObject(value) && typeof value['Key'] === 'string' && /^aws:/i.test(value['Key']);

/** As AWS names a list of tags, in its reads and in its schemas. */
const TAGS = /^(Tags|TagSet)$/;

const isBare = (name: string, value: Json): boolean =>
  TAGS.test(name) && (Array.isArray(value) ? value.length === 0 : value === null);

/**
 * What was read without the tags that only AWS writes; where no other tag is left, as if nothing
 * was tagged. S3 tells of an untagged bucket that it has no tag set, which is null here.
 */
export const withoutAwsTags = (value: Json): Json => {
  if (Array.isArray(value)) {
    const list = value as readonly Json[];
    return list.filter((one) => !isTagOfAws(one)).map(withoutAwsTags);
  }
  if (!isJsonObject(value)) return value;
  const members = Object.entries(value).map(([name, one]) => [name, withoutAwsTags(one)] as const);
  const left = members.filter(([name, one]) => !isBare(name, one));
  return left.length === 0 && members.length > 0 ? null : Object.fromEntries(left);
};

const keyOf = (tag: Json): string => {
  const key = isJsonObject(tag) ? tag['Key'] : undefined;
  return typeof key === 'string' ? key : '';
};

const byKey = (one: Json, other: Json): number => {
  const [mine, yours] = [keyOf(one), keyOf(other)];
  if (mine === yours) return 0;
  return mine < yours ? -1 : 1;
};

/** AWS tells the same tags in any order; what else stands in a list may mean it by its place. */
export const withTagsInOrder = (value: Json): Json => {
  if (Array.isArray(value)) return (value as readonly Json[]).map(withTagsInOrder);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => {
      const one = withTagsInOrder(inner);
      const isTags = TAGS.test(name) && Array.isArray(one);
      return [name, isTags ? (one as readonly Json[]).toSorted(byKey) : one];
    }),
  );
};
