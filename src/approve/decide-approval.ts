import { digestPlan } from '../plan/digest.ts';
import { accepted, refused, type Decided, type Refusal } from '../task/refusal.ts';
import type { Approval } from './approval.ts';
import { ApprovedPlan, type ApprovalFacts } from './approved-plan.ts';
import type { ApprovalContext, Attempt } from './attempt.ts';
import { GATES } from './gates.ts';
import { requirementOf } from './requirement.ts';
import { judgeStanding, type HealContext } from './standing-approval.ts';

/** The end of a decision that is not a refusal. */
export type ApprovalDecision =
  | { readonly kind: 'approved'; readonly approved: ApprovedPlan; readonly latest: Approval }
  /** One of two people has approved; the plan waits for the other. */
  | { readonly kind: 'waiting'; readonly latest: Approval; readonly people: number };

const approvalOf = (attempt: Attempt, context: ApprovalContext): Approval => ({
  approvalId: attempt.approvalId,
  planId: context.planId,
  digest: context.digested.digest,
  person: attempt.comment.author,
  role: attempt.role.name,
  commentId: attempt.comment.id,
  commentBodyHash: attempt.comment.bodyHash,
  at: attempt.comment.createdAt,
});

/** Judges one comment by every gate, in order; the first no is the answer. */
export const judgeAttempt = (attempt: Attempt, context: ApprovalContext): Decided<Approval> => {
  for (const [, gate] of GATES) {
    const refusal = gate(attempt, context);
    if (refusal !== undefined) return refused(refusal);
  }
  return accepted(approvalOf(attempt, context));
};

const expiryOf = ({ screen, config }: ApprovalContext): string =>
  new Date(Date.parse(screen.updatedAt) + config.approvals.validHours * 3_600_000).toISOString();

/** The first approval of each person among those that pass every gate now. */
const standing = (attempts: readonly Attempt[], context: ApprovalContext): readonly Approval[] => {
  const approvals: Approval[] = [];
  for (const attempt of attempts) {
    const judged = judgeAttempt(attempt, context);
    const isCounted = approvals.some((one) => one.person.id === attempt.comment.author.id);
    if (judged.ok && !isCounted) approvals.push(judged.value);
  }
  return approvals;
};

/**
 * Decides on a plan from the comments that approve it, oldest first, the newest last. Every comment
 * that counts passes every gate now, and people are distinct by numeric id. An earlier one that no
 * longer passes does not count and stands in nobody's way; the newest is answered for itself when
 * it is received. Beside `decideStanding` this is the only function that makes an `ApprovedPlan`
 * anew. It reads no clock and calls nothing.
 */
export const decideApproval = (
  attempts: readonly [Attempt, ...Attempt[]],
  context: ApprovalContext,
): Decided<ApprovalDecision> => {
  const [newest, ...earlier] = attempts.toReversed() as [Attempt, ...Attempt[]];
  const judged = judgeAttempt(newest, context);
  if (!judged.ok && context.moment === 'receipt') return judged;
  const before = standing(earlier.toReversed(), context);
  if (!judged.ok && before.length === 0) return judged;
  const isAgain = before.some((one) => one.person.id === newest.comment.author.id);
  const approvals = judged.ok && !isAgain ? [...before, judged.value] : before;
  const { people } = requirementOf(context.digested.plan, context.config);
  if (isAgain && approvals.length < people) return refused(alreadyApproved(newest));
  return accepted(conclude(approvals as readonly [Approval, ...Approval[]], context));
};

const alreadyApproved = ({ comment }: Attempt): Refusal => ({
  code: 'already-approved',
  because: `\`${comment.author.login}\` has approved this plan already.`,
  next: 'Another person has to approve as well; `/why` says who can.',
});

const conclude = (
  approvals: readonly [Approval, ...Approval[]],
  context: ApprovalContext,
): ApprovalDecision => {
  const { people } = requirementOf(context.digested.plan, context.config);
  const latest = approvals.reduce((_, next) => next);
  if (approvals.length < people) return { kind: 'waiting', latest, people };
  const approved = ApprovedPlan.mint({
    ...context.digested,
    planId: context.planId,
    approvals,
    handles: context.handles,
    expiresAt: expiryOf(context),
  });
  return { kind: 'approved', approved, latest };
};

/**
 * Decides on a heal by the standing approval alone: one plan, once. The only way other than
 * `decideApproval` in which an `ApprovedPlan` is made anew; without a merged file there is none.
 */
export const decideStanding = (context: HealContext): Decided<ApprovedPlan> => {
  const judged = judgeStanding(context);
  if (!judged.ok) return judged;
  const approved = ApprovedPlan.mint({
    ...context.digested,
    planId: context.planId,
    approvals: [judged.value],
    handles: context.handles,
    expiresAt: expiryOf(context),
  });
  return accepted(approved);
};

/**
 * The approval of an execution that has begun, out of the journal of the worker that decided it
 * there; undefined where the plan is not the one that its digest names. It proves nothing of now:
 * with it AWS's part is followed, and a new call needs `decideApproval`.
 */
export const resumeApproval = (facts: ApprovalFacts): ApprovedPlan | undefined =>
  digestPlan(facts.plan).digest === facts.digest ? ApprovedPlan.mint(facts) : undefined;
