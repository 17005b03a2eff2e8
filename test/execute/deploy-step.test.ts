import { describe, expect, it } from 'vitest';
import { CallRefused } from '../../src/execute/call-refused.ts';
import { executePlan } from '../../src/execute/execute-plan.ts';
import type { Outcome, StepFailed } from '../../src/execute/outcome.ts';
import type { JournalEntry, StackEvent } from '../../src/execute/ports.ts';
import type { DeployStep } from '../../src/plan/step.ts';
import { previewHash, templateHash } from '../../src/plan/preview-hash.ts';
import type { ReadAnswer } from '../../src/services/aws-reader.ts';
import { readLive } from '../../src/services/live/facts.ts';
import { Fault } from '../../src/task/fault.ts';
import { stepId } from '../../src/task/ids.ts';
import {
  changeSet,
  event,
  fakePorts,
  stack,
  usualWorld,
  type FakeWorld,
  type Moment,
} from './fake-door.ts';
import {
  approve,
  CHANGE_SET,
  deployStep,
  handle,
  PLAN_ID,
  preview,
  STACK,
  STACK_ID,
  updateHandle,
  updateStep,
} from './fixtures.ts';

const TOKEN = 'cw-step-1-a1';
const STACK_TYPE = 'AWS::CloudFormation::Stack';

const read = {
  ...preview,
  originalTemplateHash: templateHash(deployStep().templateBody),
};
const step: DeployStep = deployStep({ previewHash: previewHash(read) });
const updateRead = {
  ...read,
  changeSetType: 'UPDATE',
  stackId: STACK_ID,
  onStackFailure: '',
} as const;
const [firstChange = fail()] = step.changes;
const update: DeployStep = updateStep({ previewHash: previewHash(updateRead) });

function fail(): never {
  throw new Error('the step has no change');
}

const tokened = (more: Partial<StackEvent>): StackEvent =>
  event({ clientRequestToken: TOKEN, ...more });

const began: Moment = {
  stack: stack({ status: 'CREATE_IN_PROGRESS' }),
  events: [tokened({ eventId: 'e1' })],
};
const created: Moment = {
  stack: stack({ status: 'CREATE_COMPLETE', outputs: { Bucket: 'acme-dev-reports' } }),
  events: [tokened({ eventId: 'e2', status: 'CREATE_COMPLETE' })],
};

const createWorld = (more: Partial<FakeWorld> = {}): FakeWorld => ({
  ...usualWorld(),
  changeSet: changeSet({ preview: read }),
  next: [began, created],
  ...more,
});

const updateWorld = (more: Partial<FakeWorld> = {}): FakeWorld => ({
  ...createWorld(),
  changeSet: changeSet({ preview: updateRead }),
  now: { stack: stack({ status: 'CREATE_COMPLETE' }), events: [event({ eventId: 'before' })] },
  next: [
    { stack: stack({ status: 'UPDATE_IN_PROGRESS' }), events: [tokened({ eventId: 'u1' })] },
    { stack: stack({ status: 'UPDATE_COMPLETE' }), events: [] },
  ],
  ...more,
});

const failing = (logicalId: string, status: string, reason: string): StackEvent =>
  tokened({ eventId: `${logicalId}-${status}-${reason}`, logicalId, status, reason });

const run = async (world: FakeWorld, planned: DeployStep = step, journal: JournalEntry[] = []) => {
  const fake = fakePorts(world, journal);
  const handles = [planned.changeSetType === 'CREATE' ? handle : updateHandle];
  const outcome = await executePlan(approve([planned], { handles }), fake.ports);
  return { ...fake, outcome };
};

const codeOf = (outcome: Outcome): string =>
  outcome.kind === 'refused' ? outcome.refusal.code : outcome.kind;

const failureOf = (outcome: Outcome): Partial<StepFailed> =>
  outcome.kind === 'failed' ? outcome.failure : {};

