import { regex } from './words/regex.ts';
import type { AwsResourceType } from '../task/resource-type.ts';
import { findIds, findTypes, type TypeMention } from './find-types.ts';
import { isIdentifier, tokensOf } from './name-token.ts';
import { objectOf } from './object-of.ts';
import { topicOf } from './words/topics.ts';
import type { VerbHit } from './find-verbs.ts';
import { standsOn } from './stands-on.ts';
import { CACHE_TYPE, DB_CLASS, EC2_TYPE } from './words/field-library.ts';

/** What an order is about. */
export interface Target {
  readonly type?: AwsResourceType;
  readonly noun?: TypeMention;
  /** A service is named that is not served. */
  readonly isUnknown?: boolean;
  /** The object is a part of the target, as in "delete the objects of the bucket". */
  readonly isPart?: boolean;
}

const PRONOUNS = regex(
  'iu',
  '^(?:it|its|this|that|these|those|them|the|a|an|one|ones|',
  'two|three|new|another|following|here|both|all|above|below|',
  String.raw`me|us|up|again|now|itself|as|well|please|pls|plz|thx|thanks|\d+|la|lo|el|`,
  'un|una|uno|nuevo|nueva|siguiente|siguientes|esta|este|',
  'le|les|une|cette|ce|suivante?s?|o|os|as|um|uma|esse|este|',
  'seguinte|die|der|das|den|ein|eine|einen|folgende|its|our)$',
);

const KIND_BY_VALUE: readonly (readonly [RegExp, AwsResourceType])[] = [
  [DB_CLASS, 'AWS::RDS::DBInstance'],
  [CACHE_TYPE, 'AWS::ElastiCache::ReplicationGroup'],
  [EC2_TYPE, 'AWS::EC2::Instance'],
];

const byValue = (text: string): AwsResourceType | undefined =>
  KIND_BY_VALUE.find(([pattern]) => pattern.test(text))?.[1];

/** Words that several services share, with the types they may mean. */
const SHARED: readonly (readonly [RegExp, readonly AwsResourceType[]])[] = [
  [
    /^(?:clusters?|clúster(?:es)?|クラスター?|集群)$/iu,
    ['AWS::ECS::Cluster', 'AWS::EKS::Cluster', 'AWS::RDS::DBCluster'],
  ],
  [
    /^(?:instances?|instancias?|instanz(?:en)?|インスタンス|实例)$/iu,
    ['AWS::EC2::Instance', 'AWS::RDS::DBInstance'],
  ],
  [
    /^(?:functions?|función|fonctions?|função|funktion(?:en)?|関数|函数)$/iu,
    ['AWS::Lambda::Function', 'AWS::CloudFront::Function'],
  ],
];

const serviceOf = (type: string): string => type.split('::')[1] ?? type;

const isNear = (candidate: AwsResourceType, strong: readonly AwsResourceType[]): boolean =>
  strong.includes(candidate) ||
  (candidate.endsWith('::Cluster') &&
    strong.some((type) => serviceOf(type) === serviceOf(candidate)));

/** A shared word means the one type that the rest of the issue names; else nothing is certain. */
const settle = (
  noun: TypeMention,
  text: string,
  everything: string,
): AwsResourceType | undefined => {
  if (noun.isStrong) return noun.type;
  const word = text.slice(noun.start, noun.end);
  const meanings = SHARED.find(([pattern]) => pattern.test(word))?.[1];
  if (meanings === undefined) return noun.type;
  const given = findIds(text)[0]?.type ?? byValue(text);
  if (given !== undefined && meanings.includes(given)) return given;
  const strong = findTypes(everything).flatMap(({ type, isStrong }) =>
    isStrong && type !== undefined ? [type] : [],
  );
  const fitting = meanings.filter((meaning) => isNear(meaning, strong));
  if (fitting.length === 1) return fitting[0];
  return fitting.length === 0 && meanings[0] === 'AWS::Lambda::Function' ? meanings[0] : undefined;
};

