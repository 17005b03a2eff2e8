import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import {
  createCaller,
  type Attempt,
  type Call,
  type Caller,
  type CallOptions,
  type Lease,
} from './calls.ts';
import type { Asked, Said } from './thread-messages.ts';

/** The program stands beside this file, compiled or not. */
const PROGRAM = new URL(
  import.meta.url.endsWith('.ts') ? 'call-thread.ts' : 'call-thread.js',
  import.meta.url,
);

/** Calls under way from which on the processor, not AWS, is what is waited for. */
const MANY = 64;
const MOST_THREADS = 3;
const IDLE_MS = 60_000;
/** A thread holds the clients of a few accounts and what is under way, and no more than this. */
const LIMITS = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 96 } as const;

type Settle = (attempt: Attempt | undefined) => void;

/** One thread, and who waits for it. */
class CallThread {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Settle>();
  #asked: Asked[] = [];
  #nextId = 0;
  isGone = false;

  constructor(options: CallOptions, program: URL) {
    this.#worker = new Worker(program, {
      workerData: options,
      resourceLimits: LIMITS,
    });
    this.#worker.on('message', (all: readonly Said[]) => this.#settle(all));
    this.#worker.on('error', () => this.#end());
    this.#worker.on('exit', () => this.#end());
    this.#worker.unref();
  }

  get underWay(): number {
    return this.#waiting.size;
  }

  /** Undefined where the thread could not make the call. */
  attempt({ place, credentials }: Lease, call: Call): Promise<Attempt | undefined> {
    return new Promise((resolve) => {
      const id = this.#nextId++;
      // While something is waited for, this process must not end.
      if (this.#waiting.size === 0) this.#worker.ref();
      this.#waiting.set(id, resolve);
      // Calls that are asked for together go together: a message costs as much as a small call.
      if (this.#asked.length === 0) setImmediate(() => this.#flush());
      this.#asked.push({ id, place, credentials, call });
    });
  }

  close(): void {
    this.#end();
    void this.#worker.terminate();
  }

  #flush(): void {
    const all = this.#asked;
    this.#asked = [];
    if (!this.isGone) this.#worker.postMessage(all);
  }

  #settle(all: readonly Said[]): void {
    for (const { id, attempt } of all) {
      this.#waiting.get(id)?.(attempt);
      this.#waiting.delete(id);
    }
    if (this.#waiting.size === 0) this.#worker.unref();
  }

  #end(): void {
    this.isGone = true;
    const all = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const settle of all) settle(undefined);
  }
}

/** How many other threads there may be, and what they run. */
interface Threads {
  readonly most: number;
  readonly program: URL;
}

const THREADS: Threads = {
  most: Math.min(MOST_THREADS, availableParallelism() - 1),
  program: PROGRAM,
};

/** The options without what is none of theirs, so that they can be handed over. */
const plainOf = ({ endpoint, requestTimeoutMs, briefMs }: CallOptions): CallOptions => ({
  ...(endpoint === undefined ? {} : { endpoint }),
  ...(requestTimeoutMs === undefined ? {} : { requestTimeoutMs }),
  ...(briefMs === undefined ? {} : { briefMs }),
});

/** Makes calls here, and those of a large job in other threads as well. */
class SpreadCaller implements Caller {
  readonly #options: CallOptions;
  readonly #here: Caller;
  readonly #begun: () => CallThread[];
  #threads: CallThread[] = [];
  #underWay = 0;
  #idle: NodeJS.Timeout | undefined;
  #hasFailed = false;

  constructor(options: CallOptions, { most, program }: Threads) {
    this.#options = plainOf(options);
    this.#here = createCaller(options);
    this.#begun = () => Array.from({ length: most }, () => new CallThread(this.#options, program));
  }

  async attempt(lease: Lease, call: Call): Promise<Attempt> {
    const thread = call.isOfMany === true ? this.#threadFor() : undefined;
    const told = thread === undefined ? undefined : await thread.attempt(lease, call);
    if (told !== undefined) return told;
    this.#underWay += 1;
    try {
      return await this.#here.attempt(lease, call);
    } finally {
      this.#underWay -= 1;
    }
  }

  close(): void {
    clearTimeout(this.#idle);
    for (const thread of this.#threads) thread.close();
    this.#threads = [];
    this.#here.close();
  }

  /** The thread with the least to do; undefined where this one has less. */
  #threadFor(): CallThread | undefined {
    this.#begin();
    let found: CallThread | undefined;
    for (const thread of this.#threads)
      if (thread.underWay < (found?.underWay ?? this.#underWay)) found = thread;
    if (found !== undefined) this.#stayFor(IDLE_MS);
    return found;
  }

  #begin(): void {
    if (this.#threads.some(({ isGone }) => isGone)) {
      this.#threads = this.#threads.filter(({ isGone }) => !isGone);
      this.#hasFailed = true;
    }
    if (this.#hasFailed || this.#threads.length > 0 || this.#underWay < MANY) return;
    this.#threads = this.#begun();
  }

  #stayFor(ms: number): void {
    if (this.#idle !== undefined) {
      this.#idle.refresh();
      return;
    }
    this.#idle = setTimeout(() => this.#letGo(), ms).unref();
  }

  #letGo(): void {
    this.#idle = undefined;
    if (this.#threads.some(({ underWay }) => underWay > 0)) return this.#stayFor(IDLE_MS);
    for (const thread of this.#threads) thread.close();
    this.#threads = [];
  }
}

/**
 * A caller that shares the calls of large jobs with other threads, as many as there are processors
 * beside this one's, at most three. Only reads that are marked `isOfMany` go there, once so many
 * are under way that the processor is what holds them up. A call that a thread can not make,
 * because its answer can not be handed over or the thread ended, is made here: such calls may be
 * repeated.
 */
export const createSpreadCaller = (options: CallOptions, threads = THREADS): Caller =>
  // Middleware is a function of this thread, and can not be handed over.
  threads.most < 1 || options.plugins !== undefined
    ? createCaller(options)
    : new SpreadCaller(options, threads);