describe('a deploy step', () => {
  it('is executed by ARN with the approval as token, followed, and read back', async () => {
    const { outcome, calls, opened, reported, journal } = await run(createWorld());
    expect(calls).toEqual([`ExecuteChangeSet ${CHANGE_SET} ${TOKEN}`]);
    expect(opened).toEqual(['reader', 'deployer step-1']);
    expect(reported).toEqual(['Reports CREATE_IN_PROGRESS', 'Reports CREATE_COMPLETE']);
    expect(journal.map(({ kind, what }) => `${kind} ${what}`)).toEqual([
      'intent cloudformation:ExecuteChangeSet',
      'receipt cloudformation:ExecuteChangeSet',
      'event CREATE_IN_PROGRESS',
      'event CREATE_COMPLETE',
    ]);
    expect(outcome).toMatchObject({
      kind: 'done',
      seconds: 5,
      calls: [
        {
          stepId: 'step-1',
          action: 'cloudformation:ExecuteChangeSet',
          requestId: 'request-1',
          at: '2026-03-02T09:00:00.000Z',
        },
      ],
      steps: [
        {
          kind: 'done',
          stepId: 'step-1',
          stackName: STACK,
          stackId: STACK_ID,
          outputs: { Bucket: 'acme-dev-reports' },
          made: [
            {
              action: 'create',
              logicalId: 'Reports',
              physicalId: 'acme-dev-reports',
              arn: 'arn:aws:s3:::acme-dev-reports',
            },
          ],
          checks: [{ logicalId: 'Reports', checks: [{ name: 'exists', holds: true }] }],
        },
      ],
    });
  });

  it('an update ends with the stack updated, also where AWS keeps no update time', async () => {
    const { outcome } = await run(updateWorld(), update);
    expect(outcome.kind).toBe('done');
    const same = stack({ status: 'UPDATE_COMPLETE' });
    const still = updateWorld({ now: { stack: same }, next: [{ stack: same }, { stack: same }] });
    const world: FakeWorld = { ...still, changeSet: changeSet({ preview: updateRead }) };
    const { ports, calls } = fakePorts(world);
    const approved = approve([update], { handles: [updateHandle] });
    const opened = ports.door.openDeployer;
    const door: typeof ports.door = {
      ...ports.door,
      openDeployer: async (...given) => {
        const session = await opened(...given);
        if (!session.ok) return session;
        const executeChangeSet: typeof session.value.executeChangeSet = async (...call) => {
          const id = await session.value.executeChangeSet(...call);
          world.changeSet = changeSet({
            preview: updateRead,
            executionStatus: 'EXECUTE_COMPLETE',
          });
          return id;
        };
        return { ok: true, value: { ...session.value, executeChangeSet } };
      },
    };
    expect((await executePlan(approved, { ...ports, door })).kind).toBe('done');
    expect(calls).toHaveLength(1);
  });

  it('a resource that is removed, unknown or unreadable is still named', async () => {
    const planned = deployStep({
      previewHash: previewHash({ ...read, changes: [{}, {}, {}] }),
      changes: [
        { ...firstChange, action: 'delete', logicalId: 'Old', physicalId: 'old-bucket' },
        { ...firstChange, logicalId: 'Odd', type: 'AWS::Odd::Thing' },
        firstChange,
      ],
    });
    const { outcome } = await run(
      createWorld({
        changeSet: changeSet({ preview: { ...read, changes: [{}, {}, {}] } }),
        read: () => {
          throw new Fault('denied', 'no');
        },
      }),
      planned,
    );
    expect(outcome.steps[0]).toMatchObject({
      kind: 'done',
      made: [
        { logicalId: 'Old', physicalId: 'old-bucket', arn: '' },
        { logicalId: 'Odd', physicalId: '', arn: '' },
        { logicalId: 'Reports', physicalId: 'acme-dev-reports', arn: '' },
      ],
      checks: [
        { logicalId: 'Odd', checks: [{ holds: false, detail: 'no service reads this type' }] },
        { logicalId: 'Reports', checks: [{ holds: false, detail: 'could not be read: denied' }] },
      ],
    });
  });

  it('what it refers to is read back by the name that AWS gave it', async () => {
    const template = {
      Resources: {
        Reports: { Type: 'AWS::S3::Bucket', Properties: { BucketName: { Ref: 'Named' } } },
        Named: { Type: 'AWS::SSM::Parameter' },
      },
    };
    const planned = deployStep({ template, previewHash: previewHash(read) });
    const world = createWorld();
    world.resources = [
      ...world.resources,
      { logicalId: 'Named', physicalId: 'n', type: 'AWS::SSM::Parameter', status: 'X' },
    ];
    expect((await run(world, planned)).outcome.kind).toBe('done');
  });

  it.each(['sandbox', 'test'] as const)('runs in tier %s', async (tier) => {
    const { ports } = fakePorts(createWorld());
    expect((await executePlan(approve([step], { tier }), ports)).kind).toBe('done');
  });

  it('a step of an account that the plan does not name ends in a named outcome', async () => {
    const { ports } = fakePorts(createWorld());
    const approved = approve([step]);
    const { plan } = approved.facts;
    const foreign = approve([step], { plan: { ...plan, accounts: [] } });
    expect(failureOf(await executePlan(foreign, ports))).toMatchObject({ end: 'unknown' });
  });

  it('a break of our own while reading back is not swallowed', async () => {
    const world = createWorld({
      read: () => {
        throw new RangeError('ours');
      },
    });
    await expect(run(world)).rejects.toThrow('ours');
  });
});

