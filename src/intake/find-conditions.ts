import type { AwsResourceType } from '../task/resource-type.ts';
import type { PlacedDraft } from './place-orders.ts';
import { isMutationDraft } from './assemble.ts';
import { isConditional } from './find-doubts.ts';
import { besideDeed, bindsADeed, inDeed } from './deed-conditions.ts';
import { isOfEarlier, type Others } from './of-earlier.ts';
import { firstIn, quoted } from './in-clauses.ts';
import type { Problem, TaskDraft } from './task-draft.ts';
import {
  BEHIND_US,
  BINDS,
  CONNECTOR,
  DESCRIBED,
  FOR_A_PURPOSE,
  COMES_FIRST,
  KEEPS_A_WHILE,
  KEEPS_TIME,
  KEPT_UNTIL,
  KEYED,
  MEASURED,
  NO_WAIT,
  OF_AN_EVENT,
  ONLY_A_TIME,
  ONLY_A_WAIT,
  ONLY_AN_IF,
  SUBORDINATE,
  TIME,
  TOLD_OF_A_TIME,
  WAITS,
} from './words/condition-words.ts';
import { IS_BEHIND, TITLE_BINDS } from './words/deed-words.ts';
import { regex } from './words/regex.ts';

/** What an order is, as far as a condition of it can be told from a setting. */
interface Bound extends Others {
  readonly taskType?: string;
  readonly type?: AwsResourceType;
  /** Something runs or ends at once, so that a while is never one of its settings. */
  readonly isDeed: boolean;
  /** Something is lost by it, so that what may bind it does. */
  readonly isLoss: boolean;
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
const isToldBy = (lead: string): boolean =>
  DESCRIBED.test(lead) || SUBORDINATE.test(lead) || FOR_A_PURPOSE.test(lead);
const waitIn = (line: string, bound: Bound): string | undefined => {
  if (isTimed(bound)) return undefined;
  for (const match of line.matchAll(WAIT)) {
    const lead = line.slice(0, match.index);
    const isSetting =
      !bound.isDeed && BEGINS_A_LIFE.test(match[2] ?? '') && ENDS_A_WHILE.test(lead);
    const isTold = isSetting || isToldBy(lead);
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
  (bound.isLoss ? inDeed(line, bound) : (waitIn(line, bound) ?? timeIn(line, bound))) ??
  (bound.earlier.length === 0 ? LATER.exec(line)?.[0] : undefined);

/** "After that they can go": what becomes of what is made. */
const OF_A_SETTING = /^(?:that|this|which)\s+\p{L}/iu;
const waitBeside = (line: string, bound: Bound): string | undefined => {
  const [, words, awaited = ''] = ONLY_A_WAIT.exec(line) ?? [];
  const isTold = !bound.isDeed && bound.earlier.length === 0 && OF_A_SETTING.test(awaited);
  return !isTold && isAwaited(awaited, bound) ? words : undefined;
};

/** The words of a line that binds what is ordered elsewhere. */
const besideOrder = (line: string, bound: Bound): string | undefined =>
  (isTimed(bound)
    ? undefined
    : (waitBeside(line, bound) ?? ONLY_A_TIME.exec(line)?.[1] ?? KEYED.exec(line)?.[0])) ??
  ONLY_AN_IF.exec(line)?.[1] ??
  (bound.isLoss ? besideDeed(line, bound) : undefined) ??
  (bound.isLoss && bound.isAlone ? COMES_FIRST.exec(line)?.[0] : undefined) ??
  (bound.isDeed ? KEPT_UNTIL.exec(line)?.[0] : undefined);

/** "Wait until that is done": without the words that only say to wait. */
const WAITING = /^.*?(?<![\p{L}])(?:for|until|till|before)(?![\p{L}])/iu;

/** Words that bind wherever they stand; a wait for an earlier order is no other. */
const anywhere = (line: string, bound: Bound): string | undefined => {
  const waits = WAITS.exec(line)
    ?.slice(1)
    .find((one) => one !== undefined);
  const isMet = waits !== undefined && isOfEarlier(waits.replace(WAITING, ''), bound);
  const binds = BINDS.exec(line);
  const isBehind = binds !== null && IS_BEHIND.test(line.slice(0, binds.index));
  return (
    (isBehind ? undefined : binds?.[0]) ??
    (bound.isLoss ? bindsADeed(line) : undefined) ??
    (isMet ? undefined : waits)
  );
};

const problem = (words: string): Problem => ({
  field: 'taskType',
  reason: 'conditional',
  condition: words,
});

/** Actions by which something stops or is lost. */
const LOSING: ReadonlySet<unknown> = new Set(['stop', 'empty', 'detach', 'revoke', 'failover']);
const isLoss = ({ taskType, parameters }: TaskDraft): boolean =>
  taskType === 'DeleteResource' || LOSING.has(parameters.get('action'));

const boundOf = (draft: TaskDraft, earlier: readonly string[], isAlone = true): Bound => ({
  ...(draft.taskType === undefined ? {} : { taskType: draft.taskType }),
  ...(draft.resourceType === undefined ? {} : { type: draft.resourceType }),
  isDeed: draft.taskType === 'DeleteResource' || draft.parameters.has('action'),
  isLoss: isLoss(draft),
  isForAWhile: draft.parameters.get('action') === 'stop',
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
    (line) => BINDS.exec(line)?.[0] ?? bindsADeed(line),
  );
};

const conditionOf = ({ order, draft }: PlacedDraft, around: Around): string | undefined => {
  const { earlier, lines, title, isAlone } = around;
  const texts = earlier.map((one) => one.order.text);
  const bound = { ...boundOf(draft, texts, isAlone), verb: order.verb.word };
  const beside = (line: string): string | undefined =>
    anywhere(line, bound) ?? besideOrder(line, bound);
  const names = [...draft.parameters].flatMap(([field, value]) =>
    (field === 'name' || field === 'id') && typeof value === 'string' ? [value] : [],
  );
  const inTitle = (line: string): string | undefined =>
    anywhere(line, bound) ?? (bound.isLoss ? TITLE_BINDS.exec(line)?.[0] : undefined);
  return (
    firstIn([order.text], (line) => beside(line) ?? inOrder(line, bound), names) ??
    firstIn([...order.more, ...(earlier.length === 0 ? lines : [])], beside, names) ??
    (earlier.length === 0 ? firstIn([title], inTitle, names) : undefined) ??
    inReading(earlier) ??
    (bound.isDeed ? firstIn(texts, (line) => KEPT_UNTIL.exec(line)?.[0]) : undefined)
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
