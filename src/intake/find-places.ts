import { regex } from './words/regex.ts';
import type { AwsAccount } from '../task/account.ts';
import type { AccountId, Region } from '../task/ids.ts';
import { parseRegion } from '../task/ids.ts';
import { isKnownRegion, isPlaceName } from './known-regions.ts';

/** The accounts and regions a text names, in order, each once. */
export interface Places {
  readonly accounts: readonly AccountId[];
  readonly isEveryAccount: boolean;
  /** Words that stand where an account stands and are none. Shown only as data. */
  readonly unknownAccounts: readonly string[];
  readonly regions: readonly Region[];
  readonly isEveryRegion: boolean;
  readonly unknownRegions: readonly string[];
  /** Regions of availability zones. */
  readonly zoneRegions: readonly string[];
}

const EVERY_ACCOUNT = regex(
  'iu',
  String.raw`\b(?:all|every|each)(?: of)?(?: (?:the|our|aws|member))* accounts?\b|`,
  String.raw`\b(?:whole|entire|across the|all of the|organi[sz]ation-?wide|`,
  String.raw`org-?wide)(?: aws)?\s*(?:organi[sz]ation|org)?\b(?<=org|`,
  'organi[sz]ation|wide)|todas (?:las cuentas|as contas)|',
  'toda la organización|toda a organização|tous les comptes|',
  "toute l'organisation|alle(?:n)? (?:aws-)?konten|ganze organisation|",
  '(?:全て|すべて|全)の?アカウント|組織全体|(?:所有|全部)(?:的)?(?:账户|账号|帐户)|整个组织',
);
const EVERY_REGION = regex(
  'iu',
  String.raw`\b(?:all|every|each)(?: of)?(?: (?:the|our|allowed|enabled|`,
  String.raw`aws))* regions?\b|todas (?:las regiones|as regiões)|toutes les régions|`,
  'alle(?:n)? regionen|(?:全て|すべて|全)の?リージョン|(?:所有|全部)(?:的)?(?:区域|',
  '地区)',
);

const WORD = /[\p{L}\p{N}_](?:[\p{L}\p{N}_.-]*[\p{L}\p{N}_])?/gu;
const REGION = /^[a-z]{2}(?:-[a-z]+){1,3}-\d{1,2}$/i;
const ZONE = /^([a-z]{2}(?:-[a-z]+){1,2}-\d)[a-f]$/;