describe('before anything is called', () => {
  it('a stack that exists is updated only if a plan made it', async () => {
    const now = { stack: stack({ status: 'CREATE_COMPLETE', tags: {} }) };
    const { outcome, calls } = await run(updateWorld({ now }), update);
    expect([codeOf(outcome), calls]).toEqual(['change-set-stale', []]);
  });

  const rows: readonly (readonly [string, Partial<FakeWorld>, string])[] = [
    ['A61 the reader is in another account', { account: '222222222222' }, 'wrong-account'],
    ['A61 the session is in another account', { sessionAccount: '222222222222' }, 'wrong-account'],
    ['the stack is gone', { now: {} }, 'change-set-stale'],
    [
      'a role came onto the stack',
      { now: { stack: stack({ roleArn: 'arn:aws:iam::333333333333:role/x' }) } },
      'stack-has-role',
    ],
    ['it is another stack', { now: { stack: stack({ stackId: 'x' }) } }, 'change-set-stale'],
    ['it has another name', { now: { stack: stack({ stackName: 'x' }) } }, 'change-set-stale'],
    [
      'the stack is a part of another',
      { now: { stack: stack({ parentId: 'arn' }) } },
      'stack-not-ready',
    ],
    [
      'the stack has moved on',
      { now: { stack: stack({ status: 'CREATE_COMPLETE' }) } },
      'change-set-stale',
    ],
    ['the change set is gone', { changeSet: undefined }, 'change-set-stale'],
    [
      'A54 another change set made this one obsolete',
      { changeSet: changeSet({ preview: read, executionStatus: 'OBSOLETE' }) },
      'change-set-stale',
    ],
    [
      'the change set failed',
      { changeSet: changeSet({ preview: read, status: 'FAILED' }) },
      'change-set-stale',
    ],
    [
      'A49 the change set holds something else',
      { changeSet: changeSet({ preview: { ...read, tags: {} } }) },
      'change-set-differs',
    ],
    [
      'the deployer does not open',
      { refusals: { deployer: { code: 'role-missing', because: '', next: '' } } },
      'role-missing',
    ],
    [
      'the reader does not open',
      { refusals: { reader: { code: 'role-missing', because: '', next: '' } } },
      'role-missing',
    ],
    [
      'AWS does not answer',
      { failures: { readStack: [new Fault('unavailable', 'x')] } },
      'aws-unreachable',
    ],
    [
      'AWS denies a read',
      { failures: { readStack: [new Fault('denied', 'x')] } },
      'missing-permission',
    ],
    ['a person asked to stop', { isCancelled: true }, 'cancelled'],
  ];

  it.each(rows)('%s: nothing is called', async (_name, more, code) => {
    const { outcome, calls, journal } = await run(createWorld(more));
    expect([codeOf(outcome), calls, outcome.calls, journal]).toEqual([code, [], [], []]);
    expect(outcome.steps[0]?.kind).toMatch(/refused|not started/);
  });

  it('a person who asks to stop while the session opens is heard before the call', async () => {
    const world = createWorld();
    const { ports, calls } = fakePorts(world);
    let asked = 0;
    const progress = { ...ports.progress, isCancelled: async () => (asked += 1) > 1 };
    const outcome = await executePlan(approve([step]), { ...ports, progress });
    expect([outcome.kind, calls]).toEqual(['cancelled', []]);
  });

  it('a stack that goes while the session opens is no success', async () => {
    const world = createWorld({ next: [] });
    const { ports } = fakePorts(world);
    const opened = ports.door.openDeployer;
    const door: typeof ports.door = {
      ...ports.door,
      openDeployer: (...given) => {
        world.now = {};
        return opened(...given);
      },
    };
    const outcome = await executePlan(approve([step]), { ...ports, door });
    expect(failureOf(outcome)).toMatchObject({ end: 'unknown', state: 'unknown' });
  });

  it('a handle that is not of this plan, stack, account or region fits no step', async () => {
    const others = [
      { ...handle, stackName: 'other' },
      { ...handle, region: 'eu-west-1' },
      { ...handle, accountId: '222222222222' },
      { ...handle, planId: 'p2' },
      { ...handle, changeSetType: 'UPDATE' },
      { ...handle, changeSetName: 'cw-other' },
      { ...handle, changeSetArn: CHANGE_SET.replace('cw-p1', 'cw-p2') },
      { ...handle, stackId: STACK_ID.replace(STACK, 'other') },
    ] as unknown as (typeof handle)[];
    for (const other of others) {
      const { ports, calls } = fakePorts(createWorld());
      const outcome = await executePlan(approve([step], { handles: [other] }), ports);
      expect([codeOf(outcome), calls]).toEqual(['change-set-stale', []]);
    }
    const { outcome } = await run(updateWorld(), { ...update, stackId: `${STACK_ID}x` });
    expect(codeOf(outcome)).toBe('change-set-stale');
  });
});

