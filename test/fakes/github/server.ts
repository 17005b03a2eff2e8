import { createPublicKey, verify } from 'node:crypto';
import type { StageFacts } from '../../../sandbox/github/stage.ts';
import type { Answer, Route } from './routes.ts';
import type { FakeWorld } from './world.ts';

export interface RequestLine {
  readonly method: string;
  /** GitHub's own form of the route, such as `/repos/{owner}/{repo}/issues`. */
  readonly route: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly body: Readonly<Record<string, unknown>>;
  readonly status: number;
  /** The permission that the route needs; undefined for what the application itself asks. */
  readonly needs?: readonly [name: string, level: 'read' | 'write'];
  /** Permissions of the token it came with; undefined for the application itself or nobody. */
  readonly permissions?: Readonly<Record<string, string>>;
}

/** A mishap for some of the next requests. */
export interface Mishap {
  readonly method: string;
  readonly route: RegExp;
  readonly times: number;
  readonly status: number;
  readonly message?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** True: GitHub does what was asked, and only its answer is lost. */
  readonly afterwards?: boolean;
}

export interface Token {
  readonly permissions: Readonly<Record<string, string>>;
  readonly repositoryIds: readonly number[];
  readonly expiresAt: number;
}

interface Matcher {
  readonly route: Route;
  readonly pattern: RegExp;
}

const patternOf = (path: string): RegExp =>
  new RegExp(
    `^${path
      .replaceAll('.', String.raw`\.`)
      .replaceAll(/\{\+(\w+)\}/g, '(?<$1>.+)')
      .replaceAll(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`,
  );

const covers = (have: string | undefined, level: 'read' | 'write'): boolean =>
  have === 'write' || (have === 'read' && level === 'read');

const respond = (answer: Answer, headers: Readonly<Record<string, string>> = {}): Response =>
  new Response(JSON.stringify(answer.body), {
    status: answer.status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
  });

const denied = (status: number, message: string): Answer => ({ status, body: { message } });

export interface ServerParts {
  readonly world: FakeWorld;
  readonly facts: StageFacts;
  readonly now: () => Date;
  readonly routes: readonly Route[];
  /** Rights that the installation was given. */
  readonly granted: Record<string, string>;
}

export interface FakeServer {
  readonly fetch: typeof fetch;
  readonly requests: RequestLine[];
  readonly mishaps: Mishap[];
  /** Every token given so far has had its hour. */
  readonly expireTokens: () => void;
}

