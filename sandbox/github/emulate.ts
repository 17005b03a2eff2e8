import { generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createEmulator } from 'emulate';
import { parse } from 'yaml';
import { openGateway, type Gateway } from './gateway.ts';
import {
  addCollaborator,
  createPeople,
  createPersonalApi,
  tokenOf,
  type PersonalApi,
} from './people.ts';
import type { GitHubStage, StageFacts, StagePerson } from './stage.ts';

export interface EmulatedGitHubOptions {
  readonly people: readonly StagePerson[];
  readonly files?: Readonly<Record<string, string>>;
  readonly webhookSecret: string;
  /** The port of the API; any free one when absent. */
  readonly port?: number;
  /** The client by which people sign in; without one there is none. */
  readonly client?: {
    readonly id: string;
    readonly secret: string;
    readonly redirectUri: string;
  };
}

/** GitHub by third-party software on loopback, with the story's people in it. */
export interface EmulatedGitHub extends GitHubStage {
  /** Tells where the application listens for webhooks. */
  readonly deliverTo: (url: string) => void;
  readonly deliveredWebhooks: () => number;
  /** Protects the default branch and adds the environment that deploys it. */
  readonly protect: (environment: string) => Promise<void>;
  readonly stop: () => Promise<void>;
}

const APP_ID = 4711;
const INSTALLATION_ID = 77;
const OWNER = 'acme';
const REPO = 'platform';
const SLUG = 'aws-coworker';

interface Manifest {
  readonly default_permissions: Record<string, string>;
  readonly default_events: string[];
}

/** The rights and events an installed application has are those of its own manifest. */
const readManifest = (): Manifest =>
  parse(readFileSync(new URL('../../app.yml', import.meta.url), 'utf8')) as Manifest;

/** Made when it is needed and never written down. */
const createKey = (): string =>
  generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  }).privateKey;

const seedOf = (
  options: EmulatedGitHubOptions,
  gateway: Gateway,
  privateKey: string,
): Record<string, unknown> => {
  const { default_permissions: permissions, default_events: events } = readManifest();
  const logins = [OWNER, ...options.people.map((person) => person.login)];
  const { client } = options;
  return {
    // Whoever comes with an unknown token is taken for the first user: so that is nobody.
    tokens: Object.fromEntries(
      logins.map((login) => [tokenOf(login), { login, scopes: ['repo'] }]),
    ),
    github: {
      users: ['nobody', ...logins].map((login) => ({ login })),
      oauth_apps:
        client === undefined
          ? []
          : [
              {
                client_id: client.id,
                client_secret: client.secret,
                name: 'AWS Coworker',
                redirect_uris: [client.redirectUri],
              },
            ],
      repos: [{ owner: OWNER, name: REPO, private: true, auto_init: true }],
      apps: [
        {
          app_id: APP_ID,
          slug: SLUG,
          name: 'AWS Coworker',
          private_key: privateKey,
          permissions,
          events,
          webhook_url: `${gateway.url}/webhooks`,
          webhook_secret: options.webhookSecret,
          installations: [
            {
              installation_id: INSTALLATION_ID,
              account: OWNER,
              repository_selection: 'selected',
              repositories: [`${OWNER}/${REPO}`],
            },
          ],
        },
      ],
    },
  };
};

const addFiles = async (
  api: PersonalApi,
  files: Readonly<Record<string, string>>,
): Promise<void> => {
  for (const [path, content] of Object.entries(files)) {
    await api.ask(OWNER, `PUT /repos/${OWNER}/${REPO}/contents/${path}`, {
      message: `Add ${path}`,
      content: Buffer.from(content).toString('base64'),
    });
  }
};

const protectMain = (api: PersonalApi): Promise<unknown> =>
  api.ask(OWNER, `PUT /repos/${OWNER}/${REPO}/branches/main/protection`, {
    required_pull_request_reviews: {
      required_approving_review_count: 1,
      dismiss_stale_reviews: true,
      require_code_owner_reviews: true,
    },
    enforce_admins: true,
    required_status_checks: null,
    restrictions: null,
  });

const settle = async (
  api: PersonalApi,
  options: EmulatedGitHubOptions,
): Promise<{ readonly repositoryId: number; readonly ids: ReadonlyMap<string, number> }> => {
  const repository = await api.ask(OWNER, `GET /repos/${OWNER}/${REPO}`);
  const ids = new Map<string, number>();
  for (const person of [{ login: OWNER, role: 'none' as const }, ...options.people]) {
    ids.set(person.login, (await api.ask(OWNER, `GET /users/${person.login}`)).id);
    await addCollaborator(api, { owner: OWNER, repo: REPO }, person);
  }
  await addFiles(api, options.files ?? {});
  return { repositoryId: repository.id, ids };
};

/** Starts the server, seeds it, and puts the gateway before it. Loopback only. */
export const openEmulatedGitHub = async (
  options: EmulatedGitHubOptions,
): Promise<EmulatedGitHub> => {
  const gateway = await openGateway(options.port ?? 0);
  const privateKey = createKey();
  const emulator = await createEmulator({
    service: 'github',
    port: 0,
    hostname: '127.0.0.1',
    seed: seedOf(options, gateway, privateKey),
  });
  gateway.target = emulator.url.replace('localhost', '127.0.0.1');
  const api = createPersonalApi(gateway.url);
  const { repositoryId, ids } = await settle(api, options);
  const facts: StageFacts = {
    appId: APP_ID,
    privateKey,
    webhookSecret: options.webhookSecret,
    installationId: INSTALLATION_ID,
    repositoryId,
    owner: OWNER,
    repo: REPO,
    baseUrl: gateway.url,
  };
  return {
    ...createPeople(api, facts, ids),
    deliverTo: (url) => {
      gateway.webhookTarget = url;
    },
    deliveredWebhooks: gateway.delivered,
    protect: async (environment) => {
      await protectMain(api);
      gateway.addEnvironment({ name: environment, reviewers: 1 });
    },
    stop: async () => {
      await emulator.close();
      await gateway.close();
    },
  };
};