describe('the call itself', () => {
  const refusals: readonly (readonly [string, string, string])[] = [
    ['ChangeSetNotFound', 'gone', 'change-set-stale'],
    ['InvalidChangeSetStatus', 'in use', 'change-set-stale'],
    ['AccessDenied', 'no', 'missing-permission'],
    ['ValidationError', 'odd', 'aws-refused'],
  ];

  it.each(refusals)('%s is a refusal, and no call was made', async (code, said, expected) => {
    const failures = { ExecuteChangeSet: [new CallRefused('cloudformation:X', code, said)] };
    const { outcome } = await run(createWorld({ failures }));
    expect([codeOf(outcome), outcome.calls]).toEqual([expected, []]);
  });

  it('A56 refused because the first of two deliveries is under way: that one is followed', async () => {
    const failures = {
      ExecuteChangeSet: [new CallRefused('cloudformation:X', 'InvalidChangeSetStatus', 'busy')],
    };
    const { outcome } = await run(
      createWorld({ failures, answerLost: true, next: [began, created] }),
    );
    expect(outcome.kind).toBe('refused');
    const seen = createWorld({ failures: { ...failures } });
    seen.failures = {
      ExecuteChangeSet: [new CallRefused('cloudformation:X', 'InvalidChangeSetStatus', 'busy')],
    };
    const { ports } = fakePorts(seen);
    const opened = ports.door.openDeployer;
    const door: typeof ports.door = {
      ...ports.door,
      openDeployer: async (...given) => {
        const session = await opened(...given);
        if (!session.ok) return session;
        const executeChangeSet: typeof session.value.executeChangeSet = (...call) => {
          seen.now = {
            stack: created.stack,
            events: [...(seen.now.events ?? []), ...(began.events ?? [])],
          };
          return session.value.executeChangeSet(...call);
        };
        return { ok: true, value: { ...session.value, executeChangeSet } };
      },
    };
    expect((await executePlan(approve([step]), { ...ports, door })).kind).toBe('done');
  });

  it('A55 an answer that is lost is looked for in the events, and not sent again', async () => {
    const failures = { ExecuteChangeSet: [new Fault('unavailable', 'lost')] };
    const world = createWorld({ failures, answerLost: true });
    const { ports, calls } = fakePorts(world);
    const watched = ports.door.openReader;
    const door: typeof ports.door = {
      ...ports.door,
      openReader: async (...given) => {
        const session = await watched(...given);
        if (!session.ok) return session;
        const { listStackEvents } = session.value;
        let looks = 0;
        return {
          ok: true,
          value: {
            ...session.value,
            listStackEvents: async (...call: Parameters<typeof listStackEvents>) => {
              looks += 1;
              if (looks === 4) throw new Fault('throttled', 'slow');
              const events = await listStackEvents(...call);
              return looks < 5 ? events : [...events, ...(began.events ?? [])];
            },
          },
        };
      },
    };
    const outcome = await executePlan(approve([step]), { ...ports, door });
    expect([outcome.kind, calls.length]).toEqual(['done', 1]);
    expect(outcome.calls).toMatchObject([{ requestId: '', at: '2026-03-02T09:00:00.000Z' }]);
  });

  it('a lost call that never shows changed nothing', async () => {
    const failures = { ExecuteChangeSet: [new Fault('timeout', 'lost')] };
    const { outcome, calls } = await run(createWorld({ failures }));
    expect(failureOf(outcome)).toMatchObject({
      end: 'unchanged',
      state: 'REVIEW_IN_PROGRESS',
      cause: { reason: 'lost' },
    });
    expect(calls).toHaveLength(1);
  });

  it('a break of our own while a lost call is looked for is thrown', async () => {
    const world = createWorld({ failures: { ExecuteChangeSet: [new Fault('timeout', 'lost')] } });
    const { ports } = fakePorts(world);
    const append: typeof ports.journal.append = async (entry) => {
      if (entry.kind === 'intent') world.failures['listStackEvents'] = [new RangeError('ours')];
    };
    const journal = { ...ports.journal, append };
    await expect(executePlan(approve([step]), { ...ports, journal })).rejects.toThrow('ours');
  });

  it('a break of our own is thrown, and the job is resumed', async () => {
    const failures = { ExecuteChangeSet: [new RangeError('ours')] };
    await expect(run(createWorld({ failures }))).rejects.toThrow('ours');
  });
});