/** The one type that some text is about; undefined when it names none or several. */
export const onlyType = (text: string): AwsResourceType | undefined => {
  const mentions = findTypes(text);
  const types = (isStrong: boolean): readonly AwsResourceType[] => [
    ...new Set(
      mentions.flatMap((mention) =>
        mention.isStrong === isStrong && mention.type !== undefined ? [mention.type] : [],
      ),
    ),
  ];
  if (mentions.some(({ type }) => type === undefined)) return undefined;
  const strong = types(true);
  if (strong.length > 0) return strong.length === 1 ? strong[0] : undefined;
  const ids = [...new Set(findIds(text).map(({ type }) => type))];
  if (ids.length > 0) return ids.length === 1 ? ids[0] : undefined;
  const weak = new Map(
    mentions
      .filter(({ isStrong }) => !isStrong)
      .map((noun) => [text.slice(noun.start, noun.end).toLowerCase(), noun]),
  );
  const settled = [...new Set([...weak.values()].map((noun) => settle(noun, text, text)))];
  return settled.length === 1 ? settled[0] : undefined;
};

export interface TypeSearch {
  readonly verb: VerbHit;
  readonly text: string;
  /** The sentences around it, for words such as "it" and "the cluster". */
  readonly around: string;
}

const targetOf = (noun: TypeMention, { text, around }: TypeSearch): Target => {
  if (noun.type === undefined) return { noun, isUnknown: true };
  const type = settle(noun, text, `${text}\n${around}`);
  return { noun, ...(type === undefined ? {} : { type }) };
};

const fromAround = ({ text, around }: TypeSearch): Target => {
  const type = findIds(text)[0]?.type ?? topicOf(text) ?? onlyType(around) ?? byValue(around);
  return type === undefined ? {} : { type };
};

