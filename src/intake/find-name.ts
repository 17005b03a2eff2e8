import { regex } from './words/regex.ts';
import type { TypeMention } from './find-types.ts';
import { findIds } from './find-types.ts';

/** A word of a text that could be the name of a resource. */
export interface NameToken {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly isQuoted: boolean;
}

const TOKEN = /([`"'「『]?)([A-Za-z0-9_/@](?:[A-Za-z0-9_./@+=-]*[A-Za-z0-9_])?)([`"'」』]?)/g;

/** Compound words of plain English that name nothing. */
const COMPOUNDS = regex(
  'i',
  '^(?:on-demand|multi-az|single-az|multi-region|cross-region|',
  'cross-account|point-in-time|pay-per-request|read-only|',
  'write-only|read-write|long-term|short-term|short-lived|',
  'real-time|internet-facing|server-side|client-side|customer-managed|',
  'aws-managed|self-managed|general-purpose|dead-letter|e-?mail|',
  'x-ray|up-to-date|follow-up|so-called|add-ons?|built-in|',
  'opt-in|high-availability|end-to-end|least-privilege|month-end|',
  'year-end|day-to-day|well-architected|intelligent-tiering|',
  'auto-scaling|well-known|one-off|two-week|right-size|low-cost|',
  'high-memory|fault-tolerant|load-balanced|event-driven|',
  'open-source|third-party|in-house|time-to-live|re-?use|',
  String.raw`co-?worker|pre-?production|non-?production|and\/or|n\/a|`,
  String.raw`w\/o?|i\/o|ci\/cd|a\/b|tcp\/\w+|https?|s3|ec2|sqs|sns|`,
  String.raw`rds|ecs|eks|kms|efs|ebs|iam|vpc|alb|nlb|asg|api|v\d+|x86[_-]64|`,
  String.raw`arm64|utf-8|tls-?1\.\d|ipv[46]|h264|24\/7|key-value|point-to-point|`,
  'in-place|zero-downtime|blue-green|cold-start|[a-z]+-(?:based|',
  'backed|wide|only|free|ready|related|enabled|level|safe|',
  String.raw`facing|sized|specific)|\d+-\w+)$`,
);
const VALUES = regex(
  'i',
  String.raw`^(?:[a-z]{2}(?:-[a-z]+){1,3}-\d[a-f]?|(?:db\.|cache\.)?[a-z][a-z0-9-]{1,`,
  String.raw`9}\.(?:nano|micro|small|medium|large|xlarge|\d{1,2}xlarge|`,
  String.raw`metal\S*)|python3\.\d+|nodejs\d+\.x|java\d+|\d[\d.,/:]*\w{0,3}|`,
  String.raw`gp[23]|io[12]|[\d.]+\/\d+|postgres(?:ql)?\d*|mysql\d*|`,
  String.raw`\d{12})$`,
);

/** `PLAT-1240`: a ticket, and in capitals no name that AWS resources carry. */
const TICKET = /^[A-Z]{2,10}-\d{1,6}$/;

/** Simple words that may follow a noun and are no name. */
const PLAIN_WORDS = new Set(
  (
    'a an the this that these those it its our my your their his her and or but ' +
    'nor so in on at to for from with without of by as into onto over under inside ' +
    'within behind beside near between after before until during per via than then ' +
    'when while where which who whose what why how if unless because since ' +
    'is are was were be been being has have had do does did can could may might ' +
    'must shall should will would need needs needed want wants not no only also ' +
    'just again still already now today tomorrow tonight soon later asap please ' +
    'pls plz thanks thx there here all any every each both some none one two three ' +
    'four five six another other others same new old existing current present ' +
    'first second third next last ' +
    'named called name id type size class engine runtime handler schedule target ' +
    'cron rate role key tag tags region account zone cluster group list table ' +
    'queue topic bucket function instance service stack template rule alarm policy ' +
    'version versions settings setting config configuration size sizes state ' +
    'status cost costs usage storage space data code file files item items object ' +
    'objects content contents record records message messages event events log ' +
    'logs backup backups ' +
    'up down off out away back about around because instead together itself ' +
    'themselves immediately quickly properly completely entirely permanently ' +
    'manually automatically weekly daily nightly hourly monthly yearly exactly ' +
    'once twice ' +
    'y o e u en de del la el los las un una con sin para por que se su al como ' +
    'sobre desde hasta nueva nuevo llamado llamada llamados cuenta región estándar ' +
    'et ou dans du des le les une avec sans pour par qui sur au aux son sa ses ' +
    'nommé nommée appelé appelée compte région standard ' +
    'em no na nos nas do da dos das com sem um uma chamado chamada conta região ' +
    'padrão ao à às que ' +
    'und oder im in mit ohne für von zu zum zur der die das den dem ein eine einen ' +
    'einem namens konto region auf aus bei nach ' +
    'internal external public private encrypted versioned managed application ' +
    'network http https fifo gp3 gp2 multi az ' +
    'everything anything something nothing everyone stuff things thing resources ' +
    'resource memory timeout retention capacity maximum minimum desired count ' +
    'number value values password schedule logging monitoring tracing encryption ' +
    'backup-retention traffic throughput ' +
    'limit limits budget budgets access permission permissions owner owners team ' +
    'teams users user who'
  ).split(' '),
);

const MOST_TOKENS = 400;

/** Every word of Latin letters in a text. */
export const tokensOf = (text: string): readonly NameToken[] =>
  [...text.matchAll(TOKEN)].slice(0, MOST_TOKENS).map((match) => {
    const [, open = '', word = '', close = ''] = match;
    const start = match.index + open.length;
    const isQuoted = open !== '' && close !== '';
    return { text: word, start, end: start + word.length, isQuoted };
  });

/** True for a word that looks like a name of a resource: `worker-pool`, `/acme/scraper`, `x_1`. */
export const isIdentifier = ({ text, isQuoted }: NameToken): boolean => {
  if (COMPOUNDS.test(text) || VALUES.test(text) || TICKET.test(text) || findIds(text).length > 0)
    return false;
  if (isQuoted) return /[A-Za-z]/.test(text);
  return /[A-Za-z]/.test(text) && (/[-_\d/.]/.test(text) || /^[a-z]+[A-Z]/.test(text));
};

const isPlainName = (token: NameToken): boolean =>
  isIdentifier(token) ||
  (/^[a-z][a-z0-9]{2,40}$/i.test(token.text) &&
    !VALUES.test(token.text) &&
    !PLAIN_WORDS.has(token.text.toLowerCase()));

const QUOTE = '["\'`「『]?';
const WORD = '([A-Za-z0-9_/@](?:[A-Za-z0-9_./@+=-]*[A-Za-z0-9_])?)';
const SAYS_NAME = [
  String.raw`\b(?:named|called|call (?:it|this|the \w+)|name (?:it|this)|by the name(?: of)?)`,
  String.raw`\b(?:with (?:the |a )?names?|under the name)`,
  String.raw`\bnames?\s*(?:is|should be|will be|shall be|:|=)`,
  String.raw`\b(?:llamad[oa]s?|se llam\w+|llámal[oa]|de nombre|con (?:el )?nombre|nombre\s*:)`,
  String.raw`\b(?:nommée?s?|appelée?s?|nomme[rz]?-l[ea]|appel\w+-l[ea]|du nom de|avec le nom)`,
  String.raw`\b(?:chamad[oa]s?|chame-[oa]|de nome|com o nome|nome\s*:|nom\s*:)`,
  String.raw`\b(?:namens|mit dem namen|genannt|name\s*:)`,
  String.raw`(?:名前|名称|ネーム)\s*(?:は|を|:|=|为|是)?|名为|名叫|叫做?|命名为|取名`,
].join('|');
const NAMED = new RegExp(`(?:${SAYS_NAME})\\s*:?\\s*${QUOTE}${WORD}`, 'iu');
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
  String.raw`\b(?:please|pls|plz)\b|の|は|が|を)*$`,
);
const BEFORE_GAP = /^["'`」』]?\s*(?:の|的|という|-)?\s*$/u;

const LINK_WORD =
  /^(?:please|pls|plz|named|called|alias|name|llamad[oa]s?|chamad[oa]s?|namens|genannt)$/i;

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

const isFit = (token: NameToken, mayBePlain: boolean): boolean =>
  mayBePlain ? isPlainName(token) : isIdentifier(token);

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
    !search.isTaken(token.text) && (isIdentifier(token) || search.isField?.(token.text) !== true);
  const tokens = tokensOf(text).filter(free);
  const named = NAMED.exec(text) ?? NAMED_BEFORE.exec(text);
  const at = named === null ? -1 : named.index + named[0].lastIndexOf(named[1] ?? '');
  const said = tokens.find((token) => token.start === at && isPlainName(token));
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
  const afterOf = search.mayFollowPreposition
    ? tokens.find(
        (token) =>
          isIdentifier(token) &&
          !isPartOf(search, token) &&
          OF.test(text.slice(Math.max(0, token.start - 24), token.start)),
      )
    : undefined;
  const first =
    said ??
    (afterNoun !== undefined && isFit(afterNoun, search.isClause !== false)
      ? afterNoun
      : undefined) ??
    (afterVerb !== undefined && isFit(afterVerb, isPlainAfterVerb(search, afterVerb))
      ? afterVerb
      : undefined) ??
    (beforeNoun !== undefined && isIdentifier(beforeNoun) ? beforeNoun : undefined) ??
    afterOf;
  return first === undefined ? [] : listFrom(first, tokens, text);
};
