import { describe, expect, it } from 'vitest';
import type { AwsAccount } from '../../src/task/account.ts';
import type { JsonObject } from '../../src/task/json.ts';
import { isSameTier } from '../../src/app/healed-account.ts';
import { config as base } from '../approve/fixtures.ts';
import { account } from '../services/samples.ts';

const config = {
  ...base,
  organization: {
    ...base.organization,
    ous: new Map([
      ['Sandbox', { tier: 'sandbox', role: 'Sandbox' } as const],
      ['Workloads/Test', { tier: 'test', role: 'Test' } as const],
    ]),
    defaultRegions: account().regions,
  },
};

/** An account in the unit of tests, as the reader lists it. */
const listed: AwsAccount = {
  ...account(),
  name: 'plain',
  ou: 'Workloads/Test',
  tier: 'test',
  tierSource: 'organizational unit',
};

const look = (...accounts: readonly AwsAccount[]) => ({
  healable: JSON.parse(JSON.stringify({ accounts })) as JsonObject,
});

describe('the tier of the account of a heal', () => {
  it.each([
    ['its own tier', look(listed), 'test', true],
    ['a milder tier than that of its unit', look(listed), 'sandbox', false],
    ['a stricter tier', look(listed), 'production', false],
    [
      'what the reader called milder than its unit',
      look({ ...listed, tier: 'sandbox' }),
      'test',
      true,
    ],
    ['an account that the reader did not list', look(), 'test', false],
    ['an account where the look tells none', {}, 'test', false],
  ] as const)('A56 %s', (_, seen, tier, expected) => {
    expect(isSameTier(config, seen, { id: listed.id, tier })).toBe(expected);
  });

  it('A56 a plan without the account', () => {
    expect(isSameTier(config, look(listed), undefined)).toBe(false);
  });
});
