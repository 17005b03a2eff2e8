import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { renderChecks } from '../../src/cli/doctor/render-checks.ts';
import { runDoctor } from '../../src/cli/doctor.ts';
import { exitOf, type Check, type CheckState } from '../../src/report/doctor/check.ts';
import { examineCompany, type Ailment } from './patient.ts';

/** An embedded database may always be improved on; nothing else of a healthy company is said. */
const ALWAYS = 'warn Database rights';

const spell = ({ state, check }: Check): string => `${state} ${check}`;

const complaintsOf = (checks: readonly Check[]): readonly string[] =>
  checks
    .filter(({ state }) => state !== 'ok')
    .map(spell)
    .filter((row) => row !== ALWAYS);

const notFound = (): Promise<Response> =>
  Promise.resolve(Response.json({ message: 'Not Found' }, { status: 404 }));

const unreachable = (): Promise<Response> => Promise.reject(new TypeError('fetch failed'));

const noCredentials = (): Promise<never> =>
  Promise.reject(Object.assign(new Error('the profile'), { name: 'CredentialsProviderError' }));

interface Row {
  readonly name: string;
  readonly ailment: Ailment;
  /** The rows that are not ok, in order. */
  readonly rows: readonly string[];
  /** True where every account has a row of its own after these. */
  readonly andMore?: boolean;
  /** What the first of them found, and how it is mended. */
  readonly found: RegExp;
  readonly mend?: RegExp;
}

const START: readonly Row[] = [
  {
    name: 'an old Node',
    ailment: { options: { nodeVersion: '22.11.0' } },
    rows: ['wrong Node'],
    found: /22\.11\.0/,
    mend: /Node 24/,
  },
  {
    name: 'a misspelt setting',
    ailment: { config: { 'approvals.yml': (text) => `${text}\napprover: me\n` } },
    rows: ['wrong Configuration', 'skipped GitHub, AWS and database'],
    found: /approvals\.yml:\d+: "approver" is no setting/,
    mend: /Correct the line/,
  },
  {
    name: 'the demo organization',
    ailment: {
      config: { 'organization.yml': (text) => text.replace('o-examined00', 'o-exampleorgid') },
    },
    rows: ['warn Configuration', 'wrong AWS organization'],
    found: /demo organization/,
    mend: /CONFIG_DIR/,
  },
  {
    name: 'a folder that is not there',
    ailment: { variables: { CONFIG_DIR: 'no-such-folder' } },
    rows: ['wrong Configuration', 'skipped GitHub, AWS and database'],
    found: /there is no such folder/,
  },
  {
    name: 'no key of the application',
    ailment: { variables: { PRIVATE_KEY: '' } },
    rows: ['wrong Environment', 'skipped GitHub App'],
    found: /^PRIVATE_KEY: is not set/,
    mend: /Set it as the table/,
  },
  {
    name: 'a secret that everybody knows',
    ailment: { variables: { WEBHOOK_SECRET: 'development' } },
    rows: ['wrong Environment', 'wrong Environment', 'skipped GitHub App'],
    found: /WEBHOOK_SECRET/,
  },
  {
    name: 'a worker of its own without a database to share',
    ailment: { role: 'reader' },
    rows: ['wrong Environment', 'skipped Database', 'skipped GitHub App'],
    found: /DATABASE_URL/,
  },
  {
    name: 'a database that does not answer',
    ailment: { variables: { DATABASE_URL: 'postgres://me:hunter2@127.0.0.1:1/db' } },
    rows: ['wrong Database'],
    found: /^it can not be read: ECONNREFUSED$/,
    mend: /DATABASE_URL/,
  },
];

