import { z } from 'zod';
import { renderBanner } from '../reply/banner.ts';
import type { OrchestratorDeps } from './deps.ts';
import { jobOf, parseJob } from './issue-ref.ts';
import { showOverPlan } from './show-over-plan.ts';

const payloadShape = z.object({
  deployment_status: z.object({ state: z.string() }),
  deployment: z.object({ sha: z.string(), environment: z.string() }),
  repository: z.object({ id: z.number().int() }),
});

const ENDS: ReadonlySet<string> = new Set(['success', 'failure', 'error']);

/** A deployment's end goes to the line of each issue that may have asked for it. */
export const onDeployment = async (deps: OrchestratorDeps, raw: unknown): Promise<void> => {
  const { deployment_status, deployment, repository } = payloadShape.parse(raw);
  if (!ENDS.has(deployment_status.state)) return;
  for (const { ref, installationId, pullRequest } of await deps.store.listOpenIssues()) {
    if (ref.repositoryId !== repository.id || pullRequest === undefined) continue;
    const { sha, environment } = deployment;
    const about = { pullRequest, sha, environment, end: deployment_status.state };
    await deps.queue.send('deployment', { ...jobOf(ref, installationId), ...about });
  }
};

const jobShape = z.object({
  pullRequest: z.number().int(),
  sha: z.string(),
  environment: z.string(),
  end: z.string(),
});

/** A deployment's end, told on the issue whose merged pull request it deploys. */
export const onDeployed = async (
  deps: OrchestratorDeps,
  job: Readonly<Record<string, string | number>>,
): Promise<void> => {
  const { pullRequest, sha, environment, end } = jobShape.parse(job);
  const state = await deps.store.readIssue(parseJob(job).ref);
  if (state?.pullRequest !== pullRequest) return;
  const github = await deps.github(state.installationId);
  const read = await github.readPullRequest(state.ref, pullRequest);
  if (read?.mergedSha !== sha) return;
  const isDone = end === 'success';
  const kind = isDone ? 'deployed' : 'deployment-failed';
  await showOverPlan(deps, state, renderBanner({ kind, pullRequest: read.number }));
  if (isDone && state.planId !== undefined) await deps.store.markDeployed(state.planId);
  if (isDone) await github.closeIssue(state.ref, 'completed');
  await deps.store.saveIssue({
    ...state,
    status: isDone ? 'Completed' : 'Failed',
    note: `Deployment to ${environment}: ${end}.`,
  });
};
