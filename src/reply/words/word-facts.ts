import type { ChangeAction } from '../../plan/change.ts';
import type { ChangeCounts, Risk } from '../../plan/plan.ts';
import type { Reversibility } from '../../plan/step.ts';
import type { Finding, Severity } from '../../review/finding.ts';
import type { JsonObject } from '../../task/json.ts';
import type { Tier } from '../../task/tier.ts';

/** What an amount of money is: what is paid now, what will be, what lies between, or a part. */
export type MoneyRole = 'now' | 'after' | 'difference' | 'other';

/** An amount that the tables hold, in whole cents without its sign. */
export interface MoneyFact {
  readonly cents: number;
  readonly role: MoneyRole;
  /** What it is the cost of, by its name; absent for the whole. */
  readonly of?: string;
}

/** Whether something costs more or less than before; `of` is absent for the whole. */
export interface TrendFact {
  readonly of?: string;
  readonly direction: 'up' | 'down' | 'same';
}

/** How an execution ended, as far as words may speak of it. */
export interface EndFact {
  readonly isDone: boolean;
  readonly isRolledBack: boolean;
}

/** One resource that changes, as a sentence may name it. */
export interface ChangeFact {
  /** Its names, as the model is told them. */
  readonly names: readonly string[];
  /** Its type in words, such as `S3 bucket policy`, and the noun of it: `policy`. */
  readonly what: string;
  readonly noun: string;
  readonly does: ChangeAction | 'fail';
  readonly losesData: boolean;
  readonly owner: string;
}

/** What the review found of one resource. */
export interface FindingFact {
  readonly item: string;
  readonly title: string;
  readonly severity: Severity;
  readonly status: Finding['status'];
  readonly resource: string;
  readonly detail: string;
}

/**
 * What may be said of something: all that the model is told, and what of it can be contradicted.
 * A member that is absent is not known; what is not known may not be claimed.
 */
export interface WordFacts {
  /** Exactly what the model reads. Its names, and its figures with their units, may be repeated. */
  readonly told: JsonObject;
  /** What they are of, where it is no plan. */
  readonly about?: 'failure' | 'costs';
  /** Each resource that changes, or that failed. */
  readonly changes?: readonly ChangeFact[];
  readonly findings?: readonly FindingFact[];
  /** How many resources a plan creates, changes, replaces and deletes. */
  readonly counts?: ChangeCounts;
  /** How many there are of what can be counted, by the noun in the singular. */
  readonly amounts: Readonly<Record<string, number>>;
  readonly money: readonly MoneyFact[];
  readonly trends: readonly TrendFact[];
  /** Accounts by name, with their tiers. */
  readonly accounts: readonly { readonly name: string; readonly tier: Tier }[];
  readonly risk?: Risk['level'];
  readonly losesData?: boolean;
  readonly reversibility?: Reversibility;
  /** Words of verdicts that are true here. */
  readonly verdicts: readonly ('blocked' | 'pass' | 'warn' | 'fail' | 'compliant')[];
  /** Severity by the id of an item. */
  readonly severities: Readonly<Record<string, Severity>>;
  readonly end?: EndFact;
}

/** Nothing is known: nothing that can be contradicted may be said. */
export const NO_FACTS: WordFacts = {
  told: {},
  amounts: {},
  money: [],
  trends: [],
  accounts: [],
  verdicts: [],
  severities: {},
};
