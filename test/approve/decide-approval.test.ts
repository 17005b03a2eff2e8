import { describe, expect, it } from 'vitest';
import {
  ApprovedPlan,
  isApprovedPlan,
  type ApprovalFacts,
} from '../../src/approve/approved-plan.ts';
import type { ApprovalContext, Attempt } from '../../src/approve/attempt.ts';
import { decideApproval, judgeAttempt, resumeApproval } from '../../src/approve/decide-approval.ts';
import { GATES } from '../../src/approve/gates.ts';
import type { GuardianVerdict } from '../../src/review/finding.ts';
import { attemptBy, config, contextOf, review, WRITTEN_AT } from './fixtures.ts';

const base = attemptBy(2002);
const digest = contextOf().digested.digest;

const commentBy = (change: Partial<Attempt['comment']>): Attempt => ({
  ...base,
  comment: { ...base.comment, ...change },
});

const cerberus = (verdict: GuardianVerdict['verdict']): ApprovalContext['review'] => ({
  ...review,
  guardians: [{ guardian: 'Cerberus', verdict, because: ['a world-open port'] }],
});

const issue = contextOf().issue;
const freeze = {
  name: 'year end',
  from: '2026-11-20T00:00:00Z',
  until: '2026-11-21T00:00:00Z',
  tiers: ['development'],
} as const;

const costly = {
  ...config,
  escalations: [
    { tiers: ['development'], recurringUsdMonthly: 1, group: 'acme/finance' },
    { tiers: ['development'], recurringUsdMonthly: 1, group: 'finance owner' },
  ],
} satisfies typeof config;

type Row = readonly [name: string, attempt: Attempt, context: ApprovalContext, code: string];

const sensitive = { operationClass: 'sensitive' } as const;
const named = { ...base, digest: contextOf(sensitive).digested.digest };

