import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CallRefused } from '../../src/execute/call-refused.ts';
import { callsOf } from '../../src/execute/outcome-of.ts';
import { executePlan } from '../../src/execute/execute-plan.ts';
import type { JournalEntry } from '../../src/execute/ports.ts';
import { tokenOf } from '../../src/execute/step-context.ts';
import type { OperateStep } from '../../src/plan/step.ts';
import { Fault } from '../../src/task/fault.ts';
import { stepId } from '../../src/task/ids.ts';
import { fakePorts, usualWorld, type FakeWorld } from './fake-door.ts';
import { approve, deployStep, operateStep, PLAN_ID, removeStep } from './fixtures.ts';

const operate = (n: number, phase: number): OperateStep =>
  operateStep({ id: stepId(n), phase, target: `i-${n}`, input: { InstanceIds: [`i-${n}`] } });

const stopped = { Reservations: [{ Instances: [{ State: { Name: 'stopped' } }] }] };

const world = (more: Partial<FakeWorld> = {}): FakeWorld => ({
  ...usualWorld(),
  read: () => ({ ok: true, output: stopped }),
  ...more,
});

const refusal = new CallRefused('ec2:StopInstances', 'IncorrectState', 'no');

const failingAt = (call: number, error: unknown) => {
  let calls = 0;
  return {
    shift: () => {
      calls += 1;
      return calls === call ? error : undefined;
    },
  } as unknown as unknown[];
};

describe('an approved plan', () => {
  it('without steps is done without a session', async () => {
    const { ports, opened } = fakePorts(world());
    expect(await executePlan(approve([]), ports)).toMatchObject({ kind: 'done', steps: [] });
    expect(opened).toEqual([]);
  });

  it('runs phase by phase, in its own order within one', async () => {
    const { ports, calls } = fakePorts(world());
    const steps = [operate(1, 2), operate(2, 1), operate(3, 1)];
    const outcome = await executePlan(approve(steps), ports);
    expect(calls.map((call) => /i-\d/.exec(call)?.[0])).toEqual(['i-2', 'i-3', 'i-1']);
    expect(outcome.calls.map((call) => call.stepId)).toEqual(['step-2', 'step-3', 'step-1']);
  });

  it.each([
    ['refused at the first step', 1, refusal, 'refused', ['refused', 'not started']],
    ['refused later', 2, refusal, 'partly', ['done', 'refused']],
  ] as const)('%s', async (_name, call, error, kind, kinds) => {
    const { ports } = fakePorts(world({ failures: { StopInstances: failingAt(call, error) } }));
    const outcome = await executePlan(approve([operate(1, 1), operate(2, 2)]), ports);
    expect([outcome.kind, outcome.steps.map((step) => step.kind)]).toEqual([kind, kinds]);
  });

  it('a later step that fails leaves the plan partly done', async () => {
    const { ports } = fakePorts(world({ next: [{ stack: undefined }] }));
    const broken = world({ now: { stack: undefined } });
    const second = fakePorts(broken);
    const steps = [operate(1, 1), removeStep({ id: stepId(2), phase: 2 })];
    const partly = await executePlan(approve(steps), second.ports);
    expect(partly).toMatchObject({
      kind: 'partly',
      failure: { kind: 'refused', stepId: 'step-2', refusal: { code: 'change-set-stale' } },
    });
    expect(ports).toBeDefined();
  });

  it('a stop between two steps leaves what was done', async () => {
    const { ports, calls } = fakePorts(world());
    const progress = { ...ports.progress, isCancelled: async () => calls.length > 0 };
    const steps = [operate(1, 1), operate(2, 2)];
    const outcome = await executePlan(approve(steps), { ...ports, progress });
    expect([outcome.kind, outcome.steps.map((step) => step.kind)]).toEqual([
      'cancelled',
      ['done', 'not started'],
    ]);
    expect(calls).toHaveLength(1);
  });

  it('an entry of the journal that is no call is none in the receipt', async () => {
    const proof: JournalEntry = {
      planId: PLAN_ID,
      stepId: stepId(0),
      kind: 'intent',
      what: 'approval proven',
      detail: {},
    };
    const odd: JournalEntry = { ...proof, what: 'x:Y', stepId: stepId(9) };
    const { ports } = fakePorts(world(), [proof, odd]);
    const outcome = await executePlan(approve([]), ports);
    expect(outcome.calls).toEqual([{ stepId: 'step-9', action: 'x:Y', requestId: '', at: '' }]);
  });

  it('a call refused once and accepted later is in the receipt', async () => {
    const failures = { StopInstances: failingAt(1, refusal) };
    const { ports, journal } = fakePorts(world({ failures }));
    await executePlan(approve([operate(1, 1)]), ports);
    const again = fakePorts(world(), journal);
    const outcome = await executePlan(approve([operate(1, 1)]), again.ports);
    expect(outcome.calls.map((call) => call.requestId)).toContain('request-1');
  });

  it('a call that was written down twice, because somebody died before it, is one call', async () => {
    const base = { planId: PLAN_ID, what: 'x:Y', detail: {} };
    const lines: readonly JournalEntry[] = [
      { ...base, stepId: stepId(1), kind: 'intent' },
      { ...base, stepId: stepId(1), kind: 'intent' },
      { ...base, stepId: stepId(1), kind: 'receipt', requestId: 'only' },
      { ...base, stepId: stepId(2), kind: 'intent' },
    ];
    expect(callsOf(lines).map(({ stepId: id, requestId }) => [id, requestId])).toEqual([
      ['step-1', 'only'],
      ['step-2', ''],
    ]);
  });

  it('a break of our own before the first step is thrown', async () => {
    const failures = { openReader: [new RangeError('ours')] };
    const { ports } = fakePorts(world({ failures }));
    await expect(executePlan(approve([operate(1, 1)]), ports)).rejects.toThrow('ours');
  });

  it('law: with any step failing in any way there is a named outcome, one line for each step', async () => {
    const errors = fc.constantFrom<unknown>(
      refusal,
      new Fault('timeout', 'x'),
      new Fault('denied', 'x'),
      new Fault('malformed-answer', 'x'),
    );
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 5 }), fc.nat(6), errors, async (n, at, error) => {
        const failures = { StopInstances: failingAt(at, error) };
        const { ports, calls } = fakePorts(world({ failures }));
        const steps = Array.from({ length: n }, (_, i) => operate(i + 1, i + 1));
        const outcome = await executePlan(approve(steps), ports);
        expect(outcome.kind).toMatch(/^(done|failed|refused|partly)$/);
        expect(outcome.steps.map((step) => step.stepId)).toEqual(steps.map((step) => step.id));
        expect(new Set(calls).size).toBe(calls.length);
      }),
    );
  });
});

