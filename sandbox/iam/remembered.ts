import { createHash } from 'node:crypto';
import type { runSimulation } from '@cloud-copilot/iam-simulate';

/** What the simulator is asked. */
export type Simulation = Parameters<typeof runSimulation>[0];

/** The role of a session; the name after it is random and decides nothing by itself. */
const roleOf = (principal: string): string => principal.split('/').slice(0, -1).join('/');

/**
 * Names what decides a request: all that was asked, but for what no policy in it speaks of. Such
 * are the random name of a session and the time at which it began, so that two worlds alike ask
 * the simulator once.
 */
export const decisiveOf = ({ request, ...policies }: Simulation): string => {
  const text = JSON.stringify(policies);
  const spoken = text.toLowerCase();
  const namesSessions = spoken.includes('assumed-role/') || spoken.includes('${aws:');
  const { principal: asking } = request;
  const principal = typeof asking === 'string' ? asking : JSON.stringify(asking);
  const context = Object.entries(request.contextVariables).filter(([key]) =>
    spoken.includes(key.toLowerCase()),
  );
  const { action, resource } = request;
  const asked = [namesSessions ? principal : roleOf(principal), action, resource, context];
  return createHash('sha256').update(JSON.stringify(asked)).update(text).digest('base64');
};

const known = new Map<string, string>();

/** Answers as before where the same decided before; a simulation that breaks is not remembered. */
export const remembered = async (
  simulation: Simulation,
  simulate: () => Promise<string>,
): Promise<string> => {
  const key = decisiveOf(simulation);
  const before = known.get(key);
  if (before !== undefined) return before;
  const reason = await simulate();
  known.set(key, reason);
  return reason;
};
