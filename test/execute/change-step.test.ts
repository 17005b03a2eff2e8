import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { CallRefused } from '../../src/execute/call-refused.ts';
import { executePlan } from '../../src/execute/execute-plan.ts';
import type { JournalEntry } from '../../src/execute/ports.ts';
import type { ExecutePorts } from '../../src/execute/step-context.ts';
import type { ChangeStep } from '../../src/plan/step.ts';
import { Fault } from '../../src/task/fault.ts';
import { stepId } from '../../src/task/ids.ts';
import { fakePorts, usualWorld, type FakeWorld } from './fake-door.ts';
import { approve, changeStep, PLAN_ID } from './fixtures.ts';

const propertiesHash = createHash('sha256').update('{"BucketName":"r"}').digest('hex');
const update = changeStep({ propertiesHash });
const UPDATE = 'UpdateResource acme-dev-reports cw-step-1-a1';

const unowned = {
  ok: false,
  code: 'ValidationError',
  httpStatus: 400,
  message: 'Stack for acme-dev-reports does not exist',
} as const;

const world = (more: Partial<FakeWorld> = {}): FakeWorld => ({
  ...usualWorld(),
  properties: { BucketName: 'r' },
  read: () => unowned,
  ...more,
});

const run = async (given: FakeWorld, journal: JournalEntry[] = [], step: ChangeStep = update) => {
  const fake = fakePorts(given, journal);
  return { ...fake, outcome: await executePlan(approve([step]), fake.ports) };
};

const line = (kind: JournalEntry['kind'], more: Partial<JournalEntry> = {}): JournalEntry => ({
  planId: PLAN_ID,
  stepId: stepId(1),
  kind,
  what: 'cloudformation:UpdateResource',
  detail: {},
  ...more,
});

/** The clock of these tests begins then. */
const hoursAgo = (hours: number): string =>
  new Date(fakePorts(world()).ports.clock.now().getTime() - hours * 3_600_000).toISOString();

const state = (status: string, errorCode = '', message = '') => ({ status, errorCode, message });

