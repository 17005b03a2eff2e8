import { describe, expect, it } from 'vitest';
import { autonomyOf } from '../../src/agents/roster.ts';
import { HEALS } from '../../src/config/healing-file.ts';
import { parseConfig, renderConfigErrors } from '../../src/config/parse-config.ts';
import { operationOf } from '../../src/services/operate-drafts.ts';
import { allServices } from '../../src/services/registry.ts';

const BASE = {
  'organization.yml': `id: o-exampleorgid
externalId: some-external-id
managementAccountId: "111111111111"
toolingAccountId: "999999999999"
organizationReader: { accountId: "111111111111", roleName: Lister }
shortName: acme
defaultRegions: [us-east-1]
`,
  'github.yml': 'ownerIds: [7]\n',
  'reports.yml': 'health: { enabled: true, repository: acme/platform }\n',
};

const read = (healing: string, more: Readonly<Record<string, string>> = {}) => {
  const parsed = parseConfig(new Map(Object.entries({ ...BASE, 'healing.yml': healing, ...more })));
  return parsed.ok ? parsed.config.healing : renderConfigErrors(parsed.errors);
};

const ROW = {
  type: 'AWS::EC2::Instance',
  tiers: '[development]',
  autonomy: '6',
  operation: 'ec2:reboot',
};

const file = (
  row: Partial<typeof ROW> = {},
  expires = 'expires: "2027-03-31T00:00:00Z"\n',
): string =>
  `${expires}heals:\n  - { ${Object.entries({ ...ROW, ...row })
    .map(([key, value]) => `${key}: ${value}`)
    .join(', ')} }\n`;

describe('healing.yml', () => {
  it.each([
    ['an empty file', ''],
    ['a file without rows', 'heals: []\n'],
    ['a file that only says when it ends', 'expires: "2027-03-31T00:00:00Z"\n'],
  ])('%s allows nothing', (_, text) => {
    expect(read(text)).toBeUndefined();
  });

  it('a row is a standing approval, kept with the very text of the file', () => {
    expect(read(file())).toEqual({
      source: file(),
      expires: '2027-03-31T00:00:00Z',
      heals: [{ ...ROW, tiers: ['development'], autonomy: 6 }],
    });
  });

  const where = 'config/healing.yml:3: heals.0';
  it.each([
    [
      'production',
      { tiers: '[production]' },
      `${where}.tiers.0: sandbox or development: elsewhere`,
    ],
    ['staging beside', { tiers: '[sandbox, staging]' }, `${where}.tiers.1: sandbox or development`],
    ['test', { tiers: '[test]' }, `${where}.tiers.0: sandbox or development`],
    ['no tier', { tiers: '[]' }, `${where}.tiers: names no tier`],
    [
      'a level that does nothing alone',
      { autonomy: '5' },
      `${where}.autonomy: a level from 6 to 10`,
    ],
    ['a level that nobody has', { autonomy: '11' }, `${where}.autonomy: a level from 6 to 10`],
    [
      'a destructive operation',
      { operation: 'ec2:terminate' },
      `${where}.operation: one of ec2:reboot, ec2:start: nothing else is done without a person`,
    ],
    ['a stop', { operation: 'ec2:stop' }, `${where}.operation: one of ec2:reboot, ec2:start`],
    ['an unknown type', { type: 'AWS::Nope::Nope' }, `${where}.type: one of AWS::EC2::Instance`],
    ['another type', { type: 'AWS::RDS::DBInstance' }, `${where}.type: one of AWS::EC2::Instance`],
  ])('%s is an error that says what to write', (_, row, said) => {
    expect(read(file(row))).toContain(said);
  });

  it('a standing approval ends', () => {
    expect(read(file({}, ''))).toBe(
      'config/healing.yml:1: expires: is needed: a standing approval ends, such as ' +
        '"2027-03-31T00:00:00Z"',
    );
    expect(read(file({}, 'expires: never\n'))).toContain('expires: an instant in UTC');
  });

  it('it needs a place where it reports itself', () => {
    expect(read(file(), { 'reports.yml': '' })).toContain(
      'config/healing.yml:1: heals: need the look at health: set health.enabled',
    );
  });
});

describe('the closed list of heals', () => {
  it.each(Object.entries(HEALS))('%s: harmless, of that type, of that level', (name, heal) => {
    expect(operationOf(name)?.operationClass).toBe('non-destructive');
    expect(
      allServices.filter(({ operations }) => operations.some((one) => one.name === name)),
    ).toEqual([expect.objectContaining({ resourceType: heal.type })]);
    expect(autonomyOf(heal.type)).toBeGreaterThanOrEqual(heal.leastAutonomy);
    expect(heal.leastAutonomy).toBeGreaterThanOrEqual(6);
    const service = allServices.find(({ resourceType }) => resourceType === heal.type);
    expect(service?.health.some((rule) => rule.heal.operation === name)).toBe(true);
  });
});