describe('a stack that fails', () => {
  const rolledBack = (...events: readonly StackEvent[]): Moment[] => [
    began,
    { stack: stack({ status: 'ROLLBACK_IN_PROGRESS' }), events },
    { stack: stack({ status: 'ROLLBACK_COMPLETE' }) },
  ];

  const rows: readonly (readonly [string, Moment[], Partial<StepFailed>])[] = [
    [
      'names the first failure that is no consequence, and is followed through its rollback',
      rolledBack(
        failing('Logs', 'CREATE_FAILED', 'Resource creation cancelled'),
        failing('Reports', 'CREATE_FAILED', 'already exists'),
        tokened({ eventId: 's', type: STACK_TYPE, status: 'CREATE_FAILED', reason: 'it failed' }),
      ),
      {
        end: 'rolled back',
        state: 'ROLLBACK_COMPLETE',
        cause: {
          logicalId: 'Reports',
          type: 'AWS::S3::Bucket',
          status: 'CREATE_FAILED',
          reason: 'already exists',
        },
      },
    ],
    [
      'names the stack where no resource failed',
      rolledBack(
        tokened({
          eventId: 's',
          type: STACK_TYPE,
          status: 'CREATE_FAILED',
          reason: 'no such type',
        }),
      ),
      { end: 'rolled back', cause: expect.objectContaining({ reason: 'no such type' }) },
    ],
    [
      'names the state where no event tells',
      [{ stack: stack({ status: 'ROLLBACK_FAILED' }) }],
      {
        end: 'rollback failed',
        cause: { logicalId: '', type: STACK_TYPE, status: 'ROLLBACK_FAILED', reason: '' },
      },
    ],
    [
      'names the action and the resource that were denied',
      rolledBack(
        failing(
          'Reports',
          'CREATE_FAILED',
          'User: x is not authorized to perform: s3:PutBucketTagging on resource: arn:aws:s3:::r.',
        ),
      ),
      {
        end: 'rolled back',
        refusal: expect.objectContaining({
          code: 'missing-permission',
          because: expect.stringContaining('s3:PutBucketTagging on arn:aws:s3:::r'),
        }),
      },
    ],
    [
      'names the action alone where AWS does not name the resource',
      rolledBack(failing('Reports', 'CREATE_FAILED', 'not authorized to perform: s3:CreateBucket')),
      {
        refusal: expect.objectContaining({
          because: expect.stringContaining('s3:CreateBucket on its resource'),
        }),
      },
    ],
    ['is gone', [began, { stack: undefined }], { end: 'unknown', state: 'unknown' }],
    ['never ends', [began], { end: 'unknown', state: 'unknown' }],
    ['ends in a state nobody knows', [{ stack: stack({ status: 'ODD' }) }], { end: 'unknown' }],
  ];

  it.each(rows)('%s', async (_name, next, expected) => {
    const { outcome } = await run(createWorld({ next: [...next] }));
    expect(failureOf(outcome)).toMatchObject(expected);
  });

  it('a poll that AWS throttles says nothing about the stack', async () => {
    const world = createWorld();
    world.failures = {};
    const { ports } = fakePorts(world);
    const report = async () => {
      world.failures['readStack'] ??= [new Fault('throttled', 'x'), new Fault('timeout', 'x')];
    };
    const progress = { ...ports.progress, report };
    expect((await executePlan(approve([step]), { ...ports, progress })).kind).toBe('done');
  });

  it('a poll that AWS denies ends in a named outcome', async () => {
    const world = createWorld();
    const { ports } = fakePorts(world);
    const report = async () => {
      world.failures['readStack'] = [new Fault('denied', 'ended')];
    };
    const progress = { ...ports.progress, report };
    const outcome = await executePlan(approve([step]), { ...ports, progress });
    expect(failureOf(outcome)).toMatchObject({ end: 'unknown', cause: { status: 'denied' } });
  });

  it('a poll that breaks by our own fault is thrown', async () => {
    const world = createWorld();
    const { ports } = fakePorts(world);
    const report = async () => {
      throw new RangeError('ours');
    };
    const progress = { ...ports.progress, report };
    await expect(executePlan(approve([step]), { ...ports, progress })).rejects.toThrow('ours');
  });
});