const GITHUB: readonly Row[] = [
  {
    name: 'GitHub that does not answer',
    ailment: { options: { fetch: unreachable } },
    rows: ['wrong GitHub App'],
    found: /GET \/app: 0/,
    mend: /network/,
  },
  {
    name: 'another server at the address',
    ailment: { options: { fetch: notFound } },
    rows: ['wrong GitHub App'],
    found: /GET \/app/,
  },
  {
    name: 'a permission too little and one too much',
    ailment: {
      github: ({ world }) => {
        world.app.permissions = { issues: 'read', metadata: 'read', workflows: 'write' };
      },
    },
    rows: ['wrong GitHub permissions'],
    found: /issues: read instead of write.*workflows: write instead of none/,
    mend: /as app\.yml says/,
  },
  {
    name: 'an event that is not subscribed',
    ailment: { github: ({ world }) => void (world.app.events = ['issues']) },
    rows: ['wrong GitHub events'],
    found: /issue_comment is not subscribed/,
    mend: /subscribe/,
  },
  {
    name: 'an event that is not used',
    ailment: {
      github: ({ world }) => void (world.app.events = [...world.app.events, 'push']),
    },
    rows: ['warn GitHub events'],
    found: /^push is not used$/,
  },
  {
    name: 'a webhook with the wrong path, without TLS and without a secret',
    ailment: {
      github: ({ world }) =>
        void (world.app.hook = {
          url: 'http://coworker.example.com/',
          content_type: 'form',
          insecure_ssl: '1',
        }),
    },
    rows: ['wrong GitHub webhook'],
    found: /path is \/ .*not https.*form.*no secret.*certificate/,
    mend: /WEBHOOK_SECRET/,
  },
  {
    name: 'a webhook without an address',
    ailment: { github: ({ world }) => void (world.app.hook = { url: null }) },
    rows: ['wrong GitHub webhook'],
    found: /no address is set/,
  },
  {
    name: 'a server that does not show its webhook',
    ailment: { github: ({ world }) => void (world.app.hook = undefined) },
    rows: ['skipped GitHub webhook'],
    found: /does not show/,
  },
  {
    name: 'a suspended installation',
    ailment: { github: ({ world }) => void (world.app.isSuspended = true) },
    rows: ['wrong GitHub installation 77'],
    found: /suspended/,
  },
  {
    name: 'an installation by a stranger',
    ailment: { github: ({ world }) => void (world.app.installedOn = 5) },
    rows: ['warn GitHub installation 77', 'wrong GitHub installation'],
    found: /account 5, which is not served/,
    mend: /ownerIds/,
  },
];

const ROUTES: readonly Row[] = [
  {
    name: 'a branch that nothing protects',
    ailment: { github: ({ world }) => world.protection.clear() },
    rows: ['wrong Route to staging in acme/platform', 'wrong Route to production in acme/platform'],
    found: /branch main, environment staging: 4 /,
    mend: /require a pull request before merging; require review from code owners/,
  },
  {
    name: 'code owners who are not named',
    ailment: { files: { '.github/CODEOWNERS': '/docs/ @acme/writers\n' } },
    rows: ['wrong Route to staging in acme/platform', 'wrong Route to production in acme/platform'],
    found: /2 of what must protect it/,
    mend: /`\.github\/CODEOWNERS`/,
  },
  {
    name: 'an environment that any branch may deploy to',
    ailment: { github: (github) => github.addEnvironment('production', { reviewers: 1 }) },
    rows: ['wrong Route to production in acme/platform'],
    found: /environment production: 1 /,
    mend: /restrict the environment/,
  },
  {
    name: 'an environment without reviewers',
    ailment: {
      github: (github) => github.addEnvironment('staging', { reviewers: 0, branches: 'protected' }),
    },
    rows: ['warn Route to staging in acme/platform'],
    found: /something is left to do/,
    mend: /require reviewers/,
  },
  {
    name: 'no workflow that deploys',
    ailment: { files: { '.github/workflows/deploy.yml': 'jobs: {}\n' } },
    rows: ['warn Route to staging in acme/platform', 'warn Route to production in acme/platform'],
    found: /something is left to do/,
    mend: /commit a workflow/,
  },
];

const DEV = 'athena-dev (333333333333), development';
const PROD = 'apollo-prod (222222222222), production';

const AWS: readonly Row[] = [
  {
    name: 'no credentials',
    andMore: true,
    ailment: {
      options: {
        sandbox: { readerIdentity: noCredentials, deployerIdentity: noCredentials } as never,
      },
    },
    rows: ['wrong AWS identities', 'wrong AWS organization'],
    found: /no credentials of AWS were found/,
    mend: /identity of its worker|credentials/,
  },
  {
    name: 'another tooling account in the configuration',
    ailment: {
      config: {
        'organization.yml': (text) =>
          text.replace('toolingAccountId: "121212121212"', 'toolingAccountId: "777777777777"'),
      },
    },
    rows: ['wrong AWS identity of the reader', 'wrong AWS identity of the deployer'],
    found: /not in the tooling account 777777777777/,
    mend: /infrastructure\/workers\.yaml/,
  },
  {
    name: 'another external id than that of the roles',
    andMore: true,
    ailment: { world: { externalId: 'another-external-id' } },
    rows: ['wrong AWS organization'],
    found: /AwsCoworkerOrganizationReader of account \d{12} did not open/,
    mend: /organization-reader\.yaml/,
  },
  {
    name: 'a reader that is not installed',
    ailment: { world: { missingRoles: { '333333333333': ['AwsCoworkerReader'] } } },
    rows: [`wrong AWS roles in ${DEV}`],
    found: /AwsCoworkerReader does not open for the reader/,
    mend: /infrastructure\/readers\.yaml/,
  },
  {
    name: 'a deployer that is not installed',
    ailment: {
      world: { missingRoles: { '333333333333': ['AwsCoworkerDeployer', 'AwsCoworkerOperator'] } },
    },
    rows: [`wrong AWS roles in ${DEV}`, `wrong AWS roles in ${DEV}`],
    found: /AwsCoworkerDeployer does not open for the deployer/,
    mend: /infrastructure\/deployers\.yaml/,
  },
  {
    name: 'a deployer in production',
    ailment: {
      world: { extraRoles: [{ account: '222222222222', role: 'AwsCoworkerDeployer' }] },
    },
    rows: [`wrong AWS roles in ${PROD}`, `wrong AWS roles in ${PROD}`],
    found: /AwsCoworkerDeployer opens for the deployer/,
    mend: /no-deployers\.json/,
  },
  {
    name: 'an account that the organization does not have',
    ailment: {
      config: {
        'organization.yml': (text) => `${text}  "000000000001": { role: Test }\n`,
      },
    },
    rows: ['wrong AWS accounts'],
    found: /names 000000000001, which the organization does not have/,
    mend: /Take it out/,
  },
  {
    name: 'an account that nobody classified',
    ailment: { world: { accounts: [{ id: '131313131313', name: 'icarus', ou: 'Attic' }] } },
    rows: ['warn AWS accounts'],
    found: /icarus \(131313131313\) has no tier/,
    mend: /Give it/,
  },
  {
    name: 'an STS that denies everything',
    andMore: true,
    ailment: {
      world: {
        failures: [
          {
            match: { client: 'STS' },
            error: { name: 'InvalidClientTokenId', httpStatus: 403, message: 'no' },
          },
        ],
      },
    },
    rows: ['wrong AWS identities', 'wrong AWS organization'],
    found: /STS GetCallerIdentity: InvalidClientTokenId/,
  },
];

