import type { ParameterValue } from '../task/aws-task.ts';
import type { AwsResourceType } from '../task/resource-type.ts';
import { findIds, findTypes, type TypeMention } from './find-types.ts';
import { findNames } from './find-name.ts';
import { endsAsName, isIdentifier, isPlainName, tokensOf } from './name-token.ts';
import { wordsFor } from './words/all-services.ts';
import { regex } from './words/regex.ts';

export interface TargetWords {
  readonly text: string;
  readonly type: AwsResourceType;
  readonly noun?: TypeMention;
  readonly verbEnd?: number;
  readonly isNew: boolean;
  /** True where a name is acted on. */
  readonly isOrder?: boolean;
  readonly isClause?: boolean;
  /** True where what is named is deleted or emptied. */
  readonly isLoss?: boolean;
  /** True where something is given to the target: "give thumbnailer 512 MB". */
  readonly isGive?: boolean;
  /** True for words that name a field. */
  readonly isField?: (word: string) => boolean;
  readonly isAccount: (word: string) => boolean;
}

export interface TargetNames {
  readonly names: readonly string[];
  readonly ids: readonly string[];
}

const NAME_BEFORE_ID = /["'`]?([A-Za-z0-9_][\w./-]*)["'`]?\s*\(\s*["'`]?$/;
const NAME_AFTER_ID = /^["'`]?\s*\(\s*["'`]?([A-Za-z0-9_][\w./-]*)["'`]?\s*\)/;

/** `wiki-old (i-0a…)` and `fs-0c… (build-cache)` name one thing twice. */
const nameBeside = (text: string, id: string): string | undefined => {
  const at = text.indexOf(id);
  const before = NAME_BEFORE_ID.exec(text.slice(0, at))?.[1];
  const after = NAME_AFTER_ID.exec(text.slice(at + id.length))?.[1];
  const name = before ?? after;
  return name === undefined || findTypes(name).length > 0 ? undefined : name;
};

const LISTED = regex(
  'iu',
  String.raw`^["'\x60]?\s*(?:\([^()]{1,80}\)\s*)?(?:,|&|and|und|y|et|e|,\s*and)\s*`,
  String.raw`(?:[\w./-]{1,80}\s*\(\s*)?["'\x60]?$`,
);

/** Several ids as targets, each with the name beside it; undefined where they stand in no list. */
export const listedTargets = (
  text: string,
  ids: readonly string[],
): readonly (readonly [name: string | undefined, id: string])[] | undefined => {
  const isList = ids.slice(1).every((id, index) => {
    const before = ids[index] ?? '';
    const gap = text.slice(text.indexOf(before) + before.length, text.indexOf(id));
    return LISTED.test(gap.replace(/^["'`]?\)/, ''));
  });
  return isList ? ids.map((id) => [nameBeside(text, id), id] as const) : undefined;
};

const idsOf = (text: string, type: AwsResourceType): readonly string[] => {
  const own = wordsFor(type).id;
  if (own === undefined) return [];
  return [...new Set([...text.matchAll(new RegExp(own.source, 'g'))].map((match) => match[0]))];
};

const isOther = (other: TypeMention, noun: TypeMention | undefined): boolean =>
  noun !== undefined && other.start > noun.start && other.type === noun.type;

/** Names and ids of the target in its own clause. */
export const readTarget = (words: TargetWords): TargetNames => {
  const ids = words.isNew ? [] : idsOf(words.text, words.type);
  const isNoun = (word: string): boolean =>
    /^[\p{L}\d]+$/u.test(word) && findTypes(word).some(({ isStrong }) => isStrong);
  const isTaken = (word: string): boolean =>
    words.isAccount(word) || findIds(word).length > 0 || isNoun(word);
  const [id] = ids;
  const beside = id === undefined ? undefined : nameBeside(words.text, id);
  if (beside !== undefined && !words.isAccount(beside)) return { names: [beside], ids };
  const { text, noun, verbEnd, isNew } = words;
  const nouns = [noun, ...findTypes(text).filter((other) => isOther(other, noun))].slice(0, 6);
  const plain: (readonly string[])[] = [];
  for (const at of noun === undefined ? [undefined] : nouns) {
    const names = findNames({
      text,
      isTaken,
      ...(words.isField === undefined ? {} : { isField: words.isField }),
      mayFollowPreposition: !isNew && id === undefined,
      mayBePlain: !isNew && words.isField !== undefined,
      isOrder: words.isOrder === true,
      isGive: words.isGive === true,
      isLoss: words.isLoss === true,
      isNew,
      isClause: words.isClause !== false,
      ...(at === undefined ? {} : { noun: at }),
      ...(verbEnd === undefined ? {} : { verbEnd }),
    });
    const isSure = names.some((name) => !/^[A-Za-z]+$/.test(name));
    if (isSure) return { names, ids };
    if (names.length > 0) plain.push(names);
  }
  return { names: plain[0] ?? [], ids };
};

/** True where nouns of one type have several names: "of function a … and of function b". */
export const namesSeveral = (text: string, type: AwsResourceType): boolean => {
  const names = findTypes(text).flatMap((noun) => {
    if (noun.type !== type) return [];
    const next = tokensOf(text.slice(noun.end, noun.end + 120))[0];
    if (next === undefined || !/^\s*["'`]?$/.test(text.slice(noun.end, noun.end + next.start)))
      return [];
    return isIdentifier(next) || (isPlainName(next) && endsAsName(text.slice(noun.end), next))
      ? [next.text]
      : [];
  });
  return new Set(names).size > 1;
};

/** A text that names a type more often than this says of none of them which one it means. */
const MOST_NOUNS = 40;

/** What "it" stands for: the one thing the text around names by noun, by id, or in quotes. */
export const readAround = (words: TargetWords): TargetNames => {
  const found = new Set<string>();
  const ids = idsOf(words.text, words.type);
  const nouns = words.text
    .split('\n')
    .flatMap((text) => findTypes(text).map((noun) => ({ text, noun })))
    .filter(({ noun }) => noun.type === words.type);
  if (nouns.length > MOST_NOUNS) return { names: [], ids: [] };
  for (const { text, noun } of nouns) {
    if (found.size > 1) break;
    const { names } = readTarget({ ...words, text, noun, isNew: false, isClause: false });
    for (const name of names) found.add(name);
  }
  const [id] = ids;
  const beside = id === undefined || ids.length > 1 ? undefined : nameBeside(words.text, id);
  if (beside !== undefined && !words.isAccount(beside)) found.add(beside);
  const quoted = tokensOf(words.text).filter((token) => token.isQuoted && isIdentifier(token));
  if (found.size === 0 && ids.length === 0)
    for (const { text } of quoted) if (!words.isAccount(text)) found.add(text);
  return { names: found.size === 1 ? [...found] : [], ids: ids.length === 1 ? ids : [] };
};

/** A name and an id as parameters of a type. A key is known by its alias. */
export const nameParameters = (
  type: AwsResourceType,
  name: string | undefined,
  id: string | undefined,
): readonly (readonly [string, ParameterValue])[] => {
  const isAlias = type === 'AWS::KMS::Key' && name?.startsWith('alias/') === true;
  return [
    ...(name === undefined ? [] : [['name', name] as const]),
    ...(isAlias ? [['alias', name] as const] : []),
    ...(id === undefined ? [] : [['id', id] as const]),
  ];
};
