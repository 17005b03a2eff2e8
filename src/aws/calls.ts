import { NodeHttpHandler } from '@smithy/node-http-handler';
import { z } from 'zod';
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

/** What one attempt came to. */
export type Attempt =
  | { readonly ok: true; readonly output: unknown; readonly requestId: string }
  | { readonly ok: false; readonly error: AwsError; readonly cause: unknown };

/** How calls are made. */
export interface CallOptions {
  /** Another AWS, such as a server on loopback; by default what the SDK finds. */
  readonly endpoint?: string;
  /** Middleware for every client. */
  readonly plugins?: readonly ClientPlugin[];
  /** How long one attempt may take. */
  readonly requestTimeoutMs?: number;
  /** How long a brief call may take. */
  readonly briefMs?: number;
}

/** Makes calls, each once, with one connection pool for all. Never throws what AWS answered. */
export interface Caller {
  readonly attempt: (lease: Lease, call: Call) => Promise<Attempt>;
  readonly close: () => void;
}

const REQUEST_TIMEOUT_MS = 30_000;
const BRIEF_MS = 3000;

/** Clients that are kept, of all sessions together: each holds a tenth of a megabyte. */
const CLIENTS_KEPT = 64;

const answered = z.object({ $metadata: z.object({ requestId: z.string().optional() }).optional() });

type Create = (lease: Lease, call: Call) => Promise<SdkClient>;

const createMaker = (options: CallOptions, requestHandler: object): Create => {
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

const send = async (
  client: SdkClient,
  command: object,
  options: SendOptions | undefined,
): Promise<Attempt> => {
  try {
    const output = await client.send(command, options);
    const requestId = answered.safeParse(output).data?.$metadata?.requestId ?? '';
    return { ok: true, output, requestId };
  } catch (thrown) {
    return { ok: false, error: parseAwsError(thrown), cause: thrown };
  }
};

class SdkCaller implements Caller {
  readonly #recent: Recent<Promise<SdkClient>> = createRecent(CLIENTS_KEPT);
  readonly #handler: NodeHttpHandler;
  readonly #create: Create;
  readonly #briefMs: number;

  constructor(options: CallOptions) {
    const agents = { keepAlive: true, maxSockets: 256 };
    this.#handler = new NodeHttpHandler({
      httpAgent: agents,
      httpsAgent: agents,
      connectionTimeout: 5000,
      requestTimeout: options.requestTimeoutMs ?? REQUEST_TIMEOUT_MS,
      // Without it the SDK only warns, and waits on.
      throwOnRequestTimeout: true,
    });
    this.#create = createMaker(options, this.#handler);
    this.#briefMs = options.briefMs ?? BRIEF_MS;
  }

  async attempt(lease: Lease, call: Call): Promise<Attempt> {
    const command = await commandFor(call);
    return send(await this.#clientFor(lease, call), command, this.#signalOf(call));
  }

  close(): void {
    this.#handler.destroy();
  }

  /** The client of a session; one that was not used for long is let go, and made anew. */
  #clientFor(lease: Lease, call: Call): Promise<SdkClient> {
    const key = `${call.client} ${call.region}`;
    const client = lease.clients.get(key) ?? this.#create(lease, call);
    lease.clients.set(key, client);
    this.#recent.use(client, () => lease.clients.delete(key));
    return client;
  }

  /** What ends a brief call in time, whatever it waits for. */
  #signalOf({ isBrief }: Call): SendOptions | undefined {
    return isBrief === true ? { abortSignal: AbortSignal.timeout(this.#briefMs) } : undefined;
  }
}

/** A caller in this thread. */
export const createCaller = (options: CallOptions): Caller => new SdkCaller(options);