describe('an update whose rollback fails', () => {
  const stuck = (reason: string): Moment[] => [
    { stack: stack({ status: 'UPDATE_IN_PROGRESS' }), events: [tokened({ eventId: 'u1' })] },
    {
      stack: stack({ status: 'UPDATE_ROLLBACK_FAILED' }),
      events: [failing('Reports', 'UPDATE_FAILED', reason)],
    },
  ];
  const EXPIRED = 'The security token included in the request is expired (ExpiredToken)';
  const CONTINUE = `ContinueUpdateRollback ${STACK_ID} ${TOKEN}-c`;

  it('A60 by an expired session is continued once, in a fresh session', async () => {
    const next = [
      ...stuck(EXPIRED),
      { stack: stack({ status: 'UPDATE_ROLLBACK_FAILED' }) },
      { stack: stack({ status: 'UPDATE_ROLLBACK_IN_PROGRESS' }) },
      { stack: stack({ status: 'UPDATE_ROLLBACK_COMPLETE' }) },
    ];
    const { outcome, calls, opened } = await run(updateWorld({ next }), update);
    expect(failureOf(outcome)).toMatchObject({ end: 'rolled back' });
    expect(calls).toEqual([`ExecuteChangeSet ${CHANGE_SET} ${TOKEN}`, CONTINUE]);
    expect(opened).toEqual(['reader', 'deployer step-1', 'deployer step-1']);
  });

  it('A69 for any other reason is told as it is and left alone', async () => {
    const { outcome, calls } = await run(updateWorld({ next: stuck('in use') }), update);
    expect(failureOf(outcome)).toMatchObject({
      end: 'rollback failed',
      state: 'UPDATE_ROLLBACK_FAILED',
      cause: { reason: 'in use' },
    });
    expect(calls).toHaveLength(1);
  });

  it('A69 and fails again stays so: there is no second try', async () => {
    const again = {
      stack: stack({ status: 'UPDATE_ROLLBACK_FAILED' }),
      events: [failing('Reports', 'UPDATE_FAILED', 'again')],
    };
    const { outcome, calls } = await run(updateWorld({ next: [...stuck(EXPIRED), again] }), update);
    expect(failureOf(outcome).end).toBe('rollback failed');
    expect(calls.filter((call) => call === CONTINUE)).toHaveLength(1);
  });

  it('the stack is gone meanwhile', async () => {
    const next = [...stuck(EXPIRED), { stack: undefined }];
    const { outcome } = await run(updateWorld({ next }), update);
    expect(failureOf(outcome).end).toBe('unknown');
  });

  it('and the door does not open again, or AWS refuses: told as it is', async () => {
    const world = updateWorld({ next: stuck(EXPIRED) });
    world.failures = {
      ContinueUpdateRollback: [new CallRefused('cloudformation:X', 'ValidationError', 'no')],
    };
    const { outcome } = await run(world, update);
    expect(failureOf(outcome).end).toBe('rollback failed');
    const closed = updateWorld({ next: stuck(EXPIRED) });
    const { ports } = fakePorts(closed);
    const report = async () => {
      closed.refusals = { deployer: { code: 'role-missing', because: '', next: '' } };
    };
    const progress = { ...ports.progress, report };
    const approved = approve([update], { handles: [updateHandle] });
    const ended = await executePlan(approved, { ...ports, progress });
    expect(failureOf(ended).end).toBe('rollback failed');
  });
});

