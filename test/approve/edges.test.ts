import { describe, expect, it } from 'vitest';
import type { Config } from '../../src/config/config.ts';
import { decideApproval } from '../../src/approve/decide-approval.ts';
import { freezeAt, minuteOf } from '../../src/approve/frozen.ts';
import { GATES } from '../../src/approve/gates.ts';
import { isTeam, teamsThatMatter } from '../../src/approve/may-approve.ts';
import { requirementOf, severityWords } from '../../src/approve/requirement.ts';
import { missingProtection, refuseRoute } from '../../src/approve/route-protection.ts';
import type { GuardianVerdict } from '../../src/review/finding.ts';
import type { Refusal } from '../../src/task/refusal.ts';
import { attemptBy, config, contextOf, plan, review, SHOWN_AT } from './fixtures.ts';

const freeze = {
  name: 'year end',
  from: '2026-12-19T00:00:00Z',
  until: '2027-01-04T00:00:00Z',
  tiers: ['staging', 'production'],
} as const;

const EVER = { from: '2020-01-01T00:00:00Z', until: '2030-01-01T00:00:00Z' };

describe('freezeAt', () => {
  it.each([
    ['before its first instant', '2026-12-18T23:59:59.999Z', ['production'], false],
    ['at its first instant', '2026-12-19T00:00:00Z', ['production'], true],
    ['at its last instant', '2027-01-04T00:00:00Z', ['staging'], true],
    ['after its last instant', '2027-01-04T00:00:00.001Z', ['staging'], false],
    ['for one tier of several', '2026-12-24T00:00:00Z', ['test', 'production'], true],
    ['for another tier', '2026-12-24T00:00:00Z', ['test'], false],
    ['for no tier', '2026-12-24T00:00:00Z', [], false],
  ] as const)('%s', (_, now, tiers, isFrozen) => {
    expect(freezeAt([freeze], tiers, now)).toBe(isFrozen ? freeze : undefined);
  });
});

describe('minuteOf', () => {
  it.each([
    ['2026-11-30T00:00:00Z', '2026-11-30 00:00 UTC'],
    ['2026-11-30T01:30:59.9+02:00', '2026-11-29 23:30 UTC'],
  ])('%s is %s', (iso, expected) => {
    expect(minuteOf(iso)).toBe(expected);
  });
});

describe('severityWords', () => {
  const high = { risk: { level: 'high', because: [] } } as const;
  it.each([
    [{ losesData: true, operationClass: 'sensitive' }, 'this plan loses data'],
    [{ operationClass: 'destructive' }, 'this plan deletes or replaces something'],
    [{ operationClass: 'sensitive', ...high }, 'this plan touches permissions or protections'],
    [high, 'this plan is of high risk'],
  ] as const)('%j: %s', (parts, expected) => {
    expect(severityWords({ ...plan, ...parts })).toBe(expected);
  });
});

describe('isTeam', () => {
  it.each([
    ['acme/platform', true],
    ['acme-2/platform_leads', true],
    ['', false],
    ['platform lead', false],
    ['acme/platform/leads', false],
    ['see acme/platform', false],
    ['acme/platform please', false],
    ['/platform', false],
    ['acme/', false],
  ])('%j is %s', (name, expected) => {
    expect(isTeam(name)).toBe(expected);
  });
});

describe('teamsThatMatter', () => {
  const approvers = (teams: readonly string[]) => ({
    ...config.approvals,
    approvers: { ...config.approvals.approvers, teams },
  });
  const escalation = (group: string) => ({ tiers: ['development'], group }) as const;

  it.each([
    ['none', [], [], []],
    ['those of approvers', ['b/b', 'a/a'], [], ['a/a', 'b/b']],
    ['those of escalations, each once', ['b/b'], ['a/a', 'b/b', 'a/a'], ['a/a', 'b/b']],
    ['no names that are not teams', [], ['finance owner'], []],
  ])('%s', (_, teams, groups, expected) => {
    const asked = { approvals: approvers(teams), escalations: groups.map(escalation) };
    expect(teamsThatMatter(asked)).toEqual(expected);
  });
});

