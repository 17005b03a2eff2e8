import { renderBanner } from '../reply/banner.ts';
import type { OrchestratorDeps } from './deps.ts';
import { discardPlan } from './discard-plan.ts';
import { showOverPlan } from './show-over-plan.ts';

/** Marks plans that are older than they may be, and takes their change sets away. */
export const onExpire = async (deps: OrchestratorDeps): Promise<void> => {
  const now = (await deps.store.now()).getTime();
  const oldestMs = deps.config.approvals.validHours * 3_600_000;
  for (const state of await deps.store.listOpenIssues()) {
    if (state.planId === undefined || state.status !== 'AwaitingApproval') continue;
    if (state.pullRequest !== undefined) continue;
    const shown = await deps.store.readShown(state.planId);
    if (shown === undefined || now - Date.parse(shown.updatedAt) <= oldestMs) continue;
    await discardPlan(deps, state);
    await showOverPlan(deps, state, renderBanner({ kind: 'expired' }));
    const { planId, ...rest } = state;
    await deps.store.saveIssue({ ...rest, status: 'Expired', note: 'The plan expired.' });
    await deps.store.record({ kind: 'expired', subject: planId, detail: {} });
  }
};
