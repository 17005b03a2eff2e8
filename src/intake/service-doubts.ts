import type { ParameterValue } from '../task/aws-task.ts';
import type { AwsResourceType } from '../task/resource-type.ts';
import { withoutQuotations } from './quotations.ts';
import { blank, type Span } from './said-values.ts';
import { regex } from './words/regex.ts';

/** A text that orders, and what was read in it. */
interface Said {
  readonly text: string;
  readonly spans: readonly Span[];
  readonly parameters: ReadonlyMap<string, ParameterValue>;
}

const found = (text: string, pattern: RegExp): readonly string[] =>
  [...text.matchAll(pattern)].map(([words]) => words.trim());

/** A part of the calls in words: one that is not read would move all of them. */
const SHARE = regex(
  'giu',
  String.raw`(?<![\p{L}\p{N}-])(?:hal(?:f|ves)|quarters?|thirds?|fifths?|tenths?|hundredths?|`,
  String.raw`parts?|partly|partial(?:ly)?|portions?|fractions?|shares?|some|few|bit|most|majority|`,
  String.raw`minority|rest|remainder|remaining|weight(?:s|ed|ing)?|canar(?:y|ies)|gradual(?:ly)?|`,
  String.raw`slowly|step by step|stepwise|incremental(?:ly)?|phased?|linear(?:ly)?|equal(?:ly)?|`,
  String.raw`evenly|split|ramp(?:ed|ing)?|every (?:second|other)|`,
  String.raw`(?:one|two|three|five|\d+)(?: calls?| requests?| invocations?)? (?:in|of|out of) `,
  String.raw`(?:every |an? )?(?:two|three|four|five|ten|twenty|fifty|hundred|\d+)|`,
  String.raw`\d+\/\d+|0?\.\d+)(?![\p{L}\p{N}-])`,
);
/** A part of the calls, or of those who call, that no percentage beside it says. */
const OTHER_PART = regex(
  'giu',
  String.raw`(?<![\p{L}\p{N}-])(?:hal(?:f|ves)|quarters?|thirds?|fifths?|tenths?|hundredths?|`,
  String.raw`most|majority|minority|every (?:second|other)|`,
  String.raw`for (?:[\p{L}\p{N}-]+ ){0,3}(?:users|customers|callers))(?![\p{L}\p{N}-])`,
);
/** What becomes of the parts later: one plan sets them once. */
const IN_STEPS = regex(
  'giu',
  String.raw`(?<![\p{L}\p{N}-])(?:gradual(?:ly)?|slowly|step by step|stepwise|incremental(?:ly)?|`,
  String.raw`phased?|linear(?:ly)?|ramp(?:ed|ing)?|`,
  String.raw`(?:then|later|finally|and after)\s[^.;\n]{0,30}?\d|`,
  String.raw`(?:over|during|within) (?:the |an? |\d|one|two|some|several)[^\s,.;]*)`,
  String.raw`(?![\p{L}\p{N}-])`,
);
/** Who calls, where the request does not say that it means all of them. */
const CALLS = regex(
  'giu',
  String.raw`(?<![\p{L}\p{N}-])(?:calls|requests|invocations|traffic|users|customers|callers|`,
  String.raw`per ?cent|%|over (?:the |an? |\d|one|two|some)[^\s,.;]*|during)(?![\p{L}\p{N}-])`,
);
const ALL = regex(
  'giu',
  String.raw`(?<![\p{L}-])(?:all|every|whole|entire)(?: of)?(?: the| its| our)? `,
  String.raw`(?:calls?|requests?|invocations?|traffic|users?|customers?|callers?)(?![\p{L}-])`,
);
const PERCENT = /\d+(?:\.\d+)?\s?(?:%|per ?cent)/giu;
const BESIDE_A_VERSION = regex(
  'giu',
  String.raw`(?<![\p{L}-])versions? (?:just |right )?(?:before|after|prior|preceding|following|`,
  String.raw`behind|above|below)(?![\p{L}-])`,
);
const NAMELESS_VERSION = regex(
  'giu',
  String.raw`(?<![\p{L}-])(?:previous|next|latest|newest|last|prior|older|newer|other|new|old)`,
  String.raw`\s+version(?!\s*[\d$])`,
);
const VERSION = /(?<![\p{L}\p{N}.-])(?:versions?\s*[:=]?\s*|v)(?:\d[\w.]*\w|\d)/giu;

const isIn = (spans: readonly Span[], { start, end }: Span): boolean =>
  spans.some((span) => span.start < end && start < span.end);

const versionsLeft = ({ text, spans }: Said): readonly string[] =>
  [...text.matchAll(VERSION)]
    .filter(({ index, 0: words }) => !isIn(spans, { start: index, end: index + words.length }))
    .map(([words]) => words);

const callsIn = (text: string): readonly string[] =>
  found(
    text.replaceAll(ALL, (words) => ' '.repeat(words.length)),
    CALLS,
  );

