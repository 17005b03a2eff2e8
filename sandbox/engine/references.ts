import { isJsonObject, type Json, type JsonObject } from '../../src/task/json.ts';

/** What a value refers to, by how. */
export interface References {
  /** `Ref`, or a name in `Fn::Sub`. */
  readonly refs: readonly string[];
  /** The resource of `Fn::GetAtt`, or of a dotted name in `Fn::Sub`. */
  readonly attributes: readonly string[];
}

const NONE: References = { refs: [], attributes: [] };

const merge = (all: readonly References[]): References => ({
  refs: all.flatMap((each) => each.refs),
  attributes: all.flatMap((each) => each.attributes),
});

const attributeOwner = (argument: Json): References => {
  const first = Array.isArray(argument) ? argument[0] : argument;
  return typeof first === 'string' ? { refs: [], attributes: [first.split('.')[0] ?? ''] } : NONE;
};

const inPattern = (argument: Json): References => {
  const pattern = Array.isArray(argument) ? argument[0] : argument;
  if (typeof pattern !== 'string') return NONE;
  const names = [...pattern.matchAll(/\$\{([^!}][^}]*)\}/g)].map((match) => match[1] ?? '');
  return {
    refs: names.filter((name) => !name.includes('.')),
    attributes: names.filter((name) => name.includes('.')).map((name) => name.split('.')[0] ?? ''),
  };
};

const ofMember = (key: string, member: Json): References => {
  if (key === 'Ref' && typeof member === 'string') return { refs: [member], attributes: [] };
  if (key === 'Fn::GetAtt') return attributeOwner(member);
  const deeper = referencesIn(member);
  return key === 'Fn::Sub' ? merge([inPattern(member), deeper]) : deeper;
};

const inObject = (value: JsonObject): References =>
  merge(Object.entries(value).map(([key, member]) => ofMember(key, member)));

/** Every name that a value refers to. */
export const referencesIn = (value: Json): References => {
  if (Array.isArray(value)) return merge(value.map((each: Json) => referencesIn(each)));
  return isJsonObject(value) ? inObject(value) : NONE;
};

/** Every name that a value refers to, however it does. */
export const namesIn = (value: Json): readonly string[] => {
  const { refs, attributes } = referencesIn(value);
  return [...refs, ...attributes];
};
