import type { AwsResourceType } from '../task/resource-type.ts';
import type { PlacedDraft } from './place-orders.ts';
import { isMutationDraft } from './assemble.ts';
import { isConditional } from './find-doubts.ts';
import { withoutLiterals } from './split-sentences.ts';
import type { Problem, TaskDraft } from './task-draft.ts';
import {
  BEHIND_US,
  BINDS,
  CONNECTOR,
  DESCRIBED,
  COMES_FIRST,
  KEEPS_A_WHILE,
  KEEPS_TIME,
  KEPT_UNTIL,
  KEYED,
  MEASURED,
  NO_WAIT,
  OF_A_PERSON,
  OF_AN_EVENT,
  ONLY_A_TIME,
  ONLY_A_WAIT,
  ONLY_AN_IF,
  SUBORDINATE,
  TIME,
  TOLD_OF_A_TIME,
  WAITS,
} from './words/condition-words.ts';
import { regex } from './words/regex.ts';

/** What an order is, as far as a condition of it can be told from a setting. */
interface Bound {
  readonly taskType?: string;
  readonly type?: AwsResourceType;
  /** Something runs or ends at once, so that a while is never one of its settings. */
  readonly isDeed: boolean;
  /** Nothing else is ordered. */
  readonly isAlone: boolean;
  /** The orders that stand before it. */
  readonly earlier: readonly string[];
}

/** These say by themselves when something happens. */
const TIMED: ReadonlySet<AwsResourceType> = new Set<AwsResourceType>([
  'AWS::AutoScaling::ScalingPolicy',
  'AWS::Budgets::Budget',
  'AWS::CloudWatch::Alarm',
  'AWS::Events::Rule',
  'AWS::Route53::HealthCheck',
]);
const isTimed = ({ type, taskType }: Bound): boolean =>
  type !== undefined && TIMED.has(type) && taskType !== 'DeleteResource';

const LONGEST_QUOTE = 90;
const quoted = (words: string): string => words.trim().slice(0, LONGEST_QUOTE);

const PRONOUN = regex(
  'iu',
  String.raw`(?<![\p{L}])(?:that|this|it|its|those|these|they|them|both|all|each|done|finished|`,
  String.raw`which|former|first|second|third|two|steps?|tasks?|items?|eso|esto|ello|cela|ça|isso|`,
  String.raw`disso|dem|das|es|sie|beide|hecho|listo|fait)(?![\p{L}])|#?\d`,
);
const wordsOf = (text: string): ReadonlySet<string> =>
  new Set(
    (text.toLowerCase().match(/[\p{L}\d][\p{L}\d_-]{2,}/gu) ?? []).map((word) =>
      word.replace(/(?:ed|ing|es|e|s|p|ped|ping)$/u, ''),
    ),
  );
const NO_CONTENT = wordsOf('the has have been there are not with from and who its out gon don');

