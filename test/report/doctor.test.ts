import { describe, expect, it } from 'vitest';
import { loadConfig } from '../../src/app/knowledge.ts';
import { exitOf, ok, skipped, warn, wrong } from '../../src/report/doctor/check.ts';
import { probesFor, type ProbedAccount } from '../../src/report/doctor/expected-roles.ts';
import {
  judgeIdentities,
  judgeOrganization,
  judgeRoles,
  type ProbeResult,
} from '../../src/report/doctor/judge-aws.ts';
import { judgeDatabase, type DatabaseFacts } from '../../src/report/doctor/judge-database.ts';
import type { Tier } from '../../src/task/tier.ts';

const { organization, ...rest } = loadConfig();
const arn = (name: string, session = 'one'): string =>
  `arn:aws:sts::121212121212:assumed-role/${name}/${session}`;

const reader = { worker: 'reader', accountId: '121212121212', arn: arn('reader') } as const;
const deployer = { worker: 'deployer', accountId: '121212121212', arn: arn('deployer') } as const;

describe('identities', () => {
  it.each([
    ['none', [], ['']],
    ['two of their own', [reader, deployer], ['', '']],
    [
      'one for both, in two sessions',
      [reader, { ...deployer, arn: arn('reader', 'two') }],
      ['', '', 'the reader and the deployer are the same identity'],
    ],
    [
      'a root user',
      [{ ...reader, arn: 'arn:aws:iam::121212121212:root' }],
      ['arn:aws:iam::121212121212:root is a root user'],
    ],
    [
      'the management account',
      [{ ...deployer, accountId: organization.managementAccountId }],
      [`${deployer.arn} is in the management account`],
    ],
    [
      'another account',
      [{ ...deployer, accountId: '333333333333' }],
      [`${deployer.arn} is not in the tooling account 121212121212`],
    ],
  ])('%s', (_, identities, expected) => {
    const complaints = judgeIdentities(identities, organization).map(({ state, found }) =>
      state === 'ok' ? '' : found,
    );
    expect(complaints.join()).toBe(expected.join());
  });
});

const account = (tier: Tier, isManagement = false): ProbedAccount => ({
  id: '333333333333',
  name: 'athena',
  tier,
  isManagement,
});

const count = (tier: Tier, isManagement = false): readonly number[] =>
  (['open', 'refuse'] as const).map(
    (must) =>
      probesFor(account(tier, isManagement), ['reader', 'deployer']).filter(
        (probe) => probe.must === must,
      ).length,
  );

describe('roles', () => {
  it.each([
    ['sandbox', false, [4, 8]],
    ['development', false, [4, 8]],
    ['test', false, [4, 8]],
    ['staging', false, [2, 8]],
    ['production', false, [2, 8]],
    ['unknown', false, [2, 8]],
    ['production', true, [0, 8]],
  ] as const)('of tier %s, management %s, are tried', (tier, isManagement, expected) => {
    expect(count(tier, isManagement)).toEqual(expected);
  });

  it('only those of the workers at hand are tried', () => {
    expect(probesFor(account('test'), [])).toEqual([]);
    const own = probesFor(account('test'), ['deployer']).map(({ worker }) => worker);
    expect(new Set(own)).toEqual(new Set(['deployer']));
  });

  const all = (tier: Tier, change: (probe: ProbeResult) => ProbeResult): readonly ProbeResult[] =>
    probesFor(account(tier), ['reader', 'deployer']).map((probe) =>
      change({ ...probe, did: probe.must === 'open' ? 'opened' : 'refused' }),
    );
  const judge = (tier: Tier, change: (probe: ProbeResult) => ProbeResult) =>
    judgeRoles([{ account: account(tier), results: all(tier, change), misplaced: [] }]);

  it.each([
    ['nothing', (probe: ProbeResult) => probe, ['12 tries']],
    [
      'A59 an external id that nobody checks',
      (probe: ProbeResult): ProbeResult =>
        probe.externalId === 'wrong' && probe.role === 'AwsCoworkerReader'
          ? { ...probe, did: 'opened' }
          : probe,
      ['AwsCoworkerReader opens for the reader with a wrong external id'],
    ],
    [
      'a reader that can become the deployer',
      (probe: ProbeResult): ProbeResult =>
        probe.worker === 'reader' && probe.role === 'AwsCoworkerDeployer'
          ? { ...probe, did: 'opened' }
          : probe,
      ['AwsCoworkerDeployer opens for the reader'],
    ],
    [
      'an endpoint that opens other accounts',
      (probe: ProbeResult): ProbeResult =>
        probe.must === 'open' && probe.worker === 'deployer'
          ? { ...probe, did: 'other account' }
          : probe,
      [
        'AwsCoworkerDeployer opened in another account',
        'AwsCoworkerOperator opened in another account',
      ],
    ],
  ] as const)('%s', (_, change, expected) => {
    const found = judge('development', change).map((check) => check.found);
    expect(found).toHaveLength(expected.length);
    for (const [n, text] of expected.entries()) expect(found[n]).toContain(text);
  });

  it('a deployer that no account of this tier may have is wrong even when it does not open', () => {
    const checks = judgeRoles([
      { account: account('staging'), results: [], misplaced: ['AwsCoworkerDeployer'] },
    ]);
    expect(checks).toEqual([
      wrong(
        'AWS roles in athena (333333333333), staging',
        'AwsCoworkerDeployer is there, and no account of this tier may have it',
        'Delete the role, and attach infrastructure/control-policies/no-deployers.json.',
      ),
    ]);
  });
});

