import { z } from 'zod';
import { Fault } from '../task/fault.ts';
import { needsOf, type Permissions } from './needs.ts';
import type { SendRequest, Waiting } from './request.ts';

/** What an installation token is to be good for. */
interface Wanted {
  readonly permissions: Permissions;
  /** Names of repositories, without their owner; absent for all that the installation has. */
  readonly repositories?: readonly string[];
}

interface Kept {
  readonly token: Promise<string>;
  readonly untilMs: number;
}

/** An installation and how to speak for it. */
export interface ScopedSenderOptions {
  readonly installationId: number;
  /** Calls as the application itself, which makes tokens. */
  readonly asApp: SendRequest;
  /** Calls without any identity. */
  readonly bare: SendRequest;
  readonly waiting: Waiting;
}

/** GitHub's tokens live for an hour; the last minutes of one are left alone. */
const KEPT_MS = 50 * 60_000;
/** A token that is brand-new may not be known everywhere yet. */
const SPREAD_MS = 1000;

/** GitHub answers so when a right, or the repository, was never given to the installation. */
const NOT_GIVEN = new Set([404, 422]);

const tokenAnswer = z.object({ token: z.string().min(1) });

const statusOf = (error: unknown): number =>
  typeof error === 'object' && error !== null && 'status' in error ? Number(error.status) : 0;

/** What was never given is refused like any call without the right. */
const withheld = (error: unknown, route: string): unknown => {
  if (!NOT_GIVEN.has(statusOf(error))) return error;
  const refused = new Error(`${route}: the installation was not given this right`);
  const response = { headers: {} };
  return Object.assign(refused, { name: 'HttpError', status: 403, response, cause: error });
};

const wantedFor = (route: string, parameters: Record<string, unknown> | undefined): Wanted => {
  const permissions = needsOf(route);
  if (permissions === undefined) {
    throw new Fault('broken-promise', `${route} is not in the table of needs`);
  }
  const repo = parameters?.['repo'];
  return typeof repo === 'string' ? { permissions, repositories: [repo] } : { permissions };
};

/**
 * Sends each call with a token of the one repository it is about and the least rights it needs: who
 * gets hold of one token holds little. A token that is not taken is made anew, once.
 */
export const createScopedSender = (options: ScopedSenderOptions): SendRequest => {
  const { installationId, asApp, bare, waiting } = options;
  const kept = new Map<string, Kept>();

  const makeToken = async (wanted: Wanted): Promise<string> => {
    const route = 'POST /app/installations/{installation_id}/access_tokens';
    const { data } = await asApp(route, { installation_id: installationId, ...wanted });
    return tokenAnswer.parse(data).token;
  };

  const tokenFor = (wanted: Wanted, isAnew: boolean): Promise<string> => {
    const key = JSON.stringify(wanted);
    const nowMs = waiting.now().getTime();
    const known = kept.get(key);
    if (known !== undefined && !isAnew && known.untilMs > nowMs) return known.token;
    const token = makeToken(wanted);
    kept.set(key, { token, untilMs: nowMs + KEPT_MS });
    token.catch(() => kept.delete(key));
    return token;
  };

  return async (route, parameters) => {
    const wanted = wantedFor(route, parameters);
    const send = async (isAnew: boolean): ReturnType<SendRequest> => {
      const token = await tokenFor(wanted, isAnew).catch((error: unknown) => {
        throw withheld(error, route);
      });
      return bare(route, { ...parameters, headers: { authorization: `token ${token}` } });
    };
    try {
      return await send(false);
    } catch (error) {
      if (statusOf(error) !== 401) throw error;
      await waiting.sleep(SPREAD_MS);
      return send(true);
    }
  };
};
