import { describe, expect, it } from 'vitest';
import { CallRefused } from '../../src/execute/call-refused.ts';
import { executePlan } from '../../src/execute/execute-plan.ts';
import type { JournalEntry } from '../../src/execute/ports.ts';
import { compileSessionPolicy } from '../../src/execute/session-policy.ts';
import { CONTINUE_ROLLBACK, isContinuation } from '../../src/plan/stack-call.ts';
import type { OperateStep } from '../../src/plan/step.ts';
import { Fault } from '../../src/task/fault.ts';
import { stepId } from '../../src/task/ids.ts';
import { event, fakePorts, stack, usualWorld, type FakeWorld } from './fake-door.ts';
import {
  approve,
  deployStep,
  need,
  operateStep,
  PLAN_ID,
  removeStep,
  STACK_ID,
} from './fixtures.ts';

const STUCK = 'UPDATE_ROLLBACK_FAILED';
const CALL = `ContinueUpdateRollback ${STACK_ID} cw-step-1-a1`;

const STRANGER = { logicalId: 'New', physicalId: 'new', type: 'AWS::S3::Bucket' };

const step = (more: Partial<OperateStep> = {}): OperateStep =>
  operateStep({
    operation: CONTINUE_ROLLBACK,
    target: STACK_ID,
    input: { StackName: STACK_ID },
    needs: [need('s3:PutBucketTagging')],
    stackTemplate: deployStep().template,
    changes: removeStep().changes,
    ...more,
  });

const world = (more: Partial<FakeWorld> = {}): FakeWorld => ({
  ...usualWorld(),
  now: { stack: stack({ status: STUCK }), events: [event({ eventId: 'before' })] },
  next: [
    {
      stack: stack({ status: 'UPDATE_ROLLBACK_IN_PROGRESS' }),
      events: [event({ eventId: 'c1', status: 'UPDATE_IN_PROGRESS' })],
    },
    { stack: stack({ status: 'UPDATE_ROLLBACK_COMPLETE' }) },
  ],
  ...more,
});

const run = async (given: FakeWorld, journal: JournalEntry[] = []) => {
  const fake = fakePorts(given, journal);
  return { ...fake, outcome: await executePlan(approve([step()]), fake.ports) };
};

const intent = (lastEventId: string): JournalEntry => ({
  planId: PLAN_ID,
  stepId: stepId(1),
  kind: 'intent',
  what: 'cloudformation:ContinueUpdateRollback',
  detail: { stackId: STACK_ID, lastEventId },
});

