import { z } from 'zod';
import { renderBanner } from '../reply/banner.ts';
import type { OrchestratorDeps } from './deps.ts';
import { markDeployed } from './deployed.ts';
import { showOverPlan } from './show-over-plan.ts';

const payloadShape = z.object({
  deployment_status: z.object({ state: z.string() }),
  deployment: z.object({ sha: z.string(), environment: z.string() }),
  repository: z.object({ id: z.number().int() }),
});

const ENDS: ReadonlySet<string> = new Set(['success', 'failure', 'error']);

/** A deployment's end, told on the issue whose merged pull request it deploys. */
export const onDeployment = async (deps: OrchestratorDeps, raw: unknown): Promise<void> => {
  const payload = payloadShape.parse(raw);
  const { state: end } = payload.deployment_status;
  if (!ENDS.has(end)) return;
  for (const state of await deps.store.listOpenIssues()) {
    if (state.ref.repositoryId !== payload.repository.id || state.pullRequest === undefined)
      continue;
    const github = await deps.github(state.installationId);
    const read = await github.readPullRequest(state.ref, state.pullRequest);
    if (read?.mergedSha !== payload.deployment.sha) continue;
    const isDone = end === 'success';
    const kind = isDone ? 'deployed' : 'deployment-failed';
    await showOverPlan(deps, state, renderBanner({ kind, pullRequest: read.number }));
    if (isDone && state.planId !== undefined) await markDeployed(deps.store, state.planId);
    await deps.store.saveIssue({
      ...state,
      status: isDone ? 'Completed' : 'Failed',
      note: `Deployment to ${payload.deployment.environment}: ${end}.`,
    });
    if (isDone) await github.closeIssue(state.ref, 'completed');
  }
};