describe('requirementOf', () => {
  it.each([
    ['nothing lost', { resources: 0, hasStateful: false }, 1],
    ['one thing lost', { resources: 1, hasStateful: false }, 1],
    ['two things lost', { resources: 2, hasStateful: false }, 2],
    ['one thing with data lost', { resources: 1, hasStateful: true }, 2],
  ] as const)('%s', (_, lost, people) => {
    expect(requirementOf({ ...plan, lost }, config).people).toBe(people);
  });

  it('names the groups that its cost concerns, sorted, and nobody without a limit', () => {
    const tiers = ['development'] as const;
    const escalations = [
      { tiers, recurringUsdMonthly: 1, group: 'c' },
      { tiers, recurringUsdMonthly: 1, group: 'a' },
      { tiers, group: 'without-a-limit' },
      { tiers, oneOffUsd: 1, group: 'b' },
    ];
    const groups = requirementOf(plan, { ...config, escalations }).groups;
    expect(groups).toEqual(['a', 'c']);
  });
});

const refusalOf = (
  attempt: Parameters<typeof decideApproval>[0][number],
  context: Parameters<typeof decideApproval>[1],
): Refusal | undefined => {
  const decided = decideApproval([attempt], context);
  return decided.ok ? undefined : decided.refusal;
};

const guardians = (...verdicts: readonly GuardianVerdict[]) =>
  contextOf({}, { review: { ...review, guardians: verdicts } });

const because = ['a world-open port', 'a public bucket'];

describe('guardians', () => {
  const sensitive = { operationClass: 'sensitive' } as const;
  const named = { ...attemptBy(2002), digest: contextOf(sensitive).digested.digest };
  const judged = (verdict: GuardianVerdict['verdict']) =>
    contextOf(sensitive, {
      review: { ...review, guardians: [{ guardian: 'Cerberus', verdict, because }] },
    });

  it('Cerberus vetoes, and says everything it holds against the plan', () => {
    const refusal = refusalOf(
      attemptBy(2002),
      guardians({ guardian: 'Cerberus', verdict: 'FAIL', because }),
    );
    expect(refusal?.because).toBe('Cerberus says FAIL: a world-open port; a public bucket.');
  });

  it.each(['Michael', 'Buddha'] as const)('%s alone vetoes nothing here', (guardian) => {
    const context = guardians({ guardian, verdict: 'FAIL', because });
    expect(refusalOf(attemptBy(2002), context)).toBeUndefined();
  });

  it.each([
    ['PASS', undefined],
    ['WARN', 'guardian-failed'],
    ['FAIL', 'guardian-failed'],
  ] as const)('%s of Cerberus for a sensitive change', (verdict, code) => {
    expect(refusalOf(named, judged(verdict))?.code).toBe(code);
  });
});

describe('what was on screen', () => {
  const digest = contextOf().digested.digest;

  it.each([
    ['this plan', 'matches', undefined],
    ['another text for minutes', 'differs', 'plan-comment-changed'],
    ['no comment any more', 'missing', 'plan-comment-changed'],
  ] as const)('A47 %s', (_, block, code) => {
    const context = contextOf({}, { screen: { block, updatedAt: SHOWN_AT } });
    for (const attempt of [attemptBy(2002), attemptBy(2002, { digest })]) {
      expect(refusalOf(attempt, context)?.code).toBe(code);
    }
  });
});

