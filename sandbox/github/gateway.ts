import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

/** An environment as GitHub would show it. */
export interface EnvironmentSeed {
  readonly name: string;
  readonly reviewers: number;
}

export interface Gateway {
  readonly url: string;
  /** Where requests go on to; set once the server behind has started. */
  target: string;
  /** Where the application listens for webhooks; none are passed on before it is set. */
  webhookTarget: string | undefined;
  /** Webhooks passed on so far. */
  readonly delivered: () => number;
  readonly addEnvironment: (environment: EnvironmentSeed) => void;
  readonly close: () => Promise<void>;
}

const WEBHOOKS = '/webhooks';
const RULESET = 1;

const readBody = async (request: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
};

const headersOf = (request: IncomingMessage): Record<string, string> =>
  Object.fromEntries(
    Object.entries(request.headers).flatMap(([name, value]) =>
      typeof value === 'string' && !/^(host|connection|content-length|transfer-)/.test(name)
        ? [[name, value]]
        : [],
    ),
  );

const isReset = (error: unknown): boolean =>
  error instanceof TypeError && /ECONNRESET/.test(String((error.cause as Error | undefined) ?? ''));

/** The server behind closes idle connections; who meets that moment asks once more. */
const forward = async (to: string, request: IncomingMessage, body: Buffer): Promise<Response> => {
  try {
    return await send(to, request, body);
  } catch (error) {
    if (!isReset(error)) throw error;
    return send(to, request, body);
  }
};

const send = async (to: string, request: IncomingMessage, body: Buffer): Promise<Response> =>
  fetch(to, {
    method: request.method ?? 'GET',
    headers: headersOf(request),
    redirect: 'manual',
    ...(body.length === 0 ? {} : { body: new Uint8Array(body) }),
  });

const sendJson = (response: ServerResponse, value: unknown): void => {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(JSON.stringify(value));
};

/**
 * The three routes that the server behind answers with 404 and that the production route needs:
 * environments, and the ruleset that asks for an approval of the last push. Nothing that the server
 * does answer is changed.
 */
const answerMissing = (
  path: string,
  environments: ReadonlyMap<string, EnvironmentSeed>,
): unknown => {
  const named = /\/environments\/([^/]+)$/.exec(path)?.[1];
  const environment = environments.get(decodeURIComponent(named ?? ''));
  if (environment !== undefined) {
    const reviewers = Array.from({ length: environment.reviewers }, (_, id) => ({ id }));
    return {
      name: environment.name,
      protection_rules: reviewers.length === 0 ? [] : [{ type: 'required_reviewers', reviewers }],
      deployment_branch_policy: { protected_branches: true, custom_branch_policies: false },
    };
  }
  if (environments.size > 0 && path.includes('/rules/branches/')) {
    const parameters = { require_last_push_approval: true };
    return [{ type: 'pull_request', ruleset_id: RULESET, parameters }];
  }
  if (path.endsWith(`/rulesets/${RULESET}`)) {
    return { id: RULESET, current_user_can_bypass: 'never' };
  }
  return undefined;
};

const listen = (server: Server, port: number): Promise<string> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      resolve(`http://127.0.0.1:${typeof address === 'object' ? (address?.port ?? 0) : 0}`);
    });
  });

/**
 * Stands before a GitHub server on loopback: passes requests on, fills in routes the server does
 * not have, and passes webhooks to an application that may start later than the server.
 */
export const openGateway = async (port = 0): Promise<Gateway> => {
  const environments = new Map<string, EnvironmentSeed>();
  let delivered = 0;

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = request.url ?? '/';
    const body = await readBody(request);
    if (path === WEBHOOKS) {
      // Counted first: who reads the number then knows that none is still on its way.
      delivered += 1;
      if (gateway.webhookTarget !== undefined) await forward(gateway.webhookTarget, request, body);
      response.writeHead(202).end();
      return;
    }
    const missing = answerMissing(new URL(path, gateway.url).pathname, environments);
    if (missing !== undefined) {
      sendJson(response, missing);
      return;
    }
    const real = await forward(`${gateway.target}${path}`, request, body);
    const headers = [...real.headers].filter(([name]) => !/^(content-|transfer-|conn)/.test(name));
    const type = real.headers.get('content-type') ?? 'application/json';
    response.writeHead(real.status, { ...Object.fromEntries(headers), 'content-type': type });
    response.end(Buffer.from(await real.arrayBuffer()));
  };

  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.writeHead(502).end());
  });
  // A busy start keeps people waiting for longer than the default five seconds.
  server.keepAliveTimeout = 120_000;
  const gateway: Gateway = {
    url: await listen(server, port),
    target: '',
    webhookTarget: undefined,
    delivered: () => delivered,
    addEnvironment: (environment) => {
      environments.set(environment.name, environment);
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return gateway;
};
