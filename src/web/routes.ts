import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Hono } from 'hono';
import type { Routes } from '../app/http-server.ts';

const requestOf = (incoming: IncomingMessage, url: string): Request => {
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (typeof value === 'string') headers.set(name, value);
  }
  // The host that a client names decides nothing; no route reads a body.
  return new Request(new URL(incoming.url ?? '/', url), {
    method: incoming.method ?? 'GET',
    headers,
  });
};

const answer = async (response: Response, outgoing: ServerResponse): Promise<void> => {
  const cookies = response.headers.getSetCookie();
  if (cookies.length > 0) outgoing.setHeader('set-cookie', cookies);
  for (const [name, value] of response.headers) {
    if (name !== 'set-cookie') outgoing.setHeader(name, value);
  }
  outgoing.writeHead(response.status);
  outgoing.end(Buffer.from(await response.arrayBuffer()));
};

/** The routes of the page for the HTTP front, each with its method and whole path. */
export const dashboardRoutes = (app: Hono, url: string): Routes =>
  Object.fromEntries(
    app.routes
      .filter(({ method }) => method !== 'ALL')
      .map(({ method, path }) => [
        `${method} ${path}`,
        async (incoming: IncomingMessage, outgoing: ServerResponse) => {
          incoming.resume();
          await answer(await app.fetch(requestOf(incoming, url)), outgoing);
        },
      ]),
  );
