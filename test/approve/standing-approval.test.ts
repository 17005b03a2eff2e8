import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { autonomyOf } from '../../src/agents/roster.ts';
import { isApprovedPlan } from '../../src/approve/approved-plan.ts';
import { isStanding } from '../../src/approve/approval.ts';
import { decideApproval, decideStanding } from '../../src/approve/decide-approval.ts';
import {
  judgeStanding,
  type HealContext,
  type PastHeal,
} from '../../src/approve/standing-approval.ts';
import type { HealingConfig, HealingRow } from '../../src/config/config.ts';
import type { OperationClass } from '../../src/plan/step.ts';
import type { PlanId } from '../../src/task/ids.ts';
import { TIERS } from '../../src/task/tier.ts';
import { attemptBy, config, contextOf, review } from './fixtures.ts';
import { change, HEALING, healContext, healPlan, MERGED, reboot } from './healing.ts';

const NOW = '2026-11-20T10:05:01Z';
const ago = (minutes: number, seconds = 0): string =>
  new Date(Date.parse(NOW) - minutes * 60_000 - seconds * 1000).toISOString();
const healed = (...at: readonly string[]): readonly PastHeal[] =>
  at.map((one, index) => ({ planId: `p${index}-old` as PlanId, at: one }));

const withHealing = (parts: Partial<HealingConfig>): Partial<HealContext> => ({
  config: { ...config, healing: { ...HEALING, ...parts } },
});
const withRow = (parts: Partial<HealingRow>): Partial<HealContext> =>
  withHealing({ heals: HEALING.heals.map((row) => ({ ...row, ...parts })) });
const { merger } = MERGED;
const { issue } = contextOf();

const withoutFile = ({ merged: _, ...context }: HealContext): HealContext => context;

type Row = readonly [name: string, context: HealContext, code: string];

const REFUSED: readonly Row[] = [
  ['nothing switched on', healContext({ config }), 'no-standing-approval'],
  ['no file on the default branch', withoutFile(healContext()), 'no-standing-approval'],
  [
    'a file that nobody merged',
    healContext({ merged: { commit: MERGED.commit, fileHash: MERGED.fileHash } }),
    'no-standing-approval',
  ],
  [
    'another file than the one loaded',
    healContext({ merged: { ...MERGED, fileHash: 'other' } }),
    'no-standing-approval',
  ],
  [
    'merged by somebody who may not approve',
    healContext({ merged: { ...MERGED, merger: { ...merger, role: { name: 'write' } } } }),
    'no-standing-approval',
  ],
  [
    'merged by a bot',
    healContext({ merged: { ...MERGED, merger: { ...merger, type: 'Bot' } } }),
    'no-standing-approval',
  ],
  ['at the instant of its end', healContext(withHealing({ expires: NOW })), 'no-standing-approval'],
  ['a closed issue', healContext({ issue: { ...issue, state: 'closed' } }), 'issue-closed'],
  ['a locked issue', healContext({ issue: { ...issue, isLocked: true } }), 'issue-locked'],
  ['a reopened issue', healContext({ issue: { ...issue, isReopened: true } }), 'reopened'],
  ['A14 a plan that was used', healContext({ isRedeemed: true }), 'already-redeemed'],
  ['a pull request', healContext({}, { route: 'pull-request' }), 'approve-by-pull-request'],
  ['an unclassified account', healContext({}, { route: 'none' }), 'tier-unknown'],
  ['no step', healContext({}, { steps: [] }), 'no-standing-approval'],
  ['two steps', healContext({}, { steps: [reboot, reboot] }), 'no-standing-approval'],
  ['a rollback', healContext({}, { purpose: 'rollback' }), 'no-standing-approval'],
  [
    'a step that changes nothing known',
    healContext({}, { steps: [{ ...reboot, changes: [] }] }),
    'no-standing-approval',
  ],
  [
    'a step that changes two things',
    healContext({}, { steps: [{ ...reboot, changes: [change, change] }] }),
    'no-standing-approval',
  ],
  ['what loses data', healContext({}, { losesData: true }), 'no-standing-approval'],
  [
    'what loses one resource',
    healContext({}, { lost: { resources: 1, hasStateful: false } }),
    'no-standing-approval',
  ],
  [
    'what loses two resources',
    healContext({}, { lost: { resources: 2, hasStateful: false } }),
    'no-standing-approval',
  ],
  [
    'a high risk',
    healContext({}, { risk: { level: 'high', because: [] } }),
    'no-standing-approval',
  ],
  [
    'what is destructive',
    healContext({}, { operationClass: 'destructive' }),
    'no-standing-approval',
  ],
  ['what is sensitive', healContext({}, { operationClass: 'sensitive' }), 'no-standing-approval'],
  [
    'what is only a preview',
    healContext({}, { operationClass: 'preview' }),
    'no-standing-approval',
  ],
  [
    'what its cost hands to somebody',
    healContext({
      config: {
        ...config,
        healing: HEALING,
        escalations: [{ tiers: ['development'], recurringUsdMonthly: 1, group: 'acme/finance' }],
      },
    }),
    'no-standing-approval',
  ],
  ['a tier without a row', healContext(withRow({ tiers: ['sandbox'] })), 'no-standing-approval'],
  [
    'an account of a tier without a row',
    healContext({}, { accounts: healPlan('test').accounts ?? [] }),
    'no-standing-approval',
  ],
  ['an agent below the level', healContext(withRow({ autonomy: 7 })), 'no-standing-approval'],
  [
    'another operation',
    healContext({}, { steps: [{ ...reboot, operation: 'ec2:start' }] }),
    'no-standing-approval',
  ],
  [
    'another type',
    healContext(
      {},
      { steps: [{ ...reboot, changes: [{ ...change, type: 'AWS::RDS::DBInstance' }] }] },
    ),
    'no-standing-approval',
  ],
  ['what is not ill', healContext({ isIll: false }), 'no-standing-approval'],
  [
    'one half an hour ago, less a second',
    healContext({ past: healed(ago(29, 59)) }),
    'healed-too-often',
  ],
  ['one by a clock that is ahead', healContext({ past: healed(ago(-5)) }), 'healed-too-often'],
  [
    'three in a day',
    healContext({ past: healed(ago(60), ago(600), ago(1439)) }),
    'healed-too-often',
  ],
  [
    'A01 an edited issue',
    healContext({ issue: { ...issue, requestHash: 'another' } }),
    'issue-edited',
  ],
  [
    'a plan that is not on screen',
    healContext({ screen: { ...healContext().screen, block: 'differs' } }),
    'no-standing-approval',
  ],
  [
    'a plan of yesterday',
    healContext({ screen: { ...healContext().screen, updatedAt: '2026-11-19T10:00:00Z' } }),
    'plan-expired',
  ],
  [
    'a freeze',
    healContext({
      config: {
        ...config,
        healing: HEALING,
        freezes: [{ name: 'all', from: ago(60), until: ago(-60), tiers: ['development'] }],
      },
    }),
    'frozen',
  ],
  [
    'a review that blocks',
    healContext({ review: { ...review, gate: { ...review.gate, decision: 'BLOCKED' } } }),
    'plan-blocked',
  ],
  [
    'a guardian that vetoes',
    healContext({
      review: {
        ...review,
        guardians: [{ guardian: 'Cerberus', verdict: 'FAIL', because: ['a reason'] }],
      },
    }),
    'guardian-failed',
  ],
];

