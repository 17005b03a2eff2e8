import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Metrics } from './metrics.ts';
import type { RequestHandler } from './webhook.ts';

/** Handlers by `METHOD /path`; paths are compared whole, without their query. */
export type Routes = Readonly<Record<string, RequestHandler>>;

export interface HttpServerOptions {
  readonly port: number;
  /** Where to listen; a container needs `0.0.0.0`. Loopback unless somebody says otherwise. */
  readonly host?: string;
  readonly routes: Routes;
  /** Reachable database, migrations done, queue running. */
  readonly isReady: () => Promise<boolean>;
  readonly metrics?: Pick<Metrics, 'render' | 'contentType'>;
  readonly onBreak?: (error: unknown) => void;
  /** How long a head, and a whole request, may take to come. */
  readonly patience?: Patience;
}

export interface Patience {
  readonly headMs: number;
  readonly wholeMs: number;
}

export interface HttpServer {
  readonly url: string;
  readonly port: number;
  /** Takes no new requests, lets those under way end, and gives up on them after a while. */
  readonly stop: (graceMs?: number) => Promise<void>;
}

const send = (
  response: ServerResponse,
  status: number,
  body: { readonly text: string; readonly type?: string },
): void => {
  response.writeHead(status, { 'content-type': body.type ?? 'text/plain; charset=utf-8' });
  response.end(body.text);
};

const health = ({ isReady, metrics }: HttpServerOptions): Routes => ({
  'GET /healthz': async (_, response) => send(response, 200, { text: 'ok\n' }),
  'GET /readyz': async (_, response) => {
    const ready = await isReady();
    send(response, ready ? 200 : 503, { text: ready ? 'ready\n' : 'not ready\n' });
  },
  ...(metrics === undefined
    ? {}
    : {
        'GET /metrics': async (_: IncomingMessage, response: ServerResponse) =>
          send(response, 200, { text: await metrics.render(), type: metrics.contentType }),
      }),
});

const notFound = (routes: Routes, path: string, response: ServerResponse): void => {
  const allowed = Object.keys(routes)
    .filter((key) => key.endsWith(` ${path}`))
    .map((key) => key.split(' ')[0]);
  if (allowed.length > 0) response.setHeader('allow', allowed.join(', '));
  const status = allowed.length > 0 ? 405 : 404;
  send(response, status, { text: status === 405 ? 'method not allowed\n' : 'not found\n' });
};

const answerWith =
  (routes: Routes, onBreak: (error: unknown) => void) =>
  (request: IncomingMessage, response: ServerResponse): void => {
    const path = (request.url ?? '').split('?')[0] ?? '';
    const key = `${request.method ?? ''} ${path}`;
    const handler = Object.hasOwn(routes, key) ? routes[key] : undefined;
    if (handler === undefined) return notFound(routes, path, response);
    handler(request, response).catch((error: unknown) => {
      onBreak(error);
      if (response.headersSent) response.destroy();
      else send(response, 500, { text: 'internal error\n' });
    });
  };

const listen = (server: Server, port: number, host: string): Promise<AddressInfo> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      const address = server.address();
      if (address === null || typeof address === 'string') reject(new Error('no address'));
      else resolve(address);
    });
  });

const stop = (server: Server, graceMs: number): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(() => server.closeAllConnections(), graceMs);
    server.close(() => {
      clearTimeout(timer);
      resolve();
    });
    server.closeIdleConnections();
  });

const PATIENCE: Patience = { headMs: 10_000, wholeMs: 30_000 };

/** Answers what is no request or came too slowly, and closes for good: a peer may keep its half. */
const closeBroken = (error: NodeJS.ErrnoException, socket: Duplex): void => {
  const isSlow = error.code === 'ERR_HTTP_REQUEST_TIMEOUT';
  const status = isSlow ? '408 Request Timeout' : '400 Bad Request';
  socket.end(`HTTP/1.1 ${status}\r\nconnection: close\r\n\r\n`, () => socket.destroy());
};

/** Starts the HTTP front. Heads must come within 10 s and whole requests within 30 s. */
export const startHttpServer = async (options: HttpServerOptions): Promise<HttpServer> => {
  const routes = { ...health(options), ...options.routes };
  const onBreak = options.onBreak ?? (() => undefined);
  const { headMs, wholeMs } = options.patience ?? PATIENCE;
  const server = createServer(
    {
      headersTimeout: headMs,
      requestTimeout: wholeMs,
      keepAliveTimeout: 5_000,
      connectionsCheckingInterval: Math.min(1_000, headMs),
    },
    answerWith(routes, onBreak),
  );
  server.on('clientError', closeBroken);
  const host = options.host ?? '127.0.0.1';
  const { port } = await listen(server, options.port, host);
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${port}`,
    port,
    stop: (graceMs = 10_000) => stop(server, graceMs),
  };
};
