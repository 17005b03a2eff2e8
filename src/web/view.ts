import type { DependencyGraph } from '../agents/dependency-graph.ts';
import type { AgentCard } from '../agents/roster.ts';
import type { CostReport } from '../report/cost/cost-report.ts';
import type { AwsAccount } from '../task/account.ts';
import type { HealthStatus, ServiceAgent } from '../task/aws-resource.ts';
import type { Tier } from '../task/tier.ts';

/** Some of all; what is left out is said. */
export interface Bounded<T> {
  readonly shown: readonly T[];
  readonly all: number;
}

/** Where an issue is, in words and as an address. */
export interface IssueLink {
  readonly name: string;
  readonly address: string;
}

/** A plan that somebody may approve. Names, ids and counts: no template and no value of one. */
export interface AwaitingPlan {
  readonly issue: IssueLink;
  readonly digest: string;
  readonly verdict: string;
  readonly tier: Tier;
  readonly accounts: readonly string[];
  readonly types: readonly string[];
  readonly counts: string;
  readonly risk: 'low' | 'medium' | 'high';
  readonly cost: string;
  readonly approval: string;
  /** False where `/approve` does nothing, for the reason that `approval` says. */
  readonly isApprovable: boolean;
  /** ISO 8601; undefined where the plan was not shown yet. */
  readonly until?: string;
}

/** A plan that could not be made again from its row. */
export interface UnreadPlan {
  readonly issue: IssueLink;
  readonly because: string;
}

export interface RunningPlan {
  readonly issue: IssueLink;
  readonly digest: string;
  readonly done: number;
  readonly planned: number;
  /** What AWS said last of the newest resources: name, type and status. */
  readonly resources: readonly {
    readonly name: string;
    readonly type: string;
    readonly status: string;
  }[];
}

/** The agents of one persona. */
export interface PersonaRow extends AgentCard {
  readonly agents: readonly ServiceAgent[];
  readonly health: Readonly<Record<HealthStatus, number>>;
}

export interface AgentsPage {
  readonly personas: readonly PersonaRow[];
  readonly living: number;
  readonly terminated: number;
  /** Undefined: everybody's. */
  readonly persona?: string;
  readonly page: number;
  readonly pages: number;
  readonly matching: number;
  readonly rows: readonly ServiceAgent[];
  readonly graph: DependencyGraph;
}

export interface AccountsPage {
  /** `15 minutes`, `day` or `30 days`: how old the list of accounts is at most; else none. */
  readonly within?: string;
  readonly accounts: Bounded<AwsAccount>;
  readonly tiers: readonly { readonly tier: Tier; readonly count: number }[];
  /** Agents by account id. */
  readonly agents: ReadonlyMap<string, readonly ServiceAgent[]>;
}

export interface LedgerEntryRow {
  readonly seq: number;
  readonly at: string;
  readonly kind: string;
  readonly subject: string;
  readonly hash: string;
}

/** What the last report knows; a report that could not be made has reasons instead. */
export interface CostsPage {
  readonly report?: CostReport;
  readonly gaps: readonly string[];
}

/** What waits and what runs. */
export interface PlansView {
  /** ISO 8601. */
  readonly now: string;
  readonly awaiting: Bounded<AwaitingPlan | UnreadPlan>;
  readonly running: Bounded<RunningPlan>;
  /** Plans in repositories other than the one whose readers are let in. */
  readonly elsewhere: number;
}

/** What there is: agents, accounts, entries and costs. */
export interface RegistryView {
  /** ISO 8601. */
  readonly now: string;
  readonly agents: AgentsPage;
  readonly accounts: AccountsPage;
  readonly ledger: readonly LedgerEntryRow[];
  readonly costs?: CostsPage;
  readonly maskAccountIds: boolean;
}