const REFUSED: readonly Row[] = [
  [
    'A08 a person named by id who has left the repository',
    attemptBy(42, { role: { name: 'none', userId: 42 } }),
    contextOf(),
    'may-not-approve',
  ],
  [
    'somebody outside the group that its cost concerns',
    base,
    contextOf({}, { config: costly }),
    'may-not-approve',
  ],
  ['a bot', commentBy({ authorType: 'Bot' }), contextOf(), 'app-comment'],
  ['a person through an application', commentBy({ viaAppId: 9 }), contextOf(), 'app-comment'],
  [
    'A03 an edited comment',
    commentBy({ updatedAt: '2026-11-20T10:06:00Z' }),
    contextOf(),
    'edited-comment',
  ],
  [
    'A20 a closed issue',
    base,
    contextOf({}, { issue: { ...issue, state: 'closed' } }),
    'issue-closed',
  ],
  [
    'A20 a locked issue',
    base,
    contextOf({}, { issue: { ...issue, isLocked: true } }),
    'issue-locked',
  ],
  [
    'A20 a reopened issue',
    base,
    contextOf({}, { issue: { ...issue, isReopened: true } }),
    'reopened',
  ],
  ['A14 a used approval', base, contextOf({}, { isRedeemed: true }), 'already-redeemed'],
  ['production', base, contextOf({ route: 'pull-request' }), 'approve-by-pull-request'],
  ['an unclassified account', base, contextOf({ route: 'none' }), 'tier-unknown'],
  [
    'A01 an edited issue',
    base,
    contextOf({}, { issue: { ...issue, requestHash: 'another' } }),
    'issue-edited',
  ],
  ['A09 a choice of savings as a whole', base, contextOf({ purpose: 'savings' }), 'items-required'],
  ['A09 an older digest', { ...base, digest: '0'.repeat(12) }, contextOf(), 'wrong-digest'],
  [
    'A07 a person with write',
    { ...base, role: { name: 'write', userId: 2002 } },
    contextOf(),
    'may-not-approve',
  ],
  ['A07 a stranger', { ...base, role: { name: 'none' } }, contextOf(), 'may-not-approve'],
  [
    'A12 a role that GitHub gave for another id',
    { ...base, role: { name: 'admin', userId: 3 } },
    contextOf(),
    'may-not-approve',
  ],
  [
    'A08 a role that was lost',
    { ...base, role: { name: 'read', userId: 2002 } },
    contextOf({}, { moment: 'release' }),
    'role-lost',
  ],
  ['A10 an own request in test', attemptBy(1001), contextOf({ tier: 'test' }), 'own-request'],
  [
    'A10 an own request that loses data',
    attemptBy(1001),
    contextOf({ losesData: true }),
    'own-request',
  ],
  [
    'A10 an own request, whoever the plan says has asked',
    attemptBy(1003),
    contextOf({ tier: 'test' }, { issue: { ...issue, authorId: 1003 } }),
    'own-request',
  ],
  [
    'A10 an own label or edit, whoever opened the issue',
    attemptBy(1001),
    contextOf({ tier: 'test' }, { issue: { ...issue, authorId: 1003 } }),
    'own-request',
  ],
  ['A10 an own sensitive request', attemptBy(1001), contextOf(sensitive), 'own-request'],
  [
    'A10 an own request where configuration forbids it',
    attemptBy(1001),
    contextOf(
      {},
      { config: { ...config, approvals: { ...config.approvals, selfApproval: false } } },
    ),
    'own-request',
  ],
  [
    'A21 a high risk without digest',
    base,
    contextOf({ risk: { level: 'high', because: [] } }),
    'digest-required',
  ],
  [
    'a destructive plan without digest',
    base,
    contextOf({ operationClass: 'destructive' }),
    'digest-required',
  ],
  ['a sensitive plan without digest', base, contextOf(sensitive), 'digest-required'],
  [
    'a plan that loses data without digest',
    base,
    contextOf({ losesData: true }),
    'digest-required',
  ],
  [
    'A09 a bare approval written before the plan',
    commentBy({ createdAt: '2026-11-20T09:59:00Z', updatedAt: '2026-11-20T09:59:00Z' }),
    contextOf(),
    'plan-comment-changed',
  ],
  [
    'a bare approval nine seconds after the plan',
    commentBy({ createdAt: '2026-11-20T10:00:09Z', updatedAt: '2026-11-20T10:00:09Z' }),
    contextOf(),
    'plan-comment-changed',
  ],
  [
    'a named approval a second before the plan',
    {
      ...commentBy({ createdAt: '2026-11-20T09:59:59Z', updatedAt: '2026-11-20T09:59:59Z' }),
      digest,
    },
    contextOf(),
    'plan-comment-changed',
  ],
  [
    'A42 a plan that was put back in the very second of a named approval',
    {
      ...commentBy({ createdAt: '2026-11-20T10:00:00Z', updatedAt: '2026-11-20T10:00:00Z' }),
      digest,
    },
    contextOf(),
    'plan-comment-changed',
  ],
  [
    'A15 a clock so far behind that no age can be told',
    base,
    contextOf({}, { now: '2026-11-20T09:54:59Z', moment: 'release' }),
    'approval-expired',
  ],
  [
    'A42 a plan block that somebody changed',
    { ...base, digest },
    contextOf({}, { screen: { block: 'differs', updatedAt: WRITTEN_AT } }),
    'plan-comment-changed',
  ],
  [
    'A47 a plan comment that was deleted',
    { ...base, digest },
    contextOf({}, { screen: { block: 'missing', updatedAt: '' } }),
    'plan-comment-changed',
  ],
  [
    'A15 a plan older than eight hours',
    base,
    contextOf({}, { now: '2026-11-20T18:00:01Z' }),
    'plan-expired',
  ],
  [
    'A15 an approval released after eight hours',
    base,
    contextOf({}, { now: '2026-11-20T18:00:01Z', moment: 'release' }),
    'approval-expired',
  ],
  ['A15 a freeze', base, contextOf({}, { config: { ...config, freezes: [freeze] } }), 'frozen'],
  [
    'a blocked plan',
    base,
    contextOf(
      {},
      {
        review: {
          ...review,
          gate: { ...review.gate, decision: 'BLOCKED', mustResolve: ['S3-01'] },
        },
      },
    ),
    'plan-blocked',
  ],
  ['a Cerberus FAIL', base, contextOf({}, { review: cerberus('FAIL') }), 'guardian-failed'],
  [
    'A62 a sensitive plan with a Cerberus WARN',
    named,
    contextOf(sensitive, { review: cerberus('WARN') }),
    'guardian-failed',
  ],
];

