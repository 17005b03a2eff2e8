import { decideApproval, type ApprovalDecision } from '../approve/decide-approval.ts';
import { requestHash } from '../intake/request-hash.ts';
import { refused, type Decided } from '../task/refusal.ts';
import type { ApprovalContext, PlanOnScreen } from '../approve/attempt.ts';
import type { ApprovalReads } from '../github/github.ts';
import type { PreviewHandle } from '../plan/preview.ts';
import type { IssueRef } from '../task/issue.ts';
import type { PlanId } from '../task/ids.ts';
import type { ComputedPlan } from './compute-plan.ts';
import type { WorkerDeps } from './deps.ts';
import { readAttempts, type AttemptSource } from './read-attempt.ts';
import { readScreen } from './screen.ts';
import type { ShownPlan } from './shown-plan.ts';

/** What deciding needs: the store's clock and rows, the configuration, and who we are. */
export type DecisionDeps = Pick<WorkerDeps, 'store' | 'config'> & { readonly appId: number };

/** What is to be decided, and from where. */
export interface DecisionRequest {
  readonly ref: IssueRef;
  readonly planId: PlanId;
  readonly computed: ComputedPlan;
  /** Present where what is approved is a part of what was on screen. */
  readonly shownAs?: ShownPlan;
  readonly handles: readonly PreviewHandle[];
  readonly planCommentId: number;
  readonly sources: readonly AttemptSource[];
  readonly moment: ApprovalContext['moment'];
  /** ISO 8601 instant of the last reopening, if any, and when the plan was made. */
  readonly reopenedAt?: string;
  readonly plannedAt: string;
  /** What the deployer's own journal proves was on screen, when an execution is resumed. */
  readonly provenScreen?: PlanOnScreen;
}

const NOT_PROVEN = refused({
  code: 'approval-not-proven',
  because: 'No comment is left that approves this plan: it is gone or no longer says so.',
  next: 'Approve again in a new comment.',
});

type ContextRequest = Omit<DecisionRequest, 'sources'>;

/** True once the plan was used up, or any item of it in another part of the same plan. */
const isUsed = async (
  { store }: DecisionDeps,
  { planId, shownAs }: ContextRequest,
): Promise<boolean> => {
  if ((await store.readRedemption(planId)) !== undefined) return true;
  const part = shownAs?.part;
  if (part === undefined) return false;
  const used = await store.listUsedItems(part.planId);
  return used.some(({ item }) => part.items.includes(item));
};

/** Gathers what a decision is made from, as GitHub and the database have it now. */
export const contextFromGitHub = async (
  deps: DecisionDeps,
  github: ApprovalReads,
  request: ContextRequest,
): Promise<ApprovalContext | undefined> => {
  const { ref, computed, planId, shownAs = { shown: computed } } = request;
  const { shown, part } = shownAs;
  const issue = await github.readIssue(ref);
  if (issue === undefined) return undefined;
  const screen =
    request.provenScreen ??
    (await readScreen(github, ref, {
      commentId: request.planCommentId,
      block: shown.block,
      notes: shown.notes,
      appId: deps.appId,
    }));
  return {
    planId,
    digested: computed,
    ...(part === undefined ? {} : { part: { of: part.of, items: part.items } }),
    review: computed.review,
    handles: request.handles,
    screen,
    issue: {
      state: issue.state,
      authorId: issue.author.id,
      isLocked: issue.isLocked,
      requestHash: requestHash(issue),
      isReopened:
        request.reopenedAt !== undefined &&
        Date.parse(request.reopenedAt) >= Date.parse(request.plannedAt),
    },
    isRedeemed: await isUsed(deps, request),
    now: (await deps.store.now()).toISOString(),
    moment: request.moment,
    config: deps.config,
  };
};

/**
 * Gathers everything from GitHub as it is now, then lets `approve/` decide. The same function
 * serves receipt, release and the deployer; none of them trusts what another one found.
 */
export const decideFromGitHub = async (
  deps: DecisionDeps,
  github: ApprovalReads,
  request: DecisionRequest,
): Promise<Decided<ApprovalDecision>> => {
  const where = { ref: request.ref, config: deps.config };
  const [first, ...others] = await readAttempts(github, where, request.sources);
  if (first === undefined) return NOT_PROVEN;
  const newest = others.at(-1) ?? first;
  const isReceived = request.moment === 'receipt';
  if (isReceived && newest.comment.id !== request.sources.at(-1)?.commentId) return NOT_PROVEN;
  const context = await contextFromGitHub(deps, github, request);
  return context === undefined ? NOT_PROVEN : decideApproval([first, ...others], context);
};