describe('A55 after a crash', () => {
  const line = (kind: JournalEntry['kind'], detail: JournalEntry['detail']): JournalEntry => ({
    planId: PLAN_ID,
    stepId: stepId(1),
    kind,
    what: 'cloudformation:ExecuteChangeSet',
    detail,
  });
  const intent = line('intent', {
    stackId: STACK_ID,
    status: 'REVIEW_IN_PROGRESS',
    lastUpdatedAt: '',
    lastEventId: 'before',
    at: '2026-03-02T08:59:00Z',
  });
  const receipt = { ...line('receipt', { at: '2026-03-02T08:59:01Z' }), requestId: 'first' };
  const seen: JournalEntry = { ...line('event', { ...tokened({ eventId: 'e1' }) }), what: 'x' };
  const under = (more: Partial<FakeWorld> = {}): FakeWorld =>
    createWorld({
      now: {
        stack: created.stack,
        events: [event({ eventId: 'before' }), ...(began.events ?? []), ...(created.events ?? [])],
      },
      next: [],
      ...more,
    });

  it('a call that AWS shows by its token is followed and never made again', async () => {
    const { outcome, calls, reported } = await run(under(), step, [intent, receipt, seen]);
    expect([outcome.kind, calls]).toEqual(['done', []]);
    expect(reported).toEqual(['Reports CREATE_COMPLETE']);
    expect(outcome.calls).toMatchObject([{ requestId: 'first' }]);
  });

  it('A56 the same without a journal: the token alone tells', async () => {
    const { outcome, calls } = await run(under(), step);
    expect([outcome.kind, calls]).toEqual(['done', []]);
  });

  it('where events carry no token, the change set tells', async () => {
    const world = under({
      now: { stack: created.stack, events: [event({ eventId: 'before' })] },
      changeSet: changeSet({ preview: read, executionStatus: 'EXECUTE_COMPLETE' }),
    });
    const { outcome, calls } = await run(world, step, [intent]);
    expect([outcome.kind, calls]).toEqual(['done', []]);
  });

  it('a call that never reached AWS is made, with the same token', async () => {
    const { outcome, calls } = await run(createWorld(), step, [intent]);
    expect([outcome.kind, calls]).toEqual(['done', [`ExecuteChangeSet ${CHANGE_SET} ${TOKEN}`]]);
  });

  it('somebody else executed the stack meanwhile: stale, not ours', async () => {
    const world = under({
      now: {
        stack: created.stack,
        events: [event({ eventId: 'before' }), event({ eventId: 'x' })],
      },
      changeSet: undefined,
    });
    const { outcome, calls } = await run(world, step, [intent]);
    expect([codeOf(outcome), calls]).toEqual(['change-set-stale', []]);
  });

  it('a journal line of another shape is no memory', async () => {
    const odd = [line('event', { eventId: 7 }), line('intent', { at: 7 })];
    const { outcome, calls } = await run(createWorld(), step, odd);
    expect([outcome.kind, calls.length]).toEqual(['done', 1]);
  });

  it('a stop asked for after the call began does not leave it unwatched', async () => {
    const { outcome } = await run(under({ isCancelled: true }), step, [intent, receipt]);
    expect(outcome.kind).toBe('done');
  });
});