describe('a rollback that is continued', () => {
  it('is called once, by the id of the stack, and followed to its end', async () => {
    const { outcome, calls } = await run(world());
    expect([outcome.kind, calls]).toEqual(['done', [CALL]]);
  });

  it.each<readonly [string, Partial<FakeWorld>, string]>([
    ['A61 the session is in another account', { sessionAccount: '222222222222' }, 'wrong-account'],
    ['A61 what is read is in another account', { account: '222222222222' }, 'wrong-account'],
    ['the stack is gone', { now: {} }, 'change-set-stale'],
    ['it has gone back already', { now: { stack: stack({}) } }, 'change-set-stale'],
    [
      'it has a role now',
      { now: { stack: stack({ status: STUCK, roleArn: 'arn' }) } },
      'stack-has-role',
    ],
    [
      'it is no stack of a plan',
      { now: { stack: stack({ status: STUCK, tags: {} }) } },
      'change-set-stale',
    ],
    [
      'it is another stack',
      { now: { stack: { ...stack({ status: STUCK }), stackId: 'arn:other' } } },
      'change-set-stale',
    ],
    [
      'it is a part of another stack',
      { now: { stack: stack({ status: STUCK, parentId: 'arn:parent' }) } },
      'stack-not-ready',
    ],
    [
      'it holds what the plan does not name',
      { resources: [...usualWorld().resources, { ...STRANGER, status: 'CREATE_COMPLETE' }] },
      'change-set-stale',
    ],
    [
      'a resource in it is another one now',
      { resources: [{ ...STRANGER, logicalId: 'Reports', status: 'UPDATE_COMPLETE' }] },
      'change-set-stale',
    ],
    [
      'its template is another one now',
      { read: () => ({ ok: true, output: { TemplateBody: '{"Resources":{}}' } }) },
      'change-set-stale',
    ],
    [
      'the door does not open',
      { refusals: { deployer: { code: 'no-route', because: '', next: '' } } },
      'no-route',
    ],
  ])('%s: nothing is called', async (_name, more, code) => {
    const { outcome, calls } = await run(world(more));
    const found = outcome.kind === 'refused' ? outcome.refusal.code : outcome.kind;
    expect([found, calls]).toEqual([code, []]);
  });

  it('a stop asked for while the session opens is heard', async () => {
    const { ports, calls } = fakePorts(world());
    let asked = 0;
    const progress = { ...ports.progress, isCancelled: async () => (asked += 1) > 1 };
    const outcome = await executePlan(approve([step()]), { ...ports, progress });
    expect([outcome.kind, calls]).toEqual(['cancelled', []]);
  });

  it('a call that AWS refuses changed nothing', async () => {
    const no = new CallRefused('cloudformation:X', 'AccessDenied', 'no');
    const { outcome } = await run(world({ failures: { ContinueUpdateRollback: [no] } }));
    expect(outcome).toMatchObject({ kind: 'refused', refusal: { code: 'missing-permission' } });
  });

  it('a lost answer is followed', async () => {
    const failures = { ContinueUpdateRollback: [new Fault('timeout', 'lost')] };
    const { outcome, calls } = await run(world({ failures, answerLost: true }));
    expect([outcome.kind, calls]).toEqual(['done', [CALL]]);
  });

  it.each([
    ['a bucket is gone', undefined],
    ['not authorized to perform: s3:PutBucketTagging on resource: x', 'missing-permission'],
  ])('A69 what fails again is told and not skipped (%s)', async (reason, code) => {
    const events = [event({ eventId: 'f', status: 'UPDATE_FAILED', reason })];
    const { outcome } = await run(world({ next: [{ stack: stack({ status: STUCK }), events }] }));
    expect(outcome).toMatchObject({
      kind: 'failed',
      failure: { end: 'stuck', state: STUCK, cause: { reason } },
    });
    expect(outcome.kind === 'failed' ? outcome.failure.refusal?.code : 'none').toBe(code);
  });

  it('a stack that vanishes, or never ends, is told', async () => {
    const gone = await run(world({ next: [{ stack: undefined }] }));
    expect(gone.outcome).toMatchObject({ kind: 'failed', failure: { state: 'unknown' } });
    const never = await run(world({ next: [] }));
    expect(never.outcome).toMatchObject({ kind: 'failed', failure: { end: 'unknown' } });
  });

  it('A55 after a crash it is followed where it began, and made where it never did', async () => {
    const back = stack({ status: 'UPDATE_ROLLBACK_COMPLETE' });
    const begun = { stack: back, events: [event({ eventId: 'before' }), event({ eventId: 'c1' })] };
    const followed = await run(world({ now: begun }), [intent('before')]);
    expect([followed.outcome.kind, followed.calls]).toEqual(['done', []]);
    const made = await run(world(), [intent('before')]);
    expect([made.outcome.kind, made.calls]).toEqual(['done', [CALL]]);
  });
});

describe('the session of a continued rollback', () => {
  it('may continue this stack and set back what is in it, through CloudFormation alone', () => {
    const policy = compileSessionPolicy(step());
    expect(policy.ok && policy.value.inline).toContain(
      `"Action":"cloudformation:ContinueUpdateRollback","Resource":"${STACK_ID}"`,
    );
    expect(policy.ok && policy.value.inline).toContain('aws:CalledVia');
    expect(isContinuation(step()) && !isContinuation(operateStep())).toBe(true);
  });

  it('A58 is never made with a call past CloudFormation', () => {
    const direct = step({ needs: [need('s3:PutBucketTagging', { via: 'direct' })] });
    expect(() => compileSessionPolicy(direct)).toThrow(/past CloudFormation/);
  });
});
