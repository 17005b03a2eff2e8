import type { Person } from '../task/issue.ts';
import type { PlanDigest, PlanId } from '../task/ids.ts';
import type { Config } from '../config/config.ts';
import type { DigestedPlan } from '../plan/plan.ts';
import type { PreviewHandle } from '../plan/preview.ts';
import type { Review } from '../review/finding.ts';

/** One `/approve` comment and its author's rights, as GitHub holds them at this moment. */
export interface Attempt {
  readonly approvalId: string;
  readonly comment: {
    readonly id: number;
    readonly bodyHash: string;
    readonly author: Person;
    /** GitHub's user type; only `User` approves. */
    readonly authorType: string;
    readonly viaAppId?: number;
    /** ISO 8601, GitHub's clock. */
    readonly createdAt: string;
    readonly updatedAt: string;
  };
  /** The digest that was typed, in lower case, 12 to 64 digits; absent for a bare `/approve`. */
  readonly digest?: string;
  /** The numbers that were typed after it, ascending; absent where none were. */
  readonly items?: readonly number[];
  /** `role_name` and the id GitHub answered for; `none` for 404. */
  readonly role: { readonly name: string; readonly userId?: number };
  /** The configured teams this person is a member of, as `org/slug`. */
  readonly teams: readonly string[];
}

/** What was on screen, as GitHub holds it at this moment. */
export interface PlanOnScreen {
  /** Whether the plan block of the comment is, byte for byte, our rendering of the plan. */
  readonly block: 'matches' | 'differs' | 'missing';
  /** GitHub's `updated_at` of the plan comment; empty when it is missing. */
  readonly updatedAt: string;
}

/** Everything a decision is made from. Pure data; `now` is the database's clock. */
export interface ApprovalContext {
  readonly planId: PlanId;
  readonly digested: DigestedPlan;
  /** Present where `digested` is some items of the plan that was on screen. */
  readonly part?: { readonly of: PlanDigest; readonly items: readonly number[] };
  readonly review: Review;
  readonly handles: readonly PreviewHandle[];
  readonly screen: PlanOnScreen;
  readonly issue: {
    readonly state: 'open' | 'closed';
    /** Who opened it, as GitHub says now, whatever the plan's inputs say. */
    readonly authorId: number;
    readonly isLocked: boolean;
    /** Hash of the issue's text as it is now. */
    readonly requestHash: string;
    /** True when the issue was reopened after this plan was made. */
    readonly isReopened: boolean;
  };
  readonly isRedeemed: boolean;
  /** ISO 8601. */
  readonly now: string;
  /** `receipt` when the comment arrives, `release` when the execution is released. */
  readonly moment: 'receipt' | 'release';
  readonly config: Config;
}
