import type { Pillar, Severity } from '../../review/finding.ts';
import type { AccountId, Region } from '../../task/ids.ts';

/** Where one thing is and what it is called. */
export interface AuditedThing {
  readonly accountId: AccountId;
  readonly region: Region;
  readonly type: string;
  /** What AWS calls it. */
  readonly id: string;
  /** Its tag `Name`, or its id. */
  readonly name: string;
}

/** One rule that one thing breaks, or that could not be judged on it. */
export interface AuditFinding extends AuditedThing {
  /** Id of a baseline item, a key of `items`. */
  readonly item: string;
  readonly severity: Severity;
  readonly detail: string;
}

/** One rule, said once for all its findings. */
export interface AuditItem {
  readonly title: string;
  readonly pillar: Pillar;
  readonly remediation: string;
  readonly references: readonly string[];
}

/** Why one rule could not be judged, and on how many things. */
export interface NotKnown {
  readonly item: string;
  readonly because: string;
  readonly count: number;
}

/** A thing that is listed and could not be read. */
export interface NotRead extends AuditedThing {
  readonly because: string;
}

/** A part of the organization that was not seen: one kind of resource, or a whole region. */
export interface NotSeen {
  readonly accountId: AccountId;
  /** Absent where the account has no region that is allowed. */
  readonly region?: Region;
  /** The kind, in the plural; absent where nothing of the region was seen. */
  readonly title?: string;
  readonly because: string;
}

/** What an audit found: what fails, what is not known, and what was not seen. */
export interface AuditReport {
  /** Worst first. Those beyond the most that is kept are counted and not here. */
  readonly findings: readonly AuditFinding[];
  /** Failures that are shown and not counted: of advisory rules, or under an exception. */
  readonly advisory: readonly AuditFinding[];
  /** Counted failures, also those that are not kept. */
  readonly counts: Readonly<Record<Severity, number>>;
  /** The same by account, in the order of ids. */
  readonly byAccount: readonly {
    readonly accountId: AccountId;
    readonly counts: Readonly<Record<Severity, number>>;
    readonly things: number;
  }[];
  readonly advised: number;
  readonly passed: number;
  /** Rules that could not be judged, on things that were read. */
  readonly unknown: number;
  readonly notKnown: readonly NotKnown[];
  readonly notRead: readonly NotRead[];
  readonly notReadCount: number;
  readonly notSeen: readonly NotSeen[];
  /** Accounts that were asked about, and those of which everything was seen. */
  readonly accounts: number;
  readonly accountsSeen: number;
  /** Things looked at, by the title of their kind. */
  readonly looked: Readonly<Record<string, number>>;
  /** Findings that are counted and not kept. */
  readonly leftOut: number;
  /** The rules that are named above, by id. */
  readonly items: Readonly<Record<string, AuditItem>>;
}

/** Worst first. */
export const SEVERITIES: readonly Severity[] = ['Critical', 'High', 'Medium', 'Low'];

/** How many things were looked at. */
export const thingsOf = ({ looked }: Pick<AuditReport, 'looked'>): number =>
  Object.values(looked).reduce((sum, count) => sum + count, 0);
