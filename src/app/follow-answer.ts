import { z } from 'zod';
import { followInventory, type SeenInventory } from '../agents/follow-inventory.ts';
import type { JsonObject } from '../task/json.ts';
import type { WorkerDeps } from './deps.ts';

const place = z.object({ accountId: z.string(), region: z.string(), resourceType: z.string() });
const resource = z.object({
  id: z.string(),
  arn: z.string(),
  accountId: z.string(),
  region: z.string(),
  resourceType: z.string(),
  state: z.string(),
});

/** An answer of an earlier version says nothing of what was seen. */
const shape = z.object({
  seen: z
    .object({ readAt: z.string(), found: z.array(resource), complete: z.array(place) })
    .optional(),
});

/**
 * Lets the state of the service agents follow what the reader saw. Doing it twice is once; an agent
 * that somebody wrote meanwhile stays as it was written.
 */
export const followAnswer = async (
  deps: Pick<WorkerDeps, 'store'>,
  output: JsonObject,
): Promise<void> => {
  const { seen } = shape.parse(output);
  if (seen === undefined) return;
  const agents = await deps.store.listServiceAgents();
  for (const { before, after } of followInventory(agents, seen as unknown as SeenInventory)) {
    await deps.store.replaceServiceAgent(before, after);
  }
};
