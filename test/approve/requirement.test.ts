import { describe, expect, it } from 'vitest';
import { freezeAt } from '../../src/approve/frozen.ts';
import { requirementOf } from '../../src/approve/requirement.ts';
import {
  missingProtection,
  refuseRoute,
  type Protection,
} from '../../src/approve/route-protection.ts';
import { config, plan } from './fixtures.ts';

const rule = { tiers: ['development'], recurringUsdMonthly: 500, group: 'platform lead' } as const;
const withRules = {
  ...config,
  escalations: [rule, { tiers: ['development'], oneOffUsd: 1, group: 'finance' } as const],
};
const priced = (deltaUsdMonthly: number) => ({ ...plan, cost: { ...plan.cost, deltaUsdMonthly } });

describe('requirementOf', () => {
  it.each([
    [
      'a small new thing',
      plan,
      config,
      { people: 1, needsDigest: false, allowsSelf: true, needsCerberusPass: false, groups: [] },
    ],
    [
      'something sensitive',
      { ...plan, operationClass: 'sensitive' as const },
      config,
      { people: 1, needsDigest: true, allowsSelf: false, needsCerberusPass: true, groups: [] },
    ],
    [
      'two resources lost',
      { ...plan, lost: { resources: 2, hasStateful: false } },
      config,
      { people: 2, needsDigest: false, allowsSelf: true, needsCerberusPass: false, groups: [] },
    ],
    [
      '500 dollars a month',
      priced(500),
      withRules,
      {
        people: 1,
        needsDigest: false,
        allowsSelf: true,
        needsCerberusPass: false,
        groups: ['platform lead'],
      },
    ],
    [
      'a cent less',
      priced(499.99),
      withRules,
      { people: 1, needsDigest: false, allowsSelf: true, needsCerberusPass: false, groups: [] },
    ],
    [
      'another tier',
      { ...priced(900), accounts: [] },
      withRules,
      { people: 1, needsDigest: false, allowsSelf: true, needsCerberusPass: false, groups: [] },
    ],
  ])('%s', (_, subject, configuration, expected) => {
    expect(requirementOf(subject, configuration)).toEqual(expected);
  });
});

const sealed: Protection = {
  branch: 'main',
  requiresPullRequest: true,
  requiresCodeOwners: true,
  dismissesStale: true,
  requiresLastPushApproval: true,
  appMayBypass: false,
  codeOwnersCoverInfrastructure: true,
  codeOwnersCoverGithub: true,
  environmentExists: true,
  environmentRestrictsBranch: true,
};

describe('refuseRoute', () => {
  it('lets a sealed branch pass', () => {
    expect(refuseRoute(sealed, 'production')).toBeUndefined();
  });

  it.each(Object.keys(sealed).filter((key) => key !== 'branch'))(
    'A83 refuses without %s',
    (key) => {
      const open = { ...sealed, [key]: key === 'appMayBypass' };
      expect(missingProtection(open)).toHaveLength(1);
      expect(refuseRoute(open, 'production')?.code).toBe('route-unprotected');
    },
  );
});

describe('freezeAt', () => {
  it('is nothing where nothing is frozen', () => {
    expect(freezeAt([], ['production'], '2026-11-20T00:00:00Z')).toBeUndefined();
  });
});