/** What an order for an alias says of versions and of parts of the calls that was not read. */
const aliasDoubts = (said: Said): readonly string[] => {
  const { parameters } = said;
  const rest = said.spans.reduce(
    (text, { start, end }) => blank(text, start, end - start),
    said.text,
  );
  const percents = found(said.text, PERCENT);
  return [
    ...versionsLeft(said),
    ...found(said.text, BESIDE_A_VERSION),
    ...(parameters.has('version') || parameters.has('secondVersion')
      ? []
      : found(rest, NAMELESS_VERSION)),
    ...(percents.length > 1 ? percents : []),
    ...(parameters.has('version') && parameters.get('version') === parameters.get('secondVersion')
      ? percents
      : []),
    ...found(rest, IN_STEPS),
    ...(parameters.has('secondPercent')
      ? found(rest, OTHER_PART)
      : [...found(rest, SHARE), ...callsIn(rest)]),
  ];
};

const ADDRESS = regex(
  'giu',
  String.raw`(?:(?:https?|tcp):\/\/)?(?:(?:[a-z0-9_-]+\.)+[a-z]{2,}|(?:\d{1,3}\.){3}\d{1,3})`,
  String.raw`(?::\d+)?(?:\/[^\s"'\x60<>)]*)?`,
);
const PARTS = /^(?:(https?|tcp):\/\/)?([^/:]+)(?::(\d+))?(\/.*)?$/iu;

/** True where all of an address is in what was read. */
const isRead = (address: string, parameters: Said['parameters']): boolean => {
  const [, scheme, host, port, path] = PARTS.exec(address.replace(/[.,;:!?]+$/, '')) ?? [];
  return (
    host === parameters.get('target') &&
    (scheme === undefined || scheme.toUpperCase() === parameters.get('protocol')) &&
    (port === undefined || Number(port) === parameters.get('port')) &&
    (path === undefined || path === '/' || path === parameters.get('path'))
  );
};

/** Of an address with a scheme, a port or a path, no part may be lost. */
const addressesLeft = ({ text, parameters }: Said): readonly string[] => {
  const target = parameters.get('target');
  const own = found(text, ADDRESS).filter(
    (address) => /[:/]/.test(address) && (typeof target !== 'string' || address.includes(target)),
  );
  return own.some((address) => isRead(address, parameters)) ? [] : own;
};

/** What Route 53 can do for a check, and no field of a request takes. */
const UNTAKEN = regex(
  'giu',
  String.raw`(?<![\p{L}\p{N}-])(?:invert\w*|inverse(?:ly)?|revers(?:ed?|ing)|latency|regions|`,
  String.raw`checkers?|sni|(?:disabled?|paused?)|`,
  String.raw`(?:status|response|http) codes?|status(?:es)?|`,
  String.raw`(?:answer|return|expect|repl|respon|http|want|need|get)\w*(?:\s[\p{L}]+){0,3}\s`,
  String.raw`[2-5]\d\d|healthy (?:while|when|if|unless|as long as)|`,
  String.raw`from (?:\w+ )?(?:europe|asia|america|africa|australia|us|usa|eu|japan|ireland)|`,
  String.raw`from (?:[a-z]{2}-[a-z]+-\d)|calculated|child(?:ren)?)(?![\p{L}\p{N}-])`,
);
const NO_TLS = regex(
  'giu',
  String.raw`(?<![\p{L}\p{N}-])(?:(?:without|no|not(?: by| over| with)?|never|instead of) `,
  String.raw`(?:tls|ssl|https|encryption)|plain ?text|unencrypted|insecure)(?![\p{L}\p{N}-])`,
);
const HOW_OFTEN = regex(
  'giu',
  String.raw`(?<![\p{L}-])(?:(?:every|each|once an?|once per|per)\s+[\p{L}\p{N}]+|`,
  String.raw`minutely|hourly|interval)(?![\p{L}-])`,
);

/** What an order for a health check says that was not read. */
const checkDoubts = (said: Said): readonly string[] => {
  const { text, parameters } = said;
  const bare = text.replaceAll(ADDRESS, (words) => ' '.repeat(words.length));
  const rest = said.spans.reduce((left, { start, end }) => blank(left, start, end - start), bare);
  return [
    ...addressesLeft(said),
    ...(parameters.has('intervalSeconds') ? [] : found(rest, HOW_OFTEN)),
    ...(parameters.get('protocol') === 'HTTP' ? [] : found(bare, NO_TLS)),
    ...found(rest, UNTAKEN),
  ];
};

const DOUBTS: ReadonlyMap<string, (said: Said) => readonly string[]> = new Map([
  ['AWS::Lambda::Alias', aliasDoubts],
  ['AWS::Route53::HealthCheck', checkDoubts],
]);

/**
 * Words of one service that change what an order means, and that nothing was made of. What stands
 * in quotation marks orders nothing; where no field took it, it is told as a whole.
 */
export const serviceDoubts = (type: AwsResourceType, said: Said): readonly string[] => {
  const doubts = DOUBTS.get(type);
  if (doubts === undefined) return [];
  const { text, quoted } = withoutQuotations(said.text);
  const left = quoted.filter((span) => !isIn(said.spans, span));
  return [
    ...left.map(({ start, end }) => said.text.slice(start, end)),
    ...doubts({ ...said, text }),
  ];
};