describe('what a refusal says', () => {
  const digest = contextOf().digested.digest;
  const line = `\`/approve ${digest.slice(0, 12)}\``;
  const base = attemptBy(2002);
  const writer = { ...base, role: { name: 'write', userId: 2002 } };
  const circled = (approvers: Partial<Config['approvals']['approvers']>) => ({
    ...config,
    approvals: {
      ...config.approvals,
      approvers: { roles: [], teams: [], ids: [], ...approvers },
    },
  });
  const teamed = circled({ roles: ['maintain', 'admin'], teams: ['acme/ops', 'acme/dba'] });
  const costly = {
    ...config,
    escalations: [
      { tiers: ['development'], recurringUsdMonthly: 1, group: 'acme/finance' } as const,
    ],
  };

  it.each([
    [
      'another digest',
      { ...base, digest: '0'.repeat(64) },
      contextOf(),
      `You named \`000000000000\`; the current plan is \`${digest.slice(0, 12)}\`.`,
      line,
    ],
    [
      'no right',
      writer,
      contextOf(),
      '`person-2002` has *write* here; approving needs *maintain* or *admin*' +
        ', or membership of `acme/platform`, or being named by id in `config/approvals.yml`.',
      `Somebody with that right types ${line}. Details: \`/why\`.`,
    ],
    [
      'no right, where teams have it too',
      writer,
      contextOf({}, { config: teamed }),
      '`person-2002` has *write* here; approving needs *maintain* or *admin*' +
        ', or membership of `acme/ops`, or membership of `acme/dba`.',
      line,
    ],
    [
      'no right, where only teams have it',
      writer,
      contextOf({}, { config: circled({ teams: ['acme/ops'] }) }),
      '`person-2002` has *write* here; approving needs membership of `acme/ops`.',
      `Somebody with that right types ${line}. Details: \`/why\`.`,
    ],
    [
      'no right, where only some by name have it',
      writer,
      contextOf({}, { config: circled({ ids: [7] }) }),
      '`person-2002` has *write* here; approving needs being named by id in ' +
        '`config/approvals.yml`.',
      line,
    ],
    [
      'a plan that runs or ran',
      base,
      contextOf({}, { isRedeemed: true }),
      'One approval is for one execution, and that of this plan was begun already: this comment ' +
        'started nothing.',
      'for a new plan, or `/rollback` to undo what was done.',
    ],
    [
      'not of the group that pays',
      base,
      contextOf({}, { config: costly }),
      'What this costs is for `acme/finance` to approve; `person-2002` is not a member.',
      'A member of `acme/finance` who may approve here types the line.',
    ],
    [
      'a person of no role',
      { ...base, role: { name: 'none' } },
      contextOf(),
      '`person-2002` has no role here; approving needs *maintain* or *admin*, ' +
        'or membership of `acme/platform`, or being named by id in `config/approvals.yml`.',
      'Somebody with that right types `/approve ',
    ],
    [
      'a freeze',
      base,
      contextOf(
        {},
        { config: { ...config, freezes: [{ ...freeze, ...EVER, tiers: ['development'] }] } },
      ),
      'The change freeze "year end" lasts until 2030-01-01 00:00 UTC.',
      '/plan',
    ],
    [
      'blocked',
      base,
      contextOf(
        {},
        {
          review: {
            ...review,
            gate: { ...review.gate, decision: 'BLOCKED', mustResolve: ['S3-01', 'S3-02'] },
          },
        },
      ),
      'The review blocks this plan.',
      '/add',
    ],
  ] as const)('%s', (_, attempt, context, said, next) => {
    const refusal = refusalOf(attempt, context);
    expect(refusal?.because).toBe(said);
    expect(refusal?.next).toContain(next);
  });

  it('twice by one person asks for another', () => {
    const losing = { lost: { resources: 2, hasStateful: false }, losesData: true };
    const context = contextOf(losing);
    const twice = attemptBy(2002, { digest: context.digested.digest });
    const again = { ...twice, approvalId: 'again', comment: { ...twice.comment, id: 9 } };
    const decided = decideApproval([twice, again], context);
    expect(decided.ok ? undefined : decided.refusal).toMatchObject({
      because: '`person-2002` has approved this plan already.',
      next: 'Another person has to approve as well; `/why` says who can.',
    });
  });

  it('each line of the checklist has words of its own', () => {
    const names = GATES.map(([name]) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^(the|it|no) [\w' ]+$/);
  });
});

const sealed = {
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
  it.each([
    ['requiresPullRequest', 'require a pull request before merging'],
    ['requiresCodeOwners', 'require review from code owners'],
    ['dismissesStale', 'dismiss stale approvals when new commits are pushed'],
    ['requiresLastPushApproval', 'require approval of the most recent push'],
    ['appMayBypass', 'take the application out of the bypass list'],
    [
      'codeOwnersCoverInfrastructure',
      'name code owners of `/infrastructure/` in `.github/CODEOWNERS`',
    ],
    ['codeOwnersCoverGithub', 'name code owners of `/.github/` in `.github/CODEOWNERS`'],
    ['environmentExists', 'create the deployment environment'],
    ['environmentRestrictsBranch', 'restrict the environment to the protected branch'],
  ])('%s is mended by a step of its own', (key, step) => {
    expect(missingProtection({ ...sealed, [key]: key === 'appMayBypass' })).toEqual([step]);
  });

  it('names branch, environment and every step', () => {
    const open = { ...sealed, requiresPullRequest: false, environmentExists: false };
    expect(refuseRoute(open, 'production')).toEqual({
      code: 'route-unprotected',
      because:
        'Branch `main` and environment `production` do not protect what deploys from them ' +
        'against this application, so no pull request is opened.',
      next:
        "In the repository's settings: require a pull request before merging; " +
        'create the deployment environment. Then `/plan`.',
    });
  });
});
