import type { ModelBudget } from '../config/model-config.ts';
import type { JournalEntry } from '../execute/ports.ts';
import type { TaskStatus } from '../task/aws-task.ts';
import { shortDigest, type PlanDigest } from '../task/ids.ts';
import { blocks, bullets, plural, relative, utc } from './markdown.ts';
import { progressOf, renderProgress } from './progress.ts';
import { quoteInline, sentence } from './quote.ts';

/** Tokens and USD, of this issue and within a day. */
export interface ModelStatus {
  readonly calls: number;
  readonly used: ModelBudget;
  readonly most: ModelBudget;
  readonly usedToday: ModelBudget;
  readonly mostToday: ModelBudget;
}

export interface StatusView {
  readonly status: TaskStatus;
  readonly note: string;
  readonly digest?: PlanDigest;
  /** ISO 8601. */
  readonly plannedAt?: string;
  /** ISO 8601: when the comment got the plan that it shows. */
  readonly shownAt?: string;
  /** The digest that was asked about. */
  readonly asked?: string;
  readonly askedIs?: 'current' | 'item' | 'earlier' | 'foreign';
  readonly journal: readonly JournalEntry[];
  readonly pullRequest?: number;
  /** Present where a model is asked: what this issue took of it, and what it may take. */
  readonly model?: ModelStatus;
  /** Open issues that the plan will collide with, a line for each. */
  readonly collisions?: readonly string[];
  /** ISO 8601. */
  readonly now: string;
  readonly validHours: number;
}

const NEXT: Readonly<Record<TaskStatus, string>> = {
  Pending: 'wait; the plan comment follows.',
  AwaitingInput: 'edit the issue as the question or refusal says.',
  Planned: 'read the plan.',
  AwaitingApproval: 'read the plan; it shows the line to copy. `/why` shows the conditions.',
  Blocked: '`/why` says what must be resolved.',
  InProgress: 'wait for the outcome, or `/cancel`.',
  Completed: 'nothing. Undo: `/rollback`.',
  Failed: 'read what failed, then `/plan`.',
  Cancelled: '`/plan` for a new plan.',
  Expired: '`/plan` for a new plan.',
  RolledBack: 'nothing.',
};

/** How each state is said. */
const STATES: Readonly<Record<TaskStatus, string>> = {
  Pending: 'Being read',
  AwaitingInput: 'Waiting for the issue to be edited',
  Planned: 'Planned',
  AwaitingApproval: 'Waiting for approval',
  Blocked: 'Blocked',
  InProgress: 'Being carried out',
  Completed: 'Done',
  Failed: 'Failed',
  Cancelled: 'Cancelled',
  Expired: 'Expired',
  RolledBack: 'Rolled back',
};

const ASKED = {
  current: 'is the current plan of this issue',
  item: 'is one item of the current plan of this issue',
  earlier: 'was a plan of this issue, and is not the current one: it can not be approved',
  foreign: '**is no plan of this issue**: whoever shows it here, this application did not make it',
} as const;

const askedWords = ({ asked, askedIs }: StatusView): string =>
  asked === undefined || askedIs === undefined
    ? ''
    : `${quoteInline(asked.slice(0, 12))} ${ASKED[askedIs]}.`;

const HOUR_MS = 3_600_000;

/** Until when a plan that waits here can be approved. */
const untilWords = ({ status, shownAt, pullRequest, now, validHours }: StatusView): string => {
  const waits = status === 'AwaitingApproval' && pullRequest === undefined;
  if (!waits || shownAt === undefined) return '';
  const until = new Date(Date.parse(shownAt) + validHours * HOUR_MS).toISOString();
  return ` It can be approved until ${utc(until)} (${relative(until, now)}).`;
};

const planWords = (view: StatusView): string => {
  const { digest, plannedAt, pullRequest, now } = view;
  if (digest === undefined) return 'There is no plan.';
  const at =
    plannedAt === undefined ? '' : `, made ${utc(plannedAt)} (${relative(plannedAt, now)})`;
  const pull = pullRequest === undefined ? '' : `, proposed as #${pullRequest}`;
  return `Plan \`${shortDigest(digest)}\`${at}${pull}.${untilWords(view)}`;
};

/** A note that only says the state again is left out. */
const stateWords = ({ status, note }: StatusView): string => {
  const state = STATES[status];
  return `${state}.` === note ? `**${state}.**` : `**${state}** · ${sentence(note)}`;
};

const inCents = (usd: number): string => `$${usd.toFixed(usd < 0.01 && usd > 0 ? 4 : 2)}`;

const count = (n: number): string => n.toLocaleString('en-US');

const modelWords = (model: ModelStatus | undefined): string => {
  if (model === undefined) return '';
  const { calls, used, most, usedToday, mostToday } = model;
  const asked = plural(calls, 'question');
  return (
    `**Model** · ${asked}, ${count(used.tokens)} of ${count(most.tokens)} tokens and ` +
    `${inCents(used.usd)} of ${inCents(most.usd)} for this issue; everywhere within a day ` +
    `${inCents(usedToday.usd)} of ${inCents(mostToday.usd)}.`
  );
};

/** Only what can still happen: nothing once the plan is over. */
const collisionWords = (lines: readonly string[] = []): string =>
  lines.length === 0 ? '' : `**Will collide with**\n${bullets(lines)}`;

/** Where an issue stands, and whether a digest somebody shows is a plan of it. */
export const renderStatus = (view: StatusView): string =>
  blocks(
    stateWords(view),
    askedWords(view),
    planWords(view),
    collisionWords(view.collisions),
    modelWords(view.model),
    progressOf(view.journal).length === 0 ? '' : renderProgress(view.journal, undefined),
    `**Next** · ${NEXT[view.status]}`,
  );
