import { NodeHttpHandler } from '@smithy/node-http-handler';
import { z } from 'zod';
import type { Clock } from '../execute/ports.ts';
import type { ReadCall } from '../services/aws-reader.ts';
import { Fault } from '../task/fault.ts';
import { parseAwsError, type AwsError } from './aws-error.ts';
import {
  loadSdk,
  type ClientName,
  type ClientPlugin,
  type SdkClient,
  type SendOptions,
} from './client-table.ts';
import { createPace, type Pace, type Rates } from './pace.ts';
import { createRecent, type Recent } from './recent.ts';

/** Keys of one session. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** Credentials for one place and time, with the clients that hold them and nobody else's. */
export interface Lease {
  /** The account, or the name of the worker identity: what the pace counts by. */
  readonly place: string;
  readonly credentials: Credentials;
  readonly clients: Map<string, Promise<SdkClient>>;
}

export interface Call extends ReadCall {
  readonly client: ClientName;
  /** True when making the call twice is as good as once: reads, and writes with a token. */
  readonly mayRepeat: boolean;
}

export type Answer =
  | { readonly ok: true; readonly output: unknown; readonly requestId: string }
  | {
      readonly ok: false;
      readonly code: string;
      readonly httpStatus: number;
      readonly message: string;
    };

export interface TransportOptions {
  readonly endpoint?: string;
  readonly plugins?: readonly ClientPlugin[];
  readonly clock: Clock;
  /** Between 0 and 1; spreads the second tries of many callers. */
  readonly random?: () => number;
  /** False where AWS is in this process, and bears any rate. */
  readonly isPaced?: boolean;
  /** What AWS bears, where it is known to differ from what is usual. */
  readonly rates?: Rates;
  /** How long one attempt may take. */
  readonly requestTimeoutMs?: number;
  /** How long a brief call may take. */
  readonly briefMs?: number;
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
const REQUEST_TIMEOUT_MS = 30_000;
const BRIEF_MS = 3000;

const answered = z.object({ $metadata: z.object({ requestId: z.string().optional() }).optional() });

/** Clients that are kept, of all sessions together: each holds a tenth of a megabyte. */
const CLIENTS_KEPT = 256;

/** The client of a session; one that was not used for long is let go, and made anew. */
const clientFor = ({ recent, create }: Sender, lease: Lease, call: Call): Promise<SdkClient> => {
  const key = `${call.client} ${call.region}`;
  const client = lease.clients.get(key) ?? create(lease, call);
  lease.clients.set(key, client);
  recent.use(client, () => lease.clients.delete(key));
  return client;
};

type Create = (lease: Lease, call: Call) => Promise<SdkClient>;

const createMaker = (options: TransportOptions, requestHandler: object): Create => {
  const place =
    options.endpoint === undefined ? {} : { endpoint: options.endpoint, forcePathStyle: true };
  return async (lease, call) => {
    const sdk = await loadSdk(call.client);
    const client = sdk.createClient({
      region: call.region,
      credentials: lease.credentials,
      requestHandler,
      maxAttempts: 1,
      ...place,
    });
    for (const plugin of options.plugins ?? []) plugin.applyToStack(client.middlewareStack);
    return client;
  };
};

const commandFor = async (call: Call): Promise<object> => {
  const command = (await loadSdk(call.client)).createCommand(call.operation, call.input);
  if (command !== undefined) return command;
  throw new Fault('broken-promise', `${call.client} has no operation ${call.operation}`);
};

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
  readonly recent: Recent<Promise<SdkClient>>;
  readonly clock: Clock;
  readonly create: Create;
  readonly random: () => number;
  readonly briefMs: number;
}

type Attempt = Answer | { readonly thrown: unknown };

const attempt = async (
  client: SdkClient,
  command: object,
  options: SendOptions | undefined,
): Promise<Attempt> => {
  try {
    const output = await client.send(command, options);
    const requestId = answered.safeParse(output).data?.$metadata?.requestId ?? '';
    return { ok: true, output, requestId };
  } catch (thrown) {
    return { thrown };
  }
};

/** What ends a brief call in time, whatever it waits for. */
const signalOf = ({ briefMs }: Sender, { isBrief }: Call): SendOptions | undefined =>
  isBrief === true ? { abortSignal: AbortSignal.timeout(briefMs) } : undefined;

const sendThrough = async (sender: Sender, lease: Lease, call: Call): Promise<Answer> => {
  const command = await commandFor(call);
  const place = `${lease.place} ${call.region}`;
  for (let tries = 1; ; tries += 1) {
    const tried = await sender.pace
      .take(place, call.client)
      .then(() => clientFor(sender, lease, call))
      .then((client) => attempt(client, command, signalOf(sender, call)))
      .finally(() => sender.pace.answered(place, call.client));
    if (!('thrown' in tried)) return tried;
    const error = parseAwsError(tried.thrown);
    if (error.kind === 'answered') {
      return { ok: false, code: error.code, httpStatus: error.status, message: error.message };
    }
    if (error.kind === 'throttled') sender.pace.slow(place, call.client);
    if (!mayTryAgain(error, call, tries)) throw faultOf(error, call, tried.thrown);
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
  const agents = { keepAlive: true, maxSockets: 100 };
  const handler = new NodeHttpHandler({
    httpAgent: agents,
    httpsAgent: agents,
    connectionTimeout: 5000,
    requestTimeout: options.requestTimeoutMs ?? REQUEST_TIMEOUT_MS,
    // Without it the SDK only warns, and waits on.
    throwOnRequestTimeout: true,
  });
  const sender: Sender = {
    pace: options.isPaced === false ? UNPACED : createPace(options.clock, options.rates),
    recent: createRecent(CLIENTS_KEPT),
    clock: options.clock,
    create: createMaker(options, handler),
    random: options.random ?? Math.random,
    briefMs: options.briefMs ?? BRIEF_MS,
  };
  return {
    clock: options.clock,
    isAws: isAwsAt(options.endpoint),
    send: (lease, call) => sendThrough(sender, lease, call),
    close: () => handler.destroy(),
  };
};