const isOnlyPointing = (object: string): boolean =>
  object
    .split(/[\s"'`]+/u)
    .filter((word) => word !== '')
    .every(
      (word) =>
        PRONOUNS.test(word) ||
        tokensOf(word).some(
          (token) =>
            isIdentifier({ ...token, isQuoted: object.includes('`') }) ||
            findIds(token.text).length > 0 ||
            byValue(token.text) !== undefined,
        ),
    );

const APPOSED = /^\s*["'`]?\s*[,(]\s*(?:an?|the|eine?n?|una?|une?|uma?)?\s*(?:\p{L}+\s+){0,3}$/iu;
const AS =
  /^\s*(?:as|als|como|comme)\s+(?:an?|the|una?|la|el|une?|le|uma?|o|a)?\s*(?:\p{L}+\s+){0,2}$/iu;

/** The noun of the same sentence before the verb: "start with an SNS topic: create a". */
const ahead = ({ text, verb }: TypeSearch): TypeMention | undefined => {
  const before = findTypes(text).filter(({ end, isStrong }) => end <= verb.start && isStrong);
  return new Set(before.map(({ type }) => type)).size === 1 ? before[0] : undefined;
};

const pointed = (search: TypeSearch, object: string): Target => {
  const { text, verb } = search;
  const from = verb.end + object.length;
  const next = findTypes(text).find(({ start }) => start >= from);
  if (next !== undefined) {
    const gap = text.slice(from, next.start);
    if (APPOSED.test(gap) || AS.test(gap)) return targetOf(next, search);
  }
  const type = findIds(object)[0]?.type ?? byValue(object);
  if (type !== undefined) return { type };
  const noun = ahead(search);
  return noun === undefined ? fromAround(search) : { ...targetOf(noun, search) };
};

/** For what is made or lost, the head of the object decides; nothing further away may. */
const fromObject = (search: TypeSearch): Target => {
  const { text, verb } = search;
  const object = objectOf(text, verb.end);
  const inside = findTypes(text).filter(
    ({ start }) => start >= verb.end && start < verb.end + object.length,
  );
  const strong = inside.filter(({ isStrong }) => isStrong);
  const candidates = strong.length > 0 ? strong : inside;
  const head = verb.order === 'head-first' ? candidates[0] : candidates.at(-1);
  if (head !== undefined) {
    const tail = text.slice(head.end, verb.end + object.length);
    const isHead = verb.order === 'head-first' || isNameTail(tail);
    if (isHead) return targetOf(head, search);
    return { ...targetOf(head, search), isPart: true };
  }
  if (isOnlyPointing(object)) return pointed(search, object);
  const id = findIds(object)[0];
  if (id !== undefined) return { type: id.type };
  if (byValue(object) !== undefined) return pointed(search, object);
  const part = findTypes(text).find(({ start }) => start >= verb.end);
  return part === undefined ? { isPart: true } : { ...targetOf(part, search), isPart: true };
};

/** After the head noun only its name may stand: "SQS queue orders", not "S3 objects". */
const isNameTail = (tail: string): boolean => {
  const first = tail.split(/\s+/u).find((word) => /[\p{L}\p{N}]/u.test(word));
  if (first === undefined) return true;
  return !regex(
    'iu',
    '^(?:objects?|files?|items?|rows?|records?|entries|tags?|',
    'rules?|versions?|policy|policies|messages?|logs?|snapshots?|',
    'backups?|contents?|data|settings?|configuration|subscriptions?|',
    'permissions?|triggers?|images?|keys?|listeners?|access|',
    'encryption|versioning|monitoring|protection|metrics?|events?|',
    'alias(?:es)?|credentials?|parameters?|pipelines?|connection|',
    'copy|replica|environment)$',
  ).test(first);
};

const OF = regex(
  'iu',
  "^[\"'`\\s]*(?:[\\p{L}\\p{N}'_./-]+[\"'`]?\\s+){0,5}?(?:of|on|",
  'for|from|in|inside|de|del|de la|du|des|do|da|für|von|bei|',
  String.raw`auf|im|en|sur|em|no|na|para|pour)\s+(?:the |our |that |`,
  'this |an? |la |el |le |los |les |o |os |as |der |die |',
  String.raw`das |den |dem |eine?n? |una? |une? |uma? |existing )*(?:[\p{L}-]+\s+)?$`,
);

/** "Add the policy x to the role": what is given to the target is none. */
const GIVEN_TO = regex(
  'iu',
  String.raw`^["'\x60\s]*(?:[\w./-]+["'\x60]?\s+){0,4}?to\s+(?:the |our |that |this |existing )*$`,
);

/** For what is changed or read: the first noun, or the one that it is a part of. */
const fromWords = (search: TypeSearch): Target => {
  const { text, verb } = search;
  const all = findTypes(text);
  const after = verb.order === 'any' ? all : all.filter(({ start }) => start >= verb.end);
  const strong = after.filter(({ isStrong }) => isStrong);
  const candidates = strong.length > 0 ? strong : after;
  let [noun] = candidates;
  for (const next of candidates.slice(1)) {
    if (noun === undefined || verb.order === 'any' || standsOn(noun, next)) break;
    const gap = text.slice(noun.end, next.start);
    const isGiven = verb.attaches && GIVEN_TO.test(gap) && noun.type !== next.type;
    if (!isGiven && !OF.test(gap)) break;
    noun = next;
  }
  const before = verb.order === 'any' ? undefined : all.findLast(({ end }) => end <= verb.start);
  if (noun === undefined) {
    const type = findIds(text)[0]?.type ?? byValue(text);
    if (type !== undefined) return { type };
    return before === undefined ? fromAround(search) : targetOf(before, search);
  }
  return targetOf(noun, search);
};

/** Decides what type an order is about. A type that is not certain stays open and is asked for. */
export const decideType = (search: TypeSearch): Target => {
  const { taskType, order } = search.verb;
  const isExact = taskType === 'CreateResource' || taskType === 'DeleteResource';
  return isExact && order !== 'any' ? fromObject(search) : fromWords(search);
};