describe('organization', () => {
  const raw = [...organization.accounts.keys()].map((id) => ({
    id,
    name: 'one',
    ouPath: '',
    status: 'ACTIVE',
    tags: {},
    createdAt: '',
  }));
  const config = { ...rest, organization };
  const read = { id: organization.id, managementAccountId: organization.managementAccountId };

  it.each([
    ['as configured', read, `${organization.id}, ${raw.length} accounts`],
    ['not readable', undefined, `${organization.id}, ${raw.length} accounts`],
    ['another', { ...read, id: 'o-another000' }, 'the organization is o-another000'],
    [
      'with another management account',
      { ...read, managementAccountId: '222222222222' },
      'its management account is 222222222222',
    ],
  ] as const)('%s', (_, described, expected) => {
    const checks = judgeOrganization({ read: described, raw, accounts: [] }, config);
    expect(checks).toHaveLength(1);
    expect(checks[0]?.found).toContain(expected);
  });
});

const facts: DatabaseFacts = {
  kind: 'server',
  version: 2,
  latest: 2,
  isOwner: false,
  notices: [],
  missingRights: [],
};

describe('database', () => {
  it.each([
    ['as it must be', {}, false, 'ok Database, ok Database rights'],
    ['does not answer', { problem: 'ECONNREFUSED' }, false, 'wrong Database'],
    ['empty, and ours', { version: 0, isOwner: true }, true, 'ok Database, ok Database rights'],
    ['empty, and not ours', { version: 0 }, false, 'wrong Database, ok Database rights'],
    ['newer than we', { version: 3 }, false, 'wrong Database, ok Database rights'],
    [
      'rights of others',
      { notices: ['may insert into plans'] },
      false,
      'ok Database, wrong Database rights',
    ],
    [
      'one process for all',
      { notices: ['holds the rights of all'] },
      true,
      'ok Database, warn Database rights',
    ],
    [
      'without a right',
      { missingRights: ['INSERT on plans'] },
      false,
      'ok Database, wrong Database rights',
    ],
  ] as const)('%s', (_, change, isAlone, expected) => {
    const checks = judgeDatabase({ ...facts, ...change }, isAlone);
    expect(checks.map(({ state, check }) => `${state} ${check}`).join(', ')).toBe(expected);
  });
});

describe('exit code', () => {
  it.each([
    ['nothing', [], 0],
    ['ok, warn and skipped', [ok('a', ''), warn('b', '', ''), skipped('c', '')], 0],
    ['one wrong', [ok('a', ''), wrong('b', '', '')], 1],
  ] as const)('%s', (_, checks, expected) => {
    expect(exitOf(checks)).toBe(expected);
  });
});
