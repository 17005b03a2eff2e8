import { ProbotOctokit, type Probot } from 'probot';
import type { GitHubAppOptions } from './app-auth.ts';
import { boundedFetch, type SendRequest } from './request.ts';
import { createScopedSender } from './scoped-sender.ts';

/**
 * Probot's Octokit with its own retries off: they repeat calls that must not be repeated, and wait
 * longer than a job may. What is bounded in `request.ts` stands in their place; its pace stays.
 */
export const octokitOf = (isPaced: boolean): typeof ProbotOctokit =>
  ProbotOctokit.defaults((options: Record<string, unknown>) => ({
    ...options,
    retry: { enabled: false },
    throttle: isPaced
      ? { ...Object(options['throttle']), onRateLimit: refuse, onSecondaryRateLimit: refuse }
      : { enabled: false },
  }));

const refuse = (): boolean => false;

/** Faults say what went wrong, once; Octokit would say it again on the console. */
const SILENT = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

/** A Probot's Octokit as the plain function this edge calls. */
export const sender =
  (octokit: { readonly request: SendRequest }): SendRequest =>
  (route, parameters) =>
    octokit.request(route, parameters);

/**
 * How to call GitHub as an installation: each call with a token of its own repository and rights,
 * and one pace for all calls of an installation.
 */
export const createSenders = (
  probot: Probot,
  options: GitHubAppOptions,
): ((installationId: number) => SendRequest) => {
  const Octokit = octokitOf(options.isPaced ?? true);
  const senders = new Map<number, SendRequest>();
  const asApp: SendRequest = async (route, parameters) =>
    sender(await probot.auth())(route, parameters);
  const open = (installationId: number): SendRequest => {
    const octokit = new Octokit({
      authStrategy: undefined,
      baseUrl: options.baseUrl,
      log: SILENT,
      throttle: { id: String(installationId) },
      request: { fetch: boundedFetch(options.fetch) },
    });
    const { waiting } = options;
    return createScopedSender({ installationId, asApp, bare: sender(octokit), waiting });
  };
  return (installationId) => {
    const known = senders.get(installationId) ?? open(installationId);
    senders.set(installationId, known);
    return known;
  };
};
