import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Stands between a worker and GitHub, and can keep one request from ever arriving. */
export interface HoldingProxy {
  readonly url: string;
  /** Resolves when a request of this method and body was taken and not passed on. */
  readonly holdNext: (method: string, body: RegExp) => Promise<void>;
  readonly close: () => Promise<void>;
}

interface Hold {
  readonly method: string;
  readonly body: RegExp;
  readonly taken: () => void;
}

const headersOf = (headers: NodeJS.Dict<string | string[]>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      typeof value === 'string' && !/^(host|connection|content-length|transfer-)/.test(name)
        ? [[name, value]]
        : [],
    ),
  );

/** Opens a proxy to a GitHub on loopback. */
export const openHoldingProxy = async (target: string): Promise<HoldingProxy> => {
  let hold: Hold | undefined;
  const server = createServer((request, response) => {
    const pass = async (): Promise<void> => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(Buffer.from(chunk as Buffer));
      const body = Buffer.concat(chunks);
      const method = request.method ?? 'GET';
      if (hold?.method === method && hold.body.test(body.toString('utf8'))) {
        hold.taken();
        hold = undefined;
        return;
      }
      const real = await fetch(`${target}${request.url}`, {
        method,
        headers: headersOf(request.headers),
        ...(body.length === 0 ? {} : { body: new Uint8Array(body) }),
      });
      const type = real.headers.get('content-type') ?? 'application/json';
      response.writeHead(real.status, { 'content-type': type });
      response.end(Buffer.from(await real.arrayBuffer()));
    };
    pass().catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    holdNext: (method, body) =>
      new Promise((taken) => {
        hold = { method, body, taken };
      }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
