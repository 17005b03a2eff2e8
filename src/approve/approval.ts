import type { Person } from '../task/issue.ts';
import type { PlanDigest, PlanId } from '../task/ids.ts';

/** One person's `/approve`, as it was read from GitHub. */
export interface Approval {
  readonly approvalId: string;
  readonly planId: PlanId;
  readonly digest: PlanDigest;
  readonly person: Person;
  /** `role_name` as the API gave it when the comment was decided. */
  readonly role: string;
  readonly commentId: number;
  /** sha256 of the comment's body. */
  readonly commentBodyHash: string;
  /** ISO 8601, GitHub's `created_at` of the comment. */
  readonly at: string;
}
