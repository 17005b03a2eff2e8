import type { Clock } from '../execute/ports.ts';
import { Fault } from '../task/fault.ts';
import type { AwsError } from './aws-error.ts';
import { createSpreadCaller } from './call-threads.ts';
import type { Call, Caller, CallOptions, Lease } from './calls.ts';
import type { ClientName } from './client-table.ts';
import { createPace, type Pace, type Rates } from './pace.ts';

export type Answer =
  | { readonly ok: true; readonly output: unknown; readonly requestId: string }
  | {
      readonly ok: false;
      readonly code: string;
      readonly httpStatus: number;
      readonly message: string;
    };

export interface TransportOptions extends CallOptions {
  readonly clock: Clock;
  /** Between 0 and 1; spreads the second tries of many callers. */
  readonly random?: () => number;
  /** False where AWS is in this process, and bears any rate. */
  readonly isPaced?: boolean;
  /** What AWS bears, where it is known to differ from what is usual. */
  readonly rates?: Rates;
}

/** Sends calls: paced, tried again within bounds, with one connection pool for all. */
export interface Transport {
  readonly clock: Clock;
  /** False where another server may stand in for AWS: at plain HTTP under a name of its own. */
  readonly isAws: boolean;
  readonly send: (lease: Lease, call: Call) => Promise<Answer>;
  readonly close: () => void;
}

const ATTEMPTS = { throttled: 8, unavailable: 4, timeout: 3 } as const;
const LONGEST_WAIT_MS = 8000;

const waitMs = (attempt: number, random: () => number): number =>
  Math.min(LONGEST_WAIT_MS, 200 * 2 ** attempt) * (0.5 + random() / 2);

const mayTryAgain = (error: AwsError, call: Call, attempt: number): boolean => {
  if (call.isBrief === true) return false;
  if (error.kind === 'throttled') return attempt < ATTEMPTS.throttled;
  if (error.kind === 'answered' || error.kind === 'broken') return false;
  return call.mayRepeat && attempt < ATTEMPTS[error.kind];
};

const faultOf = (error: AwsError, call: Call, cause: unknown): Fault => {
  const kind =
    error.kind === 'broken' || error.kind === 'answered' ? 'malformed-answer' : error.kind;
  return new Fault(
    kind,
    `${call.client} ${call.operation} in ${call.region}: ${error.code}`,
    cause,
  );
};

interface Sender {
  readonly pace: Pace;
  readonly caller: Caller;
  readonly clock: Clock;
  readonly random: () => number;
}

/** Services of the whole account: their quota is one, whatever region a call is signed for. */
const OF_THE_ACCOUNT: ReadonlySet<ClientName> = new Set([
  'CloudFront',
  'IAM',
  'Organizations',
  'Route53',
]);

const sendThrough = async (sender: Sender, lease: Lease, call: Call): Promise<Answer> => {
  const region = OF_THE_ACCOUNT.has(call.client) ? '' : call.region;
  const place = `${lease.place} ${region}`;
  for (let tries = 1; ; tries += 1) {
    const tried = await sender.pace
      .take(place, call.client)
      .then(() => sender.caller.attempt(lease, call))
      .finally(() => sender.pace.answered(place, call.client));
    if (tried.ok) return tried;
    const { error, cause } = tried;
    if (error.kind === 'answered') {
      return { ok: false, code: error.code, httpStatus: error.status, message: error.message };
    }
    if (error.kind === 'throttled') sender.pace.slow(place, call.client);
    if (!mayTryAgain(error, call, tries)) throw faultOf(error, call, cause);
    await sender.clock.sleep(waitMs(tries, sender.random));
  }
};

/** Amazon's own names; a VPC endpoint or a proxy has others, but never plain HTTP. */
const AMAZON = /(^|\.)(amazonaws\.com(\.cn)?|api\.aws)$/;

/** True unless the endpoint can only be a server that stands in for AWS. */
const isAwsAt = (endpoint: string | undefined): boolean => {
  if (endpoint === undefined) return true;
  const { protocol, hostname } = new URL(endpoint);
  return protocol !== 'http:' || AMAZON.test(hostname);
};

const UNPACED: Pace = {
  take: async () => undefined,
  answered: () => undefined,
  slow: () => undefined,
};

/** One transport for the process. A 4xx, throttling apart, is an answer; the rest is a Fault. */
export const createTransport = (options: TransportOptions): Transport => {
  const caller = createSpreadCaller(options);
  const sender: Sender = {
    pace: options.isPaced === false ? UNPACED : createPace(options.clock, options.rates),
    caller,
    clock: options.clock,
    random: options.random ?? Math.random,
  };
  return {
    clock: options.clock,
    isAws: isAwsAt(options.endpoint),
    send: (lease, call) => sendThrough(sender, lease, call),
    close: () => caller.close(),
  };
};
