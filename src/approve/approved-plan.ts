import type { PreviewHandle } from '../plan/preview.ts';
import type { DigestedPlan } from '../plan/plan.ts';
import type { PlanId } from '../task/ids.ts';
import type { AnyApproval } from './approval.ts';

/** What was decided about one plan: who approved what, and until when it may run. */
export interface ApprovalFacts extends DigestedPlan {
  readonly planId: PlanId;
  /** One or two different people, in the order in which they approved; or a standing approval. */
  readonly approvals: readonly [AnyApproval, ...AnyApproval[]];
  readonly handles: readonly PreviewHandle[];
  /** ISO 8601. */
  readonly expiresAt: string;
}

const minted = new WeakSet<ApprovedPlan>();

/**
 * Permission to execute, as a value. Only `ApprovedPlan.mint` makes one, and only the file of
 * `decideApproval` may call it (a test holds that). It can not be forged by casting:
 * `isApprovedPlan` asks whether this very object was minted in this process, so nothing read from a
 * database or a queue is one.
 */
export class ApprovedPlan {
  readonly facts: ApprovalFacts;

  private constructor(facts: ApprovalFacts) {
    this.facts = facts;
    Object.freeze(this);
  }

  /** For `decide-approval.ts` alone. */
  static mint(facts: ApprovalFacts): ApprovedPlan {
    const approved = new ApprovedPlan(Object.freeze({ ...facts }));
    minted.add(approved);
    return approved;
  }
}

/** True for a value that `decideApproval` made in this process. */
export const isApprovedPlan = (value: unknown): value is ApprovedPlan =>
  value instanceof ApprovedPlan && minted.has(value);