describe('the token of a step', () => {
  it('is made from the approval, in the letters that AWS takes, and short', () => {
    const [step] = [operateStep()];
    const [approval] = approve([step]).facts.approvals;
    const tokens = ['a1', 'IC_kw:DO/9+', 'x'.repeat(300)].map((approvalId) =>
      tokenOf({ approved: approve([step], { approvals: [{ ...approval, approvalId }] }), step }),
    );
    expect(tokens.slice(0, 2)).toEqual(['cw-step-1-a1', 'cw-step-1-IC-kw-DO-9-']);
    for (const token of tokens) expect(token).toMatch(/^[a-zA-Z0-9][-a-zA-Z0-9]{0,127}$/);
  });
});

describe('an execution that is resumed without proof', () => {
  const onlyFollow = { code: 'role-lost', because: 'x', next: 'y' } as const;

  it('A08 begins no step, and says why', async () => {
    const { ports, calls, opened } = fakePorts(world());
    const outcome = await executePlan(approve([operate(1, 1)]), { ...ports, onlyFollow });
    expect(outcome).toMatchObject({ kind: 'refused', refusal: onlyFollow });
    expect([calls, opened]).toEqual([[], []]);
  });

  it.each([
    ['deploy', deployStep()],
    ['remove', removeStep()],
  ])('A08 makes no call of a %s step whose intent alone was written', async (_, step) => {
    const what =
      step.kind === 'deploy' ? 'cloudformation:ExecuteChangeSet' : 'cloudformation:DeleteStack';
    const entry: JournalEntry = {
      planId: PLAN_ID,
      stepId: step.id,
      kind: 'intent',
      what,
      detail: {},
    };
    const { ports, calls } = fakePorts(usualWorld(), [entry]);
    const outcome = await executePlan(approve([step]), { ...ports, onlyFollow });
    expect([outcome.kind, calls]).toEqual(['refused', []]);
  });
});
