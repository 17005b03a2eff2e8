import { missingProtection, type Protection } from '../../approve/route-protection.ts';
import { ok, skipped, warn, wrong, type Check } from './check.ts';

/** What `app.yml` asks for, or what GitHub says was given. */
export interface AppRights {
  readonly permissions: Readonly<Record<string, string>>;
  readonly events: readonly string[];
}

/** The application's webhook; GitHub never shows the secret, only that there is one. */
export interface Webhook {
  readonly url: string;
  readonly contentType: string;
  readonly hasSecret: boolean;
  readonly verifiesTls: boolean;
}

export interface Installation {
  readonly id: number;
  /** Numeric id of the account it is installed on. */
  readonly accountId: number;
  readonly isSuspended: boolean;
  readonly permissions: Readonly<Record<string, string>>;
}

/** A repository, one of its environments, and what stands before it. */
export interface DeployRoute {
  readonly repository: string;
  readonly tier: string;
  readonly environment: string;
  readonly protection: Protection & {
    readonly environmentHasReviewers: boolean;
    readonly hasDeployWorkflow: boolean;
  };
}

const SETTINGS = 'In the settings of the GitHub App';

/** Rights that differ: what is missing or too low, and what is more than was asked for. */
const differences = (
  wanted: Readonly<Record<string, string>>,
  given: Readonly<Record<string, string>>,
): readonly string[] =>
  [...new Set([...Object.keys(wanted), ...Object.keys(given)])]
    .toSorted()
    .filter((name) => wanted[name] !== given[name])
    .map((name) => `${name}: ${given[name] ?? 'none'} instead of ${wanted[name] ?? 'none'}`);

/** Permissions and events of the application against `app.yml`, each exactly. */
export const judgeRights = (wanted: AppRights, given: AppRights): readonly Check[] => {
  const rights = differences(wanted.permissions, given.permissions);
  const missing = wanted.events.filter((event) => !given.events.includes(event));
  const extra = given.events.filter((event) => !wanted.events.includes(event));
  const events = [
    ...missing.map((event) => `${event} is not subscribed`),
    ...extra.map((event) => `${event} is not used`),
  ];
  return [
    rights.length === 0
      ? ok('GitHub permissions', `${Object.keys(wanted.permissions).length}, as in app.yml`)
      : wrong(
          'GitHub permissions',
          rights.join('; '),
          `${SETTINGS}, Permissions: set them as app.yml says, then accept them where installed.`,
        ),
    events.length === 0
      ? ok('GitHub events', `${wanted.events.length}, as in app.yml`)
      : missing.length === 0
        ? warn('GitHub events', events.join('; '), `${SETTINGS}, Events: take them out.`)
        : wrong('GitHub events', events.join('; '), `${SETTINGS}, Events: subscribe to them.`),
  ];
};

const isLoopback = (url: URL): boolean =>
  ['127.0.0.1', '[::1]', 'localhost'].includes(url.hostname);

const complaintsOf = (webhook: Webhook, path: string): readonly string[] => {
  if (!URL.canParse(webhook.url)) return ['no address is set'];
  const url = new URL(webhook.url);
  return [
    ...(url.pathname === path ? [] : [`its path is ${url.pathname} and not ${path}`]),
    ...(url.protocol === 'https:' || isLoopback(url) ? [] : ['its address is not https']),
    ...(webhook.contentType === 'json' ? [] : [`it sends ${webhook.contentType} and not json`]),
    ...(webhook.hasSecret ? [] : ['it has no secret']),
    ...(webhook.verifiesTls ? [] : ['it does not verify the certificate']),
  ];
};

/** The webhook's address, form and secret; a server that shows none is not judged. */
export const judgeWebhook = (webhook: Webhook | undefined, path: string): Check => {
  const check = 'GitHub webhook';
  if (webhook === undefined) return skipped(check, 'the server does not show it');
  const complaints = complaintsOf(webhook, path);
  if (complaints.length === 0) return ok(check, webhook.url);
  return wrong(
    check,
    complaints.join('; '),
    `${SETTINGS}, Webhook: the address of this server with the path ${path}, content type ` +
      'application/json, SSL verification on, and the secret of WEBHOOK_SECRET.',
  );
};

const judgeInstallation = (
  installation: Installation,
  by: { readonly ownerIds: readonly number[]; readonly wanted: AppRights },
): Check => {
  const check = `GitHub installation ${installation.id}`;
  const { accountId, isSuspended, permissions } = installation;
  if (!by.ownerIds.includes(accountId)) {
    return warn(
      check,
      `on account ${accountId}, which is not served`,
      'Name the account in ownerIds of config/github.yml, or remove the installation.',
    );
  }
  if (isSuspended) return wrong(check, 'suspended', 'Unsuspend it where it is installed.');
  const pending = differences(by.wanted.permissions, permissions);
  if (pending.length === 0) return ok(check, `on account ${accountId}`);
  return wrong(check, pending.join('; '), 'Accept the new permissions where it is installed.');
};

/** Every installation, and every served account that has none. */
export const judgeInstallations = (
  installations: readonly Installation[],
  by: { readonly ownerIds: readonly number[]; readonly wanted: AppRights },
): readonly Check[] => [
  ...installations.map((one) => judgeInstallation(one, by)),
  ...by.ownerIds
    .filter((id) => !installations.some(({ accountId }) => accountId === id))
    .map((id) =>
      wrong(
        'GitHub installation',
        `none on account ${id}`,
        'Install the GitHub App there, or correct ownerIds in config/github.yml.',
      ),
    ),
];

/** One way of a change to staging or production; what is not protected there refuses the way. */
export const judgeRoute = (route: DeployRoute): Check => {
  const { repository, tier, environment, protection } = route;
  const check = `Route to ${tier} in ${repository}`;
  const missing = missingProtection(protection);
  const place = `branch ${protection.branch}, environment ${environment}`;
  if (missing.length > 0) {
    return wrong(
      check,
      `${place}: ${missing.length} of what must protect it is missing, so it is refused`,
      `In the repository's settings: ${missing.join('; ')}.`,
    );
  }
  const weak = [
    ...(protection.environmentHasReviewers ? [] : ['require reviewers of the environment']),
    ...(protection.hasDeployWorkflow ? [] : ['commit a workflow that deploys to it']),
  ];
  if (weak.length === 0) return ok(check, `${place} protect it`);
  return warn(check, `${place} protect it, but something is left to do`, `${weak.join('; ')}.`);
};
