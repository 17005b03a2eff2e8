import { describe, expect, it } from 'vitest';
import { CallRefused } from '../../src/execute/call-refused.ts';
import { executePlan } from '../../src/execute/execute-plan.ts';
import type { JournalEntry } from '../../src/execute/ports.ts';
import type { OperateStep } from '../../src/plan/step.ts';
import type { ReadAnswer } from '../../src/services/aws-reader.ts';
import { Fault } from '../../src/task/fault.ts';
import { stepId } from '../../src/task/ids.ts';
import { fakePorts, usualWorld, type FakeWorld } from './fake-door.ts';
import { approve, deployStep, operateStep, PLAN_ID } from './fixtures.ts';

const CALL = 'StopInstances {"InstanceIds":["i-0a11b22c33d44e55f"]} ';

const instance = (state: string): ReadAnswer => ({
  ok: true,
  output: { Reservations: [{ Instances: [{ State: { Name: state } }] }] },
});

const reading = (...answers: readonly (ReadAnswer | Error)[]): FakeWorld['read'] => {
  const left = [...answers];
  return () => {
    const next = left.length > 1 ? left.shift() : left[0];
    if (next instanceof Error) throw next;
    return next ?? instance('stopped');
  };
};

const world = (more: Partial<FakeWorld> = {}): FakeWorld => ({
  ...usualWorld(),
  read: reading(instance('stopping'), instance('stopped')),
  ...more,
});

const run = async (
  given: FakeWorld,
  journal: JournalEntry[] = [],
  step: OperateStep = operateStep(),
) => {
  const fake = fakePorts(given, journal);
  return { ...fake, outcome: await executePlan(approve([step]), fake.ports) };
};

const line = (kind: JournalEntry['kind']): JournalEntry => ({
  planId: PLAN_ID,
  stepId: stepId(1),
  kind,
  what: 'ec2:StopInstances',
  detail: {},
});

describe('an operation', () => {
  it('is called once and waited for', async () => {
    const { outcome, calls } = await run(
      world(),
      [],
      operateStep({ changes: deployStep().changes }),
    );
    expect(calls).toEqual([CALL]);
    expect(outcome).toMatchObject({
      kind: 'done',
      seconds: 5,
      steps: [{ made: [{ logicalId: 'Reports', physicalId: '', arn: '' }] }],
      calls: [{ action: 'ec2:StopInstances', requestId: 'request-1' }],
    });
  });

  const rows: readonly (readonly [string, Partial<FakeWorld>, string])[] = [
    ['A61 the session is in another account', { sessionAccount: '222222222222' }, 'wrong-account'],
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

  it('that nobody offers is refused', async () => {
    const { outcome } = await run(world(), [], operateStep({ operation: 'ec2:explode' }));
    expect(outcome).toMatchObject({ kind: 'refused', refusal: { code: 'unsupported-task' } });
  });

  it('a stop asked for while the session opens is heard', async () => {
    const { ports, calls } = fakePorts(world());
    let asked = 0;
    const progress = { ...ports.progress, isCancelled: async () => (asked += 1) > 1 };
    const outcome = await executePlan(approve([operateStep()]), { ...ports, progress });
    expect([outcome.kind, calls]).toEqual(['cancelled', []]);
  });

  it('a call that AWS refuses is a refusal', async () => {
    const failures = { StopInstances: [new CallRefused('ec2:X', 'IncorrectState', 'no')] };
    const { outcome } = await run(world({ failures }));
    expect(outcome).toMatchObject({ kind: 'refused', refusal: { code: 'aws-refused' } });
  });

  it('a lost answer is judged by what can be seen', async () => {
    const lost = () => ({ StopInstances: [new Fault('timeout', 'lost')] });
    expect((await run(world({ failures: lost() }))).outcome.kind).toBe('done');
    const unseen = world({ failures: lost(), read: reading(instance('running')) });
    expect((await run(unseen)).outcome).toMatchObject({
      kind: 'failed',
      failure: { end: 'unknown', cause: { reason: 'lost' } },
    });
  });

  it('what is not seen in time is unknown', async () => {
    const denied = { ok: false, code: 'AccessDenied', httpStatus: 403, message: 'no' } as const;
    const { outcome } = await run(world({ read: reading(denied) }));
    expect(outcome).toMatchObject({
      failure: { cause: { reason: 'What it is for was not seen in time.' } },
    });
  });

  it('a throttled poll is made again, a denied one has a name, ours is thrown', async () => {
    const slow = world({ read: reading(new Fault('throttled', 'x'), instance('stopped')) });
    expect((await run(slow)).outcome.kind).toBe('done');
    const closed = world({ read: reading(new Fault('denied', 'x')) });
    expect((await run(closed)).outcome).toMatchObject({ failure: { cause: { status: 'denied' } } });
    await expect(run(world({ read: reading(new RangeError('ours')) }))).rejects.toThrow('ours');
  });

  it('A55 after a crash it is never called again', async () => {
    const sure = await run(world(), [line('intent'), line('receipt')]);
    expect([sure.outcome.kind, sure.calls]).toEqual(['done', []]);
    const unsure = await run(world({ read: reading(instance('running')) }), [line('intent')]);
    expect([unsure.outcome.kind, unsure.calls]).toEqual(['failed', []]);
    expect(unsure.outcome).toMatchObject({
      failure: { cause: { reason: expect.stringContaining('under way') } },
    });
  });
});

describe('an operation whose target must still be as it was planned', () => {
  const input = { VolumeId: 'vol-1', InstanceId: 'i-1', Device: '/dev/sdf' };
  const detach = operateStep({ operation: 'ec2:detach-volume', target: 'vol-1/i-1', input });
  const found = (state: string, device = '/dev/sdf', volume = 'vol-1'): ReadAnswer => {
    const BlockDeviceMappings = [{ DeviceName: device, Ebs: { VolumeId: volume } }];
    const Instances = [{ State: { Name: state }, BlockDeviceMappings }];
    return { ok: true, output: { Reservations: [{ Instances }] } };
  };
  const free: ReadAnswer = { ok: true, output: { Volumes: [{ Attachments: [] }] } };
  const seen = (answer: ReadAnswer, more: Partial<FakeWorld> = {}) =>
    run(
      world({ read: (call) => (call.operation === 'DescribeInstances' ? answer : free), ...more }),
      [],
      detach,
    );

  it('is called where it is', async () => {
    const { outcome, calls } = await seen(found('stopped'));
    expect([outcome.kind, calls]).toEqual(['done', [`DetachVolume ${JSON.stringify(input)} `]]);
  });

  const denied: ReadAnswer = { ok: false, code: 'AccessDenied', httpStatus: 403, message: 'no' };
  it.each<readonly [string, ReadAnswer, Partial<FakeWorld>, string]>([
    ['the instance runs by now', found('running'), {}, 'change-set-stale'],
    ['it has another volume there', found('stopped', '/dev/sdf', 'vol-2'), {}, 'change-set-stale'],
    ['the volume is another device', found('stopped', '/dev/sdg'), {}, 'change-set-stale'],
    ['the instance is gone', { ok: true, output: { Reservations: [] } }, {}, 'change-set-stale'],
    ['AWS does not say', denied, {}, 'change-set-stale'],
    ['A61 it is another account', found('stopped'), { account: '222222222222' }, 'wrong-account'],
  ])('%s: nothing is called', async (_name, answer, more, code) => {
    const { outcome, calls } = await seen(answer, more);
    const why = outcome.kind === 'refused' ? outcome.refusal.code : outcome.kind;
    expect([why, calls]).toEqual([code, []]);
  });
});
