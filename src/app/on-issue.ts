import { TASK_LABEL, type IssueRef } from '../task/issue.ts';
import type { IssueState } from '../store/store.ts';
import type { OrchestratorDeps } from './deps.ts';
import { discardPlan } from './discard-plan.ts';
import { isPlanBegun, isRunning } from './is-running.ts';
import { issuePayload, jobOf, personOf, refOf } from './issue-ref.ts';
import type { z } from 'zod';
import { renderBanner } from '../reply/banner.ts';
import { showOverPlan } from './show-over-plan.ts';
import { withdrawProposal } from './withdraw-proposal.ts';

type IssuePayload = z.infer<typeof issuePayload>;

/** The state of an issue that was never seen before. */
const freshState = (ref: IssueRef, installationId: number): IssueState => ({
  ref,
  installationId,
  status: 'Pending',
  requestHash: '',
  choices: { skipped: [], added: [] },
  note: 'Received.',
});

/** Queues the reading of an issue. */
export const queueIntake = async (
  deps: Pick<OrchestratorDeps, 'queue'>,
  ref: IssueRef,
  installationId: number,
): Promise<void> => {
  await deps.queue.send('intake', jobOf(ref, installationId));
};

const whoTouched = (payload: IssuePayload): Partial<IssueState> => {
  const person = personOf(payload.sender);
  const isAuthor = payload.issue.user?.id === person.id;
  if (payload.action === 'labeled' && !isAuthor) return { labeller: person };
  if (payload.action === 'edited' && !isAuthor) return { editor: person };
  return {};
};

const changeBy = async (
  deps: OrchestratorDeps,
  payload: IssuePayload,
): Promise<Partial<IssueState>> => {
  if (payload.action === 'edited') {
    return { ...whoTouched(payload), choices: { skipped: [], added: [] } };
  }
  if (payload.action !== 'reopened') return whoTouched(payload);
  const reopenedAt = (await deps.store.now()).toISOString();
  return { reopenedAt, note: 'Reopened; `/plan` makes a new plan.' };
};

const isMoved = (from: IssueRef, to: IssueRef): boolean =>
  from.owner !== to.owner || from.repo !== to.repo;

/** A change of the text, of a label or of openness: what was planned before no longer counts. */
const restart = async (
  deps: OrchestratorDeps,
  payload: IssuePayload,
  { known, state }: { readonly known: IssueState | undefined; readonly state: IssueState },
): Promise<void> => {
  const change = await changeBy(deps, payload);
  const isNews = known === undefined || Object.keys(change).length > 0;
  if (isNews || isMoved(known.ref, state.ref) || known.installationId !== state.installationId) {
    await deps.store.saveIssue({ ...state, ...change });
  }
  if (payload.action !== 'reopened') await queueIntake(deps, state.ref, state.installationId);
};

/** False for a plan that was carried out or merged: what became of it stands over it already. */
const isUntouched = ({ planId, endedPlanId, pullRequest }: IssueState): boolean =>
  planId !== undefined && planId !== endedPlanId && pullRequest === undefined;

const end = async (
  deps: OrchestratorDeps,
  state: IssueState,
  { note, by }: { readonly note: string; readonly by?: string },
): Promise<void> => {
  if (state.status === 'InProgress' || state.status === 'Completed') return;
  if (await isRunning(deps.store, state)) return;
  await discardPlan(deps, state);
  const withdrawn = await withdrawProposal(deps, state);
  // An issue that moved away or was deleted has no comment to write on.
  if (by !== undefined && isUntouched(withdrawn)) {
    const isBegun = await isPlanBegun(deps.store, state);
    await showOverPlan(deps, state, renderBanner({ kind: 'cancelled', by, isBegun }));
  }
  // The answer to a question that nobody asks any more is left unsaid.
  const { planId: _plan, isAsked: _asked, questionId: _question, ...rest } = withdrawn;
  await deps.store.saveIssue({ ...rest, status: 'Cancelled', note });
};

const isOurs = (payload: IssuePayload): boolean =>
  payload.issue.labels.some((label) => label.name === TASK_LABEL);

/** An issue about drift is never read as a request: closed its plan ends, reopened it is void. */
const followDrift = async (
  deps: OrchestratorDeps,
  payload: IssuePayload,
  known: IssueState,
): Promise<void> => {
  const by = payload.sender.login;
  if (ENDS.has(payload.action)) return end(deps, known, { note: 'The issue is closed.', by });
  if (payload.action !== 'reopened') return;
  await deps.store.saveIssue({ ...known, ...(await changeBy(deps, payload)) });
};

/** `labeled` of another label changes nothing that is parsed unless the issue is ours already. */
const STARTS = new Set(['opened', 'edited', 'labeled', 'reopened', 'unlabeled']);
const ENDS = new Set(['closed', 'deleted', 'transferred']);

/**
 * An issue event. Issues without the label are ignored in silence; our own edits are known by the
 * sender's type, never by text. The issue itself is read from GitHub again when it is parsed.
 */
export const onIssue = async (deps: OrchestratorDeps, raw: unknown): Promise<void> => {
  const payload = issuePayload.parse(raw);
  if (payload.issue.pull_request !== undefined || payload.sender.type === 'Bot') return;
  const ref = refOf(payload, payload.issue.number);
  const known = await deps.store.readIssue(ref);
  if (known?.isAboutDrift === true) return followDrift(deps, payload, known);
  if (!isOurs(payload)) {
    const isTakenAway = payload.action === 'unlabeled' && payload.label?.name === TASK_LABEL;
    const about = { note: 'The label was taken away.', by: payload.sender.login };
    if (known !== undefined && isTakenAway) await end(deps, known, about);
    return;
  }
  // Installed anew, the application has another id, and the token of the old one is gone.
  const installationId = payload.installation.id;
  const state = { ...(known ?? freshState(ref, installationId)), ref, installationId };
  if (STARTS.has(payload.action)) await restart(deps, payload, { known, state });
  if (!ENDS.has(payload.action) || known === undefined) return;
  const by = payload.action === 'closed' ? { by: payload.sender.login } : {};
  await end(deps, state, { note: 'The issue is closed.', ...by });
};