const ACCOUNT_BEFORE = regex(
  'iu',
  '(?:accounts?|cuentas?|comptes?|contas?|kont(?:o|en)|アカウント|',
  String.raw`账户|账号|帐户)(?:\s+(?:id|named|called|of|number|no\.?|is|:))?\s*[:=(]?\s*["'`,
  '`]?$',
);
const ACCOUNT_AFTER = regex(
  'iu',
  '^["\'`]?[ \\t]*(?:の)?[ \\t]*(?:aws )?(?:account(?!ing)|cuenta|',
  'compte|conta(?!c)|konto|アカウント|账户|账号|帐户)',
);
const IN_BEFORE =
  /(?:^|[\s(,])(?:in|into|to|on|from|at|en|dans|em|na|no|nach|aus|su|im|within|inside)\s+["'`]?$/iu;
const REGION_AFTER = regex(
  'iu',
  '^["\'`]?\\s*(?:[,/(]|\\bregion\\b|の)*\\s*(?:region\\s+|región\\s+|',
  String.raw`région\s+|região\s+|の\s*)?[a-z]{2}(?:-[a-z]+){1,2}-\d`,
);
const NOT_BEFORE =
  /(?:\bnot|\bnever|\bnicht|\bno|\bnão|\bpas)\s+(?:in|into|en|em|dans|to|na)?\s*["'`]?$/iu;

const isUri = (text: string, at: number, end: number): boolean =>
  (/[/.@]$/.test(text.slice(Math.max(0, at - 1), at)) &&
    !/(?:^|\s)\S{1,40}[\s]?\/$/.test(text.slice(0, at))) ||
  (/^(?:\/[A-Za-z]+[/.]|:\d|@)/.test(text.slice(end, end + 8)) &&
    !/^\/[a-z]{2}-/.test(text.slice(end)));

const LETTERS = /\p{L}/u;

/** Names look alike when they differ only in letters from other alphabets. */
const isLookAlike = (word: string): boolean =>
  /[A-Za-z]/.test(word) &&
  word.includes('-') &&
  /[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\uFF21-\uFF5A]/u.test(word);

/** Resolves an id, a name of the organization or a persona; what two are called is nobody's. */
export const accountCalled = (
  word: string,
  accounts: readonly AwsAccount[],
): AwsAccount | undefined => {
  const asked = word.replace(/^account:/i, '').toLowerCase();
  const called = accounts.filter(
    (account) =>
      account.id === asked ||
      account.name.toLowerCase() === asked ||
      account.persona?.toLowerCase() === asked,
  );
  return called.length === 1 ? called[0] : undefined;
};

interface Draft {
  readonly accounts: Set<AccountId>;
  readonly unknownAccounts: Set<string>;
  readonly regions: Set<Region>;
  readonly unknownRegions: Set<string>;
  readonly zoneRegions: Set<string>;
}

interface Word {
  readonly text: string;
  readonly before: string;
  readonly after: string;
}

const noteRegion = ({ text }: Word, draft: Draft): boolean => {
  const zone = ZONE.exec(text)?.[1];
  if (zone !== undefined) draft.zoneRegions.add(zone);
  if (zone !== undefined || !REGION.test(text)) return zone !== undefined;
  const region = parseRegion(text.toLowerCase());
  if (region !== undefined && isKnownRegion(region)) draft.regions.add(region);
  else draft.unknownRegions.add(text.slice(0, 40));
  return true;
};

const isAccountPlace = (word: Word): boolean =>
  ACCOUNT_BEFORE.test(word.before) || ACCOUNT_AFTER.test(word.after);

const isPersonaPlace = (word: Word): boolean =>
  isAccountPlace(word) ||
  /account:$/i.test(word.before) ||
  (/(?:^|[,/(|\n])\s*$/.test(word.before) && REGION_AFTER.test(word.after)) ||
  (IN_BEFORE.test(word.before) &&
    (REGION_AFTER.test(word.after) || /^["'`]?\s*(?:[.,;:)]|$)/.test(word.after)));

const isNameLike = (text: string): boolean =>
  LETTERS.test(text) &&
  /[-_\d]/.test(text) &&
  !/^(?:i|vol|sg|vpc|subnet|nat|eipalloc|fs|igw|rtb|vpce|lt|ami|snap)-[0-9a-f]{8,}$/.test(text);

const isUnknownPlace = (word: Word): boolean => {
  if (/^\d{8,14}$/.test(word.text)) return word.text.length === 12 || isAccountPlace(word);
  const isProper = /^\p{Lu}\p{Ll}{2,20}$/u.test(word.text) && !isPlaceName(word.text);
  if (isProper && /(?:^|[\s(,])in\s+$/i.test(word.before) && REGION_AFTER.test(word.after))
    return true;
  if (!isNameLike(word.text)) return false;
  if (
    /^["'`]?[ \t]*(?:account|アカウント|账户|账号)/iu.test(word.after) ||
    ACCOUNT_BEFORE.test(word.before)
  )
    return true;
  return IN_BEFORE.test(word.before) && REGION_AFTER.test(word.after);
};

const noteAccount = (word: Word, draft: Draft, accounts: readonly AwsAccount[]): void => {
  const known = accountCalled(word.text, accounts);
  if (known !== undefined) {
    const isPersona = known.persona?.toLowerCase() === word.text.toLowerCase();
    const isNamed = known.id === word.text || known.name.toLowerCase() === word.text.toLowerCase();
    if ((isNamed || (isPersona && isPersonaPlace(word))) && !NOT_BEFORE.test(word.before))
      draft.accounts.add(known.id);
    return;
  }
  if (isLookAlike(word.text) || isUnknownPlace(word))
    draft.unknownAccounts.add(word.text.slice(0, 60));
};

/** Hides web addresses, ARNs and object addresses, whose digits and names name no target. */
const withoutAddresses = (text: string): string =>
  text.replaceAll(/\b(?:https?|s3):\/\/[^\s)>"'`]+|\barn:[^\s)>"'`,]+/gi, (found) =>
    ' '.repeat(found.length),
  );

/** Where no account is named: what stands after "in" and shares its first part with one. */
const likeAccounts = (text: string, accounts: readonly AwsAccount[]): readonly string[] => {
  const firsts = new Set(accounts.map(({ name }) => name.split('-')[0]?.toLowerCase() ?? ''));
  const found = [...text.matchAll(/(?<![\p{L}\d-])in\s+["'`]?([a-z]{3,20})(-[a-z\d-]{1,40})/giu)];
  return found.flatMap(([, first = '', rest = '']) =>
    firsts.has(first.toLowerCase()) ? [`${first}${rest}`] : [],
  );
};

/**
 * Finds what a text says about accounts and regions. Names match whole words only, in any case;
 * `guardian:` never names an account; look-alike letters make a name unknown.
 */
export const findPlaces = (given: string, accounts: readonly AwsAccount[]): Places => {
  const text = withoutAddresses(given);
  const draft: Draft = {
    accounts: new Set(),
    unknownAccounts: new Set(),
    regions: new Set(),
    unknownRegions: new Set(),
    zoneRegions: new Set(),
  };
  for (const match of text.matchAll(WORD)) {
    const end = match.index + match[0].length;
    if (isUri(text, match.index, end)) continue;
    const before = text.slice(Math.max(0, match.index - 40), match.index);
    if (/guardian:$/i.test(before)) continue;
    const word = { text: match[0], before, after: text.slice(end, end + 60) };
    if (!noteRegion(word, draft)) noteAccount(word, draft, accounts);
  }
  const isUnnamed = draft.accounts.size === 0 && draft.unknownAccounts.size === 0;
  if (isUnnamed) for (const word of likeAccounts(text, accounts)) draft.unknownAccounts.add(word);
  return {
    accounts: [...draft.accounts],
    isEveryAccount: EVERY_ACCOUNT.test(text),
    unknownAccounts: [...draft.unknownAccounts],
    regions: [...draft.regions],
    isEveryRegion: EVERY_REGION.test(text),
    unknownRegions: [...draft.unknownRegions],
    zoneRegions: [...draft.zoneRegions],
  };
};
