import type { AwsAccount } from '../task/account.ts';
import type { AwsTask } from '../task/aws-task.ts';
import type { Refusal, RefusalCode } from '../task/refusal.ts';

/** What is parsed of an issue. Everything in it was written by others. */
export interface RequestText {
  readonly title: string;
  readonly body: string;
  readonly labels: readonly string[];
}

/** What intake knows of the organization. Only accounts decide. */
export interface IntakeInventory {
  readonly accounts: readonly AwsAccount[];
}

export interface IntakeOptions {
  /** Most tasks one issue may hold: `caps.tasksPerIssue`. */
  readonly tasksPerIssue: number;
}

/** One thing that must be given before anything is planned. */
export interface MissingField {
  /** Counted from 0, in the order of the issue. */
  readonly taskIndex: number;
  /** `account`, `region`, `name`, `taskType`, `resourceType` or the name of a parameter. */
  readonly field: string;
  /** What to write. */
  readonly hint: string;
  readonly example: string;
  readonly reason?: RefusalCode;
  /** Known values near to what was written, best first. */
  readonly suggestions?: readonly string[];
  /** Words of the request that were not understood. Written by others: shown only as data. */
  readonly unread?: readonly string[];
  /** Words that bind the order to a time, a person or an event. Shown only as data. */
  readonly condition?: string;
}

/** Invisible characters that were removed before reading. Their content is never shown. */
export interface HiddenText {
  readonly kinds: readonly ('zero-width' | 'direction' | 'tag' | 'control')[];
  readonly count: number;
}

/** What was seen beside the tasks, for the reply: a closed list. */
export type IntakeNote = 'instructions-ignored' | 'hidden-text-removed' | 'tier-raised';

interface Seen {
  readonly notes: readonly IntakeNote[];
  readonly hidden?: HiddenText;
}

/** What an issue comes to. `ask` and `refuse` plan nothing. */
export type IntakeResult =
  | { readonly kind: 'ignore' }
  | ({ readonly kind: 'tasks'; readonly tasks: readonly AwsTask[] } & Seen)
  | ({
      readonly kind: 'ask';
      readonly missing: readonly MissingField[];
      readonly reason?: RefusalCode;
    } & Seen)
  | ({ readonly kind: 'refuse'; readonly refusal: Refusal } & Seen);
