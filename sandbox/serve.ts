import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AwsError } from './aws-error.ts';
import type { WireCall } from './plugin.ts';
import { fromWireJson, toWireJson } from './wire-json.ts';
import type { World, WorkerIdentity } from './world.ts';

export interface ServeOptions {
  /** Port; any free one when absent. */
  readonly port?: number;
  /** The identities that this door hands out; a worker has a door of its own. All when absent. */
  readonly identities?: readonly WorkerIdentity[];
}

/** A world on loopback. */
export interface ServedWorld {
  readonly url: string;
  readonly close: () => Promise<void>;
}

const BODY_LIMIT_BYTES = 4_000_000;

const readBody = async (request: IncomingMessage): Promise<string> => {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request) {
    const bytes = part as Buffer;
    size += bytes.length;
    if (size > BODY_LIMIT_BYTES) throw new AwsError('RequestEntityTooLarge', 413, 'too large');
    parts.push(bytes);
  }
  return Buffer.concat(parts).toString('utf8');
};

const errorBody = (error: unknown): unknown => {
  const given = error instanceof Error ? error : new Error(String(error));
  return error instanceof AwsError
    ? { error: { name: error.name, message: error.message, metadata: error.$metadata } }
    : { error: { name: given.name, message: given.message } };
};

interface CredentialsAsk {
  readonly identity: WorkerIdentity;
  readonly accountId?: string;
}

const refuseIdentity = (identity: WorkerIdentity, { identities }: ServeOptions): void => {
  if (identities === undefined || identities.includes(identity)) return;
  throw new AwsError('AccessDenied', 403, `this door does not hand out ${identity}`);
};

type Route = (body: unknown) => Promise<unknown>;

/** The routes: a call, credentials of a worker, and the whole world. */
const routes = (world: World, options: ServeOptions): Readonly<Record<string, Route>> => ({
  '/call': async (body) => ({ output: await world.call(body as WireCall) }),
  '/credentials': async (body) => {
    const { identity, accountId } = body as CredentialsAsk;
    refuseIdentity(identity, options);
    return { output: await world.credentialsOf(identity, accountId)() };
  },
  '/snapshot': async () => ({ output: await world.snapshot() }),
});

const reply = async (
  served: Readonly<Record<string, Route>>,
  request: IncomingMessage,
): Promise<unknown> => {
  const route = served[request.url ?? ''];
  if (route === undefined) return errorBody(new Error(`no route ${request.url}`));
  try {
    return await route(fromWireJson((await readBody(request)) || 'null'));
  } catch (error) {
    return errorBody(error);
  }
};

const close = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
    server.closeAllConnections();
  });

/** Opens a door to a world on 127.0.0.1, so that several processes share it. */
export const serveWorld = async (
  world: World,
  options: ServeOptions = {},
): Promise<ServedWorld> => {
  const served = routes(world, options);
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await reply(served, request);
    response.setHeader('content-type', 'application/json');
    response.end(toWireJson(body));
  };
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => {
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const address = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${address.port}`, close: () => close(server) };
};