describe('A53 what an update changes is read again just before the call', () => {
  const planned = async (properties: string): Promise<string> => {
    const Properties = JSON.stringify(properties);
    const output = { ResourceDescription: { Properties } };
    const target = { region: handle.region, type: 'AWS::SNS::Topic', physicalId: 'news' };
    const answer = async () => ({ ok: true, output }) as const;
    return readLive({ accountId: handle.accountId, read: answer }, target);
  };
  const topic = { logicalId: 'News', type: 'AWS::SNS::Topic', physicalId: 'news' };
  const runWith = async (found: string, answer: ReadAnswer) => {
    const { read: usual } = usualWorld();
    const world = updateWorld({
      read: (call) => (call.operation === 'GetResource' ? answer : usual(call)),
    });
    return run(world, { ...update, live: [{ ...topic, found }] });
  };
  const now = (properties: string): ReadAnswer => ({
    ok: true,
    output: { ResourceDescription: { Properties: JSON.stringify(properties) } },
  });
  const denied = { ok: false, code: 'AccessDenied', httpStatus: 403, message: '' } as const;

  it('and is as it was: the step goes on', async () => {
    expect((await runWith(await planned('a'), now('a'))).outcome.kind).toBe('done');
  });

  it('and what nobody could read in planning is not asked again', async () => {
    expect((await runWith('unread', denied)).outcome.kind).toBe('done');
  });

  it.each([
    ['somebody changed it', now('b'), 'Somebody changed News after it was planned.'],
    ['it can not be read', denied, 'News can not be read again.'],
  ] as const)('and %s: stale, and no call is made', async (_name, answer, because) => {
    const { outcome, calls } = await runWith(await planned('a'), answer);
    expect(outcome).toMatchObject({
      kind: 'refused',
      refusal: { code: 'change-set-stale', because },
    });
    expect(calls).toEqual([]);
  });
});