const ACCEPTED: readonly (readonly [string, Attempt, ApprovalContext])[] = [
  [
    'somebody of the group that its cost concerns',
    { ...base, teams: ['acme/finance'] },
    contextOf({}, { config: costly }),
  ],
  ['a bare approval by a maintainer', base, contextOf()],
  [
    'ten seconds after the plan',
    commentBy({ createdAt: '2026-11-20T10:00:10Z', updatedAt: '2026-11-20T10:00:10Z' }),
    contextOf(),
  ],
  ['by the twelve digits', { ...base, digest: digest.slice(0, 12) }, contextOf()],
  ['by the whole digest', { ...base, digest }, contextOf()],
  [
    'by digest in the second after the plan',
    {
      ...commentBy({ createdAt: '2026-11-20T10:00:01Z', updatedAt: '2026-11-20T10:00:01Z' }),
      digest,
    },
    contextOf(),
  ],
  ['by a clock five minutes behind', base, contextOf({}, { now: '2026-11-20T09:55:00Z' })],
  ['exactly eight hours old', base, contextOf({}, { now: '2026-11-20T18:00:00Z' })],
  ['by numeric id', attemptBy(42, { role: { name: 'read', userId: 42 } }), contextOf()],
  [
    'by team',
    { ...base, role: { name: 'read', userId: 2002 }, teams: ['acme/platform'] },
    contextOf(),
  ],
  ['A10 an own request in development', attemptBy(1001), contextOf()],
  ['a resumed release', base, contextOf({}, { isRedeemed: true, moment: 'release' })],
  ['a Cerberus WARN on a harmless plan', base, contextOf({}, { review: cerberus('WARN') })],
  [
    'a freeze of another tier',
    base,
    contextOf({}, { config: { ...config, freezes: [{ ...freeze, tiers: ['production'] }] } }),
  ],
  [
    'a freeze that is over',
    base,
    contextOf(
      {},
      { config: { ...config, freezes: [{ ...freeze, until: '2026-11-20T10:00:00Z' }] } },
    ),
  ],
  [
    'a freeze to come',
    base,
    contextOf(
      {},
      { config: { ...config, freezes: [{ ...freeze, from: '2026-11-20T11:00:00Z' }] } },
    ),
  ],
];

describe('judgeAttempt', () => {
  it.each(REFUSED)('refuses %s', (_, attempt, context, code) => {
    const judged = judgeAttempt(attempt, context);
    expect(judged.ok ? 'accepted' : judged.refusal.code).toBe(code);
  });

  it.each(REFUSED)('says why and what to do next: %s', (_, attempt, context) => {
    const judged = judgeAttempt(attempt, context);
    if (judged.ok) throw new Error('accepted');
    expect(judged.refusal.because.length).toBeGreaterThan(10);
    expect(judged.refusal.next.length).toBeGreaterThan(10);
  });

  it.each(ACCEPTED)('accepts %s', (_, attempt, context) => {
    expect(judgeAttempt(attempt, context)).toEqual({
      ok: true,
      value: {
        approvalId: attempt.approvalId,
        planId: context.planId,
        digest: context.digested.digest,
        person: attempt.comment.author,
        role: attempt.role.name,
        commentId: attempt.comment.id,
        commentBodyHash: 'body',
        at: attempt.comment.createdAt,
      },
    });
  });

  it('has a row for every gate, so that no gate can be removed unseen', () => {
    const firstNo = (attempt: Attempt, context: ApprovalContext): number =>
      GATES.findIndex(([, gate]) => gate(attempt, context) !== undefined);
    const seen = new Set(REFUSED.map(([, attempt, context]) => firstNo(attempt, context)));
    expect([...seen].sort((a, b) => a - b)).toEqual(GATES.map((_, index) => index));
  });
});

const losing = {
  lost: { resources: 2, hasStateful: false },
  operationClass: 'destructive',
} as const;
const losingContext = contextOf(losing);
const losingDigest = losingContext.digested.digest;
const by = (id: number): Attempt => attemptBy(id, { digest: losingDigest });

