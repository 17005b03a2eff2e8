import { MODEL } from '../fakes/model-settings.ts';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readConfig } from '../../src/app/read-config.ts';
import { parseConfig, renderConfigErrors } from '../../src/config/parse-config.ts';
import { REPORTS } from '../approve/fixtures.ts';
import { ROOT } from '../source-files.ts';

const ORGANIZATION = `id: o-exampleorgid
externalId: some-external-id
managementAccountId: "111111111111"
toolingAccountId: "999999999999"
organizationReader: { accountId: "111111111111", roleName: Lister }
shortName: acme
defaultRegions: [us-east-1]
`;
const GITHUB = 'ownerIds: [7]\n';

const parse = (files: Readonly<Record<string, string>>) =>
  parseConfig(
    new Map(Object.entries({ 'organization.yml': ORGANIZATION, 'github.yml': GITHUB, ...files })),
  );

const errorsOf = (files: Readonly<Record<string, string>>): string => {
  const parsed = parse(files);
  return parsed.ok ? 'ok' : renderConfigErrors(parsed.errors);
};

describe('parseConfig', () => {
  it('the files of this repository are in order', () => {
    const parsed = readConfig(join(ROOT, 'config'));
    expect(parsed.ok ? [] : parsed.errors).toEqual([]);
  });

  it('with only what is required, everything else has the safe defaults', () => {
    const parsed = parse({});
    if (!parsed.ok) throw new Error(renderConfigErrors(parsed.errors));
    const { organization, ...rest } = parsed.config;
    expect(organization.namingPattern).toBe('{org}-{env}-{region}-{name}');
    expect(organization.accounts.size).toBe(0);
    expect(rest).toEqual({
      model: MODEL,
      ownerIds: [7],
      maskAccountIds: false,
      personas: true,
      approvals: {
        approvers: { roles: ['maintain', 'admin'], teams: [], ids: [] },
        requesters: { roles: ['triage', 'write', 'maintain', 'admin'], teams: [], ids: [] },
        validHours: 8,
        selfApproval: true,
        issuesPerHour: 20,
      },
      tags: {
        defaults: {},
        costCenterPattern: '^CC-[0-9]{4,6}$',
        ownerPattern: '^[A-Za-z0-9][A-Za-z0-9 ._-]*$',
        miyabi: false,
      },
      prices: 'price-list',
      caps: {
        tasksPerIssue: 10,
        resourcesLostOrChanged: 25,
        percentOfType: 20,
        monthlyUsd: { sandbox: 500, development: 2000 },
        instances: { sandbox: 10 },
        look: { saySeconds: 300, askSeconds: 600 },
      },
      escalations: [
        {
          tiers: ['production'],
          recurringUsdMonthly: 1000,
          oneOffUsd: 5000,
          group: 'finance owner',
        },
        { tiers: ['development', 'staging'], recurringUsdMonthly: 500, group: 'platform lead' },
      ],
      commitmentGroup: 'finance owner',
      freezes: [],
      exceptions: [],
      pullRequests: { environments: { staging: 'staging', production: 'production' } },
      dashboard: { enabled: false },
      reports: REPORTS,
    });
  });

  const rows: readonly (readonly [string, Readonly<Record<string, string>>, string])[] = [
    ['an empty optional file means the defaults', { 'approvals.yml': '' }, 'ok'],
    ['a dashboard that is off needs no more', { 'dashboard.yml': 'enabled: false' }, 'ok'],
    [
      'a dashboard of a repository',
      { 'dashboard.yml': 'enabled: true\nrepository: acme/platform\nurl: https://a.example' },
      'ok',
    ],
    [
      'a dashboard for nobody knows whom',
      { 'dashboard.yml': 'enabled: true' },
      'config/dashboard.yml:1: repository: who may read which repository may see the dashboard? ' +
        'Write owner/name',
    ],
    [
      'a dashboard over a network without TLS',
      { 'dashboard.yml': 'url: http://coworker.example.com' },
      'config/dashboard.yml:1: url: needs https, except on 127.0.0.1 or localhost',
    ],
    [
      'a dashboard with a setting that nobody knows',
      { 'dashboard.yml': 'enabled: false\npublic: true' },
      'config/dashboard.yml:2: "public" is no setting',
    ],
    [
      'health without a place for its issues',
      { 'reports.yml': 'health:\n  enabled: true\n  everyHours: 2\n' },
      'config/reports.yml:1: health.repository: is needed where health is enabled: an issue has to be opened somewhere',
    ],
    [
      'drift without a place for its issues',
      { 'reports.yml': 'drift:\n  enabled: true\n' },
      'config/reports.yml:1: drift.repository: is needed where drift is enabled: an issue has to be opened somewhere',
    ],
    [
      'drift at an hour that no day has',
      { 'reports.yml': 'drift:\n  hourUtc: 24\n' },
      'config/reports.yml:2: drift.hourUtc: at most 23',
    ],
    [
      'health that is looked at too rarely',
      { 'reports.yml': 'health:\n  everyHours: 48\n' },
      'config/reports.yml:2: health.everyHours: at most 24',
    ],
    [
      'health with a key that nobody knows',
      { 'reports.yml': 'health:\n  every: 2\n' },
      'config/reports.yml:2: "health.every" is no setting',
    ],
    [
      'a file that nobody knows',
      { 'approval.yml': 'validHours: 2' },
      'config/approval.yml:1: no configuration file has this name',
    ],
    [
      'broken YAML',
      { 'tags.yml': 'miyabi: true\ndefaults: [' },
      'config/tags.yml:2: Flow sequence in block collection must be sufficiently indented and end with a ]',
    ],
    [
      'a key twice',
      { 'tags.yml': 'miyabi: true\nmiyabi: false\n' },
      'config/tags.yml:2: Map keys must be unique',
    ],
    [
      'two documents',
      { 'tags.yml': 'miyabi: true\n---\nmiyabi: false\n' },
      'config/tags.yml:2: Source contains multiple documents; please use YAML.parseAllDocuments()',
    ],
    [
      'A25 an alias',
      { 'tags.yml': 'miyabi: &a true\ndefaults: *a\n' },
      'config/tags.yml:2: aliases are not used here: write the value out',
    ],
    [
      'A25 a key that changes what an object is',
      { 'tags.yml': 'miyabi: true\n__proto__: { miyabi: true }\n' },
      'config/tags.yml:2: "__proto__" is no setting',
    ],
    [
      'A28 an unknown key',
      { 'approvals.yml': 'validHours: 2\napprovers:\n  rolls: [admin]\n' },
      'config/approvals.yml:3: "approvers.rolls" is no setting',
    ],
    [
      'A28 a list where a word belongs',
      { 'pull-requests.yml': 'environments:\n  staging: [a]\n' },
      'config/pull-requests.yml:2: environments.staging: Invalid input: expected string, received array',
    ],
    [
      'an account id without quotes loses its zeros',
      {
        'exceptions.yml':
          'exceptions:\n  - { rule: a, accounts: [012345678901], until: "2026-01-01T00:00:00Z", reason: b }\n',
      },
      'config/exceptions.yml:2: exceptions.0.accounts: "all", or a list of account ids in quotes',
    ],
    [
      'A88 an approval that lives longer than a day',
      { 'approvals.yml': '# ours\nvalidHours: 24\n' },
      'config/approvals.yml:2: validHours: at most 8 hours',
    ],
    [
      'A88 approvers by a role that everybody has',
      { 'approvals.yml': 'approvers:\n  roles: [admin, triage]\n' },
      'config/approvals.yml:2: approvers.roles.1: the role triage is too weak for this',
    ],
    [
      'A88 approvers by Read, in another case',
      { 'approvals.yml': 'approvers: { roles: [Read] }' },
      'config/approvals.yml:1: approvers.roles.0: the role Read is too weak for this',
    ],
    [
      'A22 requesters by read',
      { 'approvals.yml': 'requesters: { roles: [read] }' },
      'config/approvals.yml:1: requesters.roles.0: the role read is too weak for this',
    ],
    [
      'A88 nobody as approver',
      { 'approvals.yml': 'approvers: { roles: [] }' },
      'config/approvals.yml:1: approvers: names nobody',
    ],
    [
      'A12 a login where an id belongs',
      { 'approvals.yml': 'approvers:\n  ids:\n    - octocat\n' },
      'config/approvals.yml:3: approvers.ids.0: Invalid input: expected number, received string',
    ],
    [
      'A88 a cap above the floor',
      { 'limits.yml': 'caps:\n  resourcesLostOrChanged: 500\n  percentOfType: 90\n' },
      'config/limits.yml:2: caps.resourcesLostOrChanged: at most 25\nconfig/limits.yml:3: caps.percentOfType: at most 20 %',
    ],
    [
      'a freeze in local time',
      {
        'calendar.yml':
          'freezes:\n  - name: x\n    from: "2026-12-20T00:00:00"\n    until: "2026-12-21T00:00:00Z"\n    tiers: [production]\n',
      },
      'config/calendar.yml:3: freezes.0.from: an instant in UTC, such as "2026-12-20T00:00:00Z"',
    ],
    [
      'a freeze that ends before it begins',
      {
        'calendar.yml':
          'freezes:\n  - name: x\n    from: "2026-12-20T00:00:00Z"\n    until: "2026-12-19T00:00:00Z"\n    tiers: [production]\n',
      },
      'config/calendar.yml:4: freezes.0.until: ends before it begins',
    ],
    [
      'one environment for staging and production',
      { 'pull-requests.yml': 'environments: { staging: prod, production: prod }' },
      'config/pull-requests.yml:1: environments.production: staging and production need an environment of their own',
    ],
    [
      'a pattern that covers a part only',
      { 'tags.yml': 'costCenterPattern: "CC-[0-9]+"' },
      'config/tags.yml:1: costCenterPattern: must begin with ^ and end with $',
    ],
    [
      'a tag value that AWS session tags refuse',
      { 'tags.yml': 'defaults: { Owner: "a@b" }' },
      'config/tags.yml:1: defaults.Owner: only letters, digits, spaces and _ . / = + -',
    ],
    [
      'A75 nobody to serve',
      { 'github.yml': 'ownerIds: []' },
      'config/github.yml:1: ownerIds: at least one: installations of others are ignored',
    ],
    [
      'a missing member',
      { 'organization.yml': ORGANIZATION.replace(/externalId.*\n/, '') },
      'config/organization.yml:1: externalId: Invalid input: expected string, received undefined',
    ],
    [
      'identities in the management account',
      { 'organization.yml': ORGANIZATION.replace('999999999999', '111111111111') },
      'config/organization.yml:4: toolingAccountId: the worker identities never live in the management account',
    ],
    [
      'A27 a log archive called development',
      {
        'organization.yml': `${ORGANIZATION}accounts:\n  "888888888888":\n    role: LogArchive\n    tier: development\n`,
      },
      'config/organization.yml:11: accounts.888888888888.tier: an account of role LogArchive is at least production',
    ],
    [
      'an account id that is none',
      { 'organization.yml': `${ORGANIZATION}accounts:\n  "88888": { tier: test }\n` },
      'config/organization.yml:9: accounts.88888: an account id is twelve digits in quotes',
    ],
    [
      'a region that is none',
      { 'organization.yml': ORGANIZATION.replace('us-east-1', 'virginia') },
      'config/organization.yml:7: defaultRegions.0: "virginia" is no region, such as "us-east-1"',
    ],
    [
      'a naming pattern with a part nobody fills',
      { 'organization.yml': `${ORGANIZATION}namingPattern: "{org}-{user}-{name}"\n` },
      'config/organization.yml:8: namingPattern: knows only {org}, {env}, {region} and {name}',
    ],
  ];

  it.each(rows)('%s', (_name, files, expected) => {
    expect(errorsOf(files)).toBe(expected);
  });

  it('says everything that is missing at once', () => {
    const parsed = parseConfig(new Map());
    expect(parsed.ok ? [] : parsed.errors.map(({ file, reason }) => `${file} ${reason}`)).toEqual([
      'organization.yml the file is missing',
      'github.yml the file is missing',
    ]);
  });

  it('a folder that is not there is an error and no crash', () => {
    expect(readConfig(join(ROOT, 'no-such-folder')).ok).toBe(false);
  });
});