describe('doctor', () => {
  it('finds nothing wrong with a healthy company', async () => {
    const checks = await examineCompany();
    expect(complaintsOf(checks)).toEqual([]);
    expect(exitOf(checks)).toBe(0);
    expect(checks.map(({ check }) => check)).toEqual([
      'Node',
      'Environment',
      'Configuration',
      'Baselines',
      'Database',
      'Database rights',
      'GitHub App',
      'GitHub permissions',
      'GitHub events',
      'GitHub webhook',
      'GitHub installation 77',
      'Route to staging in acme/platform',
      'Route to production in acme/platform',
      'AWS identity of the reader',
      'AWS identity of the deployer',
      'AWS organization',
      'AWS roles',
    ]);
  });

  it.each([...START, ...GITHUB, ...ROUTES, ...AWS])('finds $name', async (row) => {
    const checks = await examineCompany(row.ailment);
    const complaints = complaintsOf(checks);
    expect(row.andMore === true ? complaints.slice(0, row.rows.length) : complaints).toEqual(
      row.rows,
    );
    const first = checks.find((one) => spell(one) === row.rows[0]);
    expect(first?.found).toMatch(row.found);
    expect(first?.mend).toMatch(row.mend ?? (first?.state === 'skipped' ? /^$/ : /./));
    const isWrong = row.rows.some((text) => text.startsWith('wrong'));
    expect(exitOf(checks)).toBe(isWrong ? 1 : 0);
  });

  it('A77 says nothing of a secret, whatever is wrong', async () => {
    const variables = {
      DATABASE_URL: 'postgres://me:hunter2@127.0.0.1:1/db',
      WEBHOOK_SECRET: 'short-secret',
      PRIVATE_KEY: 'no-key-at-all',
    };
    const text = JSON.stringify(await examineCompany({ variables }));
    for (const secret of Object.values(variables)) expect(text).not.toContain(secret);
    expect(text).not.toContain('hunter2');
  });

  it('leaves a data folder alone that another process works in', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'coworker-held-'));
    mkdirSync(join(folder, 'database'));
    const lock = { host: `not-${hostname()}`, pid: 1, startedAt: '' };
    writeFileSync(join(folder, 'lock'), JSON.stringify(lock));
    const checks = await examineCompany({ variables: { DATA_DIR: folder } });
    rmSync(folder, { recursive: true });
    expect(checks.find(({ check }) => check === 'Database')).toMatchObject({
      state: 'wrong' satisfies CheckState,
      found: expect.stringContaining('the data folder is held by process 1'),
    });
  });

  it.each([
    ['an unknown format', ['--format', 'xml']],
    ['an unknown role', ['--role', 'boss']],
    ['an unknown option', ['--mend']],
  ])('does not start with %s', async (_, args) => {
    await expect(runDoctor(args)).rejects.toThrow(/usage: aws-coworker doctor/);
  });

  it('prints rows for people without the control characters of others', () => {
    const esc = String.fromCodePoint(0x1b);
    const rows: readonly Check[] = [
      { check: 'One', state: 'ok', found: `fine${esc}[31m`, mend: '' },
      { check: 'Two', state: 'wrong', found: 'not fine', mend: 'Mend it.' },
    ];
    expect(renderChecks(rows)).toBe(
      [
        'ok       One: fine [31m',
        'wrong    Two: not fine',
        '         -> Mend it.',
        '',
        '1 wrong, 1 ok',
      ].join('\n'),
    );
  });
});
