import { z } from 'zod';
import { renderBanner } from '../reply/banner.ts';
import type { OrchestratorDeps } from './deps.ts';
import { discardPlan } from './discard-plan.ts';
import { isRunning } from './is-running.ts';
import { jobOf, parseJob } from './issue-ref.ts';
import { showOverPlan } from './show-over-plan.ts';

const payloadShape = z.object({
  action: z.string(),
  repository: z.object({ id: z.number().int() }),
});

/**
 * A repository that becomes public gets no details any more: plans name accounts and resources.
 * It is served again when it is private again.
 */
export const onRepository = async (deps: OrchestratorDeps, raw: unknown): Promise<void> => {
  const { action, repository } = payloadShape.parse(raw);
  if (action !== 'publicized' && action !== 'privatized') return;
  const isPublic = action === 'publicized';
  await deps.store.markPublic(repository.id, isPublic);
  if (!isPublic) return;
  for (const state of await deps.store.listOpenIssues()) {
    if (state.ref.repositoryId !== repository.id || state.planId === undefined) continue;
    await deps.queue.send('hide-plan', jobOf(state.ref, state.installationId));
  }
  deps.log.error({ repositoryId: repository.id }, 'a served repository became public');
  const at = (await deps.store.now()).toISOString();
  await deps.store.record({
    kind: 'repository-public',
    subject: String(repository.id),
    detail: { at },
  });
};

/** A plan that waits in a public repository is withdrawn, and what its comment shows taken away. */
export const onHidePlan = async (
  deps: OrchestratorDeps,
  job: Readonly<Record<string, string | number>>,
): Promise<void> => {
  const { ref } = parseJob(job);
  const state = await deps.store.readIssue(ref);
  if (state?.planId === undefined || !(await deps.store.isPublic(ref.repositoryId))) return;
  if (state.status === 'InProgress' || (await isRunning(deps.store, state))) return;
  await showOverPlan(deps, state, renderBanner({ kind: 'repository-public' }));
  // What was carried out meanwhile stays as it ended; only its comment is taken away.
  if (state.endedPlanId === state.planId) return;
  await discardPlan(deps, state);
  const { planId: _, ...rest } = state;
  const note = 'The repository became public.';
  await deps.store.saveIssue({ ...rest, status: 'AwaitingInput', note });
};
