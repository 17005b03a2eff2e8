import type { ReadBackCheck } from '../services/service.ts';
import type { AccountId, Region, StepId } from '../task/ids.ts';
import type { Refusal } from '../task/refusal.ts';
import type { ChangeAction } from '../plan/change.ts';

/** One resource that a step made, changed or removed, as AWS names it now. */
export interface MadeResource {
  readonly action: ChangeAction;
  readonly logicalId: string;
  readonly type: string;
  readonly physicalId: string;
  /** Empty where the service has no read-back that knows it. */
  readonly arn: string;
}

/** One call that changed something, as CloudTrail will show it. */
export interface CallMade {
  readonly stepId: StepId;
  /** IAM's name of it, such as `cloudformation:ExecuteChangeSet`. */
  readonly action: string;
  /** Empty when the answer was lost; AWS accepted the call all the same. */
  readonly requestId: string;
  /** ISO 8601. */
  readonly at: string;
}

/** The first thing that went wrong, in AWS's words. */
export interface FailureCause {
  readonly logicalId: string;
  readonly type: string;
  readonly status: string;
  readonly reason: string;
}

/**
 * How a failed step ended. `rolled back`: as before it. `rollback failed`: somewhere between.
 * `stuck`: a deletion stopped in between. `unchanged`: the call had no effect. `unknown`: the state
 * could not be read or never settled.
 */
export type FailureEnd = 'rolled back' | 'rollback failed' | 'stuck' | 'unchanged' | 'unknown';

interface StepResultBase {
  readonly stepId: StepId;
  readonly accountId: AccountId;
  readonly region: Region;
  readonly seconds: number;
}

export interface StepDone extends StepResultBase {
  readonly kind: 'done';
  readonly stackName?: string;
  readonly stackId?: string;
  readonly made: readonly MadeResource[];
  /** What was read back beside what was planned; empty for what is gone. */
  readonly checks: readonly ReadBackCheck[];
  readonly outputs: Readonly<Record<string, string>>;
}

export interface StepFailed extends StepResultBase {
  readonly kind: 'failed';
  readonly end: FailureEnd;
  readonly stackName?: string;
  readonly stackId?: string;
  /** State of the stack or request at the end, in AWS's words. */
  readonly state: string;
  readonly cause: FailureCause;
  /** `missing-permission` when AWS denied an action in the middle. */
  readonly refusal?: Refusal;
}

export interface StepRefused extends StepResultBase {
  readonly kind: 'refused';
  readonly refusal: Refusal;
}

export interface StepNotStarted extends StepResultBase {
  readonly kind: 'not started';
}

/** How one step ended. There is one for each step of the plan, in the plan's order. */
export type StepResult = StepDone | StepFailed | StepRefused | StepNotStarted;

interface OutcomeBase {
  readonly steps: readonly StepResult[];
  readonly calls: readonly CallMade[];
  /** ISO 8601. */
  readonly startedAt: string;
  readonly endedAt: string;
  readonly seconds: number;
}

/**
 * How an execution ended. `done`: every step. `failed`: a step failed and no other is done.
 * `refused`: a step was not begun, for a reason, and no other is done. `partly`: some steps are
 * done and a later one failed or was refused. `cancelled`: a person stopped it before a call.
 */
export type Outcome =
  | ({ readonly kind: 'done' } & OutcomeBase)
  | ({ readonly kind: 'failed'; readonly failure: StepFailed } & OutcomeBase)
  | ({ readonly kind: 'refused'; readonly refusal: Refusal } & OutcomeBase)
  | ({ readonly kind: 'partly'; readonly failure: StepFailed | StepRefused } & OutcomeBase)
  | ({ readonly kind: 'cancelled' } & OutcomeBase);
