import type { Delivery, OperatedStore } from '../store/store.ts';
import type { JsonObject } from '../task/json.ts';
import { isServed } from './is-served.ts';
import { deliveryOf } from './webhook.ts';

/** One line of GitHub's log of deliveries. */
export interface LoggedDelivery {
  readonly id: string;
  readonly guid: string;
  readonly event: string;
  readonly action: string;
  /** ISO 8601. */
  readonly deliveredAt: string;
  readonly statusCode: number;
}

export interface SweepPorts {
  /** Newest first. Undefined, or empty, where the server keeps no such log. */
  readonly listAppDeliveries: (since: Date) => Promise<readonly LoggedDelivery[] | undefined>;
  /** Undefined when the log no longer has it. */
  readonly readAppDelivery: (id: string) => Promise<JsonObject | undefined>;
  readonly store: Pick<OperatedStore, 'now' | 'receiveDelivery'> &
    Partial<Pick<OperatedStore, 'listKnownGuids'>>;
  readonly ownerIds: readonly number[];
  /** Looks at every open issue again; used where there is no log to look into. */
  readonly reconcile: () => Promise<void>;
  /** Payloads read in one sweep; the next one goes on. */
  readonly maxReads?: number;
}

/** What a sweep found. `left`: to be read by the next one. */
export interface Swept {
  readonly hasLog: boolean;
  readonly seen: number;
  readonly stored: number;
  readonly left: number;
}

/** GitHub keeps its log for about three days. */
const KEPT_MS = 3 * 24 * 60 * 60 * 1000;

/** Each read is one request of the hour's 5,000. */
const MAX_READS = 200;

const isAnswered = ({ statusCode }: LoggedDelivery): boolean =>
  statusCode >= 200 && statusCode < 300;

/**
 * Of those nobody received, what was refused comes first: a stranger's deliveries are acknowledged
 * without being stored, and must not use up the reads. One guid is read once, oldest first.
 */
const toRead = (
  logged: readonly LoggedDelivery[],
  known: ReadonlySet<string>,
): readonly LoggedDelivery[] => {
  const missed = new Map<string, LoggedDelivery>();
  for (const delivery of logged) {
    if (!known.has(delivery.guid)) missed.set(delivery.guid, delivery);
  }
  const oldestFirst = [...missed.values()].toReversed();
  return [
    ...oldestFirst.filter((delivery) => !isAnswered(delivery)),
    ...oldestFirst.filter(isAnswered),
  ];
};

const asDelivery = (logged: LoggedDelivery, payload: JsonObject): Delivery =>
  deliveryOf({
    guid: logged.guid,
    event: logged.event,
    payload,
    bytes: Buffer.from(JSON.stringify(payload)),
  });

const storeMissed = async (ports: SweepPorts, logged: LoggedDelivery): Promise<boolean> => {
  const payload = await ports.readAppDelivery(logged.id);
  if (payload === undefined || !isServed(payload, ports.ownerIds)) return false;
  return ports.store.receiveDelivery(asDelivery(logged, payload));
};

/**
 * Brings in what GitHub could not deliver: it never tries again by itself. Doing it twice, or while
 * the same delivery arrives, stores it once. Without a log every open issue is looked at instead.
 */
export const sweepDeliveries = async (ports: SweepPorts): Promise<Swept> => {
  const since = new Date((await ports.store.now()).getTime() - KEPT_MS);
  const logged = await ports.listAppDeliveries(since);
  if (logged === undefined || logged.length === 0) {
    await ports.reconcile();
    return { hasLog: logged !== undefined, seen: 0, stored: 0, left: 0 };
  }
  const recent = logged.filter(({ deliveredAt }) => Date.parse(deliveredAt) >= since.getTime());
  const guids = recent.map(({ guid }) => guid);
  const known = (await ports.store.listKnownGuids?.(guids)) ?? new Set<string>();
  const missed = toRead(recent, known);
  const now = missed.slice(0, ports.maxReads ?? MAX_READS);
  let stored = 0;
  for (const delivery of now) if (await storeMissed(ports, delivery)) stored += 1;
  return { hasLog: true, seen: recent.length, stored, left: missed.length - now.length };
};
