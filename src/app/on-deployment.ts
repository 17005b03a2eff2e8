import { z } from 'zod';
import { renderBanner } from '../reply/banner.ts';
import type { IssueState } from '../store/store.ts';
import { computePlan, sourceOf } from './compute-plan.ts';
import type { OrchestratorDeps } from './deps.ts';
import { jobOf, parseJob } from './issue-ref.ts';
import { settleDrift } from './settle-drift.ts';
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

/** The environment that deploys the plan of an issue; undefined where none does. */
const environmentOf = async (
  deps: OrchestratorDeps,
  { planId }: IssueState,
): Promise<string | undefined> => {
  const row = planId === undefined ? undefined : await deps.store.readPlan(planId);
  const computed = row === undefined ? undefined : computePlan(deps, sourceOf(row));
  if (computed?.ok !== true) return undefined;
  return deps.config.pullRequests.environments[computed.value.plan.tier];
};

/** What the end of a deployment means. Success of other commits is not the success of the plan. */
const meaningOf = (isDone: boolean, isReviewed: boolean) => {
  if (!isDone) return { kind: 'deployment-failed', status: 'Failed' } as const;
  return isReviewed
    ? ({ kind: 'deployed', status: 'Completed' } as const)
    : ({ kind: 'deployed-otherwise', status: 'Blocked' } as const);
};

/**
 * A deployment's end, told on the issue whose merged pull request it deploys. One to another
 * environment says nothing of the plan, though it is of the same commit.
 */
export const onDeployed = async (
  deps: OrchestratorDeps,
  job: Readonly<Record<string, string | number>>,
): Promise<void> => {
  const { pullRequest, sha, environment, end } = jobShape.parse(job);
  const state = await deps.store.readIssue(parseJob(job).ref);
  if (state?.pullRequest !== pullRequest) return;
  const github = await deps.github(state.installationId);
  const read = await github.readPullRequest(state.ref, pullRequest);
  if (read?.mergedSha !== sha || environment !== (await environmentOf(deps, state))) return;
  const { kind, status } = meaningOf(end === 'success', read.headSha === state.reviewedSha);
  await showOverPlan(deps, state, renderBanner({ kind, pullRequest: read.number }));
  if (kind === 'deployed' && state.planId !== undefined) {
    await deps.store.markDeployed(state.planId);
    await settleDrift(deps, state);
    await github.closeIssue(state.ref, 'completed');
  }
  await deps.store.saveIssue({
    ...state,
    status,
    note: `Deployment to ${environment}: ${end}.`,
  });
};
