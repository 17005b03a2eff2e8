import { regex } from './words/regex.ts';
import { clauseStarts, LONGEST_LEAD } from './clause-starts.ts';
import type { AwsTaskType } from '../task/aws-task.ts';
import { withoutLiterals } from './split-sentences.ts';
import { passives } from './find-passives.ts';
import { findIds, findTypes } from './find-types.ts';
import { respelt } from './respelt.ts';
import { isOnlyFillers } from './words/fillers.ts';
import {
  AFTER_A_TIME,
  CONDITION,
  IS_CHECK_PATH,
  NEGATION,
  ON_TERMINATION,
  REPORTED,
  TOLD,
} from './words/phrases.ts';
import { STEMS, VERB_OF, VERBS, type VerbRow, type WordOrder } from './words/verb-words.ts';

/** A verb that orders something. */
export interface VerbHit {
  readonly taskType: AwsTaskType;
  readonly action?: string;
  readonly attaches: boolean;
  readonly order: WordOrder | 'any';
  readonly word: string;
  /** Where its clause starts, where it stands and where it ends. */
  readonly clauseStart: number;
  readonly start: number;
  readonly end: number;
}

/** First halves of verbs whose particle may stand behind the object. */
const SEPARABLE = ['tear', 'spin', 'stand', 'shut', 'power'];
const FORMS = [...VERBS.flatMap((row) => row.forms.split('|')), ...SEPARABLE]
  .sort((a, b) => b.length - a.length)
  .map((form) => form.replaceAll(/\s+/g, '\\s+').replaceAll('-', '-?'));
const VERB = new RegExp(
  `(?<![\\p{L}\\p{N}_/-])(${FORMS.join('|')})(?![\\p{L}\\p{N}_]|[-/.]\\p{L})`,
  'giu',
);
/** A noun follows, so the word is none: "start time", "change window", "list price". */
const IS_NOUN_AFTER = regex(
  'iu',
  String.raw`^\s+(?:time|date|window|ticket|requests?|management|log|markers?|events?|`,
  String.raw`price|record of)(?![\w-])|^\s*:\s|^\s*\)|^\s+(?:is|are|was|were|`,
  'has|have|had|needs?|should|must|will|went|came|failed|',
  String.raw`fails|times?\b)\b`,
);

/** "Start with a topic" begins a list of orders. */
const BEGINS = /^(?:start|starting)$/;
const LIFECYCLE = VERB_OF.get('expire');
/** "Delete after 30 days" sets how long things are kept; it deletes nothing now. */
const isLifecycle = (row: VerbRow, rest: string): boolean =>
  row.taskType === 'DeleteResource' && AFTER_A_TIME.test(rest);

/** Words before a comma that say for what, where or why; the order follows behind them. */
const LEAD_IN = regex(
  'iu',
  String.raw`^\W*(?:(?:hi|hello|hey)\b[^,]{0,20},\s*)?(?:for|on|in|at|regarding|concerning|re|`,
  String.raw`as for|with|before|by|ahead of|as part of|as (?:agreed|discussed|requested|announced|`,
  String.raw`planned|promised)|per|in order to|to|following|in preparation for|due to|because|`,
  String.raw`on behalf of|starting|from|until|over|during|given)(?![\p{L}-])[^.;:!?\n]{2,160},\s*$`,
);
const TELLS = regex(
  'iu',
  String.raw`(?<![\p{L}])(?:we|i|they|he|she|you)(?:'ve|'re|'d|'s)?\s|(?<![\p{L}])(?:is|are|`,
  String.raw`was|were|`,
  String.raw`has|had|have|fails?|failed|keeps?)(?![\p{L}])`,
);

const isLeadIn = (lead: string): boolean =>
  LEAD_IN.test(lead) && (/^\W*because/i.test(lead) || !TELLS.test(lead));

/** "…, so please create": what goes before is why; the clause itself says that it orders. */
const ORDERS_ITSELF = regex(
  'iu',
  String.raw`^\W*(?:(?:and|so|therefore|hence|thus|(?:which|that)(?: is|`,
  String.raw`'s) why)[\s,]+)*(?:(?:please|pls|plz|`,
  String.raw`kindly|bitte|por favor|veuillez)(?![\p{L}])|(?<=(?:so|therefore|`,
  String.raw`hence|thus|why)[\s,]+)`,
  String.raw`(?:(?:we|i) (?:ask|want|need)|we'd like|i'd like|$))`,
);

