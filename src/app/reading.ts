import type { IssueSnapshot } from '../task/issue.ts';
import type { Refusal } from '../task/refusal.ts';
import { renderRefusal } from '../reply/refusal.ts';
import type { IssueState } from '../store/store.ts';
import type { OrchestratorDeps } from './deps.ts';
import { ensureComment, planTopic } from './replies.ts';
import { withdrawProposal } from './withdraw-proposal.ts';

/** An issue while it is read, as GitHub has it now. */
export interface Reading {
  readonly deps: OrchestratorDeps;
  readonly issue: IssueSnapshot;
  readonly state: IssueState;
  /** True after `/plan`: what is remembered answers no question. */
  readonly readsAnew: boolean;
  /** The question that was open when the reading began. */
  readonly answeredId?: string;
}

/** Says something in the living comment and remembers how the issue stands. */
export const say = async (
  { deps, issue, state }: Reading,
  body: string,
  next: Pick<IssueState, 'status' | 'note' | 'questionId'>,
): Promise<void> => {
  const { planId: _, ...rest } = await withdrawProposal(deps, state);
  const installationId = state.installationId;
  const comment = await ensureComment(deps, {
    ref: issue.ref,
    installationId,
    topic: planTopic(state),
    body,
  });
  await deps.store.saveIssue({ ...rest, ...next, planCommentId: comment.id });
};

/** Says in the living comment why nothing is planned. */
export const sayNo = (reading: Reading, refusal: Refusal): Promise<void> =>
  say(reading, renderRefusal(refusal), { status: 'AwaitingInput', note: refusal.because });
