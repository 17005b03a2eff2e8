import type { ZodType } from 'zod';
import { Fault, isTransient } from '../task/fault.ts';
import { faultOf, readFailure, type Failure } from './failure.ts';

/** What an Octokit's `request` is, as far as this edge needs it. */
export type SendRequest = (
  route: string,
  parameters?: Record<string, unknown>,
) => Promise<{ readonly data: unknown; readonly headers: { readonly link?: string | undefined } }>;

/** Time, passed in, so that waiting can be tested without waiting. */
export interface Waiting {
  readonly now: () => Date;
  readonly sleep: (ms: number) => Promise<void>;
}

export interface Call<T> {
  /** Octokit's form: `GET /repos/{owner}/{repo}`. */
  readonly route: string;
  readonly parameters?: Record<string, unknown>;
  readonly answer: ZodType<T>;
  /**
   * False for a call that must not be made twice when nobody knows whether the first one counted.
   * It is still tried again when GitHub refused it before doing anything (429, secondary limit).
   */
  readonly mayRepeat?: boolean;
}

/** One page of a list that GitHub hands out by cursor. */
export interface Page<T> {
  readonly answer: T;
  readonly cursor?: string;
}

/** Calls of one installation. `ask` answers undefined for 404 and 410; `tell` throws for them. */
export interface Requester {
  readonly ask: <T>(call: Call<T>) => Promise<T | undefined>;
  readonly tell: <T>(call: Call<T>) => Promise<T>;
  /** Like `ask`, with the cursor of the next page when there is one. */
  readonly askPage: <T>(call: Call<T>) => Promise<Page<T> | undefined>;
  readonly waiting: Waiting;
}

const ATTEMPTS = 4;
/** Longer waits are not sat out here: the job goes back to the queue, which waits by itself. */
const LONGEST_WAIT_MS = 60_000;
const CALL_TIMEOUT_MS = 30_000;

const isGone = (failure: Failure): boolean => failure.status === 404 || failure.status === 410;

const waitMs = (failure: Failure, count: number): number =>
  failure.retryAfterMs ?? 1000 * 2 ** (count - 1);

const isWorthAnotherTry = (fault: Fault, call: Call<unknown>): boolean =>
  isTransient(fault) && (fault.kind === 'throttled' || call.mayRepeat !== false);

/** The `cursor` of the `rel="next"` address. The address itself is never followed. */
const cursorOf = (link: string | undefined): string | undefined => {
  const next = /<([^>]+)>;\s*rel="next"/.exec(link ?? '')?.[1];
  return next === undefined ? undefined : (new URL(next).searchParams.get('cursor') ?? undefined);
};

const parseAnswer = <T>(call: Call<T>, data: unknown): T => {
  const parsed = call.answer.safeParse(data);
  if (parsed.success) return parsed.data;
  const where = parsed.error.issues.map((issue) => issue.path.join('.')).join(', ');
  throw new Fault('malformed-answer', `${call.route}: unexpected answer at ${where}`);
};

/**
 * Wraps an Octokit so that every call is bounded: four attempts, waits of at most a minute.
 * GitHub's own `retry-after` and rate-limit reset are obeyed. Anything else is a
 * thrown `Fault`; an answer of another shape than expected is one too.
 */
export const createRequester = (send: SendRequest, waiting: Waiting): Requester => {
  const attempt = async <T>(call: Call<T>, count: number): Promise<Page<T> | undefined> => {
    try {
      const { data, headers } = await send(call.route, call.parameters);
      const cursor = cursorOf(headers.link);
      return { answer: parseAnswer(call, data), ...(cursor === undefined ? {} : { cursor }) };
    } catch (error) {
      if (error instanceof Fault) throw error;
      const failure = readFailure(error, waiting.now());
      if (isGone(failure)) return undefined;
      const fault = faultOf(call.route, failure);
      const wait = waitMs(failure, count);
      const goOn = count < ATTEMPTS && wait <= LONGEST_WAIT_MS;
      if (!goOn || !isWorthAnotherTry(fault, call)) throw fault;
      await waiting.sleep(wait);
      return attempt(call, count + 1);
    }
  };

  return {
    waiting,
    askPage: (call) => attempt(call, 1),
    ask: async (call) => (await attempt(call, 1))?.answer,
    tell: async (call) => {
      const page = await attempt(call, 1);
      if (page === undefined) throw new Fault('denied', `${call.route}: not found`);
      return page.answer;
    },
  };
};

/**
 * A `fetch` that gives up after thirty seconds. The limit stands here and not at the call, because
 * a call may wait its turn for longer than that before it is sent.
 */
export const boundedFetch =
  (inner: typeof fetch = fetch): typeof fetch =>
  (input, init) =>
    inner(input, { ...init, signal: AbortSignal.timeout(CALL_TIMEOUT_MS) });

/**
 * Asks for something that GitHub shows only to some, or only on some of its plans. What it refuses
 * to show is absent, like what is not there: unknown means no.
 */
export const askIfShown = async <T>(github: Requester, call: Call<T>): Promise<T | undefined> => {
  try {
    return await github.ask(call);
  } catch (error) {
    if (error instanceof Fault && error.kind === 'denied') return undefined;
    throw error;
  }
};

/** Runs something nobody depends on; a fault in it changes nothing. */
export const bestEffort = async (act: () => Promise<unknown>): Promise<void> => {
  try {
    await act();
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
  }
};