/** A step of the same issue, also one that stands below. */
const STEP = /(?<![\p{L}])(?:steps?|tasks?|items?|no\.?|number|#)\s*\d|^\d\b/iu;
/** True where what is waited for is what an order before it does. */
const isOfEarlier = (awaited: string, { earlier, isAlone }: Bound): boolean => {
  if (OF_A_PERSON.test(awaited)) return false;
  if (!isAlone && STEP.test(awaited)) return true;
  if (earlier.length === 0) return false;
  if (PRONOUN.test(awaited)) return true;
  const known = wordsOf(earlier.join('\n'));
  return [...wordsOf(awaited)].some((word) => known.has(word) && !NO_CONTENT.has(word));
};

const isAwaited = (awaited: string, bound: Bound): boolean =>
  !NO_WAIT.test(awaited) &&
  !BEHIND_US.test(awaited) &&
  (bound.isDeed || !MEASURED.test(awaited)) &&
  !isOfEarlier(awaited, bound);

const WAIT = regex('giu', String.raw`(?<![\p{L}-])(${CONNECTOR})\s+([^,;:.\n]{1,120})`);
/** "90 days after creation": how long something is kept. */
const ENDS_A_WHILE = /\d\s*(?:days?|hours?|weeks?|months?|years?)\s*$/iu;
const BEGINS_A_LIFE =
  /^(?:its |their |the |an? )?(?:creation|upload|being|objects?|last|write|insert|receipt)/iu;
const waitIn = (line: string, bound: Bound): string | undefined => {
  if (isTimed(bound)) return undefined;
  for (const match of line.matchAll(WAIT)) {
    const lead = line.slice(0, match.index);
    const isSetting =
      !bound.isDeed && BEGINS_A_LIFE.test(match[2] ?? '') && ENDS_A_WHILE.test(lead);
    const isTold = isSetting || DESCRIBED.test(lead) || SUBORDINATE.test(lead);
    if (!isTold && isAwaited(match[2] ?? '', bound)) return quoted(match[0]);
  }
  return undefined;
};

const AT = regex('giu', String.raw`(?<![\p{L}\d-])(?:${TIME})(?![\p{L}\d-]|[.:/]\d)`);
const timeIn = (line: string, bound: Bound): string | undefined => {
  if (isTimed(bound) || KEEPS_TIME.test(line)) return undefined;
  const isKept = !bound.isDeed && KEEPS_A_WHILE.test(line);
  for (const match of line.matchAll(AT)) {
    if (isKept && MEASURED.test(match[0])) continue;
    const lead = line.slice(0, match.index);
    const isForIt = bound.taskType === 'CreateResource' && OF_AN_EVENT.test(lead);
    if (!TOLD_OF_A_TIME.test(lead) && !SUBORDINATE.test(lead) && !isForIt) return quoted(match[0]);
  }
  return undefined;
};

const LATER = /(?<![\p{L}-])then[.!\s]*$/iu;

/** The words of a line that order on a condition. */
const inOrder = (line: string, bound: Bound): string | undefined =>
  waitIn(line, bound) ??
  timeIn(line, bound) ??
  (bound.earlier.length === 0 ? LATER.exec(line)?.[0] : undefined);

/** The words of a line that binds what is ordered elsewhere. */
const besideOrder = (line: string, bound: Bound): string | undefined => {
  const alone = ONLY_A_WAIT.exec(line);
  const isWait = alone !== null && !isTimed(bound) && isAwaited(alone[2] ?? '', bound);
  return (
    (isWait ? alone[1] : undefined) ??
    (isTimed(bound) ? undefined : ONLY_A_TIME.exec(line)?.[1]) ??
    ONLY_AN_IF.exec(line)?.[1] ??
    (isTimed(bound) ? undefined : KEYED.exec(line)?.[0]) ??
    (bound.isAlone ? COMES_FIRST.exec(line)?.[0] : undefined) ??
    KEPT_UNTIL.exec(line)?.[0]
  );
};

/** Words that bind wherever they stand, unless they only say what an earlier order brings. */
const anywhere = (line: string, bound: Bound): string | undefined => {
  const found =
    BINDS.exec(line)?.[0] ??
    WAITS.exec(line)
      ?.slice(1)
      .find((one) => one !== undefined);
  return found === undefined || isOfEarlier(found, bound) ? undefined : found;
};

/** Clauses with their literals blanked, beside what was written. */
const partsOf = (text: string): readonly (readonly [masked: string, written: string])[] => {
  const masked = withoutLiterals(text).split(/[;\n]/u);
  const starts = masked.map((_, at) =>
    masked.slice(0, at).reduce((sum, one) => sum + one.length + 1, 0),
  );
  return masked.map((part, at) => [part, text.slice(starts[at], (starts[at] ?? 0) + part.length)]);
};

const firstIn = (
  texts: readonly string[],
  find: (line: string) => string | undefined,
): string | undefined => {
  for (const [masked, written] of texts.flatMap(partsOf)) {
    const found = find(masked);
    if (found === undefined) continue;
    const at = masked.indexOf(found);
    return quoted(at < 0 ? found : written.slice(at, at + found.length));
  }
  return undefined;
};

const problem = (words: string): Problem => ({
  field: 'taskType',
  reason: 'conditional',
  condition: words,
});

const boundOf = (draft: TaskDraft, earlier: readonly string[], isAlone = true): Bound => ({
  ...(draft.taskType === undefined ? {} : { taskType: draft.taskType }),
  ...(draft.resourceType === undefined ? {} : { type: draft.resourceType }),
  isDeed: draft.taskType === 'DeleteResource' || draft.parameters.has('action'),
  isAlone,
  earlier,
});

/** What the details of a form bind their task to. */
export const conditionInDetails = (draft: TaskDraft, details: string): readonly Problem[] => {
  const bound = boundOf(draft, []);
  const found = firstIn(
    [details],
    (line) =>
      anywhere(line, bound) ??
      besideOrder(line, bound) ??
      inOrder(line, bound) ??
      (isConditional(line) ? line : undefined),
  );
  return found === undefined ? [] : [problem(found)];
};

interface Around {
  readonly earlier: readonly PlacedDraft[];
  readonly lines: readonly string[];
  readonly title: string;
  readonly isAlone: boolean;
}

/** "Check that nobody uses it, then delete it": nothing here knows what the look will show. */
const inReading = (earlier: readonly PlacedDraft[]): string | undefined => {
  const readings = earlier.filter(({ draft }) => !isMutationDraft(draft));
  return firstIn(
    readings.map(({ order }) => order.text),
    (line) => BINDS.exec(line)?.[0],
  );
};

const conditionOf = ({ order, draft }: PlacedDraft, around: Around): string | undefined => {
  const { earlier, lines, title, isAlone } = around;
  const texts = earlier.map((one) => one.order.text);
  const bound = boundOf(draft, texts, isAlone);
  const beside = (line: string): string | undefined =>
    anywhere(line, bound) ?? besideOrder(line, bound);
  return (
    firstIn([order.text], (line) => beside(line) ?? inOrder(line, bound)) ??
    firstIn([...order.more, ...(earlier.length === 0 ? lines : [])], beside) ??
    (earlier.length === 0 ? firstIn([title], (line) => anywhere(line, bound)) : undefined) ??
    inReading(earlier)
  );
};

/**
 * Drafts with a question for what binds them: a time, a person, an event, as far as no order before
 * it brings it about. Nothing here can wait, so what would be dropped is asked about. A title is a
 * heading, and binds only by words that do nothing else.
 */
export const withConditions = (
  placed: readonly PlacedDraft[],
  drafts: readonly TaskDraft[],
  around: Pick<Around, 'lines' | 'title'>,
): readonly TaskDraft[] =>
  drafts.map((draft, index) => {
    const one = placed[index];
    if (one === undefined || !isMutationDraft(draft)) return draft;
    const earlier = placed.slice(0, index).filter(({ order }) => order !== one.order);
    const isAlone = placed.every(({ order }) => order === one.order);
    const words = conditionOf(one, { ...around, earlier, isAlone });
    return words === undefined
      ? draft
      : { ...draft, problems: [...draft.problems, problem(words)] };
  });
