import type { AgentName } from '../task/agent-name.ts';
import type { AwsAccount } from '../task/account.ts';
import type { JsonObject } from '../task/json.ts';
import type { ActionNeed } from './action-need.ts';
import type { PlannedChange } from './change.ts';
import type { CostEstimate, CostLine } from './cost.ts';
import type { Deviation } from './plan.ts';
import type { DeployDraft, StepDraft } from './step.ts';

/** A drafted step and the phase it belongs to, counted from 1. */
export interface PhasedDraft {
  readonly draft: StepDraft;
  readonly phase: number;
  /** Why it comes after what is in earlier phases, one clause for each thing that it waits for. */
  readonly because?: readonly string[];
}

/** What all tasks of an issue become, before they are previewed. In order of phases. */
export interface DraftedPlan {
  readonly steps: readonly PhasedDraft[];
  readonly deviations: readonly Deviation[];
}

/** What the plan must know of services; the services station implements it. Pure. */
export interface PlanKnowledge {
  readonly ownerOf: (type: string) => AgentName;
  readonly isStateful: (type: string) => boolean;
  /** Properties whose change on an existing resource is sensitive; `*` means all of them. */
  readonly sensitiveProperties: (type: string) => readonly string[];
  /** The property that fixes the physical name, if the type has one. */
  readonly nameProperty: (type: string) => string | undefined;
  /** All that our roles may change of what is there; undefined where there is no such bound. */
  readonly changesOnly: (type: string) => readonly string[] | undefined;
  /** p95 minutes forward; undefined when the type has no reviewed table. */
  readonly slowestMinutes: (type: string) => number | undefined;
  /** Everything a deploy step needs, once its changes are known. */
  readonly needsOf: (
    draft: DeployDraft,
    changes: readonly PlannedChange[],
    account: AwsAccount,
  ) => readonly ActionNeed[];
  readonly costOf: (
    type: string,
    properties: JsonObject,
    region: string,
  ) =>
    | Pick<CostLine, 'afterUsdMonthly' | 'assumptions' | 'sources'>
    | { readonly unpriced: string };
  /** Why a change costs what nobody knows, though each of its sides costs nothing by itself. */
  readonly unpricedChange?: (
    type: string,
    before: JsonObject,
    after: JsonObject,
  ) => string | undefined;
  /** Of which days the prices are, and which are missing. */
  readonly pricing: Pick<CostEstimate, 'pricedOn' | 'readOn' | 'missing'>;
}
