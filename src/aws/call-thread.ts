/** The program of a thread that makes calls: see `call-threads.ts`. */
import { parentPort, workerData } from 'node:worker_threads';
import { createCaller, type CallOptions, type Lease } from './calls.ts';
import { createRecent } from './recent.ts';
import type { Asked, Said } from './thread-messages.ts';

/** Sessions that are kept: a thread works on few accounts at a time. */
const LEASES_KEPT = 256;

const caller = createCaller(workerData as CallOptions);
const leases = new Map<string, Lease>();
const recent = createRecent<Lease>(LEASES_KEPT);

const leaseFor = ({ place, credentials }: Asked): Lease => {
  const key = `${place} ${credentials.accessKeyId} ${credentials.sessionToken ?? ''}`;
  const lease = leases.get(key) ?? { place, credentials, clients: new Map() };
  leases.set(key, lease);
  recent.use(lease, () => leases.delete(key));
  return lease;
};

let said: Said[] = [];

/** What AWS answers with is plain, but for streams: those can not be handed over. */
const tell = (): void => {
  const all = said;
  said = [];
  try {
    parentPort?.postMessage(all);
  } catch {
    for (const one of all) tellAlone(one);
  }
};

const tellAlone = (one: Said): void => {
  try {
    parentPort?.postMessage([one]);
  } catch {
    parentPort?.postMessage([{ id: one.id }]);
  }
};

const make = async (asked: Asked): Promise<void> => {
  const attempt = await caller
    .attempt(leaseFor(asked), asked.call)
    // What is no answer of AWS is left to the other side, which makes the call itself.
    .catch(() => undefined);
  if (said.length === 0) setImmediate(tell);
  if (attempt === undefined) said.push({ id: asked.id });
  else if (attempt.ok) said.push({ id: asked.id, attempt });
  else said.push({ id: asked.id, attempt: { ...attempt, cause: undefined } });
};

parentPort?.on('message', (all: readonly Asked[]) => {
  for (const asked of all) void make(asked);
});
