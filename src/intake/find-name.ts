import { isApposed } from './apposed-name.ts';
import type { TypeMention } from './find-types.ts';
import { endsAsName, isIdentifier, isPlainName, tokensOf, type NameToken } from './name-token.ts';
import { regex } from './words/regex.ts';

const QUOTE = '["\'`「『]?';
const WORD = '([A-Za-z0-9_/@](?:[A-Za-z0-9_./@+=-]*[A-Za-z0-9_])?)';
const SAYS_NAME = [
  String.raw`\b(?:named|called|call (?:it|this|the \w+)|name (?:it|this)|by the name(?: of)?)`,
  String.raw`\b(?:with (?:the |a )?names?|under the name)`,
  String.raw`(?<=^|[,;:(\n]\s?|\b(?:and|the|its)\s)name(?=\s+["'\x60]?[A-Za-z]\w*[-_\d/])`,
  String.raw`\bnames?\s*(?:is|should be|will be|shall be|:|=)`,
  String.raw`\b(?:stack|bucket|table|topic|function|role|queue|instance|` +
    String.raw`group)[ -]?name(?=\s+["'\x60])`,
  String.raw`\bstack[ -]?name(?=\s+[A-Za-z]\w*[-_\d])`,
  String.raw`\b(?:llamad[oa]s?|se llam\w+|llámal[oa]|de nombre|con (?:el )?nombre|nombre\s*:)`,
  String.raw`\b(?:nommée?s?|appelée?s?|nomme[rz]?-l[ea]|appel\w+-l[ea]|du nom de|avec le nom)`,
  String.raw`\b(?:chamad[oa]s?|chiamat[oaie]|di nome|chame-[oa]|de nome|com o nome)`,
  String.raw`\bnome?\s*:`,
  String.raw`\b(?:namens|mit dem namen|genannt|name\s*:)`,
  String.raw`(?:名前|名称|ネーム)\s*(?:は|を|:|=|为|是)?|名为|名叫|叫做?|命名为|取名`,
].join('|');
const NAMED = new RegExp(`(?:${SAYS_NAME})\\s*:?\\s*${QUOTE}${WORD}`, 'iu');
/** "For the team named team-blue", "avoid the name a-1": a name of somebody else, or of nothing. */
const NAME_OF_ANOTHER = regex(
  'iu',
  String.raw`(?:(?<![\p{L}-])(?:projects?|teams?|squads?|colleagues?|friends?|boss|managers?|`,
  String.raw`owners?|persons?|somebody|someone|customers?|clients?|compan(?:y|ies)|`,
  String.raw`vendors?|departments?|`,
  String.raw`who|the one)\s+(?:(?:is|are|was|were)\s+)?|`,
  String.raw`(?<![\p{L}-])(?:avoid|never|not|without|instead of|except)\s+(?:the\s+|a\s+)?)$`,
);
const NAMED_BEFORE = new RegExp(
  `${QUOTE}${WORD}["'\`」』]?\\s*(?:という|と言う|的(?=\\s*(?:名|S3)))`,
  'iu',
);
const LIST_GAP = regex(
  'iu',
  '^["\'`」』]?\\s*(?:,\\s*(?:and|und|y|et|e)?\\s*|(?:and|und|y|',
  'et|e|sowie|&|と|和|及)\\s+|\\s*(?:と|和)\\s*)["\'`「『]?$',
);
const LINK = regex(
  'iu',
  '^(?:\\s*\\([^()]{1,60}\\))?(?:\\s|["\'`「『:=]|s\\b|\\b(?:named|',
  'called|de nombre|llamad[oa]s?|nommée?s?|appelée?s?|chamad[oa]s?|',
  String.raw`namens|genannt|with (?:the )?(?:name|alias))\b|alias\b|`,
  String.raw`,(?=\s*(?:please|pls|plz)\b)|\b(?:please|pls|plz|standard|fifo)\b|`,
  String.raw`estándar|padrão|の|は|が|を)*$`,
);
const BEFORE_GAP = /^["'`」』]?\s*(?:の|的|という|-)?\s*$/u;

const LINK_WORD = regex(
  'i',
  '^(?:please|pls|plz|standard|fifo|named|called|alias|name|llamad[oa]s?|chamad[oa]s?|namens|',
  'genannt)$',
);

/** "A FIFO topic in SNS, `a.fifo`, in …": the one identifier between marks. */
const setApart = (text: string, tokens: readonly NameToken[]): NameToken | undefined => {
  const found = tokens.filter(
    (token) =>
      isIdentifier(token) &&
      /[,:;(–—]\s*["'`]?$/.test(text.slice(Math.max(0, token.start - 4), token.start)) &&
      /^["'`]?\s*(?:[,.;:)\n]|$|(?:in|on|with|for)\s)/i.test(text.slice(token.end, token.end + 12)),
  );
  return found.length === 1 ? found[0] : undefined;
};

/** Where to look for the name of a target. */
export interface NameSearch {
  readonly text: string;
  /** The noun that names the type, if there is one. */
  readonly noun?: TypeMention;
  /** Where the verb ends, if there is one before the name. */
  readonly verbEnd?: number;
  /** True to take an identifier after `of`, `on` or `for`: never for something new. */
  readonly mayFollowPreposition: boolean;
  /** True to take a plain word right after the verb, as in "bump thumbnailer to …". */
  readonly mayBePlain?: boolean;
  /** True where a wrong name would change a wrong thing: a plain word must end its phrase. */
  readonly isOrder?: boolean;
  /** True where what is named is deleted or emptied. */
  readonly isLoss?: boolean;
  /** True for something that is made. */
  readonly isNew?: boolean;
  /** True where a value may stand right behind the name: "give thumbnailer 512 MB". */
  readonly isGive?: boolean;
  /** False where a plain word after the noun is more likely a verb. */
  readonly isClause?: boolean;
  /** Words that are accounts or another field's value. */
  readonly isTaken: (word: string) => boolean;
  /** True for plain words that name a field. */
  readonly isField?: (word: string) => boolean;
}

const JOINER = /^(?:and|und|y|et|e|sowie)$/i;

const OF = regex(
  'iu',
  String.raw`(?:\b(?:of|on|for|from|de|del|du|da|do|para|pour|für|von|`,
  String.raw`bei|auf|to)|対し?て?|的)\s+(?:the |la |el |le |o |a |our |`,
  'der |die |das |den )?["\'`]?$',
);

/** "The logs in /ecs/billing": a path names its group, and no place. */
const IN_LOGS = /\blogs?\s+(?:in|under|at)\s+["'`]?$/i;

const isBehindPreposition = (before: string, { text }: NameToken): boolean =>
  OF.test(before) || (text.startsWith('/') && IN_LOGS.test(before));

const listFrom = (
  first: NameToken,
  tokens: readonly NameToken[],
  text: string,
): readonly string[] => {
  const names = [first.text];
  let last = first;
  for (const token of tokens) {
    if (token.start <= last.start || JOINER.test(token.text)) continue;
    if (!LIST_GAP.test(text.slice(last.end, token.start)) || !isIdentifier(token)) break;
    names.push(token.text);
    last = token;
  }
  return names;
};

const isFit = (search: NameSearch, token: NameToken, mayBePlain: boolean): boolean => {
  const { text, isOrder, isGive } = search;
  const isBeforeGift =
    isGive === true && /^["'`]?\s+(?:an?\s|more\s|\d)/i.test(text.slice(token.end));
  const isSafe = isOrder !== true || isBeforeGift || endsAsName(text, token);
  return isIdentifier(token) || (mayBePlain && isPlainName(token) && isSafe);
};

/** "two buckets in athena-dev: a and b": a list after a colon names what is plural before it. */
const afterColon = (
  { text, noun }: NameSearch,
  tokens: readonly NameToken[],
): readonly string[] => {
  if (noun?.isPlural !== true) return [];
  const colon = /^[^:.;\n]{0,80}:\s+["'`]?(?=[A-Za-z0-9_/])/.exec(text.slice(noun.end));
  const first = tokens.find(({ start }) => colon !== null && start === noun.end + colon[0].length);
  if (first === undefined || !isIdentifier(first)) return [];
  const names = listFrom(first, tokens, text);
  return names.length > 1 ? names : [];
};

const isPlainAfterVerb = ({ text, mayBePlain }: NameSearch, { end }: NameToken): boolean =>
  mayBePlain === true && /^(?:\s+(?:to|from|in|on|at|with)\b|\s*[(,.;]|\s*$)/.test(text.slice(end));

/** "The root volume of build-runner-1" names the instance, not the volume. */
const isPartOf = ({ text, noun }: NameSearch, token: NameToken): boolean =>
  noun !== undefined &&
  noun.end < token.start &&
  /^\s*(?:of|von|de|del|du|da|do)\s+(?:the |la |el |le )?["'`]?$/iu.test(
    text.slice(noun.end, token.start),
  );

/**
 * The names of a target, in order of trust: said to be its name; right after its noun; right after
 * the verb; right before its noun; after a preposition. Several only where they stand as a list.
 * Empty when nothing is certain: a name is asked for, never guessed.
 */
export const findNames = (search: NameSearch): readonly string[] => {
  const { text, noun, verbEnd } = search;
  const free = (token: NameToken): boolean =>
    !search.isTaken(token.text) &&
    token.end !== verbEnd &&
    (isIdentifier(token) || search.isField?.(token.text) !== true);
  const tokens = tokensOf(text).filter(free);
  const named = NAMED.exec(text) ?? NAMED_BEFORE.exec(text);
  const at = named === null ? -1 : named.index + named[0].lastIndexOf(named[1] ?? '');
  const isOfAnother = named !== null && NAME_OF_ANOTHER.test(text.slice(0, named.index));
  const said = isOfAnother
    ? undefined
    : tokens.find((token) => token.start === at && isPlainName(token));
  const follows = (from: number): NameToken | undefined =>
    tokens.find(
      (token) =>
        token.start >= from &&
        !LINK_WORD.test(token.text) &&
        LINK.test(text.slice(from, token.start)),
    );
  const afterNoun = noun === undefined ? undefined : follows(noun.end);
  const afterVerb = verbEnd === undefined ? undefined : follows(verbEnd);
  const beforeNoun =
    noun === undefined
      ? undefined
      : tokens.findLast(
          (token) => token.end <= noun.start && BEFORE_GAP.test(text.slice(token.end, noun.start)),
        );
  const apposed =
    noun === undefined ? undefined : tokens.findLast((token) => isApposed(search, token, noun));
  const afterOf = search.mayFollowPreposition
    ? tokens.find(
        (token) =>
          isIdentifier(token) &&
          !isPartOf(search, token) &&
          isBehindPreposition(text.slice(Math.max(0, token.start - 24), token.start), token),
      )
    : undefined;
  const set = search.isNew === true ? setApart(text, tokens) : undefined;
  const first =
    said ??
    (afterNoun !== undefined && isFit(search, afterNoun, search.isClause !== false)
      ? afterNoun
      : undefined) ??
    (afterVerb !== undefined && isFit(search, afterVerb, isPlainAfterVerb(search, afterVerb))
      ? afterVerb
      : undefined) ??
    (beforeNoun !== undefined && isIdentifier(beforeNoun) ? beforeNoun : undefined) ??
    apposed ??
    afterOf ??
    set;
  if (first === undefined) return afterColon(search, tokens);
  return listFrom(first, tokens, text);
};