/** Answers requests as GitHub does: who asks, may they, and only then what is asked. */
export const createServer = (parts: ServerParts): FakeServer => {
  const { facts, granted, world } = parts;
  const tokens = new Map<string, Token>();
  let issued = 0;
  const requests: RequestLine[] = [];
  const mishaps: Mishap[] = [];
  const matchers: readonly Matcher[] = parts.routes.map((route) => ({
    route,
    pattern: patternOf(route.path),
  }));
  const publicKey = createPublicKey(facts.privateKey);

  const isApp = (bearer: string): boolean => {
    const [header, payload, signature] = bearer.split('.');
    if (header === undefined || payload === undefined || signature === undefined) return false;
    const signed = Buffer.from(`${header}.${payload}`);
    if (!verify('RSA-SHA256', signed, publicKey, Buffer.from(signature, 'base64url'))) return false;
    const claims: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString());
    return Number((claims as { iss: unknown }).iss) === facts.appId;
  };

  const createToken = (body: Readonly<Record<string, unknown>>): Answer => {
    const asked = (body['permissions'] ?? granted) as Record<string, 'read' | 'write'>;
    // GitHub gives it to every token.
    const wanted: typeof asked = { metadata: 'read', ...asked };
    const tooMuch = Object.entries(wanted).some(([name, level]) => !covers(granted[name], level));
    const ids = (body['repository_ids'] ?? [facts.repositoryId]) as readonly number[];
    const names = (body['repositories'] ?? []) as readonly string[];
    if (names.some((one) => one !== facts.repo)) {
      return denied(422, 'The repositories requested are not accessible to this installation.');
    }
    if (tooMuch || ids.some((id) => id !== facts.repositoryId)) {
      return denied(422, 'The permissions requested are not granted to this installation.');
    }
    issued += 1;
    const token = `ghs_${issued}`;
    // Octokit keeps tokens by the machine's clock, so they must not die by the story's.
    const expiresAt = Date.now() + 3_600_000;
    tokens.set(token, { permissions: wanted, repositoryIds: ids, expiresAt });
    return {
      status: 201,
      body: {
        token,
        expires_at: new Date(expiresAt).toISOString(),
        permissions: wanted,
        repository_selection: 'selected',
        repositories: ids.map((id) => ({ id })),
      },
    };
  };

  const deliveries = (query: URLSearchParams): Answer & { link?: string } => {
    const size = Number(query.get('per_page') ?? 30);
    const from = Number(query.get('cursor') ?? 0);
    const all = world.deliveries.toReversed();
    const listed = all.slice(from, from + size).map((delivery) => ({
      id: delivery.id,
      guid: delivery.guid,
      event: delivery.event,
      action: delivery.action,
      delivered_at: delivery.deliveredAt,
      redelivery: false,
      status: 'OK',
      status_code: 202,
    }));
    const next = `<${facts.baseUrl}/app/hook/deliveries?cursor=${from + size}>; rel="next"`;
    return { status: 200, body: listed, ...(all.length > from + size ? { link: next } : {}) };
  };

  const asApp = (method: string, url: URL, body: Record<string, unknown>): Answer => {
    const path = url.pathname;
    if (method === 'POST' && path === `/app/installations/${facts.installationId}/access_tokens`) {
      return createToken(body);
    }
    if (path === '/app/hook/deliveries') return deliveries(url.searchParams);
    const delivery = /^\/app\/hook\/deliveries\/(\d+)$/.exec(path)?.[1];
    const found = world.deliveries.find((one) => one.id === Number(delivery));
    if (found !== undefined) {
      return { status: 200, body: { id: found.id, request: { payload: found.payload } } };
    }
    const { events, hook, isSuspended, installedOn, permissions = granted } = world.app;
    const base = { id: facts.appId, slug: 'aws-coworker', permissions, events };
    if (path === '/app') return { status: 200, body: base };
    if (path === '/app/hook/config' && hook !== undefined) return { status: 200, body: hook };
    const owner = world.people.get(facts.owner)?.id ?? 0;
    const installation = {
      id: facts.installationId,
      account: { id: installedOn ?? owner },
      permissions: granted,
      suspended_at: isSuspended ? '2026-11-01T00:00:00Z' : null,
    };
    if (path === `/repos/${facts.owner}/${facts.repo}/installation`) {
      return { status: 200, body: installation };
    }
    if (path === '/app/installations') return { status: 200, body: [installation] };
    return denied(404, 'Not Found');
  };

  const asToken = (
    token: Token | undefined,
    matched: Matcher,
    url: URL,
    asked: Record<string, unknown>,
  ): Answer => {
    if (token === undefined || token.expiresAt <= Date.now()) return denied(401, 'Bad credentials');
    const [name, level] = matched.route.needs;
    if (!covers(token.permissions[name], level)) {
      return denied(403, 'Resource not accessible by integration');
    }
    const groups = matched.pattern.exec(url.pathname)?.groups ?? {};
    const params = Object.fromEntries(
      Object.entries(groups).map(([key, value]) => [key, decodeURIComponent(value)]),
    );
    if (params['owner'] !== undefined) {
      const isOurs = params['owner'] === facts.owner && params['repo'] === facts.repo;
      if (!isOurs) return denied(404, 'Not Found');
    }
    return matched.route.answer({ params, query: url.searchParams, body: asked });
  };

  const takeMishap = (method: string, route: string): Mishap | undefined => {
    const at = mishaps.findIndex((one) => one.method === method && one.route.test(route));
    const found = mishaps[at];
    if (found === undefined) return undefined;
    if (found.times > 1) mishaps[at] = { ...found, times: found.times - 1 };
    else mishaps.splice(at, 1);
    return found;
  };

  const appRoute = (path: string): string =>
    path
      .replace(/\/installations\/\d+\//, '/installations/{installation_id}/')
      .replace(/\/deliveries\/\d+$/, '/deliveries/{delivery_id}');

  const answer = (method: string, url: URL, init: RequestInit): Response => {
    const body = (
      typeof init.body === 'string' && init.body !== '' ? JSON.parse(init.body) : {}
    ) as Record<string, unknown>;
    const bearer = new Headers(init.headers).get('authorization')?.replace(/^\w+ /, '') ?? '';
    const matched = matchers.find(
      (one) => one.route.method === method && one.pattern.test(url.pathname),
    );
    const route = matched?.route.path ?? appRoute(url.pathname);
    const mishap = takeMishap(method, route);
    const token = tokens.get(bearer);
    const act = (): Answer & { link?: string } => {
      if (isApp(bearer)) return asApp(method, url, body);
      return matched === undefined ? denied(404, 'Not Found') : asToken(token, matched, url, body);
    };
    const real = mishap === undefined || mishap.afterwards === true ? act() : undefined;
    const given =
      mishap === undefined && real !== undefined
        ? real
        : denied(mishap?.status ?? 500, mishap?.message ?? 'mishap');
    requests.push({
      method,
      route,
      path: url.pathname,
      query: Object.fromEntries(url.searchParams),
      body,
      status: given.status,
      ...(token === undefined ? {} : { permissions: token.permissions }),
      ...(matched === undefined ? {} : { needs: matched.route.needs }),
    });
    const link = real?.link;
    return respond(given, { ...mishap?.headers, ...(link === undefined ? {} : { link }) });
  };

  return {
    requests,
    mishaps,
    expireTokens: () => tokens.clear(),
    fetch: async (input, init = {}) => {
      const url = new URL(input instanceof Request ? input.url : input);
      return answer(init.method ?? 'GET', url, init);
    },
  };
};
