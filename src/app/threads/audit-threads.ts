import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { AwsOptions } from '../../aws/aws-options.ts';
import type { Credentials } from '../../aws/transport.ts';
import type { AuditAsk } from '../../report/audit/gather/audit-run.ts';
import type { AuditUnit } from '../../report/audit/gather/audit-units.ts';
import type { UnitAuditor } from '../../report/audit/gather/gather.ts';
import type { Tally } from '../../report/audit/gather/tally.ts';
import { Fault } from '../../task/fault.ts';
import type { Order, PlainAsk, Said, ThreadOptions } from './orders.ts';

/** The program of a thread stands beside this file, compiled or not. */
const PROGRAM = new URL(
  import.meta.url.endsWith('.ts') ? 'audit-thread.ts' : 'audit-thread.js',
  import.meta.url,
);

/** Threads of one process, the first among them: each holds its own code and sessions. */
const MOST_THREADS = 4;

/** How often a thread that works is told whether there is still time. */
const LOOK_MS = 250;

/** A thread that needs more is ended, and its units are done by the thread that asked. */
const LIMITS = { maxOldGenerationSizeMb: 256 } as const;

/** A thread that has nothing to do is kept for so long: the next audit finds it warm. */
const IDLE_MS = 300_000;

interface Waiting {
  readonly ask: AuditAsk;
  readonly resolve: (tally: Tally) => void;
  readonly reject: (fault: Fault) => void;
}

/** An audit of which a thread has units, and what tells it when there is no time left. */
interface Asked {
  readonly id: number;
  readonly look: NodeJS.Timeout;
  open: number;
}

type Keys = (() => Promise<Credentials>) | undefined;

const plainOf = ({
  accounts: _,
  isWanted: _w,
  mayGoOn: _m,
  tell: _t,
  ...ask
}: AuditAsk): PlainAsk => ask;

/** One thread, and who waits for it. It does not keep the process alive but while it works. */
class AuditThread {
  readonly #worker: Worker;
  readonly #keys: Keys;
  readonly #waiting = new Map<number, Waiting>();
  readonly #ready = Promise.withResolvers<void>();
  readonly #asked = new Map<AuditAsk, Asked>();
  #idle: NodeJS.Timeout | undefined;
  #count = 0;
  isGone = false;

  constructor(options: ThreadOptions, keys: Keys) {
    this.#keys = keys;
    this.#worker = new Worker(PROGRAM, { workerData: options, resourceLimits: LIMITS });
    this.#ready.promise.catch(() => undefined);
    this.#worker.unref();
    this.#worker.on('message', (said: Said) => this.#hear(said));
    for (const end of ['error', 'exit', 'messageerror'] as const)
      this.#worker.on(end, () => this.#end());
  }

  ready(): Promise<void> {
    clearTimeout(this.#idle);
    return this.#ready.promise;
  }

  audit(ask: AuditAsk, { account, parts }: AuditUnit): Promise<Tally> {
    if (this.isGone) return Promise.reject(new Fault('unavailable', 'the thread has ended'));
    const asked = this.#asked.get(ask) ?? this.#begin(ask);
    asked.open += 1;
    this.#count += 1;
    const id = this.#count;
    const regions = parts.map(({ region }) => region);
    this.#post({ kind: 'unit', id, askId: asked.id, account, regions });
    this.#worker.ref();
    return new Promise((resolve, reject) => this.#waiting.set(id, { ask, resolve, reject }));
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }

  #post(order: Order): void {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread is no window
    this.#worker.postMessage(order);
  }

  #begin(ask: AuditAsk): Asked {
    this.#count += 1;
    const stopped = new Int32Array(new SharedArrayBuffer(4));
    const look = setInterval(() => {
      if (ask.mayGoOn?.() === false) Atomics.store(stopped, 0, 1);
    }, LOOK_MS).unref();
    const asked = { id: this.#count, look, open: 0 };
    this.#asked.set(ask, asked);
    this.#post({ kind: 'ask', askId: asked.id, ask: plainOf(ask), stopped });
    return asked;
  }

  #hear(said: Said): void {
    if (said.kind === 'ready') return this.#ready.resolve();
    if (said.kind === 'keys') return void this.#giveKeys(said.id);
    const waiting = this.#waiting.get(said.id);
    if (waiting === undefined) return;
    this.#waiting.delete(said.id);
    this.#left(waiting.ask);
    if (said.kind === 'counted') waiting.resolve(said.tally);
    else waiting.reject(new Fault('unavailable', `a thread: ${said.because}`));
    if (this.#waiting.size > 0) return;
    this.#worker.unref();
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => void this.close(), IDLE_MS).unref();
  }

  #left(ask: AuditAsk): void {
    const asked = this.#asked.get(ask);
    if (asked === undefined) return;
    asked.open -= 1;
    if (asked.open > 0) return;
    clearInterval(asked.look);
    this.#asked.delete(ask);
    this.#post({ kind: 'answered', askId: asked.id });
  }

  async #giveKeys(id: number): Promise<void> {
    const keys = await this.#keys?.().catch(() => undefined);
    this.#post({ kind: 'keys', id, ...(keys === undefined ? {} : { keys }) });
  }

  #end(): void {
    this.isGone = true;
    clearTimeout(this.#idle);
    this.#ready.reject(new Fault('unavailable', 'the thread has ended'));
    for (const { look } of this.#asked.values()) clearInterval(look);
    this.#asked.clear();
    for (const { reject } of this.#waiting.values())
      reject(new Fault('unavailable', 'the thread has ended'));
    this.#waiting.clear();
  }
}

/** Threads that share large audits with the one that asks; begun with the first of those. */
export interface AuditThreads {
  readonly auditors: () => readonly UnitAuditor[];
  readonly close: () => void;
}

/** What can not be handed over is left to the thread that asks. */
const isPlain = ({ isWanted }: AuditAsk): boolean => isWanted === undefined;

/** One thread for each further processor. `count` is for tests. */
export const createAuditThreads = (
  options: Pick<AwsOptions, 'config' | 'homeRegion' | 'endpoint' | 'rates' | 'readerIdentity'>,
  count = Math.min(MOST_THREADS, availableParallelism()) - 1,
): AuditThreads => {
  const { config, homeRegion, endpoint, rates, readerIdentity } = options;
  const told: ThreadOptions = {
    organization: config.organization,
    homeRegion,
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(rates === undefined ? {} : { rates }),
    asksForKeys: readerIdentity !== undefined,
  };
  const threads = new Map<number, AuditThread>();
  const threadAt = (at: number): AuditThread => {
    const known = threads.get(at);
    if (known !== undefined && !known.isGone) return known;
    const thread = new AuditThread(told, readerIdentity);
    threads.set(at, thread);
    return thread;
  };
  const auditorAt = (at: number): UnitAuditor => ({
    ready: () => threadAt(at).ready(),
    audit: async (ask, unit) => {
      if (!isPlain(ask)) throw new Fault('unavailable', 'no thread can be asked this');
      return threadAt(at).audit(ask, unit);
    },
  });
  return {
    auditors: () => Array.from({ length: count }, (_, at) => auditorAt(at)),
    close: () => {
      for (const thread of threads.values()) void thread.close();
    },
  };
};
