import type { Probot } from 'probot';
import type { OrchestratorDeps } from './deps.ts';

/**
 * Hands a stored delivery to Probot's handlers, once. Its signature was verified before it was
 * stored; a handler that throws leaves it unfinished, and the queue tries again.
 */
export const onDelivery = async (
  deps: OrchestratorDeps,
  probot: Probot,
  job: Readonly<Record<string, string | number>>,
): Promise<void> => {
  const key = String(job['key']);
  const delivery = await deps.store.readDelivery(key);
  if (delivery === undefined || (await deps.store.isDeliveryFinished(key))) return;
  await probot.receive({
    id: delivery.guid,
    name: delivery.event,
    payload: delivery.payload,
  } as unknown as Parameters<Probot['receive']>[0]);
  await deps.store.finishDelivery(key);
};
