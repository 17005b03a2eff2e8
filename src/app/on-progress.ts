import { renderBanner } from '../reply/banner.ts';
import { parsePlanId } from '../task/ids.ts';
import type { OrchestratorDeps } from './deps.ts';
import { parseJob } from './issue-ref.ts';
import { lastOutcome } from './last-outcome.ts';
import { shownIdOf } from './shown-plan.ts';
import { showLook } from './show-look.ts';
import { showOverPlan } from './show-over-plan.ts';

/**
 * Shows how far a look is, or an execution above the plan in the living comment. Late news is no
 * news.
 */
export const onProgress = async (
  deps: OrchestratorDeps,
  job: Readonly<Record<string, string | number>>,
): Promise<void> => {
  if (job['workId'] !== undefined) return showLook(deps, job);
  const { ref } = parseJob(job);
  const planId = parsePlanId(String(job['planId']));
  const state = await deps.store.readIssue(ref);
  const row = planId === undefined ? undefined : await deps.store.readPlan(planId);
  if (state === undefined || planId === undefined || row === undefined) return;
  if (state.planId !== shownIdOf(row) || state.endedPlanId === planId) return;
  // What heals is one call, and its issue takes no command that could stop it.
  if (state.healLookId !== undefined) return;
  if ((await lastOutcome(deps.store, planId)) !== undefined) return;
  const journal = await deps.store.read(planId);
  const banner = renderBanner({ kind: 'running', journal, ...total(row.inputs) });
  await showOverPlan(deps, state, banner);
  if (state.status === 'InProgress') return;
  await deps.store.saveIssue({ ...state, status: 'InProgress', note: 'Being executed.' });
};

const total = (inputs: unknown): { readonly planned?: number } => {
  const previews = (inputs as { previews?: readonly { changes?: readonly unknown[] }[] })?.previews;
  if (previews === undefined) return {};
  return { planned: previews.reduce((sum, one) => sum + (one.changes?.length ?? 0), 0) };
};
