import { findIds } from './find-types.ts';
import { regex } from './words/regex.ts';

/** A word of a text that could be the name of a resource. */
export interface NameToken {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly isQuoted: boolean;
}

const LETTER = String.raw`A-Za-z0-9_\u00C0-\u024F`;
const TOKEN = new RegExp(
  `([\`"'「『]?)([${LETTER}/@](?:[${LETTER}./@+=-]*[${LETTER}])?)([\`"'」』]?)`,
  'g',
);

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
  'in-place|zero-downtime|blue-green|cold-start)$',
);
/** Ends that make an adjective of a word; such a word is a name only where a name must stand. */
const ADJECTIVES = regex(
  'i',
  '^(?:[a-z]+-(?:based|backed|wide|only|free|ready|related|enabled|level|safe|facing|',
  String.raw`sized|specific)|\d+-\w+)$`,
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
    'teams users user who ' +
    'below above beneath beyond here nobody somebody someone anybody anyone whatever ' +
    'whichever whoever which either neither or like unlike similar identical such ' +
    'temporary permanent matching respective corresponding dedicated shared separate ' +
    'staging production prod dev development test testing sandbox qa preprod live ' +
    'port ports ingress egress inbound outbound rule rules ' +
    'given attached following previous latest newest oldest unused idle obsolete'
  ).split(' '),
);

const MOST_TOKENS = 400;

/** Every word of plain Latin letters in a text: no name holds an accent. */
export const tokensOf = (text: string): readonly NameToken[] =>
  text
    .matchAll(TOKEN)
    .take(MOST_TOKENS)
    .flatMap((match): readonly NameToken[] => {
      const [, open = '', word = '', close = ''] = match;
      if (/[\u00C0-\u024F]/.test(word)) return [];
      const start = match.index + open.length;
      const isQuoted = open !== '' && close !== '';
      return [{ text: word, start, end: start + word.length, isQuoted }];
    })
    .toArray();

/** True for a word that looks like a name of a resource: `worker-pool`, `/acme/scraper`, `x_1`. */
export const isIdentifier = ({ text, isQuoted }: NameToken): boolean => {
  if (COMPOUNDS.test(text) || VALUES.test(text) || TICKET.test(text) || findIds(text).length > 0)
    return false;
  if (isQuoted) return /[A-Za-z]/.test(text);
  if (ADJECTIVES.test(text)) return false;
  return /[A-Za-z]/.test(text) && (/[-_\d/.]/.test(text) || /^[a-z]+[A-Z]/.test(text));
};

/** After a plain word that is a name, its phrase ends, or a small word goes on. */
const ENDS_A_NAME = regex(
  'iu',
  String.raw`^["'\x60」』]?(?:\s*$|\s*[,.;:!()\n/–—-]|\s*[^\x00-\x7F\p{Script=Latin}]|`,
  String.raw`\s+(?:and|or|in|on|for|from|to|at|with|without|of|by|as|inside|within|into|`,
  'under|trusted|using|plus|via|behind|after|before|until|please|pls|now|again|so|',
  'then|itself|too|also|that|which|because|account|region|immediately|today|tonight|tomorrow|y|o|',
  'en|de|del|',
  'con|sin|para|por|al?|et|ou|dans|du|avec|sans|pour|par|à|au|sur|e|em|n[ao]|com|sem|ao|',
  'do|da|und|oder|mit|ohne|für|von|bei|im|auf|aus|an|ab|um|zu|neu|hinzu|wieder)(?![\\p{L}\\p{N}]))',
);

/** True when what stands after a word lets it be a name: in "the topic nobody uses" it does not. */
export const endsAsName = (text: string, { end }: NameToken): boolean =>
  ENDS_A_NAME.test(text.slice(end, end + 40));

/** True for an identifier, or a plain word that is none of a sentence's own. */
export const isPlainName = (token: NameToken): boolean =>
  isIdentifier(token) ||
  ADJECTIVES.test(token.text) ||
  (/^[a-z][a-z0-9]{2,40}$/i.test(token.text) &&
    (token.isQuoted || !/[a-z]{3}ly$/.test(token.text)) &&
    !VALUES.test(token.text) &&
    !PLAIN_WORDS.has(token.text.toLowerCase()));