describe('a change step', () => {
  it('changes one resource and waits for Cloud Control', async () => {
    const changes = [state('PENDING'), state('IN_PROGRESS'), state('SUCCESS')];
    const { outcome, calls, opened } = await run(world({ changes }));
    expect([calls, opened]).toEqual([[UPDATE], ['reader', 'operator step-1']]);
    expect(outcome).toMatchObject({
      kind: 'done',
      seconds: 10,
      steps: [
        {
          made: [{ action: 'change', physicalId: 'acme-dev-reports' }],
          checks: [{ logicalId: 'acme-dev-reports' }],
        },
      ],
      calls: [{ action: 'cloudformation:UpdateResource', requestId: 'request-1' }],
    });
  });

  it('deletes one resource', async () => {
    const step = changeStep({ propertiesHash, action: 'delete', patch: [] });
    const { outcome, calls } = await run(world(), [], step);
    expect([outcome.kind, calls]).toEqual(['done', [UPDATE.replace('Update', 'Delete')]]);
  });

  const rows: readonly (readonly [string, Partial<FakeWorld>, string])[] = [
    ['A61 the session is in another account', { sessionAccount: '222222222222' }, 'wrong-account'],
    ['the resource is gone', { properties: undefined }, 'change-set-stale'],
    ['A53 the resource changed', { properties: { BucketName: 'x' } }, 'change-set-stale'],
    ['a stack owns it', { read: () => ({ ok: true, output: {} }) }, 'change-set-stale'],
    [
      'AWS does not say whether a stack owns it',
      { read: () => ({ ...unowned, code: 'AccessDenied', message: 'no' }) },
      'change-set-stale',
    ],
    [
      'the door does not open',
      { refusals: { operator: { code: 'role-missing', because: '', next: '' } } },
      'role-missing',
    ],
  ];

  it.each(rows)('%s: nothing is called', async (_name, more, code) => {
    const { outcome, calls } = await run(world(more));
    const found = outcome.kind === 'refused' ? outcome.refusal.code : outcome.kind;
    expect([found, calls]).toEqual([code, []]);
  });

  it('a stop asked for while the session opens is heard', async () => {
    const { ports, calls } = fakePorts(world());
    let asked = 0;
    const progress = { ...ports.progress, isCancelled: async () => (asked += 1) > 1 };
    const outcome = await executePlan(approve([update]), { ...ports, progress });
    expect([outcome.kind, calls]).toEqual(['cancelled', []]);
  });

  it('a call that AWS refuses is a refusal', async () => {
    const failures = {
      UpdateResource: [new CallRefused('cloudformation:X', 'NotUpdatable', 'no')],
    };
    const { outcome } = await run(world({ failures }));
    expect(outcome).toMatchObject({ kind: 'refused', refusal: { code: 'aws-refused' } });
  });

  it('a lost answer leaves an unknown state', async () => {
    const failures = { UpdateResource: [new Fault('timeout', 'lost')] };
    const { outcome } = await run(world({ failures }));
    expect(outcome).toMatchObject({
      kind: 'failed',
      failure: { end: 'unknown', cause: { reason: 'lost' } },
    });
  });

  it('a request that fails says why', async () => {
    const denied = 'not authorized to perform: s3:PutBucketVersioning';
    const { outcome } = await run(world({ changes: [state('FAILED', 'AccessDenied', denied)] }));
    expect(outcome).toMatchObject({
      kind: 'failed',
      failure: {
        end: 'unknown',
        state: 'FAILED',
        cause: { reason: `AccessDenied: ${denied}` },
        refusal: { code: 'missing-permission' },
      },
    });
    const silent = await run(world({ changes: [state('FAILED')] }));
    expect(silent.outcome).toMatchObject({ failure: { cause: { reason: '' } } });
  });

  it('a request that never ends is not waited for without end', async () => {
    const { outcome } = await run(world({ changes: [state('IN_PROGRESS')] }));
    expect(outcome).toMatchObject({ kind: 'failed', failure: { state: 'IN_PROGRESS' } });
  });

  it('a poll that is throttled is made again, one that is denied has a name', async () => {
    const slow = { readChange: [new Fault('throttled', 'x')] };
    expect((await run(world({ failures: slow }))).outcome.kind).toBe('done');
    const closed = { readChange: [new Fault('denied', 'x')] };
    expect((await run(world({ failures: closed }))).outcome).toMatchObject({
      failure: { end: 'unknown', cause: { status: 'denied' } },
    });
  });

  it('A55 after a crash the request is followed, or asked for by the same token', async () => {
    const followed = await run(world(), [
      line('intent'),
      line('receipt', { requestId: 'request-0' }),
    ]);
    expect([followed.outcome.kind, followed.calls]).toEqual(['done', []]);
    const changed = { properties: { BucketName: 'changed by it' } };
    const asked = await run(world(changed), [line('intent', { detail: { at: hoursAgo(30) } })]);
    expect([asked.outcome.kind, asked.calls]).toEqual(['done', [UPDATE]]);
    const refused = await run(world(changed), [line('intent'), line('outcome')]);
    expect([refused.outcome.kind, refused.calls]).toEqual(['refused', []]);
  });

  const unasked: readonly (readonly [string, JournalEntry, Partial<ExecutePorts>])[] = [
    ['once AWS may have forgotten the token', line('intent', { detail: { at: hoursAgo(36) } }), {}],
    ['where nobody knows when it was made', line('intent'), {}],
    [
      'when the approval can not be proven again',
      line('intent', { detail: { at: hoursAgo(1) } }),
      { onlyFollow: { code: 'role-lost', because: '', next: '' } },
    ],
  ];

  it.each(unasked)('A55 a call without receipt is not made again %s', async (_, entry, more) => {
    const { ports, calls } = fakePorts(world(), [entry]);
    const outcome = await executePlan(approve([update]), { ...ports, ...more });
    expect(calls).toEqual([]);
    expect(outcome).toMatchObject({
      kind: 'failed',
      failure: { end: 'unknown', cause: { reason: expect.stringContaining('process ended') } },
    });
  });
});
