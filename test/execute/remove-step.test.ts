import { describe, expect, it } from 'vitest';
import { CallRefused } from '../../src/execute/call-refused.ts';
import { executePlan } from '../../src/execute/execute-plan.ts';
import type { JournalEntry } from '../../src/execute/ports.ts';
import { removeEmpty } from '../../src/execute/remove-empty.ts';
import type { RemoveStep } from '../../src/plan/step.ts';
import type { PreviewHandle } from '../../src/plan/preview.ts';
import { Fault } from '../../src/task/fault.ts';
import { stepId } from '../../src/task/ids.ts';
import { accepted, refused } from '../../src/task/refusal.ts';
import { event, fakePorts, stack, usualWorld, type FakeWorld } from './fake-door.ts';
import {
  approve,
  DEV,
  handle,
  PLAN_ID,
  removeStep,
  STACK,
  STACK_ID,
  updateHandle,
} from './fixtures.ts';

const standing = stack({ status: 'CREATE_COMPLETE' });
const CALL = `DeleteStack ${STACK_ID} cw-step-1-a1`;

const world = (more: Partial<FakeWorld> = {}): FakeWorld => ({
  ...usualWorld(),
  now: { stack: standing, events: [event({ eventId: 'before' })] },
  next: [
    {
      stack: stack({ status: 'DELETE_IN_PROGRESS' }),
      events: [event({ eventId: 'd1', status: 'DELETE_IN_PROGRESS' })],
    },
    { stack: stack({ status: 'DELETE_COMPLETE' }) },
  ],
  ...more,
});

const run = async (
  given: FakeWorld,
  journal: JournalEntry[] = [],
  step: RemoveStep = removeStep(),
) => {
  const fake = fakePorts(given, journal);
  return { ...fake, outcome: await executePlan(approve([step]), fake.ports) };
};

const intent: JournalEntry = {
  planId: PLAN_ID,
  stepId: stepId(1),
  kind: 'intent',
  what: 'cloudformation:DeleteStack',
  detail: { stackId: STACK_ID, lastEventId: 'before' },
};

