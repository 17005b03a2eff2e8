import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readConfig } from '../../src/app/read-config.ts';
import {
  accountsNotFound,
  classifyAccount,
  classifyAccounts,
  type OrganizationsAccount,
} from '../../src/config/classify-account.ts';
import type { AccountRecord, Config, OuRecord } from '../../src/config/config.ts';
import { NAME_PATTERNS, tierOfName } from '../../src/config/name-patterns.ts';
import { renderConfigErrors } from '../../src/config/parse-config.ts';
import { parseAccountId, type AccountId } from '../../src/task/ids.ts';
import { isAtLeast, TIERS, type Tier } from '../../src/task/tier.ts';
import { ROOT } from '../source-files.ts';

const shipped = ((): Config => {
  const parsed = readConfig(join(ROOT, 'config'));
  if (!parsed.ok) throw new Error(renderConfigErrors(parsed.errors));
  return parsed.config;
})();

const id = (text: string): AccountId => {
  const parsed = parseAccountId(text);
  if (parsed === undefined) throw new Error(`${text} is no account id`);
  return parsed;
};

const configOf = (
  ous: Readonly<Record<string, OuRecord>>,
  accounts: Readonly<Record<string, AccountRecord>> = {},
): Config => ({
  ...shipped,
  organization: {
    ...shipped.organization,
    ous: new Map(Object.entries(ous)),
    accounts: new Map(Object.entries(accounts).map(([key, record]) => [id(key), record])),
  },
});

const raw = (part: Partial<OrganizationsAccount>): OrganizationsAccount => ({
  id: id('123456789012'),
  name: 'plain',
  ouPath: '',
  status: 'ACTIVE',
  tags: {},
  createdAt: '',
  ...part,
});

interface InventoryAccount {
  readonly id: string;
  readonly name: string;
  readonly role: string;
  readonly tier: string;
  readonly persona: string | null;
  readonly ou: string;
  readonly regions: readonly string[];
}

const UNITS: Readonly<Record<string, OuRecord>> = {
  'Workloads/Development': { tier: 'development' },
  'Workloads/NonProduction': { tier: 'test' },
  Production: { tier: 'production' },
  Security: { role: 'Security' },
  'Security/Playground': { tier: 'sandbox', role: 'Sandbox' },
};

