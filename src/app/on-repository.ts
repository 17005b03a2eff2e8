import { z } from 'zod';
import { renderBanner } from '../reply/banner.ts';
import type { OrchestratorDeps } from './deps.ts';
import { discardPlan } from './discard-plan.ts';
import { publicKey } from './public-repository.ts';
import { showOverPlan } from './show-over-plan.ts';

const payloadShape = z.object({
  action: z.string(),
  repository: z.object({ id: z.number().int() }),
});

/** Plans that wait there are withdrawn, and what their comments show is taken away. */
const hidePlans = async (deps: OrchestratorDeps, repositoryId: number): Promise<void> => {
  for (const state of await deps.store.listOpenIssues()) {
    const isShown = state.ref.repositoryId === repositoryId && state.planId !== undefined;
    if (!isShown || state.status === 'InProgress') continue;
    await showOverPlan(deps, state, renderBanner({ kind: 'repository-public' }));
    await discardPlan(deps, state);
    const { planId: _, ...rest } = state;
    const note = 'The repository became public.';
    await deps.store.saveIssue({ ...rest, status: 'AwaitingInput', note });
  }
};

/**
 * A repository that becomes public gets no details any more: plans name accounts and resources.
 * It is served again when it is private again.
 */
export const onRepository = async (deps: OrchestratorDeps, raw: unknown): Promise<void> => {
  const payload = payloadShape.parse(raw);
  if (payload.action !== 'publicized' && payload.action !== 'privatized') return;
  const isPublic = payload.action === 'publicized';
  await deps.store.writeCache(publicKey(payload.repository.id), { isPublic });
  if (!isPublic) return;
  await hidePlans(deps, payload.repository.id);
  deps.log.error({ repositoryId: payload.repository.id }, 'a served repository became public');
  await deps.store.record({
    kind: 'repository-public',
    subject: String(payload.repository.id),
    detail: {},
  });
};