describe('a remove step', () => {
  it('deletes by id, follows, and names what is gone', async () => {
    const { outcome, calls, reported } = await run(world());
    expect(calls).toEqual([CALL]);
    expect(reported).toEqual(['Reports DELETE_IN_PROGRESS']);
    expect(outcome).toMatchObject({
      kind: 'done',
      steps: [
        {
          kind: 'done',
          stackId: STACK_ID,
          made: [
            { action: 'delete', logicalId: 'Reports', physicalId: 'acme-dev-reports', arn: '' },
          ],
          checks: [],
        },
      ],
    });
  });

  it('a stack that vanishes is removed', async () => {
    expect((await run(world({ next: [{ stack: undefined }] }))).outcome.kind).toBe('done');
  });

  const stranger = { logicalId: 'New', physicalId: 'n', type: 'AWS::S3::Bucket', status: 'X' };
  const STALE = 'change-set-stale';
  const BUCKET = 'AWS::S3::Bucket';
  const of = (type: string, physicalId = 'acme-dev-reports') => {
    return { logicalId: 'Reports', status: 'CREATE_COMPLETE', type, physicalId };
  };
  const named = (stackName: string) => ({ ...standing, stackName });
  const stackId = `${STACK_ID}9`;
  const template = (TemplateBody: string) => ({ ok: true, output: { TemplateBody } }) as const;
  const denial = { ok: false, code: 'AccessDenied', httpStatus: 403, message: 'no' } as const;
  const rows: readonly (readonly [string, Partial<FakeWorld>, string])[] = [
    ['A61 the reader is in another account', { account: '222222222222' }, 'wrong-account'],
    ['A61 the session is in another account', { sessionAccount: '222222222222' }, 'wrong-account'],
    ['A56 the stack is gone: no work is no success', { now: {} }, 'change-set-stale'],
    ['is deleted', { now: { stack: stack({ status: 'DELETE_COMPLETE' }) } }, 'change-set-stale'],
    ['has a role', { now: { stack: stack({ roleArn: 'arn' }) } }, 'stack-has-role'],
    [
      'is protected',
      { now: { stack: stack({ status: 'CREATE_COMPLETE', terminationProtection: true }) } },
      'stack-not-ready',
    ],
    ['is busy', { now: { stack: stack({ status: 'UPDATE_IN_PROGRESS' }) } }, 'stack-not-ready'],
    ['holds what nobody approved', { resources: [stranger] }, 'change-set-stale'],
    ['holds another type under the name', { resources: [of('AWS::RDS::DBInstance')] }, STALE],
    ['holds another thing under the name', { resources: [of(BUCKET, 'other')] }, STALE],
    ['is another stack of the same id', { now: { stack: named('aws-coworker-8-x') } }, STALE],
    ['is another stack of the same name', { now: { stack: { ...standing, stackId } } }, STALE],
    ['was not made by a plan', { now: { stack: { ...standing, tags: {} } } }, STALE],
    ['has another template now', { read: () => template('{"Resources":{}}') }, STALE],
    ['has a template that is none', { read: () => template('[') }, STALE],
    ['does not show its template', { read: () => ({ ok: true, output: {} }) }, STALE],
    ['denies its template', { read: () => denial }, STALE],
    [
      'the door does not open',
      { refusals: { deployer: { code: 'no-route', because: '', next: '' } } },
      'no-route',
    ],
  ];

  it.each(rows)('%s: nothing is called', async (_name, more, code) => {
    const { outcome, calls } = await run(world(more));
    const found = outcome.kind === 'refused' ? outcome.refusal.code : outcome.kind;
    expect([found, calls]).toEqual([code, []]);
  });

  it('what is gone from the stack already is no stranger', async () => {
    const resources = [{ ...stranger, status: 'DELETE_COMPLETE' }];
    expect((await run(world({ resources }))).outcome.kind).toBe('done');
  });

  it('what was never made has no name, in the plan and in the stack', async () => {
    const changes = removeStep().changes.map(({ physicalId: _, ...change }) => change);
    const { outcome } = await run(
      world({ resources: [of(BUCKET, '')] }),
      [],
      removeStep({ changes }),
    );
    expect(outcome.kind).toBe('done');
  });

  it('a plan that does not say what the stack holds removes nothing', async () => {
    const { template: _, ...step } = removeStep();
    const { outcome, calls } = await run(world(), [], step);
    expect([outcome.kind, calls]).toEqual(['refused', []]);
  });

  it('a stop asked for while the session opens is heard', async () => {
    const { ports, calls } = fakePorts(world());
    let asked = 0;
    const progress = { ...ports.progress, isCancelled: async () => (asked += 1) > 1 };
    const outcome = await executePlan(approve([removeStep()]), { ...ports, progress });
    expect([outcome.kind, calls]).toEqual(['cancelled', []]);
  });

  it('a call that AWS refuses changed nothing', async () => {
    const failures = { DeleteStack: [new CallRefused('cloudformation:X', 'AccessDenied', 'no')] };
    const { outcome } = await run(world({ failures }));
    expect(outcome).toMatchObject({ kind: 'refused', refusal: { code: 'missing-permission' } });
  });

  it('a lost answer is followed', async () => {
    const failures = { DeleteStack: [new Fault('timeout', 'lost')] };
    const { outcome, calls } = await run(world({ failures, answerLost: true }));
    expect([outcome.kind, calls]).toEqual(['done', [CALL]]);
  });

  const denied = 'not authorized to perform: s3:DeleteBucket on resource: arn:aws:s3:::r';
  it.each([
    ['not empty', undefined],
    [denied, 'missing-permission'],
  ])('DELETE_FAILED is told as it is (%s)', async (reason, code) => {
    const events = [event({ eventId: 'f', status: 'DELETE_FAILED', reason })];
    const next = [{ stack: stack({ status: 'DELETE_FAILED' }), events }];
    const { outcome } = await run(world({ next }));
    expect(outcome).toMatchObject({
      kind: 'failed',
      failure: { end: 'stuck', state: 'DELETE_FAILED', cause: { reason } },
    });
    expect(outcome.kind === 'failed' ? outcome.failure.refusal?.code : 'none').toBe(code);
  });

  it('a deletion that never ends is unknown', async () => {
    const { outcome } = await run(world({ next: [] }));
    expect(outcome).toMatchObject({
      kind: 'failed',
      failure: { end: 'unknown', state: 'unknown' },
    });
  });

  it('A55 after a crash a deletion under way is followed, one that never began is made', async () => {
    const gone = await run(world({ now: {} }), [intent]);
    expect([gone.outcome.kind, gone.calls]).toEqual(['done', []]);
    const deleting = stack({ status: 'DELETE_FAILED' });
    const stuck = await run(world({ now: { stack: deleting } }), [intent]);
    expect([stuck.outcome.kind, stuck.calls]).toEqual(['failed', []]);
    const fresh = await run(world(), [intent]);
    expect([fresh.outcome.kind, fresh.calls]).toEqual(['done', [CALL]]);
    const odd = await run(world(), [{ ...intent, detail: {} }]);
    expect([odd.outcome.kind, odd.calls]).toEqual(['done', [CALL]]);
  });
});