describe('a standing approval', () => {
  it.each(REFUSED)('does not cover %s', (_, context, code) => {
    const decided = decideStanding(context);
    expect(decided.ok ? 'approved' : decided.refusal.code).toBe(code);
  });

  it('covers one heal, and names the commit, who merged it and until when it holds', () => {
    const decided = decideStanding(healContext());
    if (!decided.ok) throw new Error(decided.refusal.because);
    expect(isApprovedPlan(decided.value)).toBe(true);
    const [approval] = decided.value.facts.approvals;
    expect(approval).toEqual({
      approvalId: `haaaaaaaaaaaa-p42-abc`,
      planId: 'p42-abc',
      digest: healContext().digested.digest,
      person: { id: 2002, login: 'maintainer' },
      role: 'maintain',
      commit: MERGED.commit,
      fileHash: MERGED.fileHash,
      until: HEALING.expires,
    });
    expect(isStanding(approval)).toBe(true);
  });

  it.each([
    ['half an hour after another', healed(ago(30))],
    ['as the third of a day', healed(ago(60), ago(600), ago(1440))],
    [
      'when it is resumed: its own beginning does not count',
      [{ planId: healContext().planId, at: ago(1) }],
    ],
  ])('covers a heal %s', (_, past) => {
    expect(decideStanding(healContext({ past })).ok).toBe(true);
  });

  it('a heal that was begun is proven again at its release', () => {
    const context = healContext({ isRedeemed: true, moment: 'release' });
    expect(decideStanding(context).ok).toBe(true);
  });

  it('every no says what to do', () => {
    for (const [, context] of REFUSED) {
      const decided = judgeStanding(context);
      expect(decided.ok ? '' : decided.refusal.next).toMatch(/[.`]$/);
    }
  });

  it('what a person gave is told apart', () => {
    const decided = decideApproval([attemptBy(2002)], contextOf());
    const given = decided.ok && decided.value.kind === 'approved' && decided.value.approved.facts;
    expect(given && isStanding(given.approvals[0])).toBe(false);
  });
});

const TYPES = [
  'AWS::EC2::Instance',
  'AWS::Lambda::Function',
  'AWS::RDS::DBInstance',
  'AWS::S3::Bucket',
] as const;
const OPERATIONS = [
  'ec2:reboot',
  'ec2:start',
  'ec2:stop',
  'ec2:terminate',
  'dynamodb:backup',
] as const;
const CLASSES: readonly OperationClass[] = [
  'discovery',
  'preview',
  'non-destructive',
  'destructive',
  'sensitive',
];

/** Also rows that no file could hold: the decision does not rest on how the file was read. */
const rows = fc.record({
  type: fc.constantFrom(...TYPES),
  tiers: fc.subarray([...TIERS]),
  autonomy: fc.integer({ min: 0, max: 10 }),
  operation: fc.constantFrom('ec2:reboot', 'ec2:start'),
}) as fc.Arbitrary<HealingRow>;

const cases = fc.record({
  isOn: fc.boolean(),
  rows: fc.array(rows, { maxLength: 4 }),
  isMerged: fc.boolean(),
  isIll: fc.boolean(),
  isFrozen: fc.boolean(),
  isRedeemed: fc.boolean(),
  expiresInMinutes: fc.integer({ min: -3, max: 3 }),
  type: fc.constantFrom(...TYPES),
  tier: fc.constantFrom(...TIERS),
  operation: fc.constantFrom(...OPERATIONS),
  operationClass: fc.constantFrom(...CLASSES),
  losesData: fc.boolean(),
  minutesAgo: fc.array(fc.integer({ min: 0, max: 3000 }), { maxLength: 5 }),
});

type Case = typeof cases extends fc.Arbitrary<infer T> ? T : never;

/** A heal that may be done. */
const PLAIN: Case = {
  isOn: true,
  rows: HEALING.heals.slice(),
  isMerged: true,
  isIll: true,
  isFrozen: false,
  isRedeemed: false,
  expiresInMinutes: 3,
  type: 'AWS::EC2::Instance',
  tier: 'development',
  operation: 'ec2:reboot',
  operationClass: 'non-destructive',
  losesData: false,
  minutesAgo: [],
};

/** Like a plain heal but in a few ways: a draw that is wrong in every way at once shows little. */
const near = fc
  .tuple(cases, fc.subarray(Object.keys(PLAIN) as (keyof Case)[], { maxLength: 3 }))
  .map(([drawn, ways]): Case => ({
    ...PLAIN,
    ...Object.fromEntries(ways.map((way) => [way, drawn[way]])),
  }));

const contextFor = (one: Case): HealContext => {
  const healing = { ...HEALING, expires: ago(-one.expiresInMinutes), heals: one.rows };
  const freeze = { name: 'all', from: ago(1), until: ago(-1), tiers: [...TIERS] };
  const step = { ...reboot, operation: one.operation, changes: [{ ...change, type: one.type }] };
  const { operationClass, losesData } = one;
  return healContext(
    {
      config: {
        ...config,
        freezes: one.isFrozen ? [freeze] : [],
        ...(one.isOn ? { healing } : {}),
      },
      merged: { ...MERGED, fileHash: one.isMerged ? MERGED.fileHash : 'other' },
      isIll: one.isIll,
      isRedeemed: one.isRedeemed,
      past: healed(...one.minutesAgo.map((minutes) => ago(minutes))),
    },
    { ...healPlan(one.tier), steps: [step], operationClass, losesData },
  );
};

/** The specification once more, in other words. */
const mayHeal = (one: Case): boolean => {
  const isAllowed = one.rows.some(
    (row) =>
      row.type === one.type &&
      row.operation === one.operation &&
      row.tiers.some((tier) => tier === one.tier) &&
      autonomyOf(one.type) >= row.autonomy,
  );
  const isInBounds =
    one.type === 'AWS::EC2::Instance' &&
    ['ec2:reboot', 'ec2:start'].includes(one.operation) &&
    ['sandbox', 'development'].includes(one.tier) &&
    one.operationClass === 'non-destructive' &&
    !one.losesData;
  const isInLimits =
    one.minutesAgo.every((minutes) => minutes >= 30) &&
    one.minutesAgo.filter((minutes) => minutes < 1440).length < 3;
  const isValid = one.isOn && one.isMerged && one.expiresInMinutes > 0;
  const isQuiet = one.isIll && !one.isFrozen && !one.isRedeemed;
  return isValid && isQuiet && isAllowed && isInBounds && isInLimits;
};

describe('over types, tiers, levels, operations, history, expiry and switches', () => {
  it('without a file there never is an approval, and with one never outside its matrix', () => {
    let approved = 0;
    fc.assert(
      fc.property(fc.oneof(cases, near), (one) => {
        const decided = decideStanding(contextFor(one));
        if (decided.ok) approved += 1;
        expect(decided.ok).toBe(mayHeal(one));
      }),
      { numRuns: 4000 },
    );
    // A law that is never about a yes would hold for a decision that always says no.
    expect(approved).toBeGreaterThan(100);
  });
});
