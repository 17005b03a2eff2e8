import type { AgentName } from '../../task/agent-name.ts';
import type { Money } from './money.ts';
import type { Anomaly, Forecast } from './outlook.ts';
import type { CostScope } from './questions.ts';
import type { ReportWindow } from './window.ts';

/** One part of a total: what it is called, what it cost in the week, and in the week before. */
export interface CostPart {
  readonly name: string;
  readonly amount: Money;
  /** Undefined where the week before is not known. */
  readonly before?: Money;
}

/** An account and a service in it. */
export interface CostOrigin {
  readonly accountId: string;
  readonly service: string;
  readonly amount: Money;
  readonly before: Money;
}

/** The parts of a total that were found to add up to it. */
export interface CostBreakdown {
  readonly accounts: readonly CostPart[];
  readonly services: readonly CostPart[];
  readonly agents: readonly (CostPart & { readonly name: AgentName })[];
  /** The ten largest, largest first. */
  readonly origins: readonly CostOrigin[];
}

/** The week by the tags that say who pays; the empty name is what carries no such tag. */
export interface CostByTag {
  readonly costCenters: readonly CostPart[];
  readonly applications: readonly CostPart[];
  /** What has no CostCenter. */
  readonly untagged: Money;
}

/** How a budget stands. */
export interface BudgetStanding {
  readonly name: string;
  readonly limit: Money;
  readonly spent: Money;
  /** What the month is expected to end with; undefined without a forecast. */
  readonly expected?: Money;
  /** The highest of 80, 100 and 120 percent that is reached by what was spent; 0 for none. */
  readonly reached: number;
  /** The same for what is expected. */
  readonly willReach: number;
}

/** Something the report can not say, and why. */
export interface CostGap {
  readonly what: string;
  readonly because: string;
}

/** A weekly cost report as a value. Every breakdown in it adds up to its total, to the cent. */
export interface CostReport {
  readonly window: ReportWindow;
  readonly scope: CostScope;
  readonly currency: string;
  /** What was spent in the week, without what was given back. */
  readonly total: Money;
  readonly before?: Money;
  readonly monthBefore?: Money;
  /** Kinds of record in the total. */
  readonly records: readonly CostPart[];
  /** Credits and refunds, as negative amounts; they are in no total. */
  readonly givenBack: readonly CostPart[];
  readonly daily: readonly CostPart[];
  readonly estimatedDays: readonly string[];
  readonly breakdown?: CostBreakdown;
  readonly byTag?: CostByTag;
  readonly monthToDate?: Money;
  readonly forecast?: Forecast;
  readonly budgets: readonly BudgetStanding[];
  readonly anomalies?: readonly Anomaly[];
  readonly gaps: readonly CostGap[];
  /** Requests and pages that the report itself was charged for. */
  readonly requests: number;
}
