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

/** A merged `config/healing.yml`, used for one plan: what stands in a person's place. */
export interface StandingApproval {
  readonly approvalId: string;
  readonly planId: PlanId;
  readonly digest: PlanDigest;
  /** Who merged it, and `role_name` as the API gave it when the heal was decided. */
  readonly person: Person;
  readonly role: string;
  /** The last commit that touched the file, and sha256 of the file in it. */
  readonly commit: string;
  readonly fileHash: string;
  /** ISO 8601: until when it holds. */
  readonly until: string;
}

/** What a plan was approved by: people, or a standing approval. */
export type AnyApproval = Approval | StandingApproval;

/** True for an approval that no comment gave. */
export const isStanding = (approval: AnyApproval): approval is StandingApproval =>
  'commit' in approval;