describe('removing the empty stack of a preview', () => {
  const order = {
    planId: PLAN_ID,
    issueNumber: 7,
    handle,
    tier: 'development',
    person: { id: 42, login: 'maya-ops' },
  } as const;
  const empty = (more: Partial<FakeWorld> = {}): FakeWorld => ({
    ...usualWorld(),
    resources: [],
    ...more,
  });

  const sweep = async (
    given: FakeWorld,
    which: typeof order | { handle: typeof handle } = order,
  ) => {
    const { ports, calls, journal } = fakePorts(given);
    const removed = await removeEmpty(
      { ...order, ...which },
      {
        journal: ports.journal,
        openRemover: async () => {
          const opened = await ports.door.openDeployer(approve([]), removeStep());
          return opened.ok ? accepted(opened.value) : refused(opened.refusal);
        },
      },
    );
    return { removed: removed.ok ? removed.value : removed.refusal.code, calls, journal };
  };

  const rows: readonly (readonly [string, FakeWorld, boolean | string])[] = [
    ['is gone already', empty({ now: {} }), false],
    ['is deleted already', empty({ now: { stack: stack({ status: 'DELETE_COMPLETE' }) } }), false],
    ['holds a resource', { ...usualWorld() }, 'change-set-stale'],
    ['is another by id', empty({ now: { stack: stack({ stackId: 'x' }) } }), 'change-set-stale'],
    [
      'is another by name',
      empty({ now: { stack: stack({ stackName: 'x' }) } }),
      'change-set-stale',
    ],
    ['was executed', empty({ now: { stack: standing } }), 'change-set-stale'],
    [
      'is tagged by somebody else',
      empty({ now: { stack: stack({ tags: { Owner: 'payments' } }) } }),
      'change-set-stale',
    ],
    ['has a role', empty({ now: { stack: stack({ roleArn: 'a' }) } }), 'stack-has-role'],
    ['is elsewhere', empty({ sessionAccount: '222222222222' }), 'wrong-account'],
    [
      'is closed to us',
      empty({ refusals: { deployer: { code: 'no-route', because: '', next: '' } } }),
      'no-route',
    ],
  ];

  it.each(rows)('%s: stays', async (_name, given, expected) => {
    expect(await sweep(given)).toEqual({ removed: expected, calls: [], journal: [] });
  });

  it.each([
    ['our tags', { CoworkerManaged: 'true' }],
    ['no tags yet', {}],
  ])('goes with %s when it is nothing else, and the journal knows', async (_name, tags) => {
    const given = empty({ now: { stack: stack({ tags }) } });
    const { removed, calls, journal } = await sweep(given);
    expect([removed, calls]).toEqual([true, [`DeleteStack ${STACK_ID} cw-empty-p1`]]);
    expect(journal.map(({ kind }) => kind)).toEqual(['intent', 'receipt']);
  });

  it.each([
    ['of somebody else', { stackName: 'payments', stackId: STACK_ID.replace(STACK, 'payments') }],
    ['of another name', { stackId: STACK_ID.replace(STACK, 'payments') }],
    ['of another account', { stackId: STACK_ID.replace(DEV, '222222222222') }],
    ['that is a pattern', { stackId: STACK_ID.replace('0a1b', '*') }],
    [
      'of another issue',
      {
        stackName: STACK.replace('-7-', '-71-'),
        stackId: STACK_ID.replace('-7-', '-71-'),
      },
    ],
    ['of another plan', { planId: 'p2' as typeof PLAN_ID }],
    ['of another change set', { changeSetName: 'cw-p2' }],
    ['of another change set by its ARN', { changeSetArn: handle.changeSetArn.replace('p1', 'p2') }],
  ])('a row that names a stack %s opens no session', async (_name, more) => {
    const ports = { journal: fakePorts(empty()).ports.journal };
    const openRemover = () => Promise.reject(new Error('a session was opened'));
    const removed = await removeEmpty(
      { ...order, handle: { ...handle, ...more } },
      { ...ports, openRemover },
    );
    expect(removed.ok ? 'removed' : removed.refusal.code).toBe('change-set-stale');
  });

  it('that of an import that would have made it goes like any, and no other of an import', async () => {
    const imported = { ...handle, changeSetType: 'IMPORT' } as const;
    expect(await sweep(empty(), { handle: imported })).toMatchObject({ removed: false, calls: [] });
    const made = await sweep(empty(), { handle: { ...imported, isNewStack: true } });
    expect(made).toMatchObject({ removed: true });
  });

  const failed = stack({ status: 'IMPORT_ROLLBACK_COMPLETE', tags: {} });
  const imported = { ...handle, changeSetType: 'IMPORT', isNewStack: true } as const;
  const executed: JournalEntry = {
    planId: PLAN_ID,
    stepId: stepId(1),
    kind: 'intent',
    what: 'cloudformation:ExecuteChangeSet',
    detail: { changeSet: imported.changeSetArn, stackId: imported.stackId },
  };

  const sweepFailed = async (
    given: FakeWorld,
    {
      entries = [executed],
      which = imported,
    }: { entries?: readonly JournalEntry[]; which?: PreviewHandle } = {},
  ) => {
    const { ports, calls } = fakePorts(given);
    for (const entry of entries) await ports.journal.append(entry);
    const openRemover = async () => {
      const opened = await ports.door.openDeployer(approve([]), removeStep());
      return opened.ok ? accepted(opened.value) : refused(opened.refusal);
    };
    const removed = await removeEmpty(
      { ...order, handle: which, wasExecuted: true },
      { journal: ports.journal, openRemover },
    );
    return [removed.ok ? removed.value : removed.refusal.code, calls.length] as const;
  };

  it('that of an import that failed goes', async () => {
    const [removed, calls] = await sweepFailed(empty({ now: { stack: failed } }));
    expect([removed, calls > 0]).toEqual([true, true]);
  });

  it('one that AWS does not let go of stays, and the next time is another try', async () => {
    const given = empty({ now: { stack: failed } });
    const denied = new CallRefused('cloudformation:DeleteStack', 'AccessDenied', 'no');
    given.failures = { DeleteStack: [denied] };
    expect(await sweepFailed(given)).toEqual(['missing-permission', 1]);
    expect(await sweepFailed(given)).toEqual([true, 1]);
  });

  it('a break is no answer: the job is made again', async () => {
    const given = empty({ now: { stack: failed } });
    given.failures = { DeleteStack: [new Fault('unavailable', 'DeleteStack')] };
    await expect(sweepFailed(given)).rejects.toThrow(Fault);
  });

  const other = (detail: object): readonly JournalEntry[] => [
    { ...executed, detail: { ...executed.detail, ...detail } },
  ];
  const kept: readonly (readonly [string, FakeWorld, Parameters<typeof sweepFailed>[1]])[] = [
    ['that nobody here executed', empty({ now: { stack: failed } }), { entries: [] }],
    ['of another call', empty({ now: { stack: failed } }), { entries: other({ changeSet: 'x' }) }],
    ['of another stack', empty({ now: { stack: failed } }), { entries: other({ stackId: 'x' }) }],
    ['that a creation made', empty({ now: { stack: failed } }), { which: handle }],
    ['that holds a resource', { ...usualWorld(), now: { stack: failed } }, {}],
    ['that was imported into', empty({ now: { stack: stack({ status: 'IMPORT_COMPLETE' }) } }), {}],
    ['that was only previewed', empty(), {}],
    ['with a role', empty({ now: { stack: { ...failed, roleArn: 'a' } } }), {}],
  ];

  it.each(kept)('one %s stays', async (_name, given, more) => {
    const [removed] = await sweepFailed(given, more);
    expect(['change-set-stale', 'stack-has-role']).toContain(removed);
  });

  it('the stack of an update is never one', async () => {
    expect(await sweep(empty(), { handle: updateHandle })).toMatchObject({
      removed: false,
      calls: [],
    });
  });
});