describe('decideApproval', () => {
  it('makes an approved plan that expires with the plan', () => {
    const decided = decideApproval([base], contextOf());
    if (!decided.ok || decided.value.kind !== 'approved') throw new Error('not approved');
    expect(isApprovedPlan(decided.value.approved)).toBe(true);
    expect(decided.value.approved.facts.expiresAt).toBe('2026-11-20T18:00:00.000Z');
    expect(decided.value.approved.facts.approvals.map((one) => one.person.id)).toEqual([2002]);
  });

  it('waits for the second of two people', () => {
    expect(decideApproval([by(2002)], losingContext)).toMatchObject({
      ok: true,
      value: { kind: 'waiting', people: 2, latest: { person: { id: 2002 } } },
    });
  });

  it('takes two different people', () => {
    expect(decideApproval([by(2002), by(2003)], losingContext)).toMatchObject({
      ok: true,
      value: { kind: 'approved', latest: { person: { id: 2003 } } },
    });
  });

  it('A10 refuses the same person twice, whatever the login', () => {
    const again = {
      ...by(2002),
      comment: { ...by(2002).comment, author: { id: 2002, login: 'new' } },
    };
    expect(decideApproval([by(2002), again], losingContext)).toMatchObject({
      ok: false,
      refusal: { code: 'already-approved' },
    });
  });

  const demoted = { ...by(2004), role: { name: 'read', userId: 2004 } };

  it.each([
    ['one person, twice', [by(2002), by(2002), by(2003)], [2002, 2003]],
    ['one person, again after another', [by(2002), by(2003), by(2002)], [2002, 2003]],
    ['one person, twice before one that does not count', [by(2002), by(2002), demoted], undefined],
    ['two people before one that does not count', [by(2002), by(2003), demoted], [2002, 2003]],
  ] as const)('A17 counts people, not comments: %s', (_, attempts, people) => {
    const decided = decideApproval([...attempts], { ...losingContext, moment: 'release' });
    if (!decided.ok) throw new Error(decided.refusal.code);
    const { value } = decided;
    const approvals = value.kind === 'approved' ? value.approved.facts.approvals : undefined;
    expect(approvals?.map(({ person }) => person.id)).toEqual(people);
  });

  it('A08 asks for the second person again when the first has lost the role', () => {
    const lost = { ...by(2002), role: { name: 'read', userId: 2002 } };
    expect(decideApproval([lost, by(2003)], losingContext)).toMatchObject({
      ok: true,
      value: { kind: 'waiting', latest: { person: { id: 2003 } } },
    });
  });

  it('A08 an approval that no longer counts stands in nobody’s way', () => {
    const lost = { ...by(2002), role: { name: 'read', userId: 2002 } };
    const atRelease = { ...losingContext, moment: 'release' as const };
    expect(decideApproval([by(2003), by(2004), lost], atRelease)).toMatchObject({
      ok: true,
      value: { kind: 'approved' },
    });
    expect(decideApproval([by(2003), lost], atRelease)).toMatchObject({
      ok: true,
      value: { kind: 'waiting' },
    });
    expect(decideApproval([lost], atRelease)).toMatchObject({ ok: false });
    expect(decideApproval([by(2003), lost], losingContext)).toMatchObject({ ok: false });
  });

  it('who approved a plan that needs one person may say so again', () => {
    const again = { ...base, comment: { ...base.comment, id: base.comment.id + 1 } };
    expect(decideApproval([base, again], contextOf())).toMatchObject({
      ok: true,
      value: { kind: 'approved', latest: { commentId: base.comment.id } },
    });
  });

  it('one stateful resource lost needs two people', () => {
    const stateful = contextOf({ lost: { resources: 1, hasStateful: true } });
    expect(decideApproval([base], stateful)).toMatchObject({ value: { kind: 'waiting' } });
  });
});

/** What was decided of a plan of two people; made inside a test, so that a break is its own. */
const factsOfTwo = () => {
  const decided = decideApproval([by(2002), by(2003)], losingContext);
  if (!decided.ok || decided.value.kind !== 'approved') throw new Error('nothing was approved');
  return decided.value.approved.facts;
};

describe('resumeApproval', () => {
  it('is what was decided, out of the journal', () => {
    const kept = JSON.parse(JSON.stringify(factsOfTwo())) as ApprovalFacts;
    const resumed = resumeApproval(kept);
    expect(isApprovedPlan(resumed)).toBe(true);
    expect(resumed?.facts).toEqual(kept);
  });

  it('A49 is nothing where another plan stands under the digest', () => {
    const facts = factsOfTwo();
    const other = { ...facts, plan: { ...facts.plan, issueNumber: 666 } };
    expect(resumeApproval(other)).toBeUndefined();
  });
});

describe('ApprovedPlan', () => {
  it.each([
    ['nothing', undefined],
    ['a plain object', { facts: {} }],
    ['a copy of its shape', Object.create(ApprovedPlan.prototype)],
  ])('%s is none', (_, value) => {
    expect(isApprovedPlan(value)).toBe(false);
  });
});
