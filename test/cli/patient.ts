import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Role } from '../../src/app/environment.ts';
import { examine } from '../../src/cli/doctor/examine.ts';
import type { DoctorOptions } from '../../src/cli/doctor/options.ts';
import type { Check } from '../../src/report/doctor/check.ts';
import { createWorld } from '../../sandbox/world.ts';
import type { WorldSpec } from '../../sandbox/world-spec.ts';
import { copyConfig } from '../fakes/config-folder.ts';
import { createFakeGitHub, type FakeGitHub } from '../fakes/fake-github.ts';
import { createVirtualClock } from '../fakes/virtual-clock.ts';
import { ROOT } from '../source-files.ts';

const ORGANIZATION = 'o-examined00';
const EXTERNAL_ID = 'an-external-id-of-its-own';

/** What is wrong with a company; nothing when empty. */
export interface Ailment {
  readonly role?: Role;
  readonly world?: WorldSpec;
  /** Files of `config/` by name: what is replaced in them. */
  readonly config?: Readonly<Record<string, (text: string) => string>>;
  readonly variables?: Readonly<Record<string, string | undefined>>;
  readonly github?: (github: FakeGitHub) => void;
  readonly options?: Partial<DoctorOptions>;
  /** Files of the repository on GitHub. */
  readonly files?: Readonly<Record<string, string>>;
}

const WORKFLOW = `on: { push: { branches: [main] } }
jobs:
  staging: { runs-on: ubuntu-latest, environment: staging, steps: [] }
  production: { runs-on: ubuntu-latest, environment: production, steps: [] }
`;

const CODEOWNERS = '/infrastructure/ @acme/platform\n/.github/ @acme/platform\n';

const openGitHub = (ailment: Ailment): FakeGitHub => {
  const { now } = createVirtualClock();
  const files = {
    '.github/CODEOWNERS': CODEOWNERS,
    '.github/workflows/deploy.yml': WORKFLOW,
    ...ailment.files,
  };
  const github = createFakeGitHub({ now, people: [], files });
  github.protect('main');
  for (const name of ['staging', 'production']) {
    github.addEnvironment(name, { reviewers: 1, branches: 'protected' });
  }
  ailment.github?.(github);
  return github;
};

const OWN: NonNullable<Ailment['config']> = {
  'organization.yml': (text) =>
    text
      .replace('id: o-exampleorgid', `id: ${ORGANIZATION}`)
      .replace('externalId: example-external-id', `externalId: ${EXTERNAL_ID}`),
};

const configOf = (ailment: Ailment, ownerId: number): Record<string, string> => {
  const all: NonNullable<Ailment['config']> = {
    'github.yml': (text) => text.replace('[1000]', `[${ownerId}]`),
    ...OWN,
  };
  const names = [...new Set([...Object.keys(all), ...Object.keys(ailment.config ?? {})])];
  return Object.fromEntries(
    names.map((name) => {
      const text = readFileSync(join(ROOT, 'config', name), 'utf8');
      const own = all[name]?.(text) ?? text;
      return [name, ailment.config?.[name]?.(own) ?? own];
    }),
  );
};

const worldOf = (ailment: Ailment) => {
  const world = createWorld(
    { organizationId: ORGANIZATION, externalId: EXTERNAL_ID, ...ailment.world },
    { clock: createVirtualClock() },
  );
  return {
    plugins: [world.plugin()],
    readerIdentity: world.credentialsOf('aws-coworker-reader'),
    deployerIdentity: world.credentialsOf('aws-coworker-deployer'),
  };
};

/** Examines a whole company on a fake GitHub and the sandbox, with one thing wrong with it. */
export const examineCompany = async (ailment: Ailment = {}): Promise<readonly Check[]> => {
  const github = openGitHub(ailment);
  const config = copyConfig(configOf(ailment, github.idOf('acme')));
  const dataDir = mkdtempSync(join(tmpdir(), 'coworker-doctor-'));
  try {
    return await examine({
      role: ailment.role ?? 'all',
      nodeVersion: '24.21.0',
      clock: createVirtualClock(),
      sandbox: worldOf(ailment) as never,
      fetch: github.fetch,
      isPaced: false,
      ...ailment.options,
      variables: {
        CONFIG_DIR: config.path,
        DATA_DIR: join(dataDir, 'data'),
        GITHUB_API_URL: github.baseUrl,
        APP_ID: String(github.appId),
        PRIVATE_KEY: github.privateKey,
        WEBHOOK_SECRET: github.webhookSecret,
        ...ailment.variables,
      },
    });
  } finally {
    config.remove();
    rmSync(dataDir, { recursive: true, force: true });
  }
};