/** A comma or an "and" starts an order only after words that prepare one, or after an order. */
const clauseStartOf = (text: string, at: number, last: number): number | undefined =>
  clauseStarts(text, at).find((start) => {
    if (!isOnlyFillers(text.slice(start, at))) return false;
    if (start === 0 || start < last) return start === 0;
    const lead = text.slice(0, start);
    return (
      /(?:(?:[:;—–→]|->|=>)\s)$/u.test(lead) ||
      last > 0 ||
      isLeadIn(lead) ||
      ORDERS_ITSELF.test(text.slice(start, at))
    );
  });

const CLOSES = regex(
  'iu',
  String.raw`^(?:\s+(?:it|this|that|them|both))?(?:[\s,]+(?:please|pls|plz|thx|thanks|now|today|`,
  String.raw`por favor|bitte|svp))*[^\p{L}\p{N}]*$`,
);

/** "sns topic a, create pls" and "topic a can go, delete it": the verb closes what it is about. */
const closing = (text: string, words: readonly RegExpExecArray[]): readonly VerbHit[] =>
  words.flatMap((match) => {
    const row = VERB_OF.get((match[1] ?? '').replaceAll(/\s+/g, ' ').toLowerCase());
    const end = match.index + match[0].length;
    const lead = text.slice(0, match.index);
    const isAtEnd = /[,;:/–—-]\s*(?:(?:so|please|pls|plz|just)\s+)*$/iu.test(lead.slice(-30));
    if (row === undefined || !isAtEnd || !CLOSES.test(text.slice(end))) return [];
    if (CONDITION.test(text) || REPORTED.test(`${lead.slice(-LONGEST_LEAD)} `)) return [];
    if (findTypes(lead).length === 0 && findIds(lead).length === 0) return [];
    const { taskType, action } = row;
    const hit = { taskType, attaches: false, order: 'any' as const, word: match[1] ?? '' };
    const place = { clauseStart: 0, start: match.index, end };
    return [{ ...hit, ...place, ...(action === undefined ? {} : { action }) }];
  });

const GERMAN_WISH = regex(
  'iu',
  String.raw`^[^\p{L}]{0,10}(?:(?:hallo|moin|guten (?:tag|morgen))[^\p{L}]{1,10})?(?:`,
  String.raw`\p{L}{1,20} )?(?:bitte|wir (?:möchten|wollen|müssen|brauchen)|`,
  String.raw`ich (?:möchte|muss)|es (?:muss|soll))(?!\p{L})`,
);
const GERMAN_INFINITIVE = /(?<![\p{L}-])(\p{L}{3,30}en)\s*(?:[.!,;]|$)/giu;

const germanHits = (text: string): readonly VerbHit[] => {
  if (!GERMAN_WISH.test(text)) return [];
  return [...text.matchAll(GERMAN_INFINITIVE)].flatMap((match) => {
    const row = VERB_OF.get((match[1] ?? '').toLowerCase());
    const before = text.slice(Math.max(0, match.index - 60), match.index);
    if (row === undefined || NEGATION.test(before) || /\bzu\s*$/i.test(before)) return [];
    const { taskType, action } = row;
    const hit = { taskType, attaches: false, order: 'any' as const, word: match[1] ?? '' };
    const clauseStart = afterMark(text, match.index);
    const place = { clauseStart, start: match.index, end: match.index + match[0].length };
    return [{ ...hit, ...place, ...(action === undefined ? {} : { action }) }];
  });
};

const CJK = /[\u3040-\u30FF\u3400-\u9FFF]/u;
const CJK_NOT_BEFORE =
  /(?:不要|请勿|別|别|勿|不能|无法|没有|不用|不需要|未|已经?|曾|刚|被|为了|用于|之前|正在)[^，。,;]{0,4}$/u;
const CJK_NOT_AFTER = regex(
  'u',
  '^(?:し)?(?:ない|ません|なく|せず|ずに|しました|した(?!い)|された|されて|済み|中[のはで]|',
  '前に|時[のにはを]|日時|者|ログ|了|过|的(?!话)|失败|时[间候]?)',
);

/** A clause of Japanese, Chinese or German starts after the last mark before its verb. */
const afterMark = (text: string, at: number): number => {
  const marks = [...text.slice(0, at).matchAll(/[,;:。]\s?/gu)];
  const last = marks.at(-1);
  return last === undefined ? 0 : last.index + last[0].length;
};

