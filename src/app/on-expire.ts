import type { IssueState } from '../store/store.ts';
import { renderBanner } from '../reply/banner.ts';
import type { OrchestratorDeps } from './deps.ts';
import { discardPlan } from './discard-plan.ts';
import { isRunning } from './is-running.ts';
import { jobOf, parseJob } from './issue-ref.ts';
import { showOverPlan } from './show-over-plan.ts';

/** True for a plan that waits for an approval for longer than it may. */
const isTooOld = async (deps: OrchestratorDeps, state: IssueState): Promise<boolean> => {
  if (state.planId === undefined || state.status !== 'AwaitingApproval') return false;
  if (state.pullRequest !== undefined) return false;
  const shown = await deps.store.readShown(state.planId);
  if (shown === undefined) return false;
  const ageMs = (await deps.store.now()).getTime() - Date.parse(shown.updatedAt);
  return ageMs > deps.config.approvals.validHours * 3_600_000;
};

/** Looks for plans that are older than they may be; each is dealt with in its issue's line. */
export const onExpire = async (deps: OrchestratorDeps): Promise<void> => {
  for (const state of await deps.store.listOpenIssues()) {
    if (!(await isTooOld(deps, state))) continue;
    const job = { ...jobOf(state.ref, state.installationId), planId: state.planId ?? '' };
    await deps.queue.send('expire-plan', job);
  }
};

/** Marks a plan that is still too old, and takes its change sets away. */
export const onExpirePlan = async (
  deps: OrchestratorDeps,
  job: Readonly<Record<string, string | number>>,
): Promise<void> => {
  const state = await deps.store.readIssue(parseJob(job).ref);
  if (state?.planId === undefined || state.planId !== job['planId']) return;
  if ((await isRunning(deps.store, state)) || !(await isTooOld(deps, state))) return;
  await discardPlan(deps, state);
  await showOverPlan(deps, state, renderBanner({ kind: 'expired' }));
  const { planId, ...rest } = state;
  await deps.store.record({ kind: 'expired', subject: planId, detail: {} });
  await deps.store.saveIssue({ ...rest, status: 'Expired', note: 'The plan expired.' });
};
