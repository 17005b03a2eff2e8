import { z } from 'zod';
import type { OrchestratorDeps } from './deps.ts';
import { publicKey } from './public-repository.ts';

const payloadShape = z.object({
  action: z.string(),
  repository: z.object({ id: z.number().int() }),
});

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
  deps.log.error({ repositoryId: payload.repository.id }, 'a served repository became public');
  await deps.store.record({
    kind: 'repository-public',
    subject: String(payload.repository.id),
    detail: {},
  });
};