describe('classifyAccount', () => {
  const rows: readonly (readonly [string, Config, Partial<OrganizationsAccount>, string])[] = [
    [
      'an account nobody classified is unknown',
      configOf({}),
      {},
      'unknown from nothing, Production',
    ],
    [
      'the unit decides',
      configOf(UNITS),
      { ouPath: 'Workloads/Development' },
      'development from organizational unit, Development',
    ],
    [
      'a unit below a named one follows it',
      configOf(UNITS),
      { ouPath: 'Workloads/Development/Team A/Web' },
      'development from organizational unit, Development',
    ],
    [
      'NonProduction is not Production',
      configOf(UNITS),
      { ouPath: 'Workloads/NonProduction' },
      'test from organizational unit, Test',
    ],
    [
      'a unit of the same name elsewhere says nothing',
      configOf(UNITS),
      { ouPath: 'Acquired/Production' },
      'unknown from nothing, Production',
    ],
    [
      'A27 a record of development in a production unit is production',
      configOf(UNITS, { '123456789012': { tier: 'development' } }),
      { ouPath: 'Production' },
      'production from organizational unit, Production',
    ],
    [
      'A27 a record of production in a development unit is production',
      configOf(UNITS, { '123456789012': { tier: 'production' } }),
      { ouPath: 'Workloads/Development' },
      'production from config, Production',
    ],
    [
      'A27 a name that says dev does not lower',
      configOf(UNITS),
      { ouPath: 'Production', name: 'apollo-dev' },
      'production from organizational unit, Production',
    ],
    [
      'A27 a tag that says development does not lower',
      configOf(UNITS),
      { ouPath: 'Production', tags: { Environment: 'development' } },
      'production from organizational unit, Production',
    ],
    [
      'a name that says prod raises',
      configOf(UNITS),
      { ouPath: 'Workloads/Development', name: 'Apollo-PROD' },
      'production from account name, Production',
    ],
    [
      'a tag that says prod raises',
      configOf(UNITS),
      { ouPath: 'Workloads/Development', tags: { Environment: ' Prod ' } },
      'production from account tag, Production',
    ],
    [
      'A27 neither name nor tag classifies what nobody classified',
      configOf({}),
      { name: 'dev-playground', tags: { Environment: 'sandbox' } },
      'unknown from nothing, Production',
    ],
    [
      'A27 a unit of security is production, also below a sandbox of its own',
      configOf(UNITS),
      { ouPath: 'Security/Playground' },
      'production from organizational unit, Security',
    ],
    [
      'A64 the management account is production without a record',
      configOf({}),
      { id: shipped.organization.managementAccountId, name: 'dev-sandbox' },
      'production from config, Management',
    ],
    [
      'A64 the management account is not what its record calls it',
      configOf({}, { [shipped.organization.managementAccountId]: { tier: 'sandbox' } }),
      { id: shipped.organization.managementAccountId },
      'production from config, Management',
    ],
    [
      'a shared-services record is production',
      configOf(UNITS, { '123456789012': { role: 'SharedServices' } }),
      { ouPath: 'Workloads/Development' },
      'production from config, SharedServices',
    ],
  ];

  it.each(rows)('%s', (_name, config, part, expected) => {
    const { tier, tierSource, role } = classifyAccount(raw(part), config);
    expect(`${tier} from ${tierSource}, ${role}`).toBe(expected);
  });

  it('the demo organization is what its inventory says', () => {
    const file = join(ROOT, 'test/config/demo-organization.json');
    const inventory = readInventory(file);
    const found = classifyAccounts(inventory.map(asRaw), shipped).map((account) => ({
      id: account.id,
      role: account.role,
      tier: account.tier,
      persona: account.persona ?? null,
      regions: account.regions,
    }));
    expect(found).toEqual(
      inventory.map(({ id: key, role, tier, persona, regions }) => ({
        id: key,
        role,
        tier,
        persona,
        regions,
      })),
    );
    // The labelled inventory knows nothing of the account in which the workers live.
    expect(accountsNotFound(inventory.map(asRaw), shipped)).toEqual([
      shipped.organization.toolingAccountId,
    ]);
  });

  it('names the accounts of the configuration that the organization does not have', () => {
    expect(accountsNotFound([], configOf({}, { '123456789012': {} }))).toEqual(['123456789012']);
  });

  it('law: no name, tag or order of pages makes an account less strict', () => {
    const tier = fc.constantFrom<Tier | undefined>(undefined, ...TIERS);
    const word = fc.constantFrom('dev', 'prod', 'qa', 'sandbox', '-', 'production', 'x', 'PROD');
    fc.assert(
      fc.property(tier, tier, fc.array(word, { maxLength: 4 }), word, (own, unit, name, tag) => {
        const config = configOf(
          unit === undefined ? {} : { U: { tier: unit } },
          own === undefined ? {} : { '123456789012': { tier: own } },
        );
        const plain = classifyAccount(raw({ ouPath: 'U' }), config);
        const named = raw({ ouPath: 'U', name: name.join('-'), tags: { Environment: tag } });
        const { tier: found } = classifyAccount(named, config);
        expect(isAtLeast(found, plain.tier)).toBe(true);
        for (const said of [own, unit]) {
          if (said !== undefined) expect(isAtLeast(found, said)).toBe(true);
        }
        if (own === undefined && unit === undefined) expect(found).toBe('unknown');
      }),
    );
  });
});

const asRaw = (account: InventoryAccount): OrganizationsAccount =>
  raw({ id: id(account.id), name: account.name, ouPath: account.ou === 'Root' ? '' : account.ou });

const readInventory = (file: string): readonly InventoryAccount[] => {
  const accounts: InventoryAccount[] = JSON.parse(readFileSync(file, 'utf8'));
  return accounts;
};

describe('tierOfName', () => {
  it('knows every pattern', () => {
    const found = TIERS.flatMap((tier) =>
      NAME_PATTERNS[tier].map((pattern) => [
        pattern,
        tierOfName(pattern.replace(/^\*/, 'shop').replace(/\*$/, 'eu')),
      ]),
    );
    expect(found).toEqual([
      ['*sandbox*', 'sandbox'],
      ['dev-*', 'development'],
      ['*-dev', 'development'],
      ['*-dev-*', 'development'],
      ['*-development', 'development'],
      ['*-test', 'test'],
      ['test-*', 'test'],
      ['*-qa', 'test'],
      ['qa-*', 'test'],
      ['*-staging', 'staging'],
      ['staging-*', 'staging'],
      ['*-preprod', 'staging'],
      ['preprod-*', 'staging'],
      ['*-prod', 'production'],
      ['prod-*', 'production'],
      ['*-prod-*', 'production'],
      ['*-production', 'production'],
      ['production-*', 'production'],
    ]);
  });

  it.each([
    ['', undefined],
    ['plain', undefined],
    ['developer-tools', undefined],
    ['product-catalog', undefined],
    ['reproduction', undefined],
    ['mysandboxes', 'sandbox'],
    ['dev-prod', 'production'],
    ['sandbox-prod', 'production'],
    ['SHOP-Production', 'production'],
  ])('%s', (name, expected) => {
    expect(tierOfName(name)).toBe(expected);
  });
});