const cjkHits = (text: string): readonly VerbHit[] => {
  if (!CJK.test(text)) return [];
  const hits = STEMS.flatMap((row): readonly VerbHit[] =>
    [...text.matchAll(new RegExp(row.stem.source, 'gu'))].flatMap((match) => {
      const end = match.index + match[0].length;
      const before = text.slice(Math.max(0, match.index - 12), match.index);
      if (CJK_NOT_BEFORE.test(before) || CJK_NOT_AFTER.test(text.slice(end))) return [];
      const { taskType, action } = row;
      const hit = { taskType, attaches: false, order: 'any' as const, word: match[0] };
      const place = { clauseStart: afterMark(text, match.index), start: match.index, end };
      return [{ ...hit, ...place, ...(action === undefined ? {} : { action }) }];
    }),
  );
  return withoutEchoes(withoutOverlaps(hits));
};

/** Two words for one thing: 一覧 and 表示し. */
const withoutEchoes = (hits: readonly VerbHit[]): readonly VerbHit[] =>
  hits.filter((hit, index) => {
    const before = hits[index - 1];
    const isEcho =
      before?.taskType === hit.taskType &&
      before.action === hit.action &&
      hit.start - before.end <= 6;
    return !isEcho;
  });

/** Of stems that overlap, the one of the earlier row stays. */
const withoutOverlaps = (hits: readonly VerbHit[]): readonly VerbHit[] => {
  const taken = new Set<number>();
  const kept = hits.filter(({ start, end }) => {
    const at = Array.from({ length: end - start }, (_, offset) => start + offset);
    if (at.some((index) => taken.has(index))) return false;
    for (const index of at) taken.add(index);
    return true;
  });
  return kept.sort((x, y) => x.start - y.start);
};

const PARTICLE = /^[^.;,:\n]{1,120}?\s(?:back )?(down|up|off|on)(?![\p{L}-])/iu;

/** "Tear the stack down" is "tear down the stack". */
const withParticle = (form: string, rest: string): string => {
  const particle = SEPARABLE.includes(form) ? PARTICLE.exec(rest)?.[1]?.toLowerCase() : undefined;
  return particle === undefined ? form : `${form} ${particle}`;
};

const latinHits = (text: string, words: readonly RegExpExecArray[]): readonly VerbHit[] => {
  const hits: VerbHit[] = [];
  for (const match of words) {
    const bare = (match[1] ?? '').replaceAll(/\s+/g, ' ').toLowerCase();
    const form = withParticle(bare, text.slice(match.index + match[0].length));
    const said = VERB_OF.get(form) ?? VERB_OF.get(form.replaceAll('-', ' '));
    const end = match.index + match[0].length;
    if (said?.taskType === 'DeleteResource' && ON_TERMINATION.test(text.slice(end))) continue;
    if (said?.taskType === 'HealthCheck' && IS_CHECK_PATH.test(text.slice(end))) continue;
    const isKept = said !== undefined && isLifecycle(said, text.slice(end));
    const row = isKept ? LIFECYCLE : said;
    if (BEGINS.test(form) && /^\s+(?:with|by|off|from)\b/i.test(text.slice(end))) continue;
    if (row === undefined || IS_NOUN_AFTER.test(text.slice(end))) continue;
    const clauseStart = clauseStartOf(text, match.index, hits.at(-1)?.end ?? 0);
    if (clauseStart === undefined) continue;
    if (NEGATION.test(text.slice(Math.max(0, match.index - 40), match.index))) continue;
    const lead = text.slice(clauseStart, match.index);
    if (CONDITION.test(lead) || CONDITION.test(text) || TOLD.test(lead)) continue;
    if (REPORTED.test(text.slice(Math.max(0, match.index - LONGEST_LEAD), match.index))) continue;
    const { taskType, action, order, attaches = false } = row;
    const hit = { taskType, attaches, order, word: form, clauseStart, start: match.index, end };
    hits.push({ ...hit, ...(action === undefined ? {} : { action }) });
  }
  return hits;
};

/**
 * The verbs of a sentence that order something, in order. In European languages a verb counts at
 * the start of a clause, after nothing but fillers; in Japanese and Chinese anywhere. A verb that
 * is negated, told of the past, quoted or bound to a condition orders nothing.
 */
export const findVerbs = (sentence: string): readonly VerbHit[] => {
  const text = respelt(withoutLiterals(sentence));
  const words = [...text.matchAll(VERB)];
  const latin = latinHits(text, words);
  if (latin.length > 0) return latin;
  const german = germanHits(text);
  if (german.length > 0) return german;
  const cjk = cjkHits(text);
  if (cjk.length > 0) return cjk;
  const passive = passives(text);
  return passive.length > 0 ? passive : closing(text, words);
};
